"""A simulated group: so many phones on one server for so long, and what happened, told at the end."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import Any

from afterwave.message import Say, english
from afterwave.rehearsal.colleague import Colleague
from afterwave.rehearsal.phone import Phone
from afterwave.rehearsal.tale import Tale, TaleNotes
from afterwave.rehearsal.temperament import Temperament, head_down, temperaments
from afterwave.rehearsal.wire import Wire

GRACE = 12.0
"""Seconds that ballots on their way are given at the end: a little more than one try's patience."""


class InventedGroup:
    """So many invented people; the same seed brings the same ones. `tell` hears what the facilitator would notice in
    the room, in the language of `say`.
    """

    def __init__(
        self,
        base: str,
        people: int,
        seed: int,
        *,
        pace: float = 1.0,
        tell: Callable[[str], None] = lambda _words: None,
        say: Say = english,
    ) -> None:
        """Keep where they go; raise `NoAddress` for what is no address. `pace` stretches thinking and waiting (0.01 for
        a test).
        """
        self.base, self.people, self.seed = base, people, seed
        self._wire, self._pace, self._tell, self._say = Wire(base, people), pace, tell, say
        self.notes = TaleNotes()
        self.phones: list[Phone] = []
        self._paused_after: float | None = None
        self._helping: set[asyncio.Task[None]] = set()

    async def run(self, seconds: float, stop: asyncio.Event | None = None) -> Tale:
        """Take part for so many seconds, or until `stop` is set, and return what happened."""
        stop = stop or asyncio.Event()
        people = temperaments(self.people, self.seed, seconds)
        self.phones = [Phone(self._wire, person, self.notes, self._pace) for person in people]
        lives = [asyncio.create_task(self._live(phone, phone.person)) for phone in self.phones]
        lives.append(asyncio.create_task(self._need_a_pause(head_down(self.seed, seconds))))
        stopping = asyncio.create_task(stop.wait())
        try:
            await asyncio.wait([stopping], timeout=seconds)
        finally:
            stopping.cancel()
            await self._end([*lives, *self._helping])
        return self.tale()

    def tale(self) -> Tale:
        """Return what has happened so far."""
        notes = self.notes
        return Tale(
            seed=self.seed,
            people=self.people,
            joined=notes.joined,
            ballots=dict(notes.ballots),
            retries=notes.retries,
            sent_twice=notes.sent_twice,
            refused=notes.refused,
            dropped=notes.dropped,
            questions=notes.questions,
            changes=notes.changes,
            slowest=notes.slowest,
            paused_after=self._paused_after,
            slower=notes.slower,
            signals=tuple(notes.signals),
            colleague=notes.colleague,
        )

    def let_in(self, code: str) -> None:
        """Give an invented colleague the code that the console shows; who is in already stays."""
        if not self.notes.colleague:
            task = asyncio.create_task(Colleague(self._wire, self.notes, self._pace, self._tell, self._say).help(code))
            self._helping.add(task)  # the loop itself keeps no task alive
            task.add_done_callback(self._helping.discard)

    async def _live(self, phone: Phone, person: Temperament) -> None:
        """One phone's evening; what it does beside listening happens in its own time."""
        await asyncio.sleep(person.arrives * self._pace)
        await phone.join()
        doing: list[Coroutine[Any, Any, object]] = [phone.follow()]
        # Not stretched by the pace: when they drop off, ask or press are shares of the rehearsal's own seconds.
        if person.drops is not None:
            doing.append(_run_later(person.drops, phone.drop))
        if person.asks is not None:
            doing.append(_run_later(person.asks, lambda: phone.ask(self._say(person.question))))
        if person.presses is not None:
            doing.append(_run_later(person.presses, phone.slower))
        await asyncio.gather(*doing)

    async def _need_a_pause(self, after: float) -> None:
        """Say once that somebody needs a pause, and note when phones hear that the group takes one."""
        await asyncio.sleep(after)
        self._tell(self._say("Somebody has put their head down. Press b."))
        began = time.monotonic()
        await self.notes.pausing.wait()
        self._paused_after = time.monotonic() - began
        self._tell(self._say("The group is pausing. Give it a breath or two; b goes on."))

    async def _end(self, lives: Sequence[asyncio.Task[None]]) -> None:
        """Let ballots on their way arrive, hang up everywhere, and raise what went wrong on the way, if anything
        did.
        """
        await asyncio.gather(*(phone.finish(GRACE) for phone in self.phones))
        for life in lives:
            life.cancel()
        results = await asyncio.gather(*lives, return_exceptions=True)
        await self._wire.close()
        for error in results:
            if isinstance(error, Exception):  # being cancelled is none, and how each life ends
                raise error


async def _run_later(seconds: float, then: Callable[[], Awaitable[object]]) -> None:
    await asyncio.sleep(seconds)
    await then()
