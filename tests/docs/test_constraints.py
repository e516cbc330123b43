"""What the kit is installed with can be installed, from wheels alone, on each system and Python that its people have.

A pin that wants a newer Python, or has no wheel for an Intel Mac, is nothing that the machine of whoever pinned it can
show. uv resolves for any other.
"""

from __future__ import annotations

import subprocess
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path

import pytest
from uv import find_uv_bin

from docs_text import ROOT

PYTHONS = ("3.11.0", "3.11.2", "3.12", "3.13", "3.14")
"""3.11.2 is Debian 12's and Raspberry Pi OS's own."""
SYSTEMS = {
    "Windows": "x86_64-pc-windows-msvc",
    "Windows on ARM": "aarch64-pc-windows-msvc",
    "a Mac": "aarch64-apple-darwin",
    "an Intel Mac": "x86_64-apple-darwin",
    "Linux": "x86_64-unknown-linux-gnu",
    "Linux on ARM": "aarch64-unknown-linux-gnu",
    "Alpine": "x86_64-unknown-linux-musl",
}
NOT_BUILT = {("Windows on ARM", "3.11.0"), ("Windows on ARM", "3.11.2")}
"""PyYAML has no wheel there before Python 3.12; docs/install.md says so."""
AWAY = ("Failed to fetch", "error sending request", "dns error", "Could not connect")


def resolved(system: str, python: str, folder: Path, *options: str) -> str:
    """Return what uv says against installing there, or nothing."""
    made = folder / f"{system}-{python}.txt"
    call = [
        find_uv_bin(),
        "pip",
        "compile",
        "--quiet",
        "--no-header",
        "--no-python-downloads",  # of that version, which nothing here would run
        "--constraint",
        str(ROOT / "constraints.txt"),
        "--output-file",
        str(made),
    ]
    call += [
        *options,
        "--python-platform",
        system,
        "--python-version",
        python,
        "--only-binary",
        ":all:",
        str(ROOT / "pyproject.toml"),
    ]
    return subprocess.run(call, capture_output=True, text=True, check=False, timeout=900).stderr.strip()


def resolved_everywhere(system: str, folder: Path) -> dict[str, str]:
    """Return what uv says against installing on a system, by the Python.

    The first asks the registry about each package. The others are told what it has just answered, and ask where that
    does not do.
    """
    said: dict[str, str] = {}
    for python in PYTHONS:
        if (system, python) not in NOT_BUILT:
            there = (SYSTEMS[system], python, folder)
            missing = not said or resolved(*there, "--offline")
            said[f"{system} {python}"] = resolved(*there) if missing else ""
    return said


@pytest.mark.prove
@pytest.mark.timeout(1800)  # a registry may be slow where nothing of it is kept yet
def test_every_system_and_python_can_install_it_from_wheels(tmp_path: Path) -> None:
    # Over 5 s: each system asks the package registry, as an install does.
    with ThreadPoolExecutor(4) as several:
        everywhere = list(several.map(lambda system: resolved_everywhere(system, tmp_path), SYSTEMS))
    said = dict(chain.from_iterable(one.items() for one in everywhere))
    if any(word in words for words in said.values() for word in AWAY):
        pytest.skip("no package registry is reached from here")
    assert {where: words for where, words in said.items() if words} == {}
