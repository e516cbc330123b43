"""A small workshop on disk that is without mistakes, for tests to spoil one thing at a time."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from afterwave.content.load import load
from afterwave.errors import ContentError, Problem

FILES = {
    "workshop.yaml": """\
title: Tea
discreet_title: Notes
languages: [en]
length: 30
sections: [brewing]
""",
    "en/polls.yaml": """\
tea:
  kind: pick-any
  question: Which tea?
  options:
    - {id: green, label: Green}
    - {id: black, label: Black}
""",
    "evidence.yaml": """\
tea-warms:
  claim: Tea warms.
  strength: plausible
  why: Nobody measured it.
  sources: [potter1900]
""",
    "references.yaml": """\
potter1900: {authors: Potter P, year: 1900, title: On tea}
""",
    "en/brewing.md": """\
---
slug: brewing
title: Brewing
minutes: {min: 1, ideal: 5, max: 9}
cut_order: 1
content_note: This part mentions hot water.
objectives: [Know tea]
---
Tea is a leaf.

:::{slide} leaf
# A leaf
:::

:::{notes} leaf-notes
**Say.** It is a leaf.
:::

## Warm hands {#hands}
A cup warms them.

:::{evidence} tea-warms
:::

:::{prompt} a-cup
:choices: Green | Black
:minutes: 2
:instead: Look out of the window.
Which cup do you remember?
:::

:::{discuss} why-tea
:people: pairs
:minutes: 3
Why tea?
:::

:::{poll} tea
:::
""",
}


class Folder:
    """A content folder that a test may spoil."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, name: str, text: str | bytes) -> None:
        file = self.path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else self.saved(text))

    def saved(self, text: str) -> bytes:
        """Return a text as an editor saves it."""
        return text.encode()

    def replace(self, name: str, old: str, new: str) -> None:
        text = (self.path / name).read_text("utf-8-sig")
        assert old in text
        self.write(name, text.replace(old, new, 1))

    def problems(self, language: str = "") -> tuple[Problem, ...]:
        with pytest.raises(ContentError) as caught:
            load(self.path, language)
        return caught.value.problems


class SavedOnWindows(Folder):
    """A content folder whose every file an editor of Windows saved: with a byte order mark, and CRLF at the end of its
    lines.
    """

    def saved(self, text: str) -> bytes:
        """Return a text with both, whatever ends its lines had."""
        return b"\xef\xbb\xbf" + re.sub(r"\r\n?|\n", "\r\n", text).encode()


def written(path: Path, files: Mapping[str, str] = FILES, kind: type[Folder] = Folder) -> Folder:
    """Return a content folder in which these files stand."""
    folder = kind(path)
    for name, text in files.items():
        folder.write(name, text)
    return folder
