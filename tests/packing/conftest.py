"""A package index that is a folder, with a kit that needs this on one system and that on another."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from afterwave.packing import stick
from wheels import write_wheel

NEEDS = [
    "common",
    'windowsthing; sys_platform == "win32"',
    'posixthing; os_name == "posix" and platform_machine != "arm64"',
    'oldthing; python_version < "3.12"',
    "lavish[colour]",
    "built>=1",
]
PINS = "common==1.0\nbuilt==1.5 # what the tests passed with\n"
BINARY = (
    "win_amd64",
    "macosx_11_0_arm64",
    "macosx_10_12_x86_64",
    "manylinux_2_17_x86_64.manylinux2014_x86_64",
    "manylinux_2_28_aarch64",
)


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder in which pip looks, and nowhere else; its kit is a small one."""
    folder = tmp_path / "index"
    folder.mkdir()
    for name in ("windowsthing", "posixthing", "oldthing", "colourthing"):
        write_wheel(folder, name)
    write_wheel(folder, "common")
    write_wheel(folder, "common", "2.0")  # newer than what the kit was tried with
    write_wheel(
        folder, "lavish", requires=['colourthing; extra == "colour"', 'neverthing; extra == "sound"', "common>=1"]
    )
    for platform in BINARY:
        for python in ("cp311", "cp312"):
            write_wheel(folder, "built", "1.5", tag=f"{python}-{python}-{platform}")
    write_wheel(folder, "built", "1.4")
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    for name, value in {"CONFIG_FILE": os.devnull, "NO_INDEX": "1", "FIND_LINKS": str(folder)}.items():
        monkeypatch.setenv(f"PIP_{name}", value)
    monkeypatch.setattr(stick, "own_wheel", lambda folder, _hear: write_wheel(folder, "afterwave", requires=NEEDS))
    monkeypatch.setattr(stick, "_constraints", lambda: PINS)
    return folder
