"""Counts ballots: spends their tickets and raises the poll's counters in the caller's one transaction, so that each
counts exactly once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import Enum
from functools import lru_cache

from sqlalchemy import Connection, Update, bindparam, case, select, update

from afterwave.poll import slips
from afterwave.poll.ballot import Ballot
from afterwave.poll.engine import insert_missing
from afterwave.poll.errors import BadTicket, DatabaseAway, UnknownOption
from afterwave.poll.tables import kit, spent, tally
from afterwave.poll.tables import poll as poll_table
from afterwave.poll.tickets import digest


class Outcome(Enum):
    """What became of a ballot: counted now, counted before (the phone is thanked again), come when its poll was not
    open, or its ticket is of no use there.
    """

    COUNTED = "counted"
    AGAIN = "again"
    CLOSED = "closed"
    REFUSED = "refused"


# Built once: building them anew took a third of a small batch's time.
_IS_OPEN = poll_table.c.id == bindparam("asked"), poll_table.c.state == "open"
# FOR UPDATE: on PostgreSQL nobody closes the poll between this look and the commit. SQLite has one writer anyway.
_OPEN = select(poll_table.c.key, poll_table.c.batch).where(*_IS_OPEN).with_for_update()
_BALLOTS = update(poll_table).where(*_IS_OPEN).values(ballots=poll_table.c.ballots + bindparam("more"))
_OPTIONS = select(tally.c.option).where(tally.c.poll == bindparam("asked")).order_by(tally.c.position)


@lru_cache(maxsize=64)
def _increments(options: tuple[str, ...]) -> Update:
    """Return what raises each of a poll's counters by a number of its own."""
    more = case(
        {option: bindparam(_more(place)) for place, option in enumerate(options)}, value=tally.c.option, else_=0
    )
    return update(tally).where(tally.c.poll == bindparam("asked")).values(count=tally.c.count + more)


def _more(place: int) -> str:
    return f"more_{place}"


def count(connection: Connection, poll: str, ballots: Sequence[Ballot]) -> list[Outcome]:
    """Return what became of each ballot of this poll; of two with the same ticket, the first is counted.

    Raises `UnknownOption`, and counts nothing, for a choice that the poll was not opened with; `DatabaseAway` where
    counters are missing.
    """
    open_poll = connection.execute(_OPEN, {"asked": poll}).one_or_none()
    if open_poll is None:
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
    """Return the ballots whose tickets count in this poll: with slips, those on a slip of its batch; without, those on
    a form (checked where it was sent).
    """
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
    options = list(connection.scalars(_OPTIONS, {"asked": poll}))
    if not options:
        raise _missing_counters()
    for ballot in ballots:
        if not ballot.choices.issubset(options):
            raise UnknownOption(poll, min(ballot.choices.difference(options)))
    return options


def _spend(connection: Connection, poll: str, digests: Iterable[bytes]) -> set[bytes]:
    """Return the digests that were not spent before. Sorted, two servers cannot lock each other out, and the order
    within a batch is gone.
    """
    rows = [{"poll": poll, "digest": each} for each in sorted(set(digests))]
    if not rows:
        return set()
    # RETURNING, because an insert's row count says nothing on PostgreSQL.
    return set(connection.scalars(insert_missing(connection, spent).returning(spent.c.digest), rows))


def _raise_counters(connection: Connection, poll: str, options: list[str], counted: Sequence[Ballot]) -> None:
    """Rewrite every counter of the poll, also those that stay, so that neither a row's version nor a changed page names
    the option that moved.
    """
    if not counted:
        return
    ticks = Counter(choice for ballot in counted for choice in ballot.choices)
    more = {_more(place): ticks[option] for place, option in enumerate(options)}
    rows = connection.execute(_increments(tuple(options)), {"asked": poll, **more}).rowcount
    polls = connection.execute(_BALLOTS, {"asked": poll, "more": len(counted)}).rowcount
    # An update that meets no row is no error: tickets would be spent, and answers lost without a word.
    if (rows, polls) != (len(options), 1):
        raise _missing_counters()


def _missing_counters() -> DatabaseAway:
    return DatabaseAway("a poll's counters are missing")
