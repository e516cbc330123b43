"""Leaves nothing of a closed poll's tickets and counters on the disk but its totals.

A page that SQLite deletes, and a log that it truncates, still stand in the disk's blocks. So the log is written over with zeros *through SQLite*, in place,
while others may have the same database open: touching the file behind its back would ruin a log that somebody still reads. The same steps work on Windows.

PostgreSQL cannot do the like: dead rows and its log stay until it reuses them, with the time of every commit. Nor can anything be promised for solid-state
disks, snapshots and copying file systems; there, only an encrypted disk helps.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from afterwave.poll.engine import sqlite_file


def scrub(engine: Engine) -> bool:
    """Return whether everything deleted was overwritten; False on PostgreSQL, or while somebody else holds the database."""
    file = sqlite_file(engine)
    if file is None:
        return False
    try:
        with engine.connect() as connection:
            connection.detach()  # its short patience ends with it
            connection.exec_driver_sql("PRAGMA busy_timeout = 2000")
            return _scrub(connection, file.with_name(file.name + "-wal"))
    except DBAPIError:
        return False


def _scrub(connection: Connection, log: Path) -> bool:
    old = _checkpoint(connection, "RESTART")
    _write_over(connection, log.stat().st_size if log.exists() else 0)
    # Rows stand in their pages in the order of arrival; VACUUM writes them anew, sorted.
    connection.exec_driver_sql("VACUUM")
    return _checkpoint(connection, "TRUNCATE") and old


def _checkpoint(connection: Connection, how: str) -> bool:
    """Return whether all of the log is in the database, so that the next write begins at the log's first byte."""
    busy, _, _ = connection.exec_driver_sql(f"PRAGMA wal_checkpoint({how})").one()
    return not busy


def _write_over(connection: Connection, size: int) -> None:
    connection.exec_driver_sql("CREATE TABLE IF NOT EXISTS zeros (zeros BLOB)")
    connection.exec_driver_sql("INSERT INTO zeros VALUES (zeroblob(?))", (size,))
    connection.exec_driver_sql("DROP TABLE zeros")
