"""On paper, too, a number stands as it is dialled, whatever the direction of the line around it."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from pypdf import PdfReader

from afterwave.paper.documents import text_document
from afterwave.paper.handouts import support
from afterwave.paper.markup import nodes, paragraph
from afterwave.paper.run_sheet import run_sheet
from afterwave.paper.typesetting import Document
from drawn_order import lines
from kit_workshop import kit_workshop
from paper.test_documents import printed
from pdf_text import drawn, glyphs

LANGUAGES = kit_workshop().languages
NUMBER = re.compile(r"\d[\d -]*\d")


def drawn_in(document: Document) -> list[str]:
    return list(lines(printed(document)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_support_number_in_the_handouts_is_drawn_as_it_is_dialled(language: str) -> None:
    workshop = kit_workshop(language)
    found = list(drawn(printed(text_document(workshop, workshop.title, support(workshop)))))
    numbers = [number.replace(" ", "") for line in workshop.support for number in NUMBER.findall(line.number)]
    assert len(numbers) > 30
    assert [number for number in numbers if not any(number in line for line in found)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_times_ranges_dates_and_names_among_words_keep_their_order(language: str) -> None:
    workshop = kit_workshop(language)
    words = ("كلمة" if language == "ar" else "word", "ثم" if language == "ar" else "then")
    odd = [
        "13 11 14",
        "+49 (0)30 12",
        "10–19",
        "18:30",
        "2026-11-28",
        "5.3 %",
        "2/3",
        "9-8-8",
        "befrienders.org/a-1",
        "Kama muta 23(1)",
        "SMS 600 000",
    ]
    found = drawn_in(
        text_document(workshop, workshop.title, [paragraph(f"{words[0]} {one} {words[1]}") for one in odd])
    )
    assert [one for one in odd if not any(one.replace(" ", "") in line for line in found)] == []


TYPED = ["--yes", "?shared=1", "content/pl/", "{name}", ".png", "afterwave poll --file my-polls.yaml", "b"]
BLOCK = ["# Tea", "  - {id: one, label: Tea}", '  question: "Tea?"', "--aw-deep: #2f4a1c;"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_typed_is_drawn_and_copied_as_it_is_typed(language: str) -> None:
    workshop = kit_workshop(language)
    word = "كلمة" if language == "ar" else "word"
    text = "\n\n".join(f"{word} `{one}` {word}" for one in TYPED) + "\n\n```\n" + "\n".join(BLOCK) + "\n```"
    document = text_document(workshop, workshop.title, nodes(text))
    found = drawn_in(document)
    expected = ["".join(one.split()) for one in (*TYPED, *BLOCK)]
    assert [one for one in expected if not any(one in line for line in found)] == []
    copied = "".join(page.extract_text() for page in PdfReader(BytesIO(printed(document))).pages)
    assert "afterwave poll --file my-polls.yaml" in copied


def test_a_line_of_a_file_in_arabic_begins_on_the_right_and_its_latin_neighbour_on_the_left() -> None:
    workshop = kit_workshop("ar")
    document = text_document(workshop, workshop.title, nodes("```\ntitle: one\n# \u0623\n```"))
    (page,) = glyphs(printed(document))
    assert max(glyph.across for glyph in page if glyph.letter == "t") < 300
    assert [glyph.across > 300 for glyph in page if glyph.letter == "#"] == [True]


def test_the_times_of_a_run_sheet_stand_in_their_order_from_right_to_left() -> None:
    found = list(drawn(printed(run_sheet(kit_workshop("ar"), 90, 18 * 60 + 30))))
    assert [time for time in ("18:30", "20:00") if not any(time in line for line in found)] == []
