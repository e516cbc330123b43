"""Splits a section's Markdown into its raw pieces: prose under headings, directives between colon fences, and what
looks like either and is neither.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from afterwave.content.blocks import DIRECTIVES, Block
from afterwave.content.known import nearest
from afterwave.content.labels import Labels
from afterwave.content.marks import AS_BLOCK, Typo, fence_meant, like_an_end, looks_wrong, plain, unclosed_code
from afterwave.content.marks import ends as ends_tried

_OPENS = re.compile(r"(?P<colons>:{3,})\{(?P<name>[\w-]+)\}[ \t]*(?P<id>\S*)[ \t]*")
_CLOSES = re.compile(r"(?P<colons>:{3,})[ \t]*")
_OPTION = re.compile(r"^:(?P<key>[a-z_]+):\s*(?P<value>.*?)\s*$")
_HEADING_ID = re.compile(r"^(?P<words>.*?)\s*\{#(?P<id>[^{}]*)\}\s*$")

_LABEL = re.compile(r"\s*(?:\*\*|__)(?P<word>[^*_]+?)(?P<end>[.:]?)(?:\*\*|__)")
"""What may begin a part of the facilitator's notes: words in bold."""

_PARSER = MarkdownIt("commonmark")


@dataclass(frozen=True)
class Passage:
    """Prose as it stands in the file: its heading (empty at the beginning), the id it asks for, its text and line."""

    heading: str
    id: str
    text: str
    line: int


@dataclass(frozen=True)
class Directive:
    """A colon fence: what it is called, its id, its options and its text."""

    name: str
    id: str
    text: str
    line: int
    options: dict[str, str] = field(default_factory=dict)
    closed: bool = True


class _Span(NamedTuple):
    """Some lines, from `begin` and before `end`: a block with its `head`, or prose; `tried` is a fence that is none,
    and what it was to hold.
    """

    begin: int
    end: int
    head: re.Match[str] | None = None
    closed: bool = True
    tried: str = ""


def split(body: str, offset: int = 0, labels: Collection[str] = ()) -> Iterator[Passage | Directive | Typo]:
    """Yield the pieces of a section's body in order, and every slip where it stands; lines are counted from 1, `offset`
    lines into the file.

    The `labels` are the words that begin a part of the facilitator's notes in the section's language.
    """
    lines = body.split("\n")
    for span in _spans(lines):
        if span.tried:
            yield Typo(offset + span.begin + 1, f'"{lines[span.begin].strip()}" begins no block', AS_BLOCK)
        elif span.head:
            yield from _touching_words(lines, span, offset)
            yield from _directive(lines, span, offset, labels)
        else:
            yield from _prose(lines, span, offset, labels)


def slug(words: str) -> str:
    """Return the words as an id: lower case, hyphens between, nothing else."""
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")


def _spans(lines: Sequence[str]) -> Iterator[_Span]:
    begin, head, meant = 0, None, ""
    for number, line in enumerate(lines):
        opens = _OPENS.fullmatch(line)
        attempt = None if opens else fence_meant(line)
        # Within a fence that is none, another that is none would be the same mistake told twice.
        if opens or (attempt and not meant):
            yield _Span(begin, number, head, closed=False, tried=meant)
            begin, head, meant = number, opens, attempt["marks"] if attempt else ""
        elif meant and ends_tried(line, meant):
            yield _Span(begin, number + 1, tried=meant)
            begin, meant = number + 1, ""
        elif head and (closes := _CLOSES.fullmatch(line)) and closes["colons"] == head["colons"]:
            yield _Span(begin, number + 1, head)
            begin, head = number + 1, None
    yield _Span(begin, len(lines), head, closed=False, tried=meant)


def _touching_words(lines: Sequence[str], span: _Span, offset: int) -> Iterator[Typo]:
    """Yield a slip where words stand right above or below a block: a line that slipped out of the notes is not told
    from prose otherwise.
    """
    cure = (
        "Leave an empty line between a block and what stands before or after it; words that belong to the block stand "
        "between its two lines."
    )
    above = lines[span.begin - 1] if span.begin else ""
    if above.strip() and not _CLOSES.fullmatch(above):
        yield Typo(offset + span.begin, "words stand right above a block", cure)
    below = lines[span.end] if span.closed and span.end < len(lines) else ""
    if below.strip() and not _OPENS.fullmatch(below) and not fence_meant(below):
        yield Typo(offset + span.end + 1, "words stand right below a block", cure)


def _prose(lines: Sequence[str], span: _Span, offset: int, labels: Collection[str]) -> Iterator[Passage | Typo]:
    own = list(lines[span.begin : span.end])
    # By the parser and not by the line, for a ## in a block of code or in a list begins no passage.
    tokens = _PARSER.parse("\n".join(own))
    start, heading = 0, ""
    for token in (token for token in tokens if _is_heading(token)):
        begin, end = token.map or [0, 0]
        yield from _passage(own, start, begin, heading, offset + span.begin, labels)
        # A heading that is underlined has its words on its first line, and no # before them.
        heading = own[begin].lstrip("# ").strip()
        start = end
    yield from _passage(own, start, len(own), heading, offset + span.begin, labels)


def _is_heading(token: Token) -> bool:
    return token.type == "heading_open" and token.tag == "h2" and token.level == 0


def _passage(
    lines: list[str], start: int, end: int, heading: str, offset: int, labels: Collection[str]
) -> Iterator[Passage | Typo]:
    text = "\n".join(lines[start:end]).strip()
    if not text and not heading:
        return
    match = _HEADING_ID.match(heading)
    words = match["words"] if match else heading
    yield from _slips([words], offset + start, labels)
    yield from _slips(lines[start:end], offset + start + 1, labels, told_to="prose")
    yield Passage(words, match["id"] if match else slug(words), text, offset + start + (0 if heading else 1))


def _directive(lines: Sequence[str], span: _Span, offset: int, labels: Collection[str]) -> Iterator[Directive | Typo]:
    head = span.head
    if head is None:
        return
    content = list(lines[span.begin + 1 : span.end - 1 if span.closed else span.end])
    line = offset + span.begin + 1
    options: dict[str, str] = {}
    place = 0
    while place < len(content) and (not content[place].strip() or (option := _OPTION.match(content[place]))):
        if content[place].strip() and option:
            if option["key"] in options:
                yield Typo(line + place + 1, f'the option "{option["key"]}" stands here twice', "Keep one of the two.")
            yield from _slips([option["value"]], line + place + 1, labels)
            options[option["key"]] = option["value"]
        place += 1
    if not span.closed:  # what it holds is not all its own
        at = next((at for at, one in enumerate(content) if like_an_end(one)), None)
        if at is not None:
            cure = f"Write {head['colons']} at the very start of the line, and nothing else."
            yield Typo(line + at + 1, f'"{content[at].strip()}" does not end the {head["name"]}', cure)
    else:
        yield from _missing_colons(content[place:], line + place + 1, head["name"])
        yield from _slips(content[place:], line + place + 1, labels, told_to=head["name"])
    yield Directive(head["name"], head["id"], "\n".join(content[place:]).strip(), line, options, span.closed)


def _missing_colons(lines: list[str], first: int, name: str) -> Iterator[Typo]:
    """Yield every line of a block that begins like one of its options, and lacks the first colon."""
    options = DIRECTIVES[name].model_fields.keys() - Block.model_fields.keys() if name in DIRECTIVES else set()
    for number, line in enumerate(lines, first):
        key, colon, _ = line.partition(":")
        if colon and key.strip() in options:
            yield Typo(
                number,
                f'"{key.strip()}:" is read as words here',
                f"Write `:{key.strip()}:`, right below the line that begins the block.",
            )


def _slips(lines: list[str], first: int, labels: Collection[str], told_to: str = "") -> Iterator[Typo]:
    """Yield what is wrong with lines of text, of which the first has the number `first`; `told_to` is the kind of block
    they are in.
    """
    for number, line in enumerate(lines, first):
        if wrong := looks_wrong(line):
            yield Typo(number, *wrong)
        elif told_to == "notes":
            yield from _unknown_labels(number, line, labels)
        elif (word := _LABEL.match(plain(line))) and word["word"] in labels:
            yield Typo(
                number,
                f'"{word["word"]}." begins a part of the facilitator\'s notes, and here people would read it',
                f"{AS_BLOCK} Or begin otherwise.",
            )
        elif told_to == "prose" and line.startswith("# "):
            yield Typo(
                number,
                "a heading with one # is a slide's",
                "Put it between `:::{slide} a-name` and `:::`, or begin a piece to read with `## `.",
            )
    if told_to and (place := unclosed_code(lines)) is not None:
        yield Typo(
            first + place,
            "a code block begins here, and nothing closes it",
            "Take the line out, or close it with the same marks.",
        )


def _unknown_labels(number: int, line: str, labels: Collection[str]) -> Iterator[Typo]:
    """Yield what begins like a part of the notes and is none: it would be read as more of the part before it."""
    if isinstance(labels, Labels) and labels.open:
        return
    word = _LABEL.match(line)
    if word and word["end"] and not (word["word"] in labels and line.startswith(f"**{word['word']}.**")):
        near = word["word"] if word["word"] in labels else nearest(word["word"], labels)
        cure = (
            f"Write `**{near}.**`."
            if near
            else f"The parts are called {', '.join(labels)}. A language's own labels stand in its messages.po."
        )
        yield Typo(
            number,
            f'"{word["word"]}{word["end"]}" begins no part of the notes',
            f"{cure} Or write it without bold letters.",
        )
