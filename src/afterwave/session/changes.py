"""Notices that a session changed, cheaply enough to ask several times a second."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine, text

from afterwave.poll.engine import CHANNEL, database_guard
from afterwave.poll.errors import DatabaseAway
from afterwave.session.session import Session


class Changes:
    """Watches one session's database on a connection of its own."""

    def __init__(self, session: Session) -> None:
        """Begin to watch; the first question is always answered yes."""
        engine = session.store.engine
        self._watch = _Version(engine) if engine.dialect.name == "sqlite" else _Notes(engine)

    def has_changed(self) -> bool:
        """Return whether somebody wrote since the last call; raise `DatabaseAway` while that cannot be known.

        On SQLite this is true of counted ballots as well: the caller compares what it reads. On PostgreSQL they are
        told to nobody.
        """
        return self._watch.has_changed()

    def close(self) -> None:
        """Stop watching."""
        self._watch.close()


class _Version:
    """SQLite's `data_version`: it moves when another connection commits, and costs no read of the data."""

    def __init__(self, engine: Engine) -> None:
        with database_guard():
            self._connection, self._seen = engine.connect(), -1

    def has_changed(self) -> bool:
        with database_guard():
            version = int(self._connection.execute(text("PRAGMA data_version")).scalar_one())
            # The connection is kept, and who stays in a transaction would keep SQLite from clearing its log.
            self._connection.rollback()
        before, self._seen = self._seen, version
        return version != before

    def close(self) -> None:
        self._connection.close()


class _Notes:
    """PostgreSQL's LISTEN: a look at a socket, without a question to the server. A connection that was lost is made
    anew, and then all may have changed.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._connection: Any = None

    def has_changed(self) -> bool:
        if self._connection is None:
            self._listen()
            return True
        try:
            return bool(list(self._connection.notifies(timeout=0)))
        except self._engine.dialect.loaded_dbapi.Error as error:
            self.close()
            raise DatabaseAway("the connection to it was lost") from error

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _listen(self) -> None:
        # A connection of its own for good: what the pool hands out and takes back is rolled back, and would stop
        # listening.
        dialect = self._engine.dialect
        where, how = dialect.create_connect_args(self._engine.url)
        try:
            driver: Any = dialect.connect(*where, **how)
            driver.autocommit = True  # within a transaction, nothing would be heard before its end
            driver.execute(f"LISTEN {CHANNEL}")
        except dialect.loaded_dbapi.Error as error:
            raise DatabaseAway("it does not answer") from error
        self._connection = driver
