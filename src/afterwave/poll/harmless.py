"""Makes a stranger's words harmless to show: nothing unseen, nothing that turns the line around, nothing that climbs
out of it.

They stay what they say, in any script. Whoever shows them still shows them as text, never as HTML.
"""

from __future__ import annotations

import re
import unicodedata

_JOINERS = "\u200c\u200d\u180e"  # Persian, Indic and Mongolian scripts and many pictograms are written with them
_VISIBLE = frozenset(
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
)  # formats that are drawn
_FILLERS = frozenset(
    "\u3164\uffa0\u2065" + "".join(map(chr, range(0xFFF0, 0xFFF9)))
)  # nothing is drawn, whatever their kind
_PLANE_OF_TAGS = range(0xE0000, 0xE1000)  # none of them is drawn, and no letter will ever stand there
_VARIANT = re.compile(
    "[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff][\U000e0100-\U000e01ef]"
)  # one form of a Han letter
_ANYBODYS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe2f]"
)  # marks that fit every letter
_MOST_ACCENTS = 2  # of these on one letter; more of them climb over the lines around
_MOST_MARKS = 8  # of any script: Tibetan stacks and pointed Hebrew with its accents need no more
_MOST_ALIKE = 2  # of the same
_BLANK = re.compile(r"\n{3,}")


def harmless(text: str) -> str:
    """Return the text without controls, turns of direction, invisible letters and towers of accents, with at most one
    empty line in a row.
    """
    text = unicodedata.normalize("NFC", re.sub(r"\r\n?|[\u2028\u2029\x85\v\f]", "\n", text))
    kept: list[str] = []
    for letter in text:
        if _stays(letter, kept):
            kept.append(" " if unicodedata.category(letter) == "Zs" or letter == "\t" else letter)
    # A joiner at a line's end joins nothing: it would be a letter that nobody sees.
    lines = (line.strip(f" {_JOINERS}") for line in "".join(kept).split("\n"))
    # Once more: two that only now stand side by side may be one letter.
    return unicodedata.normalize("NFC", _BLANK.sub("\n\n", "\n".join(lines)).strip("\n"))


def _stays(letter: str, before: list[str]) -> bool:
    category = unicodedata.category(letter)
    if letter in _FILLERS or ord(letter) in _PLANE_OF_TAGS:
        return bool(before) and _VARIANT.fullmatch(before[-1] + letter) is not None
    if category in {"Mn", "Me"}:
        return bool(before) and before[-1] not in " \n" and _has_room(letter, _marks(before))
    if letter in _JOINERS:
        return bool(before) and before[-1] not in f" \n{_JOINERS}"
    if category == "Cn":  # a letter that this Python is too old to know, unless it can never be one
        return not (0xFDD0 <= ord(letter) <= 0xFDEF or ord(letter) & 0xFFFE == 0xFFFE)  # noqa: PLR2004 - Unicode's noncharacters
    return letter in _VISIBLE or letter in "\n\t" or category[0] != "C"


def _marks(before: list[str]) -> list[str]:
    """Return the marks that the last letter carries so far; a joiner between them makes no new letter."""
    marks: list[str] = []
    for letter in reversed(before):
        if unicodedata.category(letter) in {"Mn", "Me"}:
            marks.append(letter)
        elif letter not in _JOINERS:
            break
    return marks


def _has_room(mark: str, marks: list[str]) -> bool:
    accents = sum(map(bool, map(_ANYBODYS.match, marks)))
    return (
        len(marks) < _MOST_MARKS
        and marks.count(mark) < _MOST_ALIKE
        and not (_ANYBODYS.match(mark) and accents >= _MOST_ACCENTS)
    )
