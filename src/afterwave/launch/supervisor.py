"""Keeps the parts of an evening alive: one that died is started again, by itself or because somebody asked for it."""

from __future__ import annotations

import queue
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress

from afterwave.launch.children import Child, ChildFailed

PARTS = ("phones", "pages")
"""What an evening is made of: the phones' server, and the server of stage and console."""
RETRY = 10.0
"""Seconds until a part that would not start is tried again."""

# One for the program: what hears the front door (cli/lifeline) knows of no evening.
_asked: queue.SimpleQueue[str] = queue.SimpleQueue()


def ask_again(part: str) -> None:
    """Ask the evening that runs in this program, from any thread, to start one of its parts again."""
    _asked.put(part)


class Supervisor:
    """Looks after the parts of one evening."""

    def __init__(self, parts: Callable[[], Mapping[str, Child]], clock: Callable[[], float] = time.monotonic) -> None:
        """Take what gives the parts there are; the clock is in seconds."""
        self._parts, self._clock = parts, clock
        self._later: dict[str, float] = {}

    def look(self) -> None:
        """Look once whether all are alive, and start again what died or was asked for.

        What will not start ends nothing else.
        """
        # A set: who presses twice wants it started again once.
        parts, requests = self._parts(), set[str]()
        with suppress(queue.Empty):
            while True:
                requests.add(_asked.get_nowait())
        for name, child in parts.items():
            if name in requests:
                _tell(f"{child.name} is started again, as you asked. Nothing that was counted is lost.")
                child.stop()
            elif child.alive or self._clock() < self._later.get(name, 0):
                continue
            elif name not in self._later:
                _tell(f"{child.name} stopped unexpectedly; starting it again. Nothing that was counted is lost.")
            self._start(name, child)

    def _start(self, name: str, child: Child) -> None:
        try:
            child.start()
        except ChildFailed:
            if name not in self._later:
                _tell(f"{child.name} did not start; the reason stands above. It is tried again every {RETRY:g} s.")
            self._later[name] = self._clock() + RETRY
        else:
            self._later.pop(name, None)


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
