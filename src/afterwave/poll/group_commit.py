"""One commit for many ballots: requests wait together, one writer commits them, and each is answered after its own
commit.

A commit waits for the disk; a room that presses Send at once would wait one after the other. Only the event loop
touches what is pending.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import ClassVar

from afterwave.errors import AfterwaveError
from afterwave.message import Message
from afterwave.poll.ballot import Ballot
from afterwave.poll.counting import Outcome
from afterwave.poll.errors import UnknownOption
from afterwave.poll.store import Store

Answer = Outcome | Exception
Waiter = tuple[Ballot, asyncio.Future[Outcome]]

# seconds from one batch to the next while ballots wait: nobody notices them, and far more ballots share each commit
_PAUSE = 0.005


class Full(AfterwaveError):
    """More ballots wait than can be kept, or the server is stopping; the phone tries again in a moment."""

    sentence: ClassVar[Message] = "Many answers came at once. Nothing is lost; try again in a moment."


class GroupCommit:
    """Takes ballots on one event loop and commits them in batches, on one thread, through a store."""

    def __init__(self, store: Store, *, most: int = 4096) -> None:
        """Write through the store; let at most so many ballots wait."""
        self._store, self._most = store, most
        self._pending: list[Waiter] = []
        self._busy = False
        self._stopping = False
        self._idle = asyncio.Event()
        self._idle.set()
        self._writer = ThreadPoolExecutor(1, "ballots")

    async def submit(self, ballot: Ballot) -> Outcome:
        """Return what became of the ballot, once it is on the disk; a caller who goes away does not take it back.

        Raises `Full` when too many wait or after `drain`, `DatabaseAway` when the batch could not be counted (nothing
        of it was, and sending again is safe), and `UnknownOption` for a choice that the poll was not opened with.
        """
        if self._stopping or len(self._pending) >= self._most:
            raise Full
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[Outcome] = loop.create_future()
        self._pending.append((ballot, answer))
        if not self._busy:
            self._busy = True
            self._idle.clear()
            # Not at once: whatever else arrived in this turn of the loop shares the commit.
            loop.call_soon(self._start)
        return await answer

    async def drain(self) -> None:
        """Return when every ballot that was taken is answered; none is taken after."""
        self._stopping = True
        await self._idle.wait()
        self._writer.shutdown()

    def _start(self) -> None:
        batch, self._pending = self._pending, []
        work = asyncio.get_running_loop().run_in_executor(self._writer, self._answers, [ballot for ballot, _ in batch])
        work.add_done_callback(lambda done: self._settle(batch, done.result()))

    def _settle(self, batch: list[Waiter], answers: Sequence[Answer]) -> None:
        for (_, waiting), answer in zip(batch, answers, strict=True):
            if waiting.done():  # the phone went away; its ballot counts all the same
                continue
            if isinstance(answer, Exception):
                waiting.set_exception(answer)
            else:
                waiting.set_result(answer)
        if self._pending:
            asyncio.get_running_loop().call_later(_PAUSE, self._start)
        else:
            self._busy = False
            self._idle.set()

    def _answers(self, ballots: list[Ballot]) -> Sequence[Answer]:
        try:
            return self._store.commit(ballots)
        except UnknownOption as error:
            # One old form must not hold up the others' ballots.
            return [error] if len(ballots) == 1 else [self._answers([ballot])[0] for ballot in ballots]
        except Exception as error:  # noqa: BLE001 - whatever it is, the people waiting must hear of it
            return [error] * len(ballots)
