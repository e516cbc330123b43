"""One-line edits of a content folder, as authors, editors and formatters make them: seeded, so that every run tries the
same ones.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

SECRET = "ask Ruth about the thirteen blue umbrellas first"
"""What an author writes to nobody, in a comment that an edit adds."""

Hand = random.Random
"""Chooses, from a seed."""
Way = Callable[[list[str], int, Hand], list[str] | None]
"""Changes one line of a file's lines; None where there is nothing of the kind to change."""


class Edit(NamedTuple):
    """A file after one edit: its name, the kind of edit, the line that was edited, from 1, its lines before, and its
    bytes now.
    """

    name: str
    kind: str
    line: int
    before: list[str]
    now: bytes

    def __str__(self) -> str:
        return f"{self.kind} at {self.name}:{self.line}: {self.before[self.line - 1][:70]!r}"


def _put(*lines: str) -> Way:
    """Return a way that puts these lines in place of one; `{}` is the line."""
    return lambda all_of, at, _: [*all_of[:at], *(line.replace("{}", all_of[at]) for line in lines), *all_of[at + 1 :]]


def _with(pattern: str, new: str) -> Way:
    """Return a way that replaces a pattern in a line that holds it."""

    def way(all_of: list[str], at: int, _: Hand) -> list[str] | None:
        line = re.sub(pattern, new, all_of[at])
        return None if line == all_of[at] else [*all_of[:at], line, *all_of[at + 1 :]]

    return way


def _swap(all_of: list[str], at: int, _: Hand) -> list[str] | None:
    return None if at + 1 >= len(all_of) else [*all_of[:at], all_of[at + 1], all_of[at], *all_of[at + 2 :]]


def _join(all_of: list[str], at: int, _: Hand) -> list[str] | None:
    return (
        None if at + 1 >= len(all_of) else [*all_of[:at], f"{all_of[at]} {all_of[at + 1]}".strip(), *all_of[at + 2 :]]
    )


def _wrap(all_of: list[str], at: int, hand: Hand) -> list[str] | None:
    gaps = [gap.start() for gap in re.finditer(" ", all_of[at].strip())]
    if not gaps:
        return None
    gap = hand.choice(gaps) + len(all_of[at]) - len(all_of[at].lstrip())
    return [*all_of[:at], all_of[at][:gap], all_of[at][gap + 1 :], *all_of[at + 1 :]]


def _letter(make: Callable[[str, Hand], str]) -> Way:
    """Return a way that changes one letter of a line."""

    def way(all_of: list[str], at: int, hand: Hand) -> list[str] | None:
        line = all_of[at]
        if not line:
            return None
        place = hand.randrange(len(line))
        return [*all_of[:at], line[:place] + make(line[place], hand) + line[place + 1 :], *all_of[at + 1 :]]

    return way


NOISE: Mapping[str, Way] = {
    "deleted": lambda all_of, at, _: [*all_of[:at], *all_of[at + 1 :]],
    "doubled": _put("{}", "{}"),
    "two blanks before": _put("  {}"),
    "four blanks before": _put("    {}"),
    "a tab before": _put("\t{}"),
    "taken to the margin": _with(r"^\s+", ""),
    "swapped with the next": _swap,
    "joined with the next": _join,
    "wrapped": _wrap,
    "an empty line after it": _put("{}", ""),
    "a letter lost": _letter(lambda _, __: ""),
    "a letter doubled": _letter(lambda letter, _: letter * 2),
    "a sign typed": _letter(lambda letter, hand: letter + hand.choice(":{}<>#%\"'`-~|[]\\&*!@,")),
    "all in capitals": lambda all_of, at, _: [*all_of[:at], all_of[at].upper(), *all_of[at + 1 :]],
}
TEXT: Mapping[str, Way] = {
    "decomposed": lambda all_of, at, _: [*all_of[:at], unicodedata.normalize("NFD", all_of[at]), *all_of[at + 1 :]],
    "CRLF on it": _put("{}\r"),
    "U+2028 within": _with(" ", "\u2028"),
    "a vertical tab within": _with(" ", "\v"),
    "a form feed before": _put("\f{}"),
    "NEL after": _put("{}\x85"),
    "a byte order mark before": _put("\ufeff{}"),
    "a zero-width space before": _put("\u200b{}"),
    "a no-break space before": _put("\u00a0{}"),
    "a NUL after": _put("{}\0"),
    "dashes and quotes made curly": lambda all_of, at, _: _curly(all_of, at),
}
COMMENTS: Mapping[str, Way] = {
    "a comment after it": _put(f"{{}} <!-- {SECRET} -->"),
    "a comment above it": _put(f"<!-- {SECRET} -->", "{}"),
    "a comment of two lines above it": _put("<!--", SECRET, "-->", "{}"),
    "an indented comment above it": _put(f"    <!-- {SECRET} -->", "{}"),
    "an unclosed comment above it": _put(f"<!-- {SECRET}", "{}"),
    "a comment whose beginning is lost": _put(f"{SECRET} -->", "{}"),
    "a comment with one dash": _put(f"<!- {SECRET} ->", "{}"),
    "a comment with a long dash": _put(f"<!\u2014 {SECRET} \u2014>", "{}"),
    "an escaped comment": _put(f"\\<!-- {SECRET} --\\>", "{}"),
    "a comment in entities": _put(f"&lt;!-- {SECRET} --&gt;", "{}"),
    "another program's comment": _put(f"% {SECRET}", "{}"),
    "a template's comment": _put(f"{{# {SECRET} #}}", "{}"),
    "put into a comment": _put("<!-- {} -->"),
}
FENCES: Mapping[str, Way] = {
    "backticks for colons": _with(r"^:::", "```"),
    "tildes for colons": _with(r"^:::", "~~~"),
    "two colons": _with(r"^:::", "::"),
    "four colons": _with(r"^:::", "::::"),
    "an escape before": _with(r"^:::", r"\\:::"),
    "wide colons": _with(r"^:::", "\uff1a\uff1a\uff1a"),
    "a list item": _with(r"^:::", "- :::"),
    "a quotation": _with(r"^:::", "> :::"),
    "a blank before the name": _with(r"^:::\{", "::: {"),
    "a name in capitals": lambda all_of, at, _: (
        [*all_of[:at], all_of[at].upper(), *all_of[at + 1 :]] if all_of[at].startswith(":::{") else None
    ),
    "a name without braces": _with(r"^:::\{([\w-]+)\}", r":::\1"),
    "a name in square brackets": _with(r"^:::\{([\w-]+)\}", r":::[\1]"),
    "a tag": _with(r"^:::\{([\w-]+)\}.*", r"<\1>"),
    "words after the end": _with(r"^:::$", "::: the end"),
    "a blank in the braces": _with(r"^:::\{([\w-]+)\}", r":::{ \1 }"),
    "a colon lost from the end": _with(r"^:::$", "::"),
}
VALUES: Mapping[str, Way] = {
    "no quotes": _with(r"""(: )(["'])(.*?)\2""", r"\1\3"),
    "a word that YAML reads as no": _with(r"(: )[^\[{>|#]+$", r"\1No"),
    "a # in the words": _with(r"(\w) (\w)", r"\1 #\2"),
    "a comment in the words": _with(r"(\w) (\w)", rf"\1 <!-- {SECRET} --> \2"),
    "a value lost": _with(r"(^[\s\w-]+:) .*$", r"\1"),
    "a lone percent sign": _with(r'^(msgstr.*)"$', r'\1 (0 %)"'),
    "a placeholder misspelt": _with(r"^(msgstr.*)%\((\w)", r"\1%(x\2"),
    "a brace misspelt": _with(r"(.*)\{(\w)", r"\1{x\2"),
    "a form of the plural lost": _with(r"^msgstr\[1\].*", ""),
}
KINDS: Mapping[str, Way] = {**NOISE, **TEXT, **COMMENTS, **FENCES, **VALUES}


def edits(files: Mapping[str, bytes], count: int, seed: int) -> Iterator[Edit]:
    """Yield so many edits of files, by name: every kind in turn, at a line that it can change."""
    hand = random.Random(seed)
    texts = {name: data.decode().split("\n") for name, data in sorted(files.items())}
    kinds = list(KINDS.items())
    made = 0
    while made < count:
        kind, way = kinds[made % len(kinds)]
        if found := next(filter(None, (_edited(hand, texts, kind, way) for _ in range(400))), None):
            yield found
        made += 1


def _edited(hand: Hand, texts: Mapping[str, list[str]], kind: str, way: Way) -> Edit | None:
    name = hand.choice(list(texts))
    lines = texts[name]
    at = hand.randrange(len(lines))
    after = way(lines, at, hand)
    return Edit(name, kind, at + 1, lines, "\n".join(after).encode()) if after and after != lines else None


def _curly(all_of: list[str], at: int) -> list[str] | None:
    line = all_of[at].replace("--", "\u2014").replace('"', "\u201d").replace("'", "\u2019").replace("...", "\u2026")
    return None if line == all_of[at] else [*all_of[:at], line, *all_of[at + 1 :]]
