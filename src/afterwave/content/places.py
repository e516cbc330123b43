"""Where the kit's own files lie: beside the code in a checkout, inside the package in an installed wheel.

An installed copy that lies in a `.venv` of an unpacked kit uses that kit's files: what somebody changes in `content/`
is what is shown.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal

PACKAGE = Path(__file__).resolve().parent.parent


def checkout(package: Path, environment: Path) -> Path | None:
    """Return the unpacked kit that this code was installed from, or None for a wheel's.

    It is the folder that holds the code, or the one that holds the environment (`.venv`): on Windows, Python 3.11 and
    3.12 read the path of an editable install in the system's own encoding and lose it where a folder is called *für den
    Abend*, so what users type there installs a copy.
    """
    around: tuple[Path, ...] = (environment.parent,) if package.is_relative_to(environment) else ()
    for folder in (package.parent.parent, *around):
        if (folder / "pyproject.toml").is_file() and (folder / "src" / "afterwave").is_dir():
            return folder
    return None


CHECKOUT = checkout(PACKAGE, Path(sys.prefix))

EXAMPLE = PACKAGE / "example"
"""The commented example that `afterwave new` begins a workshop of one's own with."""

Folder = Literal["content", "notebooks", "share", "facilitator_guide"]


def kit(name: Folder) -> Path:
    """Return the kit's folder of this name: the checkout's where there is one, else the installed wheel's."""
    return CHECKOUT / name if CHECKOUT and (CHECKOUT / name).is_dir() else PACKAGE / "kit" / name


def in_checkout() -> bool:
    """Return whether the kit runs from a checkout, where its notebooks may be written to."""
    return kit("notebooks").parent == CHECKOUT
