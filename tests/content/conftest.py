"""Fixtures of the content's tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from content_folder import Folder, SavedOnWindows, written

SAVED = [
    pytest.param(Folder, id=""),
    pytest.param(SavedOnWindows, id="CRLF and a BOM", marks=pytest.mark.prove),
]
"""How the small workshop is saved: every test that spoils it holds for both, and spoiled.md is read both ways by every
`make test`.
"""


@pytest.fixture(params=SAVED)
def folder(tmp_path: Path, request: pytest.FixtureRequest) -> Folder:
    return written(tmp_path / "content", kind=request.param)


@pytest.fixture
def line_of(folder: Folder) -> Callable[[str, str], int]:
    """Return the line, from 1, on which a text first stands in a file of the folder."""

    def find(name: str, text: str) -> int:
        lines = (folder.path / name).read_text("utf-8-sig").splitlines()
        return next(number for number, line in enumerate(lines, 1) if text in line)

    return find
