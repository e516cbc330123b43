"""The documentation as tests read it: its files, its fenced blocks, and the commands it names."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
FILES = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md")))

_FENCE = re.compile(r"^(?P<indent> *)```(?P<language>\w*)\n(?P<text>.*?)^ *```$", re.DOTALL | re.MULTILINE)
_COMMAND = re.compile(r"^(?:\$ )?(?:\S*[/\\])?afterwave (?P<words>[a-z][^`#>]*)")


class Fence(NamedTuple):
    """A fenced block: its language ("" for a terminal) and its text, without the indentation of the list it stands
    in.
    """

    language: str
    text: str


def fences(file: Path) -> Iterator[Fence]:
    """Yield the fenced blocks of a file, in order."""
    for found in _FENCE.finditer(file.read_text("utf-8")):
        yield Fence(found["language"], textwrap.dedent(found["text"]))


def commands(text: str) -> Iterator[str]:
    """Yield what is said after `afterwave` wherever Markdown names a command: between backticks, and on lines of their
    own between fences.
    """
    for code in [
        *re.findall(r"`([^`\n]+)`", text),
        *(line for fence in _FENCE.finditer(text) for line in textwrap.dedent(fence["text"]).splitlines()),
    ]:
        if found := _COMMAND.match(code):
            yield found["words"].strip()
