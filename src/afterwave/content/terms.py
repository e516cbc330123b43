"""A list whose items each begin with a term in bold: how an author writes a deck of cards, or the rows of a chart."""

from __future__ import annotations

import re
from typing import NamedTuple

_ITEM = re.compile(r"^[-*] +", re.MULTILINE)
_TERM = re.compile(r"\*\*(?P<word>[^*]+?)\*\*\s*(?P<words>.*)", re.DOTALL)


class Term(NamedTuple):
    """A term without its full stop, and what stands after it, in one line of Markdown; an item that begins with no term
    has an empty one.
    """

    word: str
    definition: str


def terms(text: str) -> tuple[str, tuple[Term, ...]]:
    """Return what stands above the list, and the list's items in order."""
    lead, *items = _ITEM.split(text)
    return lead.strip(), tuple(map(_term, items))


def _term(item: str) -> Term:
    line = " ".join(item.split())
    found = _TERM.fullmatch(line)
    return Term(found["word"].strip().rstrip("."), found["words"]) if found else Term("", line)
