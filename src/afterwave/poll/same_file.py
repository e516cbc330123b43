"""Whether SQLite's file still lies where a session's address says, with the log that its others read.

SQLite writes on into a file that was moved or deleted, and into a log that has no name any more: what is thanked for
there is gone with the program.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

from afterwave.message import Message
from afterwave.poll.errors import DatabaseAway

_GONE: Message = "its file was moved, deleted or replaced; put it back, or end the evening and start it again"
_ORPHAN: Message = "its file is gone, and its log (-wal) is not; put the file back, or delete the log, too"
_LOG = "afterwave_log"


class SameFile:
    """What one program knows of its session's file: which it was when it was first opened, and which log and index each
    connection (by SQLAlchemy's `info`, a mapping that lasts as long as the connection does) writes.
    """

    def __init__(self, file: Path) -> None:
        """Take the file; raise `DatabaseAway` where only its log is there: whoever begins an empty one takes that away
        from the programs that still write it.
        """
        self._file, self._log, self._index = (file.with_name(file.name + end) for end in ("", "-wal", "-shm"))
        self._opened: object = None
        # In this order: who begins one makes the file first.
        if self._log.exists() and not file.exists():
            raise DatabaseAway(_ORPHAN)

    def remember(self, info: MutableMapping[Any, Any]) -> None:
        """Remember the file, once a connection has read it, and the connection's log: one that lies there later may be
        another's.
        """
        self._opened = self._opened or _which(self._file)
        log, index = self._log_and_index()
        if log and index:
            info[_LOG] = log, index

    def look(self) -> None:
        """Raise `DatabaseAway` where another file, or none, lies in its place."""
        if self._opened and _which(self._file) != self._opened:
            raise DatabaseAway(_GONE)

    def look_at_log(self, info: MutableMapping[Any, Any], *, written: bool) -> None:
        """Raise `DatabaseAway` where the file is another, or the log is not the connection's own; `written`: it is sure
        to have one now.
        """
        self.look()
        beside = self._log_and_index()
        if info.get(_LOG, beside) != beside:
            raise DatabaseAway(_GONE)
        if written:
            info[_LOG] = beside

    def _log_and_index(self) -> tuple[object, object]:
        """Return which log lies beside the file, and which index of it: programs that have another index know nothing
        of each other's writes.
        """
        return _which(self._log), _which(self._index)


def _which(file: Path) -> object:
    """Return which file lies at a path, by its disk and number; None where there is none."""
    try:
        told = file.stat()
    except OSError:
        return None
    return told.st_dev, told.st_ino
