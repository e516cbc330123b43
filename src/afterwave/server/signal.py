"""The silent signal "slower, please": any phone may press it, the console shows it a while later, and nobody can tell
who it was, nor how many.

Every press is answered alike and at once, whatever goes on. All that is kept is one moment, in this process's memory:
when the lamp is lit next. None of it is a phone's. The lamp is a lock (`session/lamp.py`), so that no byte and no time
of any file changes.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from secrets import SystemRandom

from afterwave.session.lamp import Lamp

WHILE = 20.0, 60.0
"""Seconds, drawn evenly by chance, between a press and the light."""

LIT = 180.0
"""Seconds that the lamp stays lit: so long nothing new can be shown, however many press."""

_CHANCE = SystemRandom()  # who knows a few draws of a seeded one could reckon from the light when somebody pressed


class Rounds:
    """When the lamp is lit, by any clock: a round begins with its first press, or, for presses while the lamp is lit,
    when it goes out.

    One while is drawn for each round. Further presses change nothing: the earliest or latest of several draws would
    tell how many there were. A press while the lamp is lit is not lost, and the moment at which it shows says nothing
    of when it came.
    """

    def __init__(self, chance: Callable[[float, float], float] = _CHANCE.uniform) -> None:
        """Begin with a dark lamp, and nothing due."""
        self._chance = chance
        self.due: float | None = None
        self.dark_at = 0.0

    def press(self, now: float) -> bool:
        """Take a press; return whether it began a round, whose light is `due` from now on."""
        if self.due is not None:
            return False
        self.due = max(now, self.dark_at) + self._chance(*WHILE)
        return True

    def end_round(self, now: float) -> None:
        """Know that the lamp was lit in this moment, and end the round."""
        self.due, self.dark_at = None, now + LIT

    def put_off(self, now: float) -> None:
        """Draw another while: the lamp could not be lit, because another server has lit it."""
        self.due = now + self._chance(*WHILE)


class Signal:
    """One server's part in the session's lamp."""

    def __init__(self, lamp: Lamp, rounds: Rounds | None = None) -> None:
        """Make what is needed later, now."""
        self._lamp, self._rounds = lamp, rounds or Rounds()
        self._timers: set[asyncio.TimerHandle] = set()
        lamp.prepare()

    def press(self) -> None:
        """Take a press."""
        if self._rounds.press(time.monotonic()):
            self._schedule(self._rounds.due or 0.0, self._light)

    def close(self) -> None:
        """Forget what is due, and put the lamp out."""
        for timer in self._timers:
            timer.cancel()
        self._timers.clear()
        self._lamp.put_out()

    def _schedule(self, at: float, then: Callable[[], None]) -> None:
        def act() -> None:
            self._timers.discard(timer)
            then()

        timer = asyncio.get_running_loop().call_later(max(at - time.monotonic(), 0), act)
        self._timers.add(timer)

    def _light(self) -> None:
        now = time.monotonic()
        if self._lamp.light():
            self._rounds.end_round(now)
            self._schedule(self._rounds.dark_at, self._lamp.put_out)
        else:
            self._rounds.put_off(now)
            self._schedule(self._rounds.due or 0.0, self._light)
