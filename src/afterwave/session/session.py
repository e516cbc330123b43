"""The live session that the stage, the console, the phones' server and the command line all open: one database, one
session.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection, func, select, update

from afterwave.errors import UnknownSection
from afterwave.poll.engine import announce, connect, database_guard, insert_missing
from afterwave.poll.questions import Questions
from afterwave.poll.store import Store
from afterwave.poll.tables import kit
from afterwave.session import moves
from afterwave.session.colleague import Door
from afterwave.session.lamp import Lamp
from afterwave.session.own import Own
from afterwave.session.state import LAST_CALL, SET_BACK, State, session_table

_ONLY = 1

ASLEEP = 5.0
"""By how many seconds a last call ends late only where nobody was there to end it, as when the laptop slept. It begins
anew then: what was sent meanwhile, and promised to count, is sent again within as long (sending.js).
"""


class Session:
    """One evening: where the group is, and its polls. Every reader and writer opens its own, on the same database."""

    def __init__(self, url: str, store: Store, clock: Callable[[], float] = time.time) -> None:
        """Keep the database's URL and its store; `Session.open` is what callers want."""
        self.url, self.store, self._clock = url, store, clock
        # Kept, for a session that somebody destroys while this one is open is begun anew with it.
        self._new = ("welcome", "en", 90)
        self.questions, self.lamp, self.door = Questions(store.engine), Lamp(store.engine), Door(store.engine, self.now)
        self.own = Own(store.engine)

    @classmethod
    def open(cls, url: str, *, first: str = "welcome", language: str = "en", length: int = 90) -> Session:
        """Return the session in this database, made new where there is none, at its `first` section.

        Raises `NewerDatabase` for one that a newer program made, `Unwritable` or `DatabaseAway` where it cannot be
        used.
        """
        session = cls(url, Store(connect(url)))
        session._new = (first, language, length)
        session._begin()
        return session

    def state(self) -> State:
        """Return where the group is now; raise `DatabaseAway` when that cannot be read.

        A session that somebody destroyed meanwhile is begun anew: phones that are still open would find nothing but
        errors.
        """
        with database_guard(), self.store.engine.connect() as connection:
            row = (
                connection.execute(
                    # In one look, so that the row and the key are the same session's.
                    select(session_table, select(kit.c.ticket_key).scalar_subquery().label("ticket_key"))
                )
                .mappings()
                .one_or_none()
            )
            polls = {poll: status.state for poll, status in self.store.statuses().items()}
        if row is None:
            self._begin()
            return self.state()
        # Another program may have forgotten that session and begun the next, whose forms have a key of their own.
        self.store.ticket_key = row["ticket_key"]
        fields = {name: value for name, value in row.items() if name not in {"id", "ticket_key"}}
        return State(**fields | {"skipped": tuple(row["skipped"])}, polls=polls, own=self.own.polls())

    def now(self) -> float:
        """Return the time by the session's own clock, in seconds since the epoch."""
        return self._clock()

    def go(self, section: str, step: int = 0, *, lifts_the_end: bool = True) -> None:
        """Take the group to a step of a section, away from a question on the stage; the first step begins the evening,
        and a section gone to is not left out. Raise `UnknownSection` for none.

        Without `lifts_the_end` an evening that has ended stays where it is: a step that a slow page sent before the end
        must not undo it.
        """
        if not section:
            raise UnknownSection(section)
        before = self.state()
        self._change(moves.to_step(section, step, lifts_the_end=lifts_the_end))
        if (before.section, before.step) != (section, step):
            self.questions.show(None)

    def lay_out(self, section: str, step: int, props: Mapping[str, Any]) -> None:
        """Set what a step shows beside its words (see `State.props`); void where the group is at another step by
        now.
        """
        self._change(moves.with_props(section, step, props))

    def lay_over(self, poll: str) -> None:
        """Lay a poll of one's own over the step on stage and phones, until the group goes on; "" takes it away."""
        self._change(moves.with_overlay(poll))

    def leave_out(self, section: str, *, on: bool) -> None:
        """Leave a section out of the evening, or take it in again; its minutes go to the others."""
        self._change(moves.with_section(section, on=not on))

    def change_step(self, section: str, block: str, **changed: object) -> None:
        """Let a step be another one today: `hidden`, or `text` in plain words; what is false or empty is as the content
        has it.
        """
        self._change(moves.with_step(section, block, changed))

    def hold_on(self, occasion: Mapping[str, Any], step: int) -> None:
        """Keep the occasion on which the evening is held, and stand at the step which that leaves there;
        `session/occasion.py` says both.
        """
        self._change(moves.to_occasion(occasion, step))

    def stand(self, section: str, step: int) -> None:
        """Stand at another step of an evening that has not begun, and does not begin by it."""
        self._change(lambda _old, _now: {"section": section, "step": step, "props": {}})

    def soften(self, *, on: bool) -> None:
        """Fade the stage to a grounding screen and tell the phones that the group is pausing, or go on.

        A pause stops the step's timer: nobody comes back from it to minutes that ran out meanwhile.
        """
        self._change(moves.pause(on=on))

    def set_length(self, minutes: int) -> None:
        """Set how many minutes the evening has; what remains is shared out anew."""
        self._change(lambda _old, _now: {"length": minutes})

    def move_to(self, first: str, length: int) -> None:
        """Stand at the first section of another workshop, with its minutes, as a session does that was just made;
        polls, slips and the evening's clock stay.
        """
        self._change(moves.to_workshop(first, length))

    def speak(self, language: str) -> None:
        """Set the language in which the evening is held."""
        self._change(lambda _old, _now: {"language": language})

    def reached_at(self, port: int, address: str | None = None) -> None:
        """Keep the port at which phones reach the session: whoever starts it again wants the same, for phones know no
        other. And the address they open.
        """
        self._change(lambda _old, _now: {"port": port, "reached": address})

    def printed_for(self, address: str | None) -> None:
        """Keep the address on the slips that were printed last: in another network, or at another port, they lead
        nowhere. None for slips that were made, and whose sheet nobody has fetched yet.
        """
        self._change(lambda _old, _now: {"printed": address})

    def end(self) -> None:
        """Say that the evening is over; phones show the closing words and the support lines.

        The question box is off, and what waits in it is kept; a question on the stage is taken away, and a colleague's
        device can do nothing more: resuming brings neither back.
        """
        self._change(moves.end)
        self.questions.turn(on=False)
        self.questions.show(None)
        self.door.end()

    def resume(self) -> None:
        """Take the end back: the group stands where it stood, and the section's clock goes on from now. An evening that
        has not ended stays as it is.
        """
        self._change(moves.resumption)

    def last_call(self, poll: str, *, on: bool) -> None:
        """Say that an open poll closes in `LAST_CALL` seconds, or take that back; whoever follows the session closes it
        then.

        A closed poll stays as it is. Raises `StepBack` for one that is waiting or revealed.
        """
        # What to do about a poll in another state, `close` knows: it leaves a closed one, and refuses the rest.
        if on and self.store.status(poll).state != "open":
            self.store.close(poll)
        elif on:
            self._change(moves.last_call(poll, LAST_CALL))
        else:
            self._change(lambda _old, _now: {"closing": None})

    def close_called(self, poll: str, at: float) -> None:
        """Close a poll whose last call ends `at` that time; nothing where that call was taken back meanwhile: a page
        that slept tells of its end late.
        """
        state = self.state()
        if state.closing is not None and state.closing["at"] == at and state.closes(poll):
            self._end_call(state, state.closing, self.now())

    def close_due(self) -> None:
        """Close the poll whose last call is over; nothing where none is. Where nobody was there as it ended, or the
        clock was set back over it, it begins anew.
        """
        state, now = self.state(), self.now()
        if state.closing is not None and state.due(now):
            self._end_call(state, state.closing, now)

    def destroy(self, *, farewell: bool = False) -> None:
        """Forget the whole session: questions, places, tallies, tickets, keys.

        With a `farewell`, what is left is a session that has ended and knows nothing: pages that are still open would
        find one that begins.
        """
        self.questions.destroy_waiting()  # somebody's own words go first, whatever may hinder the rest
        self.store.destroy((lambda connection: self._stand_anew(connection, ended=True)) if farewell else None)

    def close(self) -> None:
        """Let go of the database."""
        self.store.engine.dispose()

    def _end_call(self, state: State, call: Mapping[str, Any], now: float) -> None:
        # Once alone: of two machines whose clocks differ much, each would take the other's call for a missed one.
        missed = not -SET_BACK <= now - call["at"] <= ASLEEP and "again" not in call
        if state.closes(call["poll"]) and not missed:
            self.store.close(call["poll"])
        after = {**call, "at": now + LAST_CALL, "again": True} if state.closes(call["poll"]) and missed else None
        # Somebody may have begun the last call of another poll meanwhile.
        self._change(lambda old, _now: {"closing": old["closing"] if old["closing"] != call else after})

    def _begin(self) -> None:
        self.store.prepare()
        with database_guard(), self.store.engine.begin() as connection:
            if not connection.scalar(select(func.count()).select_from(session_table)):
                self._stand_anew(connection, ended=False)

    def _stand_anew(self, connection: Connection, *, ended: bool) -> None:
        first, language, length = self._new
        place = {"section": first, "step": 0, "calm": False}
        # Another program may begin the same session in the same moment.
        begun = insert_missing(connection, session_table)
        connection.execute(begun.values(id=_ONLY, language=language, length=length, ended=ended, **place))

    def _change(self, move: moves.Move) -> None:
        with database_guard(), self.store.engine.begin() as connection:
            # On PostgreSQL, two moves in the same moment would else start from the same row, and one of them be lost.
            row = connection.execute(select(session_table).with_for_update()).mappings().one()
            connection.execute(update(session_table).values(**move(dict(row), self._clock())))
            announce(connection)
