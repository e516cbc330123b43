"""The live session that the stage, the console, the phones' server and the command line all open: one database, one session."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Boolean, Column, Connection, Float, Integer, String, Table, func, insert, select, update

from afterwave.errors import UnknownSection
from afterwave.poll.engine import announce, connect, guarded
from afterwave.poll.questions import Questions
from afterwave.poll.store import Store
from afterwave.poll.tables import metadata

_ONLY = 1

_session = Table(
    "session",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("section", String, nullable=False),
    Column("step", Integer, nullable=False),
    Column("calm", Boolean, nullable=False),
    Column("language", String, nullable=False),
    Column("length", Integer, nullable=False),
    Column("started", Float),
    Column("entered", Float),
    Column("ended", Boolean, nullable=False),
    sqlite_with_rowid=False,
)


@dataclass(frozen=True)
class State:
    """Where the group is.

    `step` counts from 0 into the section's steps; `calm` is the soften key; `length` is in minutes; `started` (the evening) and `entered` (the section) are
    seconds since the epoch, or None before the evening began; `polls` holds the state of every poll that was ever opened.
    """

    section: str
    step: int
    calm: bool
    language: str
    length: int
    started: float | None
    entered: float | None
    ended: bool
    polls: Mapping[str, str] = field(default_factory=dict)


class Session:
    """One evening: where the group is, and its polls. Every reader and writer opens its own, on the same database."""

    def __init__(self, url: str, store: Store, clock: Callable[[], float] = time.time) -> None:
        """Keep the database's URL and its store; `Session.open` is what callers want."""
        self.url, self.store, self._clock = url, store, clock
        self.questions = Questions(store.engine)

    @classmethod
    def open(cls, url: str, *, first: str = "welcome", language: str = "en", length: int = 90) -> Session:
        """Return the session in this database, made new where there is none, at its `first` section.

        Raises `NewerDatabase` for one that a newer program made, `Unwritable` or `DatabaseAway` where it cannot be used.
        """
        session = cls(url, Store(connect(url)))
        session.store.prepare()
        session._begin(first, language, length)
        return session

    def state(self) -> State:
        """Return where the group is now; raise `DatabaseAway` when that cannot be read."""
        with guarded(), self.store.engine.connect() as connection:
            row = connection.execute(select(_session)).mappings().one()
            polls = {poll: status.state for poll, status in self.store.statuses().items()}
        return State(**{name: value for name, value in row.items() if name != "id"}, polls=polls)

    def go(self, section: str, step: int = 0) -> None:
        """Take the group to a step of a section; the first step taken begins the evening. Raise `UnknownSection` for none."""
        if not section:
            raise UnknownSection(section)

        def moved(old: Mapping[str, Any], now: float) -> dict[str, Any]:
            entered = old["entered"] if old["section"] == section and old["entered"] else now
            return {"section": section, "step": max(step, 0), "started": old["started"] or now, "entered": entered, "ended": False}

        self._change(moved)

    def soften(self, *, on: bool) -> None:
        """Fade the stage to a grounding screen and tell the phones that the group is pausing, or go on."""
        self._change(lambda _old, _now: {"calm": on})

    def set_length(self, minutes: int) -> None:
        """Set how many minutes the evening has; what remains is shared out anew."""
        self._change(lambda _old, _now: {"length": minutes})

    def end(self) -> None:
        """Say that the evening is over; phones show the closing words and the support lines, and questions that nobody opened are destroyed."""
        self._change(lambda _old, _now: {"ended": True, "calm": False})
        self.questions.destroy_waiting()

    def destroy(self) -> None:
        """Forget the whole session: places, tallies, tickets, keys."""
        self.store.destroy()

    def close(self) -> None:
        """Let go of the database."""
        self.store.engine.dispose()

    def _begin(self, first: str, language: str, length: int) -> None:
        with guarded(), self.store.engine.begin() as connection:
            metadata.create_all(connection)
            if not connection.scalar(select(func.count()).select_from(_session)):
                connection.execute(insert(_session).values(id=_ONLY, section=first, step=0, calm=False, language=language, length=length, ended=False))

    def _change(self, changed: Callable[[Mapping[str, Any], float], dict[str, Any]]) -> None:
        with guarded(), self.store.engine.begin() as connection:
            connection.execute(update(_session).values(**changed(_row(connection), self._clock())))
            announce(connection)


def _row(connection: Connection) -> Mapping[str, Any]:
    return dict(connection.execute(select(_session)).mappings().one())
