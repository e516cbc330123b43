"""What a poll leaves in the database: counters, and an unordered set of spent tickets. No table holds one ballot's choices, a time or an order."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, MetaData, String, Table

SCHEMA = 1

metadata = MetaData()

# WITHOUT ROWID, everywhere: SQLite's hidden rowid keeps the order of arrival, and in a small room that is a name.
kit = Table(
    "kit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("schema", Integer, nullable=False),
    Column("ticket_key", LargeBinary, nullable=False),
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
