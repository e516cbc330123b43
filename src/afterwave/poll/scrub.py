"""Leaves nothing of a closed poll's tickets and counters on the disk but its totals.

A log that SQLite truncates still stands in the disk's blocks. So it is first written over in place, *through SQLite*, while others may have the same database
open: touching the file behind its back would ruin a log that somebody still reads. The same steps work on Windows.

PostgreSQL cannot do the like: dead rows and its log stay until it reuses them, with the time of every commit. Nor can anything be promised for solid-state
disks, snapshots and copying file systems; there, only an encrypted disk helps.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from afterwave.poll.engine import sqlite_file

_PATIENCE = 2.0  # seconds that a step waits for somebody else
_TRIES = 5
_FRAME = 4096  # bytes of the log that one page fills, at least


def scrub(engine: Engine) -> bool:
    """Return whether everything deleted was overwritten; False on PostgreSQL, or while somebody else is in the middle of reading or writing."""
    file = sqlite_file(engine)
    if file is None:
        return False
    try:
        with engine.connect() as connection:
            connection.detach()  # its settings end with it
            return _scrub(connection, file.with_name(file.name + "-wal"))
    except DBAPIError:
        return False


def _scrub(connection: Connection, log: Path) -> bool:
    for setting in (f"busy_timeout = {int(_PATIENCE * 1000)}", "wal_autocheckpoint = 0", "synchronous = NORMAL"):
        connection.exec_driver_sql(f"PRAGMA {setting}")
    # Rows stand in their pages in the order of arrival; VACUUM writes them anew, sorted. Deleted ones must be zeros in the file before it cuts the file's end.
    emptied = _checkpoint(connection, "RESTART")
    connection.exec_driver_sql("VACUUM")
    written_over = emptied and any(_write_over(connection, log) for _ in range(_TRIES))
    return _checkpoint(connection, "TRUNCATE") and written_over


def _write_over(connection: Connection, log: Path) -> bool:
    """Return whether the whole log was written over with copies of the first page, which holds the tables' names; False if another writer came between."""
    before = _number(connection, "data_version")
    if not _checkpoint(connection, "RESTART"):
        return False
    for frame in range(log.stat().st_size // _FRAME + 1):
        connection.exec_driver_sql(f"PRAGMA user_version = {frame % 2 + 1}")
    connection.exec_driver_sql("PRAGMA user_version = 0")
    return _number(connection, "data_version") == before


def _checkpoint(connection: Connection, how: str) -> bool:
    """Return whether all of the log is in the database, so that the next write begins at the log's first byte."""
    busy, _, _ = connection.exec_driver_sql(f"PRAGMA wal_checkpoint({how})").one()
    return not busy


def _number(connection: Connection, pragma: str) -> int:
    return int(connection.exec_driver_sql(f"PRAGMA {pragma}").scalar_one())
