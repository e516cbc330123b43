"""The front door's look at the parts of an evening that runs: whether each answers, and a way to start one again."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from afterwave.launch.supervisor import PARTS

if TYPE_CHECKING:
    from afterwave.launch.front_door import FrontDoor

Facts = dict[str, Any]

EVENINGS = ("lead", "poll")
"""Commands that hold the session as long as they run, each with its parts."""
SERVING = (*EVENINGS, "practise")
"""Commands that phones, or invented people, reach at a port."""
REACHED = {"phones": "participants", "pages": "presenter"}
"""Which of the addresses that such a command prints leads to a part."""
EVERY = 2.0
"""Seconds between two looks."""


class PartsDesk:
    """What the front door does with the parts of an evening."""

    def __init__(self, door: FrontDoor) -> None:
        """Take the front door, for the commands that run there."""
        self._door = door
        self._seen: dict[str, Facts] = {}
        self._looked = 0.0
        self.acts: dict[str, Callable[[Facts], None]] = {"again": self._restart}

    def facts(self) -> dict[str, Facts]:
        """Return whether each part answers, for each evening that runs."""
        running = {
            name: job.facts for name, job in self._door.jobs.items() if name in EVENINGS and job.state == "running"
        }
        # Each page that is open asks twice a second, and a look is a connection to each part.
        if running.keys() != self._seen.keys() or time.monotonic() - self._looked >= EVERY:
            self._seen = {name: _alive(facts) for name, facts in running.items()}
            self._looked = time.monotonic()
        return self._seen

    def _restart(self, facts: Facts) -> None:
        """Start a part again, by the evening that has it."""
        name, part = str(facts.get("job", "")), str(facts.get("part", ""))
        if name in EVENINGS and part in PARTS and (job := self._door.jobs.get(name)) is not None:
            job.tell(f"again {part}")


def _alive(addresses: Mapping[str, str]) -> Facts:
    return {part: answers(addresses.get(name, "")) for part, name in REACHED.items()}


def answers(address: str) -> bool:
    """Return whether somebody listens at an address."""
    parts = urlsplit(address)
    with suppress(OSError), socket.create_connection((parts.hostname or "", parts.port or 80), timeout=1):
        return True
    return False
