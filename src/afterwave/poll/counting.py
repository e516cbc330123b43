"""Counts ballots: spends their tickets and raises the poll's counters in the caller's one transaction, so that each counts exactly once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import Enum

from sqlalchemy import Connection, case, select, update

from afterwave.errors import BadTicket, DatabaseAway, UnknownOption
from afterwave.poll import slips
from afterwave.poll.ballot import Ballot
from afterwave.poll.engine import adding
from afterwave.poll.tables import kit, spent, tally
from afterwave.poll.tables import poll as poll_table
from afterwave.poll.tickets import digest


class Outcome(Enum):
    """What became of a ballot: counted now, counted before (the phone is thanked again), come when its poll was not open, or its ticket is of no use there."""

    COUNTED = "counted"
    AGAIN = "again"
    CLOSED = "closed"
    REFUSED = "refused"


def count(connection: Connection, poll: str, ballots: Sequence[Ballot]) -> list[Outcome]:
    """Return what became of each ballot of this poll; of two with the same ticket, the first is counted.

    Raises `UnknownOption`, and counts nothing, for a choice that the poll was not opened with; `DatabaseAway` where counters are missing.
    """
    asked = select(poll_table.c.key, poll_table.c.batch).where(poll_table.c.id == poll, poll_table.c.state == "open")
    open_poll = connection.execute(asked.with_for_update()).one_or_none()
    if open_poll is None or open_poll.key is None:
        return [Outcome.CLOSED] * len(ballots)
    good = _good(connection, open_poll.batch, ballots)
    options = _options(connection, poll, good)
    digests = {ballot: digest(open_poll.key, ballot.ticket) for ballot in good}
    waiting = _spend(connection, poll, digests.values())
    counted, outcomes = [], []
    for ballot in ballots:
        spent_now = digests.get(ballot)
        if spent_now in waiting:
            waiting.discard(spent_now)
            counted.append(ballot)
            outcomes.append(Outcome.COUNTED)
        else:
            outcomes.append(Outcome.REFUSED if spent_now is None else Outcome.AGAIN)
    _raise_counters(connection, poll, options, counted)
    return outcomes


def _good(connection: Connection, batch: int | None, ballots: Sequence[Ballot]) -> list[Ballot]:
    """Return the ballots whose tickets count in this poll: with slips, those on a slip of its batch; without, those on a form (checked where it was sent)."""
    if batch is None:
        return [ballot for ballot in ballots if not ballot.on_a_slip]
    key = connection.execute(select(kit.c.ticket_key)).scalar_one()
    return [ballot for ballot in ballots if ballot.on_a_slip and _is_of(key, batch, ballot.ticket)]


def _is_of(key: bytes, batch: int, ticket: str) -> bool:
    try:
        slips.check(key, batch, ticket)
    except BadTicket:
        return False
    return True


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
    if not rows:
        return set()
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
