"""What the kit is installed with can be installed, from wheels alone, on each system and Python that its people have.

A pin that wants a newer Python, or has no wheel for an Intel Mac, is nothing that the machine of whoever pinned it can
show. uv resolves for any other.
"""

from __future__ import annotations

import subprocess
from concurrent.futures import ThreadPoolExecutor
from itertools import product
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


def resolved(system: str, python: str, folder: Path) -> str:
    """Return what uv says against installing there, or nothing."""
    made = folder / f"{system}-{python}.txt"
    call = [
        find_uv_bin(),
        "pip",
        "compile",
        "--quiet",
        "--no-header",
        "--constraint",
        str(ROOT / "constraints.txt"),
        "--output-file",
        str(made),
    ]
    call += [
        "--python-platform",
        system,
        "--python-version",
        python,
        "--only-binary",
        ":all:",
        str(ROOT / "pyproject.toml"),
    ]
    return subprocess.run(call, capture_output=True, text=True, check=False, timeout=900).stderr.strip()


@pytest.mark.prove
@pytest.mark.timeout(1800)  # a registry may be slow where nothing of it is kept yet
def test_every_system_and_python_can_install_it_from_wheels(tmp_path: Path) -> None:
    # Over 5 s: each of these asks the package registry, as an install does.
    pairs = [pair for pair in product(SYSTEMS, PYTHONS) if pair not in NOT_BUILT]
    with ThreadPoolExecutor(4) as several:
        said = list(several.map(lambda pair: resolved(SYSTEMS[pair[0]], pair[1], tmp_path), pairs))
    if any(word in one for one in said for word in AWAY):
        pytest.skip("no package registry is reached from here")
    assert {" ".join(pair): words for pair, words in zip(pairs, said, strict=True) if words} == {}
