"""Opens a session that an older afterwave made.

A session lives for one evening in one file, and its schema is one number beside its keys. So the way from each schema
to the next is a few statements, run in the transaction that reads the number: nobody ever sees half a step. A migration
tool (Alembic) would add two packages and a table of its own for the same.
"""

from __future__ import annotations

from sqlalchemy import Connection, func, inspect, select, text, update

from afterwave.poll import tables
from afterwave.poll.errors import NewerDatabase

# Braces are doubled because each statement is filled in: bytes have a name of their own in each database.
STEPS: tuple[tuple[str, ...], ...] = (
    (
        "ALTER TABLE kit ADD COLUMN slips INTEGER",
        "ALTER TABLE kit ADD COLUMN batch INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE kit ADD COLUMN box {bytes}",
        "ALTER TABLE poll ADD COLUMN slips INTEGER",
        "ALTER TABLE poll ADD COLUMN batch INTEGER",
    ),
    (
        "ALTER TABLE session ADD COLUMN spent JSON NOT NULL DEFAULT '{{}}'",
        "ALTER TABLE session ADD COLUMN skipped JSON NOT NULL DEFAULT '[]'",
    ),
    ("ALTER TABLE session ADD COLUMN port INTEGER",),
    (
        "ALTER TABLE session ADD COLUMN reached VARCHAR",
        "ALTER TABLE session ADD COLUMN printed VARCHAR",
    ),
    ("ALTER TABLE session ADD COLUMN props JSON NOT NULL DEFAULT '{{}}'",),
    ("ALTER TABLE session ADD COLUMN closing JSON",),
    ("ALTER TABLE session ADD COLUMN softened FLOAT",),
    ("ALTER TABLE session ADD COLUMN today JSON NOT NULL DEFAULT '{{}}'",),
    ("ALTER TABLE session ADD COLUMN occasion JSON",),
)
"""The statements that lead from schema 1 to 2, from 2 to 3, and so on; tables that are new altogether are created where
they are missing.
"""

_BYTES = {"sqlite": "BLOB", "postgresql": "BYTEA"}


def migrate(connection: Connection) -> None:
    """Bring the tables up to this program's schema; raise `NewerDatabase` for one that a newer program made."""
    if not inspect(connection).has_table(tables.kit.name):
        return
    found = connection.scalar(select(tables.kit.c.schema))
    if found is None:
        _leave_the_forgotten(connection)
        return
    if found > tables.SCHEMA:
        raise NewerDatabase(found, tables.SCHEMA)
    for step in STEPS[found - 1 : tables.SCHEMA - 1]:
        for statement in step:
            connection.execute(text(statement.format(bytes=_BYTES[connection.dialect.name])))
    connection.execute(update(tables.kit).values(schema=tables.SCHEMA))


def _leave_the_forgotten(connection: Connection) -> None:
    """Drop the tables of a session that was forgotten, for they may be an older program's, and nothing tells of which;
    they stay where any holds a row.
    """
    there = [table for table in tables.metadata.sorted_tables if inspect(connection).has_table(table.name)]
    if not any(connection.scalar(select(func.count()).select_from(table)) for table in there):
        tables.metadata.drop_all(connection, tables=there)
