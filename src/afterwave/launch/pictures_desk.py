"""The front door's pictures that forgotten evenings left: listed, shown in their folder, and deleted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from afterwave.launch.browser import open_folder
from afterwave.launch.kept_pictures import all_pictures, delete_pictures, own_folder

Facts = dict[str, Any]


class PicturesDesk:
    """What the front door does with kept pictures."""

    def __init__(self) -> None:
        """Do nothing yet."""
        self.acts: dict[str, Callable[[Facts], None]] = {"show_pictures": self._show, "delete_pictures": self._delete}

    def facts(self) -> list[str]:
        """Return the path of each file, the oldest evening's first."""
        return all_pictures()

    def _show(self, _facts: Facts) -> None:
        if all_pictures():
            open_folder(own_folder())

    def _delete(self, facts: Facts) -> None:
        # The page names what it listed: an evening that was forgotten since may have left more.
        delete_pictures(str(facts.get("files", "")).split("\n"))
