"""The front door's watch over the session: how it stands, read again when that may have changed."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from afterwave.errors import AfterwaveError
from afterwave.launch.parts_desk import EVENINGS
from afterwave.launch.session_facts import session_facts

if TYPE_CHECKING:
    from afterwave.launch.front_door import FrontDoor

Facts = dict[str, Any]

EVERY = 2.0
"""Seconds between two looks where nothing was done here: another window begins, ends or forgets an evening, too."""


class SessionDesk:
    """What the front door knows of the session in its database."""

    def __init__(self, door: FrontDoor) -> None:
        """Take the front door, for the commands that run there and the workshop that is chosen."""
        self._door = door
        self._seen: tuple[str, Facts] | None = None
        self._looked = 0.0

    def facts(self) -> Facts:
        """Return how the session stands, read again whenever a command began or ended here, and every two seconds;
        `elsewhere` are the pages of an evening in another window.
        """
        door = self._door
        mark = repr([(name, job.state) for name, job in door.jobs.items()]) + f"{door.choice}"
        if self._seen is None or self._seen[0] != mark or time.monotonic() - self._looked >= EVERY:
            try:
                self._seen = mark, session_facts(door.url, door.workshop(), is_led_here=self._is_led_here())
            except AfterwaveError as error:
                self._seen = mark, {"begun": False, "ended": False, "trouble": error.message(door.say)}
            # Only now: a database that answers late is not asked without a rest.
            self._looked = time.monotonic()
        return self._seen[1]

    def _is_led_here(self) -> bool:
        jobs = self._door.jobs
        return any(name in jobs and jobs[name].alive for name in EVENINGS)
