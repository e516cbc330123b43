"""Everything printed, in each of the kit's languages: no English of ours is left on it, and a screen reader knows which
language it is.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from afterwave.content.language import ENGLISH
from afterwave.content.places import kit
from afterwave.content.workshop import Workshop
from afterwave.paper.run_sheet import run_sheet
from afterwave.paper.summary import summary
from afterwave.paper.typesetting import Document
from afterwave.poll.disclosure import release
from afterwave.poll.status import Status
from kit_workshop import kit_workshop
from paper.test_documents import CODES, DOCUMENTS, fonts, printed, read, said
from pdf_text import from_the_left, words
from said import sentences

CONTENT = kit("content").resolve()
OTHERS = [language for language in kit_workshop().languages if language != ENGLISH]
SHORT, LONG = 2, 12
"""Letters of a country or an initial; and from which on an English sentence is no word that the other language has,
too.
"""


def after_an_evening(workshop: Workshop) -> Document:
    """Return the summary of an evening with a picture of each band, one that was not shown, and minutes."""
    care, arriving = (workshop.poll(poll) for poll in ("care", "arriving"))
    picture = release(care.kind, dict(zip(care.option_ids(), (8, 7, 1, 6, 4, 12, 0), strict=True)), 12)
    none = release(arriving.kind, dict.fromkeys(arriving.option_ids(), 0) | {"1": 3}, 3)
    shown = {
        "care": Status("care", "revealed", 12, release=picture),
        "arriving": Status("arriving", "revealed", 3, release=none),
    }
    return summary(workshop, shown, {"welcome": 8.0})


def bare(text: str) -> str:
    """Return a text's letters and digits."""
    return "".join(filter(str.isalnum, text))


PRINTED = {name: make for name, make in DOCUMENTS.items() if name not in {"guide", "in-your-hand"}}
PRINTED |= {
    "short-evening": lambda workshop: run_sheet(workshop, 20),
    "long-evening": lambda workshop: run_sheet(workshop, 180, 19 * 60),
    "evening": after_an_evening,
}
"""All but the guide: its chapters in other languages are held by `content/test_guide.py`, and it names those that are
only in English.
"""


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("name", PRINTED)
def test_no_english_sentence_of_the_kits_is_printed(name: str, language: str) -> None:
    workshop = kit_workshop(language)
    say = workshop.speech.say
    made = PRINTED[name](workshop)
    squeezed = bare(words(printed(made)) if made.direction == "ltr" else from_the_left(printed(made)))
    theirs = (CONTENT / "references.yaml").read_text("utf-8")  # the title of a study may say what we say
    ours = {
        sentence: sentence.split("{")[0]
        for sentence in sentences()
        if say(sentence) != sentence and sentence not in theirs
    }
    assert (
        sorted(
            sentence
            for sentence, start in ours.items()
            if len("".join(start.split())) >= LONG and bare(start) in squeezed
        )
        == []
    )
    root: Any = read(made).trailer["/Root"]
    assert (root["/Lang"], made.direction) == (language, workshop.speech.direction)


def test_arabic_runs_from_the_right_in_a_font_that_has_it() -> None:
    made = PRINTED["handouts"](kit_workshop("ar"))
    reader = read(made)
    root: Any = reader.trailer["/Root"]
    assert (made.direction, root["/Lang"]) == ("rtl", "ar")
    assert any("DejaVuSans" in name for name in fonts(reader))
    assert "notdef" not in said(made)


def test_the_whole_of_the_handouts_holds_no_digit_that_was_not_written() -> None:
    text = said(PRINTED["handouts"](kit_workshop("ar")))
    found = {letter for letter in text if letter.isdecimal()}
    assert found
    assert found <= set("0123456789")


@pytest.mark.parametrize("name", PRINTED)
def test_where_letters_are_others_no_latin_word_is_printed_but_names_and_those_of_the_translation(name: str) -> None:
    support = yaml.safe_load((CONTENT / "support.yaml").read_text("utf-8"))
    given = [
        *CODES,
        *(
            f"{line['name']} {line['country']} {line['number'] if ', ' not in line['number'] else ''}"
            for line in support
        ),
    ]
    own = [file.read_text("utf-8") for file in (CONTENT / "ar").iterdir() if file.suffix in {".md", ".yaml"}]
    known = {
        *re.findall(r"[A-Za-z]+", " ".join([*given, *own, (CONTENT / "references.yaml").read_text("utf-8")])),
        "DOI",
        "doi",
    }
    found = re.findall(r"[A-Za-z]{3,}", said(PRINTED[name](kit_workshop("ar"))))
    whole = "|".join([*(word for word in known if len(word) > SHORT), *{line["country"] for line in support}])
    side_by_side = re.compile(
        rf"(?:{whole})+[A-Za-z]?"
    )  # cells are read as one word, and a letter with an accent ends one
    strange = {word for word in set(found) - known if not side_by_side.fullmatch(word)}
    assert (
        sorted(word for word in strange if word not in "".join(known)) == []
    )  # a word may be broken at the end of a line
