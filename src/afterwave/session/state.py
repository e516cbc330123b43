"""Where the group is: a session's one row, and what is read from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Float, Integer, String, Table

from afterwave.content.polls import Poll
from afterwave.poll.tables import metadata

session_table = Table(
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
    # The defaults are those that an older session gets in poll/migrations.py.
    Column("spent", JSON, nullable=False, server_default="{}"),
    Column("skipped", JSON, nullable=False, server_default="[]"),
    Column("port", Integer),
    Column("reached", String),
    Column("printed", String),
    Column("props", JSON, nullable=False, server_default="{}"),
    Column("closing", JSON(none_as_null=True)),  # None is no value, as in an older session, and not JSON's null
    Column("softened", Float),
    Column("today", JSON, nullable=False, server_default="{}"),
    Column("occasion", JSON(none_as_null=True)),
    sqlite_with_rowid=False,
)


LAST_CALL = 20.0
"""Seconds from the moment when phones hear that a poll is about to close until it does: the same for every room,
whoever still writes.
"""
SET_BACK = LAST_CALL + 60.0
"""A last call that ends in more seconds than this began before the machine's clock was set back. By less it only lasts
longer: the clocks of two machines on one database are never quite the same.
"""


@dataclass(frozen=True)
class State:
    """Where the group is.

    `step` counts from 0 into the section's steps; `calm` is the soften key; `length` is in minutes; `started` (the
    evening) and `entered` (the section) are seconds since the epoch, or None before the evening began; `spent` holds
    the seconds that the group was in each section it has left; `skipped` the sections that are left out; `polls` the
    state of every poll that was ever opened; `port` is where phones reached it last, None before they could, and
    `reached` the address that they opened; `printed` is the address on the slips that were printed last, None where
    none were, or nobody has fetched their sheet yet; `props` is what the step shows beside its words, `{timer, card,
    join}`: when its timer began (seconds since the epoch) or None, which card is turned or None, and whether the way to
    join lies over it; {} untouched;
    `closing` is None, or `{poll, at}` of the poll that is about to close, and when: seconds since the epoch. `softened`
    is when the pause began that lasts now (seconds since the epoch), or None. `today` holds what is another than in the
    content, by step, as `section/block`: `{"hidden": true}`, `{"text": "…"}` in plain words, or both. `occasion` is
    what was said at the start of how many come, when and where, as `content/occasion.py` has it, or None where nobody
    said. `own` are the polls of one's own, which were written on the spot, by id (see `session/place.py`).
    """

    section: str
    step: int
    calm: bool
    language: str
    length: int
    started: float | None
    entered: float | None
    ended: bool
    spent: Mapping[str, float] = field(default_factory=dict)
    skipped: tuple[str, ...] = ()
    port: int | None = None
    reached: str | None = None
    printed: str | None = None
    props: Mapping[str, Any] = field(default_factory=dict)
    closing: Mapping[str, Any] | None = None
    softened: float | None = None
    today: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    occasion: Mapping[str, Any] | None = None
    polls: Mapping[str, str] = field(default_factory=dict)
    own: Mapping[str, Poll] = field(default_factory=dict)

    @property
    def overlay(self) -> str:
        """The id of the poll of one's own that lies over the step, on stage and phones; "" for none."""
        found = str(self.props.get("own") or "")
        # It may have been taken out while it lay there.
        return found if found in self.own else ""

    def closes(self, poll: str) -> float | None:
        """Return when an open poll closes by itself, in seconds since the epoch; None where nobody asked it to."""
        called = self.closing is not None and self.closing["poll"] == poll and self.polls.get(poll) == "open"
        return float(self.closing["at"]) if self.closing and called else None

    def due(self, now: float) -> bool:
        """Return whether a poll that was about to close has had its time, or the clock was set back over it."""
        return self.closing is not None and not 0 < self.closing["at"] - now <= SET_BACK

    def stale_address(self, address: str | None = None) -> str:
        """Return the address on the printed slips where phones reach the session at another one (or would, at
        `address`), else "".
        """
        now = address or self.reached
        return self.printed if self.printed and now and self.printed != now else ""
