"""Splits a section's Markdown into its raw pieces: prose under headings, and directives between colon fences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.colon_fence import colon_fence_plugin

_HEAD = re.compile(r"^\{(?P<name>[\w-]+)\}\s*(?P<id>\S+)?\s*$")
_OPTION = re.compile(r"^:(?P<key>[a-z_]+):\s*(?P<value>.*?)\s*$")
_HEADING_ID = re.compile(r"^(?P<words>.*?)\s*\{#(?P<id>[^}]*)\}\s*$")

_PARSER = MarkdownIt("commonmark").use(colon_fence_plugin)


@dataclass(frozen=True)
class Passage:
    """Prose as it stands in the file: its heading (empty at the beginning), the id it asks for, its text and line."""

    heading: str
    id: str
    text: str
    line: int


@dataclass(frozen=True)
class Directive:
    """A colon fence: what it is called, its id, its options and its text; `name` is empty where the fence has no braces."""

    name: str
    id: str
    text: str
    line: int
    options: dict[str, str] = field(default_factory=dict)
    closed: bool = True


def split(body: str, offset: int = 0) -> Iterator[Passage | Directive]:
    """Yield the pieces of a section's body in order; lines are counted from 1, `offset` lines into the file."""
    lines = body.splitlines()
    cuts = [token for token in _PARSER.parse(body) if token.level == 0 and token.map and (token.type == "colon_fence" or _is_heading(token))]
    start, heading = 0, ""
    for token in cuts:
        begin, end = token.map or [0, 0]
        yield from _passage(lines, start, begin, heading, offset)
        if token.type == "colon_fence":
            yield _directive(token, lines, offset)
            heading = ""
        else:
            heading = lines[begin].lstrip("# ").strip()
        start = end
    yield from _passage(lines, start, len(lines), heading, offset)


def slug(words: str) -> str:
    """Return the words as an id: lower case, hyphens between, nothing else."""
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")


def _is_heading(token: Token) -> bool:
    return token.type == "heading_open" and token.tag == "h2"


def _passage(lines: list[str], start: int, end: int, heading: str, offset: int) -> Iterator[Passage]:
    text = "\n".join(lines[start:end]).strip()
    if not text and not heading:
        return
    asked = _HEADING_ID.match(heading)
    words = asked["words"] if asked else heading
    yield Passage(words, asked["id"] if asked else slug(words), text, offset + start + (0 if heading else 1))


def _directive(token: Token, lines: list[str], offset: int) -> Directive:
    begin, end = token.map or [0, 0]
    head = _HEAD.match(token.info.strip())
    content = token.content.splitlines()
    options: dict[str, str] = {}
    while content and (option := _OPTION.match(content[0])):
        options[option["key"]] = option["value"]
        content.pop(0)
    closed = lines[end - 1].strip().startswith(":::") and end - 1 > begin
    name, ident = (head["name"], head["id"] or "") if head else ("", "")
    return Directive(name, ident, "\n".join(content).strip(), offset + begin + 1, options, closed)
