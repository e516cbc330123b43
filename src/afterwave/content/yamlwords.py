"""What is said where a text is no YAML: the parser's own words speak of scalars, tokens and documents, which no author
knows.

PyYAML tells one kind of mistake from another by its words alone, and says them in two ways: libyaml's, where its build
has that, and Python's.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Break(NamedTuple):
    """What is wrong where a text stops being YAML, without a full stop, and what cures it, a sentence."""

    problem: str
    cure: str


UNKNOWN = Break("this line cannot be read", "Check the indentation and quotes on this line and the one above.")
"""What is said of a mistake that has no words of its own."""

_FIELD = re.compile(r"[\s-]*(?P<name>[\w-]+): +(?P<words>[^\s\"'\[{|>&*!%@`#].*:(?: .*)?)")
_ALIKE = (
    "Let lines that belong together begin in the same column, and what belongs to one of them two blanks further in"
)
_COLON = Break(
    "a colon stands where none may, or this line begins too far in",
    f"Words that hold a colon and a blank need quotes around all of them. {_ALIKE}.",
)
_RUN_ON = Break(
    "a colon and a blank are missing here, or stand in the words below",
    "Write a field as `name: value`; put words that hold a colon and a blank in quotes, all of them.",
)
"""Where the line itself has no colon, and one below does."""
_BLOCK = Break(
    "this line does not fit the one above it", f"{_ALIKE}; words that begin with a quotation mark end with it."
)
_ITEM = Break(
    "an item of a list begins where none may", "Begin the first on a line of its own, below the name of its field."
)
_BRACKET = Break(
    "a comma or a closing bracket is missing, or a blank after a colon",
    "Put a comma between two entries, and end with the bracket that fits the first; words that hold a bracket or a "
    "quotation mark need quotes.",
)
_QUOTE = Break("a quotation mark is not closed", "End the words with the mark that they begin with.")
_BACKSLASH = Break("a backslash stands between double quotes", r"Write it twice: \\.")
_TAB = Break("a tab stands here", "Write blanks in its place.")
_FOLDED = Break(
    "words stand behind a | or a >", "Begin them on the next line, two blanks further in, or put all of them in quotes."
)
_PERCENT = Break("a line begins with %", "Put its words in quotes, or take it out.")


def _sign(sign: str) -> Break:
    return Break(f"these words begin with {sign}", "Put them in quotes.")


BREAKS: tuple[tuple[str, Break], ...] = (
    ("mapping values are not allowed", _COLON),
    ("unexpected ':'", _COLON),
    ("expected ':'", Break("a colon and a blank are missing here", "Write a field as `name: value`.")),
    (
        "document start",
        Break("this is no part of what stands below it", "Begin every field at the left margin, as `name: value`."),
    ),
    (
        "expected a single document",
        Break("a second text begins here", "Take out the line of hyphens or dots between the two."),
    ),
    ("document separator", _QUOTE),
    ("end of stream", _QUOTE),
    (
        "'-' indicator",
        Break("this line is no item of its list", f"Begin an item with a hyphen and a blank. {_ALIKE}."),
    ),
    ("sequence entries are not allowed", _ITEM),
    ("mapping keys are not allowed", _sign("?")),
    ("expected ',' or", _BRACKET),
    (
        "node content",
        Break(
            "something is missing here, or a sign stands here that may not",
            "Look for a comma, a colon or a bracket too many, or put the words in quotes.",
        ),
    ),
    ("escape", _BACKSLASH),
    ("hexdecimal", _BACKSLASH),
    ("hexadecimal", _BACKSLASH),
    (r"'\t'", _TAB),
    ("tab character", _TAB),
    (
        "cannot start any token",
        Break(
            "these words begin with a sign that may not stand there, or with a tab",
            "Put them in quotes, and write blanks in place of a tab.",
        ),
    ),
    ("alphabetic or numeric character", _sign("& or *")),
    ("alphabetical character", _PERCENT),
    ("directive", _PERCENT),
    ("alias", _sign("*")),
    ("anchor", _sign("&")),
    ("comment or line break", _FOLDED),
    ("comment or a line break", _FOLDED),
    ("indentation indicator", _FOLDED),
    ("whitespace or line break", _sign("!")),
    ("tag", _sign("!")),
    ("URI", _sign("!")),
    ("expected ' '", _sign("!")),
    ("for merging", _sign("<<")),
    ("unhashable key", Break("brackets or braces stand where a name does", "Put them in quotes.")),
    ("expected key", _BLOCK),
    ("block end", _BLOCK),
)
"""What is said of each of the parser's mistakes, by words in its own: of those that fit, the first."""


def break_of(problem: str, line: str = "") -> Break:
    """Return what is said of a mistake that the parser tells with these words, and how the line is mended that it
    stands on.
    """
    said = next((said for words, said in BREAKS if words in problem), UNKNOWN)
    if said is _COLON and line.strip() and ":" not in line:
        return _RUN_ON
    field = _FIELD.fullmatch(line.rstrip()) if said is _COLON else None
    if field is None:
        return said
    words = field["words"].replace("\\", "\\\\").replace('"', '\\"')
    return Break("a colon stands within the words", f'Put all of them in quotes: {field["name"]}: "{words}".')
