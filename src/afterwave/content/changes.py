"""Which version of its words a workshop has, and what changed with it: `version` in workshop.yaml, and CHANGES.md
beside it, the newest on top.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from afterwave.errors import Problem

CHANGES = "CHANGES.md"

_VERSION = re.compile(r"^## +(?P<version>[^\s,:]+).*$", re.MULTILINE)


@dataclass(frozen=True)
class Change:
    """What changed with one version: its name, the line of its heading, from 1, and the words below it as Markdown."""

    version: str
    line: int
    text: str


def changes_in(markdown: str) -> tuple[Change, ...]:
    """Return every version that a file of changes tells of, in its order."""
    heads = list(_VERSION.finditer(markdown))
    ends = [head.start() for head in heads[1:]] + [len(markdown)] * bool(heads)
    lines = [markdown.count("\n", 0, head.start()) + 1 for head in heads]
    return tuple(
        Change(head["version"], line, markdown[head.end() : end].strip())
        for head, line, end in zip(heads, lines, ends, strict=True)
    )


def unsaid(version: str, markdown: str | None, file: Path, head: tuple[Path, int]) -> Iterator[Problem]:
    """Yield what keeps a version from being told: no file of changes, another version on top, or nothing said; `head`
    is where `version` stands, or could.
    """
    changes = changes_in(markdown or "")
    if not version and markdown is not None:
        cure = f'Write `version: "{changes[0].version if changes else "1.0"}"` into workshop.yaml.'
        yield Problem(*head, f"there is a {CHANGES}, and no version", cure)
    elif version and not changes:
        yield Problem(
            file,
            1,
            f"nothing says what changed with version {version}",
            f"Write a heading `## {version}`, and below it what people will notice.",
        )
    elif version and changes[0].version != version:
        cure = (
            f"Add `## {version}` above it with what changed, or write version {changes[0].version} into workshop.yaml."
        )
        yield Problem(
            file,
            changes[0].line,
            f"the newest entry is {changes[0].version}, and workshop.yaml says version {version}",
            cure,
        )
    elif version and not changes[0].text:
        yield Problem(
            file,
            changes[0].line,
            f"version {version} says nothing",
            "Write below it what people will notice, in a line or two.",
        )
