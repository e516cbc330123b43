"""Finds whatever in a workshop's words would make a page ask another host: nothing that a page draws may."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from afterwave.content.blocks import Block
from afterwave.content.yamlfile import YamlFile
from afterwave.errors import Problem

# Not the one that draws (`content/render.py`): to that one, what is looked for here is no link.
_MARKDOWN = MarkdownIt("commonmark", {"html": False})
_NO_SCHEME = re.compile(r"\s*(?:[/\\]|%5c){2}", re.IGNORECASE)
"""How an address of another host begins that leaves out its scheme; browsers read a backslash as a slash."""

_PICTURE = "a picture would be fetched from elsewhere by whoever sees the page"
_DESCRIBE = "Say it in words. A drawing of your own can stand on the pages as the workshop's logo."
_HOSTLESS = "leads to another host without saying so"
_WHOLE = "Write the whole address, with https:// in front, or take the link out."


def leads_elsewhere(address: str) -> bool:
    """Return whether an address leaves out its scheme, and leads to another host."""
    return _NO_SCHEME.match(address) is not None


def in_markdown(text: str, path: Path, line: int = 1) -> Iterator[Problem]:
    """Yield a problem for each picture, and for each link without a scheme, in a file's Markdown that begins at a
    line.
    """
    if "[" not in text:  # of neither is there one without: most words are not worth a parser's time
        return
    for token in _MARKDOWN.parse(text):
        place = line + (token.map[0] if token.map else 0)
        for child in token.children or ():
            yield from _in_token(child, path, place)


def in_yaml(file: YamlFile) -> Iterator[Problem]:
    """Yield a problem for each picture, and for each address without a scheme, in the words of a YAML file."""
    for place, words in _words(file.data, ()):
        # A value's own lines are not the file's, for YAML folds them: all is told where the value begins.
        line = file.line(place)
        if leads_elsewhere(words):
            yield Problem(file.path, line, f'"{words.strip()}" {_HOSTLESS}', _WHOLE)
        yield from (replace(problem, line=line) for problem in in_markdown(words, file.path))


def in_blocks(blocks: Iterable[Block], path: Path) -> Iterator[Problem]:
    """Yield a problem for each of them in a section's blocks, as they are shown: each by itself, whatever stands around
    it.
    """
    for block in blocks:
        for _, words in _words(block.model_dump(mode="json"), ()):
            yield from (replace(problem, line=block.line) for problem in in_markdown(words, path))


def _in_token(token: Token, path: Path, line: int) -> Iterator[Problem]:
    if token.type == "image":
        yield Problem(path, line, f'{_PICTURE} ("{token.attrGet("src")}")', _DESCRIBE)
    address = str(token.attrGet("href") or "")
    if token.type == "link_open" and leads_elsewhere(address):
        yield Problem(path, line, f'the link "{address}" {_HOSTLESS}', _WHOLE)


def _words(data: Any, place: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:  # noqa: ANN401 - YAML is of every type
    if isinstance(data, str):
        yield place, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _words(value, (*place, str(key)))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _words(value, (*place, index))
