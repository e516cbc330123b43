"""Counts ballots: spends their tickets and raises the poll's counters in the caller's one transaction, so that each counts exactly once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import Enum

from sqlalchemy import Connection, case, select, update

from afterwave.errors import DatabaseAway, UnknownOption
from afterwave.poll.ballot import Ballot
from afterwave.poll.engine import adding
from afterwave.poll.tables import poll as poll_table
from afterwave.poll.tables import spent, tally
from afterwave.poll.tickets import digest


class Outcome(Enum):
    """What became of a ballot: counted now, counted before (the phone is thanked again), or come when its poll was not open."""

    COUNTED = "counted"
    AGAIN = "again"
    CLOSED = "closed"


def count(connection: Connection, poll: str, ballots: Sequence[Ballot]) -> list[Outcome]:
    """Return what became of each ballot of this poll; of two with the same ticket, the first is counted.

    Raises `UnknownOption`, and counts nothing, for a choice that the poll was not opened with; `DatabaseAway` where counters are missing.
    """
    key = connection.scalar(select(poll_table.c.key).where(poll_table.c.id == poll, poll_table.c.state == "open").with_for_update())
    if key is None:
        return [Outcome.CLOSED] * len(ballots)
    options = _options(connection, poll, ballots)
    digests = [digest(key, ballot.ticket) for ballot in ballots]
    waiting = _spend(connection, poll, digests)
    outcomes = []
    for spent_now in digests:
        outcomes.append(Outcome.COUNTED if spent_now in waiting else Outcome.AGAIN)
        waiting.discard(spent_now)
    _raise_counters(connection, poll, options, [ballot for ballot, outcome in zip(ballots, outcomes, strict=True) if outcome is Outcome.COUNTED])
    return outcomes


def _options(connection: Connection, poll: str, ballots: Iterable[Ballot]) -> list[str]:
    options = list(connection.scalars(select(tally.c.option).where(tally.c.poll == poll).order_by(tally.c.position)))
    if not options:
        raise _missing()
    for ballot in ballots:
        if not ballot.choices.issubset(options):
            raise UnknownOption(poll, min(ballot.choices.difference(options)))
    return options


def _spend(connection: Connection, poll: str, digests: Iterable[bytes]) -> set[bytes]:
    """Return the digests that were not spent before. Sorted, two servers cannot lock each other out, and the order within a batch is gone."""
    rows = [{"poll": poll, "digest": each} for each in sorted(set(digests))]
    return set(connection.scalars(adding(connection, spent).returning(spent.c.digest), rows))


def _raise_counters(connection: Connection, poll: str, options: list[str], counted: Sequence[Ballot]) -> None:
    """Rewrite every counter of the poll, also those that stay, so that neither a row's version nor a changed page names the option that moved."""
    if not counted:
        return
    ticks = Counter(choice for ballot in counted for choice in ballot.choices)
    more = case({option: ticks[option] for option in options}, value=tally.c.option, else_=0)
    rows = connection.execute(update(tally).where(tally.c.poll == poll).values(count=tally.c.count + more)).rowcount
    open_poll = update(poll_table).where(poll_table.c.id == poll, poll_table.c.state == "open")
    polls = connection.execute(open_poll.values(ballots=poll_table.c.ballots + len(counted))).rowcount
    if (rows, polls) != (len(options), 1):
        raise _missing()


def _missing() -> DatabaseAway:
    return DatabaseAway("a poll's counters are missing")
