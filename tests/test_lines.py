"""No line that somebody reads or changes by hand is wider than 120 columns, whatever it is written in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts import ROOT

WIDEST = 120
FOLDERS = ("src", "share", "tests", "tools", "release", "bench", "binder", ".ci")
CARRIED = "share/jupyter/voila/templates/afterwave/static"
EXEMPT = {
    r".*\.(md|ipynb)": "prose, and what is written from it; an editor wraps it",
    r".*\.(yaml|json)": "words and data, a sentence to a line: YAML would fold them, JSON cannot",
    r"(.*/)?Start\.bat": "cmd reads a command to a line, and shows each `echo` as a line of its own",
    r"Start\.desktop": "a key and all of its value are one line",
    rf"{CARRIED}/(exit|leaving|support)\.html": "written from the server's templates",
    r".*/OFL\.txt": "a licence, letter by letter",
    r"src/afterwave/widgets/wire\.d\.ts": "written from Python",
    r"tests/session/schema_\d+\.sql": "what an older release left in its database",
    r"tests/content/tongues/everywhere\.txt": "a list of words",
}
"""Which files may be wider, and why."""

_PRAGMA = re.compile(r"\s+# (?:noqa|type:).*$")
_BINARY = {".png", ".ttf", ".otf", ".woff2", ".pyc"}


def files() -> Iterator[Path]:
    """Yield every file of text that is written by hand, or stands beside such."""
    beside = [file for folder in FOLDERS for file in (ROOT / folder).rglob("*")]
    yield from sorted(file for file in (*ROOT.iterdir(), *beside) if file.is_file() and file.suffix not in _BINARY)


def placed(file: Path) -> str:
    """Return where a file lies in the repository."""
    return file.relative_to(ROOT).as_posix()


def wide(file: Path) -> list[str]:
    """Return a file's lines that are too wide, each with its number; what a pragma says at a line's end is not counted,
    as the linter does not.
    """
    lines = file.read_text("utf-8").splitlines()
    if file.suffix == ".py":
        lines = [_PRAGMA.sub("", line) for line in lines]
    return [f"{placed(file)}:{number}" for number, line in enumerate(lines, 1) if len(line) > WIDEST]


@pytest.mark.parametrize("folder", ["", *FOLDERS])
def test_no_line_is_wider_than_120_columns(folder: str) -> None:
    here = [file for file in files() if placed(file).startswith(f"{folder}/") or (not folder and file.parent == ROOT)]
    read = [file for file in here if not any(re.fullmatch(exempt, placed(file)) for exempt in EXEMPT)]
    assert ([line for file in read for line in wide(file)], bool(read)) == ([], True)


@pytest.mark.parametrize("exempt", EXEMPT)
def test_whatever_is_exempt_is_there(exempt: str) -> None:
    assert any(re.fullmatch(exempt, placed(file)) for file in files())
