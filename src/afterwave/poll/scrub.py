"""Leaves nothing of a closed poll's tickets and counters on the disk but its totals, and of an open one's nothing but
how they are now.

A log that SQLite truncates still stands in the disk's blocks. So it is first written over in place, *through SQLite*,
while others may have the same database open: touching the file behind its back would ruin a log that somebody still
reads. The same steps work on Windows.

PostgreSQL cannot do the like: dead rows and its log stay until it reuses them, with the time of every commit. Nor can
anything be promised for solid-state disks, snapshots and copying file systems; there, only an encrypted disk helps.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from afterwave.poll.engine import sqlite_file

_PATIENCE = 2.0  # seconds that a step waits for somebody else
_TRIES = 5  # ballots of polls that are still open may come between
_SOON = 0.2  # the same for a batch of ballots, whose phones wait: what cannot be done now is done with the next batch
_FRAME = 4096  # bytes of the log that one page fills, at least
_LOG_HEAD, _FRAME_HEAD = (
    struct.Struct(">8xI4x8s8x"),
    struct.Struct(">II8s8x"),
)  # https://www.sqlite.org/fileformat2.html#walformat


def scrub(engine: Engine) -> bool:
    """Return whether everything deleted was overwritten; False on PostgreSQL, or while somebody else is in the middle
    of reading or writing.
    """
    file = sqlite_file(engine)
    if file is None:
        return False
    try:
        with engine.connect() as connection:
            connection.detach()  # its settings end with it
            return _scrub(connection, file.with_name(file.name + "-wal"))
    except DBAPIError:
        return False


def settle(engine: Engine) -> bool:
    """Return whether file and log hold one state and no earlier one; side by side, two would say which tickets and
    which answers came together.

    They do by themselves, for each transaction is copied into the file, the next begins at the log's first byte, and a
    batch is at least as long as the one before; unless a reader was in the way. Then what is old is written over.
    """
    file = sqlite_file(engine)
    if file is None:
        return False
    log = file.with_name(file.name + "-wal")
    try:
        with engine.connect() as connection:
            # PASSIVE waits for nobody, and phones wait for us.
            _, logged, copied = connection.exec_driver_sql("PRAGMA wal_checkpoint(PASSIVE)").one()
            if logged == copied and not history(log):
                return True
            connection.detach()  # its settings end with it
            _patient(connection, _SOON)
            return _write_over(connection, log) and _checkpoint(connection, "RESTART")
    except DBAPIError:
        return False


def history(log: Path) -> bool:
    """Return whether a log holds pages of more than its last transaction, whether SQLite still reads them or only the
    disk does.

    Copies of the first page are none: it holds the tables' names, and is what the rest is written over with.
    """
    transactions, number = set(), 0
    for page, commit, ours in _frames(log):
        if page != 1:
            transactions.add(number if ours else -1)
        number += commit > 0
    return len(transactions) > 1


def _frames(log: Path) -> Iterator[tuple[int, int, bool]]:
    """Yield the page of each frame of a log, what is over 0 in a transaction's last, and whether SQLite still reads
    it.
    """
    # Unlike the database's file, a log may be closed again: SQLite keeps no lock on it.
    with suppress(FileNotFoundError), log.open("rb") as file:
        head = file.read(_LOG_HEAD.size)
        size, salts = _LOG_HEAD.unpack(head) if len(head) == _LOG_HEAD.size else (0, b"")
        while len(frame := file.read(_FRAME_HEAD.size)) == _FRAME_HEAD.size:
            page, commit, salt = _FRAME_HEAD.unpack(frame)
            yield page, commit, salt == salts
            file.seek(size, os.SEEK_CUR)


def _patient(connection: Connection, seconds: float) -> None:
    # Left to itself, SQLite would begin the log anew after each write, and its end would never be written over;
    # NORMAL: the disk is waited for at the checkpoint, once, and not at each of the writes.
    for setting in (f"busy_timeout = {int(seconds * 1000)}", "wal_autocheckpoint = 0", "synchronous = NORMAL"):
        connection.exec_driver_sql(f"PRAGMA {setting}")


def _scrub(connection: Connection, log: Path) -> bool:
    _patient(connection, _PATIENCE)
    # Rows stand in their pages in the order of arrival; VACUUM writes them anew, sorted. Deleted ones must be zeros in
    # the file before it cuts the file's end.
    emptied = _checkpoint(connection, "RESTART")
    connection.exec_driver_sql("VACUUM")
    written_over = emptied and any(_write_over(connection, log) for _ in range(_TRIES))
    return _checkpoint(connection, "TRUNCATE") and written_over


def _write_over(connection: Connection, log: Path) -> bool:
    """Return whether the whole log was written over with copies of the first page, which holds the tables' names; False
    if another writer came between.
    """
    before = _number(connection, "data_version")
    if not _checkpoint(connection, "RESTART"):
        return False
    # `user_version` is a number on the first page that we use for nothing, so writing it changes nothing else;
    # SQLite writes the page although the number stays.
    for _ in range(log.stat().st_size // _FRAME + 2):
        connection.exec_driver_sql("PRAGMA user_version = 0")
    # One's own writes leave it as it was.
    return _number(connection, "data_version") == before


def _checkpoint(connection: Connection, how: str) -> bool:
    """Return whether all of the log is in the database, so that the next write begins at the log's first byte."""
    busy, _, _ = connection.exec_driver_sql(f"PRAGMA wal_checkpoint({how})").one()
    return not busy


def _number(connection: Connection, pragma: str) -> int:
    return int(connection.exec_driver_sql(f"PRAGMA {pragma}").scalar_one())
