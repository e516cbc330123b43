"""Keeps sets without an order: not in what SQL tells, and not in the bytes either.

A database puts a new row where there is room, so a page tells which came first. Every batch therefore takes all of a
set's rows out and writes them in the order of their random keys, as if they had come at once. The old rows' places are
zeros on SQLite. On PostgreSQL, `TRUNCATE` gives the table a new file, so that no dead row keeps its `ctid` and `xmin`;
what stays there is PostgreSQL's own log.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select, text

from afterwave.poll import tables as kept
from afterwave.poll.engine import connect

WHOLE = 4096
"""Rows up to which a set is written anew with every batch; a larger one with every second, third … batch, by chance,
for a hall does not wait for more.
"""

_WRITING = 8_051_968  # any number, so long as every afterwave on a PostgreSQL database locks the same


_STATEMENTS = {
    "sqlite": (
        # in memory, see the engine's temp_store
        "CREATE TEMP TABLE IF NOT EXISTS {table}_anew AS SELECT * FROM main.{table} WHERE FALSE",
        # a connection that was in the pool still has those of an earlier batch
        "DELETE FROM temp.{table}_anew",
        "INSERT INTO temp.{table}_anew SELECT * FROM main.{table}",
        "DELETE FROM main.{table}",
        "INSERT INTO main.{table} SELECT * FROM temp.{table}_anew ORDER BY {key}",
    ),
    "postgresql": (
        "CREATE TEMP TABLE IF NOT EXISTS {table}_anew (LIKE {table}) ON COMMIT DELETE ROWS",
        "INSERT INTO {table}_anew SELECT * FROM {table}",
        "TRUNCATE {table}",
        "INSERT INTO {table} SELECT * FROM {table}_anew ORDER BY {key}",
    ),
}


def lock_sets(connection: Connection) -> None:
    """Let no other transaction write these sets until this one ends; SQLite has one writer anyway.

    On PostgreSQL two writers would each hold the lock that keeps the other's `TRUNCATE` waiting.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _WRITING})


def write_anew(connection: Connection, *tables: Table) -> bool:
    """Write these tables' rows anew, sorted by their keys, in a transaction after `lock_sets`; return whether that was
    done, see `WHOLE`.
    """
    for table in tables:
        rows = connection.execute(select(func.count()).select_from(table)).scalar_one()
        if rows > WHOLE and secrets.randbelow(rows) >= WHOLE:
            return False
        key = ", ".join(column.name for column in table.primary_key)
        for statement in _STATEMENTS[connection.dialect.name]:
            connection.exec_driver_sql(statement.format(table=table.name, key=key))
    return True


def written_at_once(spent: Mapping[str, Sequence[bytes]]) -> Iterator[bytes]:
    """Yield an SQLite database, in memory, with these polls' marks as they stand when they are written anew, and as
    they stand after a `VACUUM`.
    """
    engine = connect("sqlite://")
    rows = [{"poll": poll, "digest": digest} for poll, digests in spent.items() for digest in digests]
    with engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        kept.spent.create(connection)
        connection.execute(insert(kept.spent), rows)
        write_anew(connection, kept.spent)
        connection.commit()
        yield driver.serialize()
        connection.exec_driver_sql("VACUUM")
        yield driver.serialize()
    engine.dispose()
