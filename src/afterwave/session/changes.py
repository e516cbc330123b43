"""Notices that a session changed, cheaply enough to ask several times a second."""

from __future__ import annotations

from sqlalchemy import text

from afterwave.poll.engine import guarded
from afterwave.session.session import Session


class Changes:
    """Watches one session's database on a connection of its own."""

    def __init__(self, session: Session) -> None:
        """Begin to watch; the first question is always answered yes."""
        self._sqlite = session.store.engine.dialect.name == "sqlite"
        self._connection = session.store.engine.connect() if self._sqlite else None
        self._seen: int | None = None

    def changed(self) -> bool:
        """Return whether anybody else wrote since the last call; on PostgreSQL always, for the caller to compare states.

        SQLite's `data_version` moves when another connection commits, and costs no read of the data.
        """
        if self._connection is None:
            return True
        with guarded():
            version = int(self._connection.execute(text("PRAGMA data_version")).scalar_one())
            self._connection.rollback()
        before, self._seen = self._seen, version
        return version != before

    def close(self) -> None:
        """Stop watching."""
        if self._connection is not None:
            self._connection.close()
