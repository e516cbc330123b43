"""The front door's watch over the session: how it stands, read again when that may have changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from afterwave.errors import AfterwaveError
from afterwave.launch.parts_desk import EVENINGS
from afterwave.launch.session_facts import moment, session_facts

if TYPE_CHECKING:
    from afterwave.launch.front_door import FrontDoor

Facts = dict[str, Any]


class SessionDesk:
    """What the front door knows of the session in its database."""

    def __init__(self, door: FrontDoor) -> None:
        """Take the front door, for the commands that run there and the workshop that is chosen."""
        self._door = door
        self._seen: tuple[str, Facts] | None = None

    def facts(self) -> Facts:
        """Return how the session stands, read again whenever a command began or ended, and every two seconds while an
        evening runs; `elsewhere` are the pages of one in another window.
        """
        door = self._door
        runs = self._is_led_here() or bool(self._seen and self._seen[1].get("elsewhere"))
        mark = repr([(name, job.state) for name, job in door.jobs.items()]) + f"{door.choice}{moment(runs=runs)}"
        if self._seen is None or self._seen[0] != mark:
            try:
                self._seen = mark, session_facts(door.url, door.workshop(), is_led_here=self._is_led_here())
            except AfterwaveError as error:
                self._seen = mark, {"begun": False, "ended": False, "trouble": error.message(door.say)}
        return self._seen[1]

    def _is_led_here(self) -> bool:
        jobs = self._door.jobs
        return any(name in jobs and jobs[name].alive for name in EVENINGS)
