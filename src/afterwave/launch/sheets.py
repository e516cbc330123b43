"""What the front door prints: which kinds there are, and the sheet that was made last."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import Any

from afterwave import temporary

Facts = dict[str, Any]

KINDS = (
    "slips",
    "run-sheet",
    "in-your-hand",
    "handouts",
    "support",
    "card",
    "feedback",
    "slides",
    "guide",
    "references",
    "summary",
)
"""What may be printed, each a verb of `afterwave print`."""
AFTERWARDS = ("summary", "feedback", "card", "handouts", "support")
"""What is offered once an evening has ended, in this order."""
ABROAD = frozenset({"handouts", "support"})
"""Which of them ask for a country."""


_NUMBERS = count(1)


class Paper:
    """A sheet that was made, in a folder that goes with the program: slips are keys, and nobody is to find them
    later.
    """

    def __init__(self) -> None:
        """Make nothing yet."""
        self._folder, self.kind, self.number = "", "", 0

    def new_sheet(self, kind: str) -> str:
        """Return the path of a new sheet; the one before is gone."""
        self.clear()
        self._folder, self.kind = str(temporary.folder("paper")), kind
        self.number = next(_NUMBERS)  # no two sheets of a program have the same
        return str(Path(self._folder) / f"{kind}.pdf")

    @property
    def first_page(self) -> str:
        """Return the path of the picture of its first page."""
        return str(Path(self._folder) / f"{self.kind}.svg")

    def as_dict(self) -> Facts:
        """Return which sheet it is, for the page, and where it and its first page are, for its kernel."""
        known = {"number": self.number, "kind": self.kind, "name": f"{self.kind}.pdf"}
        return {**known, "path": str(Path(self._folder) / f"{self.kind}.pdf"), "first": self.first_page}

    def clear(self) -> None:
        """Delete it."""
        if self._folder:
            temporary.clear(Path(self._folder))
