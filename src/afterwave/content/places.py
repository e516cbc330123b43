"""Where the kit's own files lie: beside the code in a checkout, inside the package in an installed wheel."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

PACKAGE = Path(__file__).resolve().parent.parent
CHECKOUT = PACKAGE.parent.parent

EXAMPLE = PACKAGE / "example"
"""The commented example that `afterwave new` begins a workshop of one's own with."""

Folder = Literal["content", "notebooks", "share", "facilitator_guide"]


def kit(name: Folder) -> Path:
    """Return the kit's folder of this name: the checkout's where there is one, else the installed wheel's."""
    beside = CHECKOUT / name
    return beside if (CHECKOUT / "pyproject.toml").is_file() and beside.is_dir() else PACKAGE / "kit" / name


def in_checkout() -> bool:
    """Return whether the kit runs from a checkout, where its notebooks may be written to."""
    return kit("notebooks").parent == CHECKOUT
