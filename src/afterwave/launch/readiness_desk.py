"""The front door's preflight: a list that fills while somebody looks, and whose parts are looked at by themselves."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from afterwave.launch.jobs import Job
from afterwave.launch.readiness import PARTS, VOUCHED, ReadinessPart

if TYPE_CHECKING:
    from afterwave.launch.front_door import FrontDoor

Facts = dict[str, Any]

CHOSEN = {
    ReadinessPart.CONTENT: ("content", "language"),
    ReadinessPart.NETWORK: ("content",),
    ReadinessPart.SUPPORT: ("content", "language", "country"),
}
"""Which choices a part is about: of another one, what was found is told no longer."""


class ReadinessDesk:
    """What the front door has looked at, and looks at: a command for each press, and for each part the last one."""

    def __init__(self, door: FrontDoor) -> None:
        """Take the front door, for what is chosen there and the commands that it begins."""
        self._door = door
        self._looks: dict[ReadinessPart, tuple[Job, Facts]] = {}
        self._said: dict[ReadinessPart, list[Facts]] = {}
        self.acts: dict[str, Callable[[Facts], None]] = {"preflight": self._look, "unwait": self._unwait}

    @property
    def jobs(self) -> list[Job]:
        """Return the commands that look, or looked last."""
        # One command may look at several parts, and is ended once.
        return list({id(job): job for job, _ in self._looks.values()}.values())

    def free_port(self) -> None:
        """End the look at the network, and the wait for a phone: both hold the port that phones are to open."""
        for part in (ReadinessPart.NETWORK, ReadinessPart.PHONE):
            if part in self._looks and self._looks[part][0].alive:
                self._looks[part][0].stop()

    def facts(self) -> list[Facts]:
        """Return each part in its order: whether it is being looked at, and what was found."""
        return [self._part(part) for part in PARTS]

    def _part(self, part: ReadinessPart) -> Facts:
        facts: Facts = {"part": part.value, "looking": False, "checks": [], "invited": "", "trouble": ""}
        if part in VOUCHED:
            return facts | {"checks": self._said.get(part, [])}
        job, choice = self._looks.get(part, (None, {}))
        if job is None or choice != self._about(part):
            return facts
        lines = list(_lines(job))
        checks = [line for line in lines if line.get("name") in PARTS[part]]
        looking = job.alive and len(checks) < len(PARTS[part])
        invited = (
            next((line["participants"] for line in lines if "participants" in line), "")
            if looking and part is ReadinessPart.PHONE
            else ""
        )
        # Preflight ends with 1 where something is not ready yet, too: it broke where it said nothing at all.
        is_refused = job.state == "refused" and not lines
        return facts | {
            "looking": looking,
            "checks": checks,
            "invited": invited,
            "trouble": job.as_dict()["told"] if is_refused else "",
        }

    def _look(self, facts: Facts) -> None:
        """Look at the part that is named, at all but the phone where none is; what is being looked at goes on."""
        name = str(facts.get("part", ""))
        parts = [part for part in PARTS if (part.value == name if name else part is not ReadinessPart.PHONE)]
        if ReadinessPart.PHONE in parts:
            # A phone is waited for only where the network was found well.
            parts.insert(0, ReadinessPart.NETWORK)
        for part in filter(VOUCHED.__contains__, parts):
            # No command is wanted to say again what somebody has just said.
            self._said[part] = [dict(check.as_dict()) for check in VOUCHED[part]({*filter(facts.get, facts)})]
        parts = [part for part in parts if part not in VOUCHED]
        free = [part for part in parts if not self._part(part)["looking"]]
        if ReadinessPart.NETWORK in free and self._part(ReadinessPart.PHONE)["looking"]:
            # The phone's page has the port, and another one would be looked at beside it.
            self.free_port() if name else free.remove(ReadinessPart.NETWORK)
        if not free or (name and ReadinessPart(name) not in free):
            return
        only = [word for part in free for word in ("--only", part.value)]
        job = self._door.start_job("preflight", "--one-by-one", *only, *self._door.choice_options())
        self._looks |= {part: (job, self._about(part)) for part in free}

    def look_again(self, part: ReadinessPart) -> None:
        """Look again at a part that was looked at, for what it is about has changed meanwhile."""
        if part not in self._looks:
            return
        job, _ = self._looks.pop(part)
        if job not in self.jobs:
            job.end()
        self._look({"part": part.value})

    def _unwait(self, _facts: Facts) -> None:
        """Wait for a phone no longer."""
        if self._part(ReadinessPart.PHONE)["looking"]:
            self._looks[ReadinessPart.PHONE][0].end()

    def _about(self, part: ReadinessPart) -> Facts:
        return {name: getattr(self._door.choice, name) for name in CHOSEN.get(part, ())}


def _lines(job: Job) -> Iterator[Facts]:
    """Give what a command has found so far."""
    for line in job.output.splitlines():
        with suppress(ValueError):
            yield dict(json.loads(line))
