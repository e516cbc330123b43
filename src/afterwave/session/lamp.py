"""One bit that all programs of a session see and that nothing keeps: whether the silent signal "slower, please" is lit.

Server and console meet in the database, and what is written there stays on the disk for a while, with a time. A *lock*
is written nowhere: the system holds it in memory, shows it to whoever may open the same file or database, and lets go
of it however its holder ends. So the lamp is lit while a server holds a lock:

- beside SQLite's file, on an empty one that is made when a server starts, and never written to;
- in PostgreSQL, an advisory lock, which is no row, and stands in no log of transactions.

Several servers on one database share one lamp: while it is lit, no other can light it. To look whether it is lit takes
no turn from anybody.
"""

from __future__ import annotations

import os
from contextlib import suppress

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import SQLAlchemyError

from afterwave.locks import is_locked, locked
from afterwave.poll.engine import sqlite_file

_NUMBER = 20_260  # an advisory lock has a number for a name; a database is one session's, so any will do
_LIGHT = text("SELECT pg_try_advisory_lock(:number)")
# objsubid 1 is a lock with one number for a name, and classid the upper half of it.
_LIT = text(
    "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = 0 AND objid = :number AND objsubid "
    "= 1 "
    "AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))"
)


class Lamp:
    """A lamp for one session; dark where its database is a file in memory, or where nothing may be written beside
    it.
    """

    def __init__(self, engine: Engine) -> None:
        """Be ready to light it, or to look at it; nothing is made yet."""
        self._engine, database = engine, sqlite_file(engine)
        self._file = database.with_name(f"{database.name}.lamp") if database else None
        self._held: int | Connection | None = None

    def prepare(self) -> None:
        """Make what is locked later, so that nothing has to be made in the moment in which somebody presses."""
        if self._file is not None:
            with suppress(OSError):
                os.close(os.open(self._file, os.O_RDWR | os.O_CREAT, 0o600))

    def light(self) -> bool:
        """Light the lamp and return whether it was dark; False where another server has lit it, or where it cannot be
        lit now.
        """
        if self._held is None:
            self._held = self._file_lock() if self._engine.dialect.name == "sqlite" else self._advisory_lock()
            return self._held is not None
        return False

    def put_out(self) -> None:
        """Let go of the lock; nothing where it is not ours."""
        held, self._held = self._held, None
        if isinstance(held, int):
            os.close(held)
        elif held is not None:
            with suppress(SQLAlchemyError):  # a connection that broke has let go by itself
                held.close()

    def lit(self) -> bool:
        """Return whether somebody, here or in another program, holds the lamp lit; False where that cannot be seen."""
        if self._engine.dialect.name == "sqlite":
            return self._file is not None and is_locked(self._file)
        try:
            with self._engine.connect() as connection:
                return bool(connection.execute(_LIT, {"number": _NUMBER}).scalar_one())
        except SQLAlchemyError:
            return False

    def _file_lock(self) -> int | None:
        """Return the open file whose lock is ours, or None."""
        if self._file is None:
            return None
        try:
            handle = os.open(self._file, os.O_RDWR)
        except OSError:
            return None
        if locked(handle):
            return handle
        os.close(handle)
        return None

    def _advisory_lock(self) -> Connection | None:
        """Return a connection of its own that holds PostgreSQL's lock until it is closed, or None."""
        with suppress(SQLAlchemyError):
            connection = self._engine.connect()
            connection.detach()  # a lock of a connection that went back to the pool would stay
            if connection.execute(_LIGHT, {"number": _NUMBER}).scalar_one():
                # the lock is the connection's, and an open transaction would be in the way of others
                connection.commit()
                return connection
            connection.close()
        return None
