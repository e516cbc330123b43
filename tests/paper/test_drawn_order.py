"""On paper, too, a number stands as it is dialled, whatever the direction of the line around it."""

from __future__ import annotations

import re

import pytest

from afterwave.paper.handouts import support
from afterwave.paper.markup import paragraph
from afterwave.paper.run_sheet import run_sheet
from afterwave.paper.typesetting import Document
from afterwave.paper.wording import flowing
from drawn_order import lines
from kit_workshop import kit_workshop
from paper.test_documents import printed

LANGUAGES = kit_workshop().languages
NUMBER = re.compile(r"\d[\d -]*\d")


def drawn_in(document: Document) -> list[str]:
    return list(lines(printed(document)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_support_number_in_the_handouts_is_drawn_as_it_is_dialled(language: str) -> None:
    workshop = kit_workshop(language)
    drawn = drawn_in(flowing(workshop, workshop.title, support(workshop)))
    numbers = [number.replace(" ", "") for line in workshop.support for number in NUMBER.findall(line.number)]
    assert len(numbers) > 30
    assert [number for number in numbers if not any(number in line for line in drawn)] == []


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
    drawn = drawn_in(flowing(workshop, workshop.title, [paragraph(f"{words[0]} {one} {words[1]}") for one in odd]))
    assert [one for one in odd if not any(one.replace(" ", "") in line for line in drawn)] == []


def test_the_times_of_a_run_sheet_stand_in_their_order_from_right_to_left() -> None:
    # A reader of PDFs takes long for each page of joined letters: pages after the one that holds both are not read.
    drawn = lines(printed(run_sheet(kit_workshop("ar"), 90, 18 * 60 + 30)))
    missing = {"18:30", "20:00"}
    while missing and (line := next(drawn, None)) is not None:
        missing = {time for time in missing if time not in line}
    assert missing == set()
