"""Makes a stranger's words harmless to show: nothing unseen, nothing that turns the line around, nothing that climbs out of it.

They stay what they say, in any script. Whoever shows them still shows them as text, never as HTML.
"""

from __future__ import annotations

import re
import unicodedata

_JOINERS = "\u200c\u200d"  # Persian, Indic scripts and many pictograms are written with them
_MOST_MARKS = 2  # accents on one letter; more of them climb over the lines around
_BLANK = re.compile(r"\n{3,}")


def harmless(text: str) -> str:
    """Return the text without controls, turns of direction, invisible letters and towers of accents, with at most one empty line in a row."""
    text = unicodedata.normalize("NFC", re.sub(r"\r\n?|[\u2028\u2029\x85\v\f]", "\n", text))
    kept: list[str] = []
    for letter in text:
        if _stays(letter, kept):
            kept.append(" " if unicodedata.category(letter) == "Zs" or letter == "\t" else letter)
    lines = (line.strip(f" {_JOINERS}") for line in "".join(kept).split("\n"))
    return unicodedata.normalize("NFC", _BLANK.sub("\n\n", "\n".join(lines)).strip("\n"))


def _stays(letter: str, before: list[str]) -> bool:
    category = unicodedata.category(letter)
    if category in {"Mn", "Me"}:
        marks = [unicodedata.category(mark) in {"Mn", "Me"} for mark in before[-_MOST_MARKS:]]
        return bool(before) and before[-1] not in " \n" and not (len(marks) == _MOST_MARKS and all(marks))
    if letter in _JOINERS:
        return bool(before) and before[-1] not in f" \n{_JOINERS}"
    return letter in "\n\t" or category[0] != "C"
