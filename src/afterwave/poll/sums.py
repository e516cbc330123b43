"""Whether a database's sums can be those of its answers. The database compares them itself: no count leaves it."""

from __future__ import annotations

from sqlalchemy import Connection, and_, func, or_, select

from afterwave.content.kinds import kinds_taking
from afterwave.poll.tables import poll, tally


def impossible(connection: Connection) -> tuple[str, ...]:
    """Return the ids of the polls whose sums no ballots could have made, in order.

    A sum is never below zero nor above the number of ballots; where each ballot chooses one option, all sums together
    are that number.
    """
    added = func.coalesce(func.sum(tally.c.count), 0)
    # The sums of a revealed poll are gone, so there is nothing to add up.
    one_each = and_(poll.c.kind.in_(kinds_taking("one")), poll.c.state.in_(("open", "closed")))
    wrong = or_(
        func.min(tally.c.count) < 0, func.max(tally.c.count) > poll.c.ballots, and_(one_each, added != poll.c.ballots)
    )
    joined = select(poll.c.id).outerjoin(tally, tally.c.poll == poll.c.id)
    return tuple(connection.scalars(joined.group_by(poll.c.id).having(wrong).order_by(poll.c.id)))


def polls_with_sums(connection: Connection) -> frozenset[str]:
    """Return the ids of the polls that still have sums."""
    return frozenset(connection.scalars(select(tally.c.poll).distinct()))
