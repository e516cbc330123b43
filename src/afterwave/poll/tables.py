"""What polls and questions leave in the database: counters, unordered sets of spent tickets, and texts that nobody
signed.

No table holds one ballot's choices, a time or an order; `unordered` and `scrub` see to it that the bytes say no more
than the rows.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, MetaData, String, Table

SCHEMA = 10

metadata = MetaData()

# WITHOUT ROWID, everywhere: SQLite's hidden rowid keeps the order of arrival, and in a small room that is a name. What
# remains while a poll is open:
# for the milliseconds of a commit, the state before it, and so which tickets and sums the last batch brought; among
# more than `unordered.WHOLE` tickets, the
# order of the latest; on PostgreSQL, its own log.
kit = Table(
    "kit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("schema", Integer, nullable=False),
    Column("ticket_key", LargeBinary, nullable=False),
    Column("slips", Integer),  # how many were printed; None: no slips
    Column("batch", Integer, nullable=False, server_default="0"),  # which printing of them counts
    Column("box", LargeBinary),  # digests the question box's tickets while it is on
    sqlite_with_rowid=False,
)

poll = Table(
    "poll",
    metadata,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("state", String, nullable=False),
    Column("people", Integer),
    Column("threshold", Integer, nullable=False),
    Column("insiders", Integer, nullable=False),
    Column("ballots", Integer, nullable=False),
    Column("key", LargeBinary),  # digests the tickets of an open poll; destroyed when it closes
    Column("slips", Integer),  # where only slips count: how many there are
    Column("batch", Integer),
    Column("release", String),  # JSON; it takes the place of the poll's tally when it is revealed
    sqlite_with_rowid=False,
)

tally = Table(
    "tally",
    metadata,
    Column("poll", String, ForeignKey(poll.c.id), primary_key=True),
    Column("option", String, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("count", Integer, nullable=False),
    sqlite_with_rowid=False,
)

spent = Table(
    "spent",
    metadata,
    Column("poll", String, ForeignKey(poll.c.id), primary_key=True),
    Column("digest", LargeBinary, primary_key=True),
    sqlite_with_rowid=False,
)

asked = Table("asked", metadata, Column("digest", LargeBinary, primary_key=True), sqlite_with_rowid=False)
"""The spent tickets of the question box; a table of its own, so that no row holds both a ticket and a text."""

question = Table(
    "question",
    metadata,
    Column("key", LargeBinary, primary_key=True),  # random, so that the table's order says nothing
    Column("text", String, nullable=False),
    Column("state", String, nullable=False),
    sqlite_with_rowid=False,
)
