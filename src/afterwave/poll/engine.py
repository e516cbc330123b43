"""The database behind a session: SQLite in a file, or PostgreSQL by URL, with one code path above it.

Only this module, `scrub` and `unordered` know which of the two it is.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, Insert, StaticPool, Table, create_engine, event, make_url
from sqlalchemy.exc import (
    ArgumentError,
    DatabaseError,
    DBAPIError,
    InterfaceError,
    InternalError,
    NoResultFound,
    NoSuchModuleError,
    OperationalError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.pool import ConnectionPoolEntry

from afterwave.poll.errors import DatabaseAway, Unwritable
from afterwave.poll.same_file import SameFile

_PATIENCE = 5.0  # seconds that a writer waits for another

CHANNEL = "afterwave"
"""The name on which PostgreSQL passes a change on."""

_PRAGMAS = (
    "synchronous = FULL",  # a thank-you is sent only for what survives a power cut
    # the log's same few blocks are written again and again: few old counters stay on the disk
    "wal_autocheckpoint = 1",
    "secure_delete = ON",  # marks that were deleted would stay readable in the file
    "temp_store = MEMORY",  # VACUUM's copy never touches the disk
)


class Database(Engine):
    """An engine whose `begin` takes SQLite's write lock at once, and whose `connect` reads without a transaction."""

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """Yield a connection that may read and then write without anybody between; commit at the end, roll back on an
        error.
        """
        with self.connect() as connection:
            connection.execution_options(**_WRITES)
            with connection.begin():
                yield connection


_WRITES = {"afterwave_writes": True}


def connect(url: str) -> Engine:
    """Return an engine for the URL, without connecting yet; a new SQLite file is made readable by its owner alone.

    In memory (`sqlite://`), it is one connection for one thread. Raises `Unwritable` for a folder that cannot be
    written to, and `DatabaseAway` for a URL that names no database this program can use.
    """
    address = _address(url)
    if address.get_backend_name() != "sqlite":
        # A connection that died while it lay in the pool is found out before somebody's ballot is sent over it.
        return _database(address, pool_pre_ping=True)
    if not address.database or address.database == ":memory:":
        # A second connection would be a second, empty database.
        return _with_listeners(_database(address, poolclass=StaticPool, connect_args={"check_same_thread": False}))
    file = Path(address.database).absolute()
    same = SameFile(file)
    _own(file)
    return _with_listeners(_database(address, connect_args={"timeout": _PATIENCE}), same)


@contextmanager
def database_guard() -> Iterator[None]:
    """Turn a database that is away, locked, full or unreadable into `DatabaseAway`, in words that hold nothing anybody
    sent.
    """
    try:
        yield
    except PoolTimeout as error:
        raise DatabaseAway("too many readers at once") from error
    except NoResultFound:  # each session has its one row of keys
        raise DatabaseAway("its session was forgotten") from None
    except DBAPIError as error:
        # DatabaseError itself is a file that is no database; most of its subclasses are mistakes of ours.
        away = isinstance(error, OperationalError | InterfaceError | InternalError) or type(error) is DatabaseError
        if not (away or error.connection_invalidated):
            raise
        if _is_full(error.orig):
            raise DatabaseAway("its disk is full; make room on it first") from error
        raise DatabaseAway(_first_line(error)) from error


def insert_missing(connection: Connection, table: Table) -> Insert:
    """Return an insert that passes over rows that are there already; both databases can, each in its own dialect."""
    dialect = import_module(
        f"sqlalchemy.dialects.{connection.dialect.name}"
    )  # PostgreSQL's weighs 2 MB, which an SQLite evening need not hold
    made: Insert = dialect.insert(table).on_conflict_do_nothing()
    return made


def announce(connection: Connection) -> None:
    """Tell every process on a PostgreSQL database that the group moved or a poll changed its state, once this
    transaction is committed.

    Never called when ballots are counted. On SQLite there is nobody to tell: its readers ask.
    """
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"NOTIFY {CHANNEL}")


def sqlite_file(engine: Engine) -> Path | None:
    """Return the file of an SQLite database, or None in memory and on PostgreSQL."""
    name = engine.url.database
    return Path(name) if engine.dialect.name == "sqlite" and name and name != ":memory:" else None


def _address(url: str) -> URL:
    try:
        address = make_url(url)
    except ArgumentError:
        raise DatabaseAway("its address is not a database URL") from None
    # SQLAlchemy knows no `postgres://`; of its drivers, psycopg is the one that we install.
    return address.set(drivername="postgresql+psycopg") if address.drivername in {"postgres", "postgresql"} else address


def _database(address: URL, **options: Any) -> Database:  # noqa: ANN401 - SQLAlchemy's own keywords
    try:
        made = create_engine(address, **options)
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise DatabaseAway("its driver is not installed; for PostgreSQL, install afterwave[postgresql]") from error
    # `create_engine` takes no class of one's own. An error with its parameters would repeat tickets and words.
    return Database(made.pool, made.dialect, made.url, hide_parameters=True)


def _own(file: Path) -> None:
    if os.access(file, os.R_OK | os.W_OK):
        return  # to open and close it would drop every lock that this process has on it (see `raw`)
    try:
        # SQLite would make it readable for others first; log and index beside it take over the file's rights.
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise Unwritable(file.parent) from error


def _with_listeners(engine: Database, same: SameFile | None = None) -> Database:
    @event.listens_for(engine, "do_connect")
    def look(*_: object) -> None:
        # SQLite begins an empty file where it finds none.
        if same:
            same.look()

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, record: ConnectionPoolEntry) -> None:  # noqa: ANN401 - the driver's own connection
        connection.isolation_level = (
            None  # the driver begins no transaction: reads are single statements, and `begin` says when it writes
        )
        _use_wal(connection)
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        if same:
            # Once it has read, SQLite has its log open, if there is one.
            connection.execute("PRAGMA schema_version").fetchone()
            same.remember(record.info)

    @event.listens_for(engine, "begin")
    def lock(connection: Connection) -> None:
        if connection.get_execution_options().get("afterwave_writes"):
            if same:
                same.look_at_log(connection.info, written=False)
            # Whoever reads first and writes then is refused at once if somebody wrote between: SQLite waits only here.
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            if same:
                _look_again(connection, same)

    return engine


def _look_again(connection: Connection, same: SameFile) -> None:
    """Look at the file once more: it may have gone while the connection waited for another writer."""
    try:
        same.look_at_log(connection.info, written=True)
    except DatabaseAway:
        connection.exec_driver_sql("ROLLBACK")
        raise


def _use_wal(connection: Any) -> None:  # noqa: ANN401 - the driver's own connection
    # Turning the log on needs the file alone, and SQLite does not wait its busy timeout for that.
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return


def _is_full(error: BaseException | None) -> bool:
    """Return whether a disk is full, as SQLite and PostgreSQL name it."""
    return getattr(error, "sqlite_errorname", "") == "SQLITE_FULL" or getattr(error, "sqlstate", "") == "53100"


def _first_line(error: DBAPIError) -> str:
    # In the lines below the first, PostgreSQL repeats the row.
    return str(error.orig).strip().partition("\n")[0].rstrip(".") or type(error.orig).__name__
