"""What a line's number is made of: the numbers as people dial them, how each is reached, addresses, and the words
between.

A number stands in the content as people write it: "113, or 0800-0113", "988, call or text", "016, or WhatsApp 600 000
016", "findahelpline.com". Facilitators write theirs in their own words, so those that tell how a number is reached are
known in each of the kit's languages. Where a number may be read in two ways, nothing can be tapped: a call that does
not come through is worse than a number to type.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from unicodedata import digit

_GROUP = r"(?:[ \u00a0\u202f./\u2010\u2011-]|\)[ -]?|[ -]?\((?=\d{1,4}\)[ -]?\d))?"
_NUMBER = rf"(?<![\w@-])(?<!\d[.:/])\+?(?:\((?=\+?\d{{1,5}}\)[ -]?\d))?\+?\d(?:{_GROUP}\d)*(?![\w@]|[-./]\w|:\d)"
_ADDRESS = r"(?:https?://)?[\w.+-]*@?(?:[\w-]+\.)+[a-z]{2,}(?:/[^\s,،;؛()]*[\w/])?"
_SPOT = re.compile(rf"(?P<address>{_ADDRESS})|(?P<number>{_NUMBER})", re.IGNORECASE)

_HOURS = re.compile(r"\d{1,2}[-/.\u2010\u2011]\d{1,2}")
"""Hours, days, and "24/7", which look like a number to dial."""
# SMS, TTY and TDD say how a number is reached, and are no letters of it.
_SPELLED = re.compile(r"[ -](?!SMS\b|TTY\b|TDD\b)[A-Z]{3,}\b")
_SPELLED_OUT = re.compile(r"\d[ -]?[A-Z]{3,} ?\($")
"""A number whose last digits are a word, 800-273-TALK (8255): what stands after it, and what stands before those
digits.
"""
_APART = re.compile(r"\s[-\u2013\u2014]\s")
"""Between two numbers: it may part them, or not."""
_WORD = 5
"""Digits that a word at a number's end stands for, at the most."""

_WORDS = {
    "tel": re.compile(r"\b(?:call|phone|ring|llama\w*|tel[ée]fono)\b|(?:ا?تصال|ا?تصل|هاتف|مكالمة)", re.IGNORECASE),  # noqa: RUF001 - Arabic words
    "sms": re.compile(
        r"\b(?:text(?:ing)?|sms|mensajes?(?: de texto)?|escrib\w+)\b|رسال[ةه](?: نصية)?|رسائل(?: نصية)?", re.IGNORECASE
    ),
    "whatsapp": re.compile(r"\bwhats ?app\b|وات ?س ?اب|واتسآب", re.IGNORECASE),
}
_NEXT = re.compile(r"[,;،؛|/]|\b(?:or|o|u)\b|\bأو\b", re.IGNORECASE)
"""Where what is said of one number ends, and what is said of the next begins."""

_ABROAD = re.compile(r"(?:\+|00)([1-9]\d{6,14})")
_PLANS = {
    "CA": ("1", 10),
    "CZ": ("420", 9),
    "DK": ("45", 8),
    "ES": ("34", 9),
    "NO": ("47", 8),
    "PL": ("48", 9),
    "PT": ("351", 9),
    "US": ("1", 10),
}
"""Countries where a whole number stays as it is after the country's code, and how many digits it has (their plans under
ITU-T E.164). Elsewhere a leading 0 may or may not fall away.
"""


@dataclass(frozen=True)
class Piece:
    """A part of what a line writes as its number; `ltr` for what reads from left to right, `href` for where it leads
    when it is tapped, or "".
    """

    text: str
    ltr: bool = False
    href: str = ""


@dataclass(frozen=True)
class _Number:
    """A number: where it stands, what a phone dials, and, by each way in which it is reached, the word that says so and
    where that stands.
    """

    span: tuple[int, int]
    dial: str
    ways: Mapping[str, tuple[int, int]]


def pieces(written: str, country: str = "", origin: str = "") -> list[Piece]:
    """Return the parts of what a line writes as its number, in order; together they are the whole of it.

    `origin` is what the content wrote where `written` is its translation: how a number is reached is read there, too.
    """
    links: dict[tuple[int, int], str] = {}
    known = {number.dial: number.ways for number in _numbers(origin)}
    for number in _numbers(written):
        links |= dict(_links(number, known.get(number.dial, {}), country))
    return list(_pieces_of(written, links))


def dial_string(number: str) -> str:
    """Return what a phone dials for one number as people write it: digits, and the + before a country's code; the 0 in
    "+49 (0)30" falls away.
    """
    bare = re.sub(r"^((?:\+|00).*?)\(0\)", r"\1", number)
    return "".join(
        "+" if letter == "+" else str(digit(letter)) for letter in bare if letter == "+" or letter.isdecimal()
    )


def _numbers(written: str) -> list[_Number]:
    """Return the numbers that can be dialled, each with what is said of it."""
    spots = [spot for spot in _SPOT.finditer(written) if spot["number"] and not _HOURS.fullmatch(spot[0])]
    clear = [spot for spot in spots if _clear(written, spot, spots)]
    edges = [0, *(_boundary(written, one, other) for one, other in pairwise(clear)), len(written)]
    return (
        [
            _Number(spot.span(), dial_string(spot[0]), _ways(written, *around))
            for spot, around in zip(clear, pairwise(edges), strict=True)
        ]
        if clear
        else []
    )


def _clear(written: str, spot: re.Match[str], spots: list[re.Match[str]]) -> bool:
    """Return whether a number is whole: long enough, without letters at its end, and not one of two halves."""
    digits = len(dial_string(spot[0]))
    # Two digits alone are a number, such as 15; beside another they are an hour, a day or an age.
    if digits < (2 if len(spots) == 1 else 3) or _SPELLED.match(written, spot.end()):
        return False
    if digits <= _WORD and _SPELLED_OUT.search(written[: spot.start()]):
        return False
    around = [written[one.end() : other.start()] for one, other in pairwise(spots) if spot in {one, other}]
    return not any(_APART.fullmatch(between) for between in around)


def _boundary(written: str, one: re.Match[str], other: re.Match[str]) -> int:
    """Return where, between two numbers, the words of the second begin."""
    stops = [stop.end() for stop in _NEXT.finditer(written, one.end(), other.start())]
    return max(stops, default=one.end())


def _ways(written: str, start: int, end: int) -> dict[str, tuple[int, int]]:
    found = {way: said.search(written, start, end) for way, said in _WORDS.items()}
    return {way: said.span() for way, said in found.items() if said}


def _links(number: _Number, known: Mapping[str, object], country: str) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield what can be tapped of a number: itself for the first way, and for each other way the word that names it."""
    hrefs = {way: _href(way, number.dial, country) for way in _WORDS if way in number.ways or way in known} or {
        "tel": f"tel:{number.dial}"
    }
    first = next(iter(hrefs))
    if hrefs[first]:
        yield number.span, hrefs[first]
    yield from ((number.ways[way], href) for way, href in hrefs.items() if way != first and href and way in number.ways)


def _href(way: str, dial: str, country: str) -> str:
    """Return the link for a way: WhatsApp wants the country's code, and where that is not certain there is no link."""
    if way != "whatsapp":
        return f"{way}:{dial}"
    abroad = _ABROAD.fullmatch(dial)
    if abroad:
        return f"https://wa.me/{abroad[1]}"
    code, length = _PLANS.get(country, ("", 0))
    return f"https://wa.me/{code}{dial}" if len(dial) == length and dial.isdecimal() else ""


def _pieces_of(written: str, links: Mapping[tuple[int, int], str]) -> Iterator[Piece]:
    """Yield the pieces: what can be tapped, addresses, and what stands between."""
    spots = {spot.span(): spot["address"] is not None for spot in _SPOT.finditer(written)}
    last = 0
    for start, end in sorted({*links, *(span for span, address in spots.items() if address)}):
        if start > last:
            yield Piece(written[last:start])
        yield Piece(written[start:end], (start, end) in spots, links.get((start, end), ""))
        last = end
    if last < len(written):
        yield Piece(written[last:])
