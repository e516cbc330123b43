"""Fixtures of the content's tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from content_folder import Folder, written


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return written(tmp_path / "content")


@pytest.fixture
def line_of(folder: Folder) -> Callable[[str, str], int]:
    """Return the line, from 1, on which a text first stands in a file of the folder."""

    def find(name: str, text: str) -> int:
        lines = (folder.path / name).read_text().splitlines()
        return next(number for number, line in enumerate(lines, 1) if text in line)

    return find
