"""What the guide quotes of the workshop stands there, word for word, in each language.

A quotation names its part: From *Five reasons*: "Often there is no clear cause."
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from afterwave.content.guide import chapters
from afterwave.content.language import ENGLISH
from afterwave.content.places import kit
from afterwave.content.workshop import Workshop
from kit_workshop import kit_workshop

FOLDER = kit("facilitator_guide")
LANGUAGES = [ENGLISH, *sorted(file.parent.name for file in FOLDER.glob("*/run-sheets.md"))]
QUOTED = {
    "en": r'From \*(?P<part>[^*]+)\*: "(?P<words>[^"]+)"',
    "es": r"De \*(?P<part>[^*]+)\*: «(?P<words>[^»]+)»",
    "ar": r"من «\*(?P<part>[^*]+)\*»: «(?P<words>[^»]+)»",
}
"""How each language's guide says that its words are a part's."""


def plain(markdown: str) -> str:
    """Return a text as it is read aloud: one line, without marks, in small letters."""
    return " ".join(re.sub(r"\*\*|^- |^# ", "", markdown, flags=re.MULTILINE).split()).lower()


def quotations(language: str) -> Iterator[tuple[str, str]]:
    """Yield each part that a language's guide quotes, with the words."""
    folder = FOLDER if language == ENGLISH else FOLDER / language
    for chapter in chapters(folder):
        for found in re.finditer(QUOTED[language], " ".join(chapter.text.split())):
            yield found["part"], found["words"]


def astray(workshop: Workshop, part: str, words: str) -> list[str]:
    """Return the sentences of a quotation that its part does not say."""
    [section] = [one for one in workshop.sections if one.title.startswith(part)]
    said = " ".join(plain(block.text) for block in section.blocks)
    sentences = re.split(r"(?<=[.?!؟])\s+", words)
    return [sentence for sentence in sentences if plain(sentence).rstrip(".") not in said]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_guide_quotes_of_a_part_stands_in_that_part(language: str) -> None:
    workshop = kit_workshop(language)
    assert [lost for part, words in quotations(language) for lost in astray(workshop, part, words)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_s_guide_quotes_the_same_parts(language: str) -> None:
    places = {
        one: [
            next(place for place, section in enumerate(kit_workshop(one).sections) if section.title.startswith(part))
            for part, _ in quotations(one)
        ]
        for one in (language, ENGLISH)
    }
    assert places[language] == places[ENGLISH] != []


def test_a_sentence_that_a_part_no_longer_says_is_found() -> None:
    quoted = "A feeling may stay. What somebody does to you is another matter."
    assert astray(kit_workshop(), "Room for big feelings", quoted) == ["A feeling may stay."]
