"""The words that people read in a content folder, with their lines: what a translator writes, without what the program
reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import yaml
from babel.messages.pofile import read_po

from afterwave.content.catalogue import MESSAGES

UNREAD = {"id", "kind", "sources", "strength", "source_sha", "slug", "minutes", "essential", "cut_order", "order"}
"""Fields whose values the program reads, and nobody else."""

_FENCED = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)  # a block of code, which every language shows alike
_SET_APART = (
    r"^:::.*$",  # a fence, with a directive and an id
    r"(?m:^:(?!choices:)[a-z-]+:(?!instead).*$)",
    r"(?m:^:(choices|instead):)",
    r"\{#[\w-]+\}",  # a heading's anchor
    r"(?m:^- \*\*[\w-]+\.\*\*)",  # a chart's window, by its name
    r"`[^`\n]*`",  # code
    r"\[[a-z-]+\](?!\()",  # a place that the country fills: [emergency]
    r"\]\([^)\s]*\)",  # where a link leads
    r"https?://\S*",
    r"<[^>\n]*>",  # markup inside a sentence
    r"%\(\w+\)[sd]",  # what the program puts in
    r"\{\w*\}",
    r"&\w+;",
)
_APART = [re.compile(pattern, re.MULTILINE) for pattern in _SET_APART]
_HEADING = re.compile(r"^#+ .*$", re.MULTILINE)  # a sentence by itself, whatever it ends with
_MARKS = re.compile("[\u0640\u064b-\u0655\u0670]")  # Arabic vowel signs and the stretching stroke: no letters of a word
_LATIN = "A-Za-z\u00c0-\u024f"
_WORD = re.compile(
    rf"[{_LATIN}]+|[^\W\d_{_LATIN}]+"
)  # two scripts in one word, as where Arabic hangs "and" on a key's name, are two words


class Word(NamedTuple):
    """A word as it is written, and the line, from 1, on which it stands."""

    text: str
    line: int


class Passage(NamedTuple):
    """A stretch of prose, and the line, from 1, on which it begins."""

    text: str
    line: int


def passages(file: Path) -> Iterator[Passage]:
    """Yield what people read of a translated file: a section, a YAML file or a catalogue; of lines that run on, the
    first line's number.
    """
    text = file.read_text("utf-8")
    if file.suffix == ".md":
        front = re.match(r"(?s)---\n(.*?\n)---\n(.*)", text)
        head, body = front.groups() if front else ("", text)
        yield from _leaves(yaml.compose(head), 1)
        yield Passage(bare(body), text.count("\n") - body.count("\n") + 1)
    elif file.name == MESSAGES:
        with file.open("rb") as opened:
            for message in read_po(opened):
                said = (message.string,) if isinstance(message.string, str) else message.string or ()
                yield from (Passage(bare(form), message.lineno or 1) for form in said if message.id)
    else:
        yield from _leaves(yaml.compose(text), 0)


def words(file: Path) -> Iterator[Word]:
    """Yield each word that people read of a translated file."""
    for passage in passages(file):
        for found in _WORD.finditer(passage.text):
            yield Word(found[0], passage.line + passage.text.count("\n", 0, found.start()))


def bare(text: str) -> str:
    """Return prose without what the program reads of it, line for line, and Arabic without its vowel signs."""
    text = _FENCED.sub(lambda block: "\n" * block[0].count("\n"), text)
    for apart in _APART:
        text = apart.sub(" ", text)
    return _HEADING.sub(r"\g<0> .", _MARKS.sub("", text))


def _leaves(node: yaml.Node | None, above: int) -> Iterator[Passage]:
    """Yield the values of a YAML file that people read; `above` is the number of lines before it."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value not in UNREAD:
                yield from _leaves(value, above)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _leaves(value, above)
    elif isinstance(node, yaml.ScalarNode):
        folded = node.style in {">", "|"}
        yield Passage(bare(node.value), node.start_mark.line + 1 + above + folded)
