"""A copy of what a start needs, in a folder with every letter that has broken one, and a package index that is a folder of tiny wheels."""

from __future__ import annotations

import base64
import hashlib
import shutil
import zipfile
from pathlib import Path

import pytest

from docs_text import ROOT

NAME = "Ana's Übung & 100% fertig! (1) ليلة"


def write_wheel(folder: Path, name: str) -> None:
    """Write a wheel that holds one empty module."""
    info = f"{name}-1.0.dist-info"
    files = {
        f"{name}.py": "",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    marks = {path: base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode().rstrip("=") for path, text in files.items()}
    record = "".join(f"{path},sha256={marks[path]},{len(text)}\n" for path, text in files.items()) + f"{info}/RECORD,,\n"
    with zipfile.ZipFile(folder / f"{name}-1.0-py3-none-any.whl", "w") as wheel:
        for path, text in {**files, f"{info}/RECORD": record}.items():
            wheel.writestr(path, text)


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
    (folder / "packages").mkdir()
    write_wheel(folder / "packages", "tinything")
    return folder
