"""Reads the YAML that an author wrote, and tells what YAML itself passes over in silence: a key twice, words lost after
a #, a comment within words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from afterwave.content import fetching
from afterwave.content.marks import Typo, misplaced_mark
from afterwave.content.report import Report
from afterwave.content.yamlfile import BadYaml, YamlFile, parse, scalars

_STRING = "tag:yaml.org,2002:str"
_DROPPED = re.compile(r"[ \t]+#.*")
# An entry that somebody took out on purpose begins with `# - {`, and is no mistake.
_BEHIND = re.compile(r"\s*#(?!\s*- ).*\S\s+- \{.+\}\s*$")
_UNSEEN = re.compile("\\s*[\u00ad\u200b-\u200d\u2060\ufeff]")
_NAME = re.compile(r"[\w.-]*")


def read_yaml(text: str, path: Path, report: Report, offset: int = 0, what: str = "the YAML") -> YamlFile | None:
    """Return the YAML in a text that begins `offset` lines into its file, or None where it is none; every mistake is
    noted at its line.
    """
    for line, problem, cure in _in_lines(text):
        report.add(path, line + offset, problem, cure)
    try:
        file = parse(text, path, offset)
    except BadYaml as error:
        report.add(path, error.line, f"{what} breaks off here: {error}", error.cure)
        return None
    for line, key, first in file.repeated_keys():
        report.add(path, line, f'"{key}" stands here twice, first on line {first}', "Keep one of the two.")
    report.problems += fetching.in_yaml(file)
    lines = text.split("\n")
    for line, problem, cure in (slip for node in scalars(file.root) for slip in _in_value(node, lines)):
        report.add(path, line + offset, problem, cure)
    return file


def _in_lines(text: str) -> Iterator[Typo]:
    """Yield the comments and fences of Markdown that have slipped into YAML, and lines that YAML reads otherwise than
    they look.
    """
    for number, line in enumerate(text.split("\n"), 1):
        if _BEHIND.match(line):
            yield Typo(
                number,
                "an entry stands behind a comment, so nobody reads it",
                "Begin it on a line of its own, or take the words before it away.",
            )
        if _UNSEEN.match(line):
            yield Typo(
                number,
                "an invisible character stands before this line's words",
                "Write the line anew; to YAML it is not what it looks like.",
            )
        if not line.lstrip().startswith("#") and (wrong := misplaced_mark(line)):
            yield Typo(number, *wrong)


def _in_value(node: yaml.ScalarNode, lines: list[str]) -> Iterator[Typo]:
    """Yield what is wrong around one value: words that YAML drops, a comment or an item of a list that became part of
    it.
    """
    first, last = node.start_mark.line, node.end_mark.line
    # To the parser, a value after | or > ends at the beginning of the line below its last one.
    inside = lines[first + 1 : last if node.style in {"|", ">"} else last + 1]
    for number, line in enumerate(inside, first + 2):
        if line.lstrip().startswith("#"):
            yield Typo(
                number,
                "this line is a part of the words above it, and no comment",
                "Begin a comment at the left margin, or put it above the words.",
            )
        elif not node.style and re.match(r"\s*-\s", line):
            yield Typo(
                number,
                "this line is read as a part of the line above",
                "Let all items of a list begin in the same column.",
            )
    if not node.style and re.search(r"\S\s{2,}- ", lines[first][node.start_mark.column :]):
        yield Typo(
            first + 1, "an item of a list stands behind another on this line", "Begin each item on a line of its own."
        )
    if not node.style and node.tag in {_STRING, "tag:yaml.org,2002:null"}:
        yield from _dropped_words(node, lines[last], lines[first])


def _dropped_words(node: yaml.ScalarNode, line: str, begun: str) -> Iterator[Typo]:
    """Yield a slip where YAML drops the rest of a line of words: after a blank, a # begins a comment.

    It is meant as one after a mere name or nothing, and where it stands two blanks away and begins with another.
    """
    left = line[node.end_mark.column :]
    if not _DROPPED.match(left):
        return
    comment = left.strip()
    apart = left[:2].isspace() or _NAME.fullmatch(node.value)
    if comment[1:2].strip() or not apart:
        words = f"{begun[node.start_mark.column : node.end_mark.column]} {comment}" if node.value else comment
        cure = (
            f'Where it belongs to the words, put all of them in quotes: "{words}". Where it is a comment, put it on a '
            "line of its own."
        )
        yield Typo(node.end_mark.line + 1, f"YAML drops what stands after the blank and the #: {comment}", cure)
