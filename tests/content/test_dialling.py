"""Whatever a line writes as its number, the digits that are tapped are the digits that stand there, in the way in which
the line is reached.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

import pytest

from afterwave.content.dialling import dial_string, pieces
from afterwave.content.language import language as tongue
from afterwave.content.places import kit
from kit_workshop import kit_workshop

CONTENT = kit("content")
LINES = kit_workshop().support
LANGUAGES = kit_workshop().languages


def tapped(written: str, country: str = "GB", origin: str = "") -> dict[str, str]:
    return {piece.href: piece.text for piece in pieces(written, country, origin) if piece.href}


@pytest.mark.parametrize(
    ("language", "line"), [*product(LANGUAGES, LINES)], ids=lambda one: getattr(one, "number", one)
)
def test_every_number_of_the_kit_can_be_tapped_in_every_language_and_stands_as_it_is_dialled(
    language: str, line: object
) -> None:
    number, country = str(vars(line)["number"]), str(vars(line)["country"])
    said = tongue(CONTENT, language).say(number)
    parts = pieces(said, country, number)
    assert "".join(part.text for part in parts) == said
    assert [*tapped(said, country, number)] == [*tapped(number, country)] or {*tapped(said, country, number)} == {
        *tapped(number, country)
    }
    digits = "".join(letter for letter in said if letter.isdecimal())
    assert "".join(dial_string(part.text) for part in parts if part.ltr and part.href) == digits
    assert not any(letter.isdecimal() and not letter.isascii() for letter in said)


@pytest.mark.parametrize(
    ("written", "links"),
    [
        ("116 016", {"tel:116016": "116 016"}),
        ("15", {"tel:15": "15"}),
        ("+49 (0)30 1234 5678", {"tel:+493012345678": "+49 (0)30 1234 5678"}),
        ("(030) 123 456", {"tel:030123456": "(030) 123 456"}),
        ("1 (800) 273-8255", {"tel:18002738255": "1 (800) 273-8255"}),
        ("1.800.273.8255", {"tel:18002738255": "1.800.273.8255"}),
        ("٠٨٠٠ ١٢٣ ٤٥٦", {"tel:0800123456": "٠٨٠٠ ١٢٣ ٤٥٦"}),
        ("tel. 116 111", {"tel:116111": "116 111"}),
        ("113, or 0800-0113", {"tel:113": "113", "tel:08000113": "0800-0113"}),
        ("0800 111 0 111 / 0800 111 0 222", {"tel:08001110111": "0800 111 0 111", "tel:08001110222": "0800 111 0 222"}),
        ("0800 1110111 (0800 1110222)", {"tel:08001110111": "0800 1110111", "tel:08001110222": "0800 1110222"}),
        ("988, call or text", {"tel:988": "988", "sms:988": "text"}),
        ("988 llama o escribe", {"tel:988": "988", "sms:988": "escribe"}),
        ("988 (call or text), 0800 123 456", {"tel:988": "988", "sms:988": "text", "tel:0800123456": "0800 123 456"}),
        ("call 988 or text 741741", {"tel:988": "988", "sms:741741": "741741"}),
        ("اتصل 1919 أو أرسل رسالة إلى 1920", {"tel:1919": "1919", "sms:1920": "1920"}),
        ("text HELLO to 00000", {"sms:00000": "00000"}),
        ("WhatsApp +44 7700 900123", {"https://wa.me/447700900123": "+44 7700 900123"}),
        (
            "call or WhatsApp +44 7700 900123",
            {"https://wa.me/447700900123": "WhatsApp", "tel:+447700900123": "+44 7700 900123"},
        ),
        ("1800RESPECT (1800 737 732)", {"tel:1800737732": "1800 737 732"}),
        ("24/7: 116 123", {"tel:116123": "116 123"}),
        ("116 123, from 16 (10-19, Mon-Fri 10:00-19:00)", {"tel:116123": "116 123"}),
    ],
)
def test_a_facilitators_own_forms_are_understood(written: str, links: Mapping[str, str]) -> None:
    assert tapped(written) == links


@pytest.mark.parametrize(
    "written",
    [
        "WhatsApp 07700 900123",
        "800 656 HOPE",
        "1-800-273-TALK (8255)",
        "113 - 0800 0113",
        "988call",
        "the number",
        "findahelpline.com",
        "help@a.example",
        "",
    ],
)
def test_what_may_be_read_in_two_ways_is_no_link(written: str) -> None:
    assert tapped(written) == {}
    assert "".join(piece.text for piece in pieces(written)) == written
