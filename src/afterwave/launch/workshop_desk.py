"""The front door's workshop of one's own: a folder to begin with, its mistakes as a list, and each file in the system's
editor.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from afterwave.content.whereabouts import HEAD
from afterwave.errors import Problem
from afterwave.launch.browser import open_file
from afterwave.launch.workshops import begin_workshop, read_editions

if TYPE_CHECKING:
    from afterwave.launch.front_door import FrontDoor

Facts = dict[str, Any]


class WorkshopDesk:
    """What the front door does with a workshop of one's own."""

    def __init__(self, door: FrontDoor) -> None:
        """Take the front door, for what is chosen there."""
        self._door = door
        self._looked, self._title = 0, ""
        self._problems: list[Problem] = []
        self.acts: dict[str, Callable[[Facts], None]] = {"new": self._new, "check": self._check, "open": self._open}

    @property
    def folder(self) -> Path | None:
        """Return the folder of one's own that was named last, None before the first."""
        named = self._door.choice.own or self._door.choice.content
        return Path(named).expanduser().absolute() if named else None

    def facts(self) -> Facts:
        """Return the folder, how often it was looked at, what it is called, and its mistakes; no title where it has
        some.
        """
        return {
            "folder": str(self.folder or ""),
            "first": str(self.folder / HEAD) if self.folder else "",
            "looked": self._looked,
            "title": self._title,
            "problems": [
                {
                    "file": str(one.path),
                    "line": one.line,
                    "problem": one.problem,
                    "cure": one.cure,
                    # Of a name that no file can have, `Path` would raise.
                    "there": os.path.isfile(one.path),  # noqa: PTH113
                }
                for one in self._problems
            ],
        }

    def _choose_folder(self, facts: Facts) -> Path | None:
        self._door.choose({"own": str(facts.get("folder", "")).strip()})
        return self.folder

    def _new(self, facts: Facts) -> None:
        if folder := self._choose_folder(facts):
            self._looked = 0
            begin_workshop(folder, from_kit=bool(facts.get("kit")))
            self._look(folder)

    def _check(self, facts: Facts) -> None:
        if folder := self._choose_folder(facts):
            self._look(folder)

    def _look(self, folder: Path) -> None:
        editions, self._problems = read_editions(folder.resolve())
        self._looked += 1
        self._title = editions[0].title if editions and not self._problems else ""
        self._door.read_again()

    def _open(self, facts: Facts) -> None:
        """Open a file of the list, or the first one of the workshop; a page opens no other."""
        files = {self.facts()["first"], *(str(one.path) for one in self._problems)}
        path = str(facts.get("file", ""))
        if path in files and Path(path).is_file():
            open_file(Path(path))
