"""The phones that listen: one watcher looks at the session for all of them, and tells them where the group is when that
changes.

Nothing is ever sent because somebody voted: what is compared is where the group is and what state its polls are in, and
no count is part of either.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from typing import Any
from zlib import crc32

from tornado.iostream import IOStream, StreamClosedError

from afterwave.content.workshop import Workshop
from afterwave.errors import AfterwaveError
from afterwave.server.limits import most_phones
from afterwave.session.changes import Changes
from afterwave.session.place import poll_now, section_now
from afterwave.session.session import Session
from afterwave.session.state import SET_BACK, State

LOOK = 0.25  # seconds between two looks at the database
HEARTBEAT = 15.0  # seconds between two beats, by which a page hears that its line is alive (follow.js, SILENT)
RETRY = b"retry: 2000\n\n"
# An event and no comment: a page hears no comments, and would take a line that died in silence for a quiet evening.
BEAT = b"event: beat\ndata:\n\n"
MARKS = 0xFFF  # as many as tell two moments apart: a page has few bytes to spare


def place_json(workshop: Workshop, state: State) -> str:
    """Return where the group is, as the JSON that phones get."""
    asked = poll_now(workshop, state)
    closing = {"closing": True} if asked and state.closes(asked.id) else {}
    poll = None if asked is None else {"id": asked.id, "state": asked.state, **closing}
    return json.dumps(
        {"section": section_now(workshop, state).slug, "step": state.step, "poll": poll, "calm": state.calm}
    )


def unsaid_mark(state: State, *, box: bool) -> str:
    """Return a short mark of what pages show and no message tells; it is the same for everybody, and nobody is in it.

    A page is drawn with it, so that its line knows whether something happened in between.
    """
    shown = json.dumps([state.ended, {**state.polls}, box, {**state.today}], sort_keys=True)
    return str(crc32(shown.encode()) & MARKS)


class Phones:
    """The open connections of all phones, each a bare stream: an idle phone costs a socket and no task."""

    def __init__(self, session: Session, workshop: Workshop) -> None:
        """Watch this session, from the first phone that joins to the last that leaves."""
        self._session, self._workshop = session, workshop
        self._streams: set[IOStream] = set()
        self._over = False
        self._watch: asyncio.Task[None] | None = None
        self._changes: Changes | None = None
        self._told: tuple[str, bool, Mapping[str, str], bool, Mapping[str, Mapping[str, Any]]] | None = None
        self._mark = ""
        self._due: float | None = None
        self._told_of_error = False

    def __len__(self) -> int:
        """Return how many phones listen."""
        return len(self._streams)

    @property
    def full(self) -> bool:
        """Return whether no more can listen, as when the server stops."""
        return self._over or len(self._streams) >= most_phones()

    def hello(self, drawn: str = "") -> bytes:
        """Return what a phone hears first, where the group is now; raise `DatabaseAway` when that cannot be read.

        A page hears it twice where something happened since it was drawn that no message tells: the first greets it,
        and the second is news.
        """
        # What this look finds, the watcher's next would miss, and the other phones with it.
        if self._look():
            self._send(self._message())
        return RETRY + self._message() * (1 if drawn in {"", self._mark} else 2)

    def join(self, stream: IOStream, hello: bytes) -> None:
        """Answer a phone, and keep it informed until it leaves."""
        self._streams.add(stream)
        stream.set_close_callback(partial(self._streams.discard, stream))
        self._write(stream, hello)
        if self._watch is None:
            self._watch = asyncio.get_running_loop().create_task(self._watch_session())

    def close(self) -> None:
        """Let every phone go, and whoever comes after; it comes back by itself when the server does."""
        self._over = True
        for stream in tuple(self._streams):
            stream.close()
        if self._watch is not None:
            self._watch.cancel()
        self._rest()

    async def _watch_session(self) -> None:
        loop = asyncio.get_running_loop()
        beat = loop.time() + HEARTBEAT
        while self._streams:
            await asyncio.sleep(LOOK)
            if self._look_safely():
                self._send(self._message())
            if loop.time() >= beat:
                beat = loop.time() + HEARTBEAT
                self._send(BEAT)
        self._rest()

    def _rest(self) -> None:
        if self._changes is not None:
            self._changes.close()
        self._watch = self._changes = self._told = None

    def _look_safely(self) -> bool:
        """Return whether there is something to tell; a database that is away has nothing new, and is asked again.

        So it is after a mistake of ours, which is told of once: a watcher that ended would let no phone hear anything
        any more.
        """
        try:
            self._close()
            moved = self._look()
        except AfterwaveError:
            return False
        except Exception as error:  # noqa: BLE001 - see above
            if not self._told_of_error:
                told = {"message": "The phones' watcher failed, and goes on.", "exception": error}
                asyncio.get_running_loop().call_exception_handler(told)
            self._told_of_error = True
            return False
        self._told_of_error = False
        return moved

    def _close(self) -> None:
        """Close the poll whose last call is over: a console that told of it may be gone by now. One over which the
        clock was set back begins anew.
        """
        if self._due is not None and not 0 < self._due - self._session.now() <= SET_BACK:
            with suppress(AfterwaveError):  # it is still due at the next look
                self._session.close_due()
                self._due = None

    def _look(self) -> bool:
        """Return whether the group moved since the last look; the database is read only when somebody wrote to it."""
        if self._changes is None:
            self._changes = Changes(self._session)
        if not self._changes.has_changed() and self._told is not None:
            return False
        # A change is noticed once: where reading it fails, the next look has to read all the same.
        before, self._told = self._told, None
        state = self._session.state()
        self._due = state.closing["at"] if state.closing else None
        box = self._session.questions.on()
        # All but the first are in no message: phones hear the same one again, and fetch their page anew.
        self._told = (place_json(self._workshop, state), state.ended, state.polls, box, state.today)
        self._mark = unsaid_mark(state, box=box)
        return self._told != before

    def _message(self) -> bytes:
        place = self._told[0] if self._told else "{}"
        return f"event: state\ndata: {place}\n\n".encode()

    def _send(self, message: bytes) -> None:
        for stream in tuple(self._streams):
            self._write(stream, message)

    @staticmethod
    def _write(stream: IOStream, message: bytes) -> None:
        # A phone that did not even take the last few bytes is out of reach: it comes back by itself, and then hears
        # where the group is.
        if stream.closed() or stream.writing():
            stream.close()
            return
        with suppress(StreamClosedError):
            stream.write(message)
