"""What there is to see in a session's database: each table, what a row of it is, and how many rows may be told.

While a poll is open no more is told than anybody may know: its marks rounded down to threes. The question box's marks
and waiting texts are told to nobody. After the close come the rows themselves: what was released, and only that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from afterwave.poll import tables
from afterwave.poll.engine import database_guard
from afterwave.poll.status import STEP
from afterwave.session.session import Session

KNOWN: Mapping[str, tuple[str, frozenset[str]]] = {
    "kit": (
        "the evening's own keys, and how many slips were printed",
        frozenset({"id", "schema", "ticket_key", "slips", "batch", "box"}),
    ),
    "poll": (
        "a question that was opened: its state, how many answered, and its picture once it was shown",
        frozenset(
            {"id", "kind", "state", "people", "threshold", "insiders", "ballots", "key", "slips", "batch", "release"}
        ),
    ),
    "tally": (
        "how many people chose one answer; gone once the picture is shown",
        frozenset({"poll", "option", "position", "count"}),
    ),
    "spent": (
        "the scrambled mark of a form or slip that was used; gone once the question closes",
        frozenset({"poll", "digest"}),
    ),
    "asked": (
        "the scrambled mark of a used form of the question box; how many there are is told to nobody",
        frozenset({"digest"}),
    ),
    "question": (
        "the words of a question from the box; how many still wait is told to nobody",
        frozenset({"key", "text", "state"}),
    ),
    "own": (
        "a question written on the spot",
        frozenset({"id", "question", "kind", "options", "place"}),
    ),
    "colleague": (
        "a colleague's scrambled key and signals",
        frozenset({"id", "salt", "code", "until", "tries", "key", "slower", "pause", "outside"}),
    ),
    "session": (
        "where the group is, for how many, when and where, each part's minutes, and slides left out or reworded today",
        frozenset(
            {"id", "section", "step", "props", "calm", "softened", "language", "length", "started", "entered", "ended"}
        )
        | {"spent", "skipped", "port", "reached", "printed", "closing", "today", "occasion"},
    ),
}
"""Every table, what a row of it is, and its columns: a table or a column that is not here breaks a promise, and so a
test.
"""


@dataclass(frozen=True)
class TableFacts:
    """A table, what a row of it is, and how many rows are told of."""

    name: str
    row_is: str
    rows: int

    def as_dict(self) -> dict[str, object]:
        """Return it as `afterwave audit --json` prints it."""
        return {"name": self.name, "row_is": self.row_is, "rows": self.rows}


def look(session: Session) -> tuple[TableFacts, ...]:
    """Return every known table of a session; raise `DatabaseAway` when it cannot be read."""
    with database_guard(), session.store.engine.connect() as connection:
        return table_facts(connection)


def table_facts(connection: Connection) -> tuple[TableFacts, ...]:
    """Return every known table as a connection reads it, with the rows that may be told."""
    marks = (
        connection.execute(select(func.count()).select_from(tables.spent).group_by(tables.spent.c.poll)).scalars().all()
    )
    query = select(func.count()).select_from(tables.question).where(tables.question.c.state != "waiting")
    counts = {
        # Rounded poll by poll: of the sum of two, more could be told than of both.
        "spent": sum(count // STEP * STEP for count in marks),
        "asked": 0,
        "question": connection.execute(query).scalar_one(),
    }
    for table in tables.metadata.sorted_tables:
        if table.name not in counts:
            counts[table.name] = connection.execute(select(func.count()).select_from(table)).scalar_one()
    return tuple(TableFacts(name, row_is, counts[name]) for name, (row_is, _) in KNOWN.items())
