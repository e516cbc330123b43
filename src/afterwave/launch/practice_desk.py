"""The front door's practice, which makes room for an evening: it holds the port that printed slips lead to."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from afterwave.launch.children import STOP_WITHIN

if TYPE_CHECKING:
    from afterwave.launch.front_door import FrontDoor

Facts = dict[str, Any]

PRACTICE = "practise"
"""The name under which a practice runs."""


class PracticeDesk:
    """What the front door does with a practice."""

    def __init__(self, door: FrontDoor) -> None:
        """Take the front door, for what is chosen there and the commands that run."""
        self._door = door
        self._ended_for = ""
        self._next: tuple[Callable[[], None], float] | None = None
        self.acts: dict[str, Callable[[Facts], None]] = {PRACTICE: self._practise}

    @property
    def ended_for(self) -> str:
        """Return the evening for which a practice was ended, "" for none."""
        return self._ended_for

    def coming(self) -> dict[str, Facts]:
        """Return the evening that waits until the practice has ended, as a command that is starting."""
        return {self._ended_for: {"state": "starting", "facts": {}, "told": ""}} if self._next else {}

    def makes_room(self, name: str, begin: Callable[[], None]) -> bool:
        """End a practice that runs, and let an evening begin once it has; return False where none runs.

        Nothing waits meanwhile: a page that hears nothing for seconds believes that the program is gone.
        """
        self._next, self._ended_for = None, ""
        if not self._is_running:
            return False
        self._door.jobs[PRACTICE].end()
        self._next, self._ended_for = (begin, time.monotonic() + STOP_WITHIN), name
        return True

    def look(self) -> None:
        """Begin the evening that waits, as soon as there is room; a practice that does not end is killed."""
        if self._next is None:
            return
        begin, latest = self._next
        if self._is_running and time.monotonic() > latest:
            self._door.jobs[PRACTICE].stop()
        if not self._is_running:
            self._next = None
            begin()

    @property
    def _is_running(self) -> bool:
        job = self._door.jobs.get(PRACTICE)
        return job is not None and job.alive

    def _practise(self, facts: Facts) -> None:
        # What is no number is nonsense of the page's, and raises here.
        people, minutes = (str(int(facts[name])) for name in ("people", "minutes"))
        group = ["--people", people, "--minutes", minutes]
        if self._next is None:
            self._ended_for = ""
        # A rehearsal has no such option as a country: nobody calls from it.
        options = [*self._door.unseen, *self._door.choice_options(country=False)]
        self._door.run(PRACTICE, "rehearse", "--for-page", *group, *options)
