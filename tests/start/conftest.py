"""A copy of what a start needs, in a folder with every letter that has broken one, and a package index that is a folder
of tiny wheels.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from docs_text import ROOT
from wheels import write_wheel

NAME = "Ana's Übung & 100% fertig! (1) ليلة"


@pytest.fixture
def unpacked(tmp_path: Path) -> Path:
    """Give an unpacked kit that depends on one tiny package, laid beside it, and whose program says where it runs."""
    folder = tmp_path / NAME
    (folder / "share").mkdir(parents=True)
    shutil.copytree(ROOT / "share/start", folder / "share/start", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("start.sh", "Start.command", "Start.desktop"):
        shutil.copy2(ROOT / name, folder)
    (folder / "pyproject.toml").write_text('[project]\nname = "afterwave"\ndependencies = ["tinything"]\n')
    (folder / "constraints.txt").write_text("tinything==1.0\n")
    package = folder / "src/afterwave"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("")
    (package / "__main__.py").write_text("import sys, tinything\nprint('OPENED', sys.argv[1:], sys.prefix, __file__)\n")
    for part in ("content", "notebooks", "share/jupyter", "src/afterwave/widgets"):
        (folder / part).mkdir()
    (folder / "packages").mkdir()
    write_wheel(folder / "packages", "tinything")
    return folder
