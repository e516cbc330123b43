"""Checks the promises on a session's very own database: what its tables hold, and what its bytes hold beside.

Nothing that it says while a poll is open is more than anybody may know: no count of marks, no tally, no mark.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, RowMapping, inspect, select, text

from afterwave.poll import sums, tables
from afterwave.poll.engine import connect, database_guard, sqlite_file
from afterwave.poll.errors import DatabaseAway
from afterwave.poll.status import Status, read
from afterwave.session import files
from afterwave.session.tables import KNOWN, TableFacts, table_facts

TRIES, PAUSE = 5, 0.2
"""How often to look, and seconds in between, before a promise counts as broken: a batch of ballots may be on its way to
the file.
"""

_TABLES = (
    "Every table and column is one that is told of here; none is for a name, an address, a device, a time or an order "
    "of answers."
)

Breach = str | None
"""What breaks a promise, or None where it holds."""


@dataclass(frozen=True)
class Promise:
    """A promise, whether this database keeps it, and how that was found; where it does not hold, what was found
    instead.
    """

    id: str
    holds: bool
    how: str

    def as_dict(self) -> dict[str, object]:
        """Return it as `afterwave audit --json` prints it."""
        return {"id": self.id, "holds": self.holds, "how": self.how}


@dataclass(frozen=True)
class Audit:
    """Every promise that was checked, every table, what was shown of the polls that were revealed, and the ids of those
    that are open no more.
    """

    promises: tuple[Promise, ...]
    tables: tuple[TableFacts, ...]
    shown: tuple[Status, ...]
    done: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Return whether all promises hold."""
        return all(promise.holds for promise in self.promises)

    def as_dict(self) -> dict[str, object]:
        """Return what `afterwave audit --json` prints."""
        return {
            "promises": [promise.as_dict() for promise in self.promises],
            "tables": [table.as_dict() for table in self.tables],
        }


@dataclass(frozen=True)
class _Rows:
    """What the checks compare, as one transaction saw it: of the sums, which polls have any, and whose no ballots could
    have made.
    """

    polls: tuple[RowMapping, ...]
    with_sums: frozenset[str]
    impossible: tuple[str, ...]
    spent: Mapping[str, tuple[bytes, ...]]
    asked: tuple[bytes, ...]
    waiting: tuple[bytes, ...]
    box: bytes | None

    def marks(self, poll: str) -> tuple[bytes, ...]:
        """Return a poll's marks."""
        return self.spent.get(poll, ())


def audit(url: str) -> Audit:
    """Return what was found in the database of a URL; raise `DatabaseAway` where there is no session to look at."""
    engine = connect(url) if files.database_exists(url) else None
    if engine is None:
        raise DatabaseAway("there is no session in it")
    try:
        for _ in range(TRIES):
            # `begin`, to read: no batch may come between what the rows say and what the bytes hold.
            with database_guard(), engine.begin() as connection:
                report = _audit(connection)
            if report.holds:
                break
            time.sleep(PAUSE)
        return report
    finally:
        engine.dispose()


def _audit(connection: Connection) -> Audit:
    rows = _rows(connection)
    shown = tuple(read(poll) for poll in rows.polls if poll["state"] == "revealed" and poll["release"])
    return Audit(
        tuple(_promises(connection, rows)),
        table_facts(connection),
        shown,
        tuple(poll["id"] for poll in rows.polls if poll["state"] != "open"),
    )


def _promises(connection: Connection, rows: _Rows) -> Iterator[Promise]:
    yield _promise("known-tables", _TABLES, _strange(connection))
    for id_, how, check in CHECKS:
        yield _promise(id_, how, check(rows))
    if (file := sqlite_file(connection.engine)) is not None:
        known = {poll["id"]: rows.marks(poll["id"]) for poll in rows.polls}
        for id_, how, broken in files.checks(file, known, rows.asked, rows.waiting):
            yield _promise(id_, how, broken)
    elif connection.dialect.name == "postgresql":
        yield _promise(
            "no-order",
            "On PostgreSQL, marks stand in the order of their own random bytes, all of one transaction.",
            _mark_order(connection),
        )


def _promise(id_: str, how: str, broken: Breach) -> Promise:
    return Promise(id_, broken is None, how if broken is None else broken)


def _strange(connection: Connection) -> Breach:
    inspector = inspect(connection)
    names = set(inspector.get_table_names()) | set(inspector.get_view_names())
    strange = [f"the table {name}" for name in sorted(names - set(KNOWN))]
    for name in sorted(names & set(KNOWN)):
        columns = {column["name"] for column in inspector.get_columns(name)}
        strange += [f"the column {name}.{column}" for column in sorted(columns - KNOWN[name][1])]
    if connection.dialect.name == "sqlite":
        schema = connection.execute(text("SELECT name, type, sql FROM sqlite_master")).all()
        strange += [f"the {kind} {name}" for name, kind, _ in schema if kind in {"trigger", "view"}]
        strange += [
            f"the hidden order of rows of {name}"
            for name, kind, sql in schema
            # A rowid keeps the order in which rows came, and in a small room that is a name.
            if kind == "table" and name in KNOWN and "WITHOUT ROWID" not in sql.upper()
        ]
    return f"Not told of here: {', '.join(strange)}." if strange else None


def _rows(connection: Connection) -> _Rows:
    spent: dict[str, list[bytes]] = {}
    for poll, digest in connection.execute(select(tables.spent.c.poll, tables.spent.c.digest)):
        spent.setdefault(poll, []).append(bytes(digest))
    return _Rows(
        tuple(connection.execute(select(tables.poll).order_by(tables.poll.c.id)).mappings()),
        # The database compares the sums by itself: no tally comes out of it but as a release.
        sums.polls_with_sums(connection),
        sums.impossible(connection),
        {poll: tuple(digests) for poll, digests in spent.items()},
        tuple(bytes(digest) for digest in connection.scalars(select(tables.asked.c.digest))),
        tuple(
            bytes(key)
            for key in connection.scalars(select(tables.question.c.key).where(tables.question.c.state == "waiting"))
        ),
        connection.execute(select(tables.kit.c.box)).scalar_one(),
    )


def _marks_of_open_polls(rows: _Rows) -> Breach:
    is_open = {poll["id"] for poll in rows.polls if poll["state"] == "open"}
    stray = sorted(set(rows.spent) - is_open)
    if stray:
        return f"There are marks of {', '.join(stray)}, which is not open."
    return "There are marks of the question box, which is off." if rows.asked and rows.box is None else None


def _keys_destroyed(rows: _Rows) -> Breach:
    kept = [poll["id"] for poll in rows.polls if (poll["key"] is not None) != (poll["state"] == "open")]
    return f"The key of {', '.join(kept)} is there though it is not open, or missing though it is." if kept else None


def _marks_are_hashes(rows: _Rows) -> Breach:
    wrong = [mark for marks in (*rows.spent.values(), rows.asked) for mark in marks if len(mark) != files.MARK]
    return f"A mark is not {files.MARK} bytes of a keyed hash: it could hold more." if wrong else None


def _sums(rows: _Rows) -> Breach:
    for poll in rows.polls:
        if poll["state"] == "open" and len(rows.marks(poll["id"])) != poll["ballots"]:
            return f"{poll['id']} has not as many answers as marks."
    return f"The sums of {rows.impossible[0]} are not those of its answers." if rows.impossible else None


def _releases(rows: _Rows) -> Breach:
    for poll in rows.polls:
        shown = poll["state"] == "revealed"
        if shown != (poll["release"] is not None):
            return f"{poll['id']} has a picture before it was shown, or none after."
        if shown and poll["id"] in rows.with_sums:
            return f"The sums of {poll['id']} are still there though its picture was shown."
    return None


CHECKS: tuple[tuple[str, str, Callable[[_Rows], Breach]], ...] = (
    (
        "marks-only-while-open",
        "No mark of a used form or slip belongs to a question that is not open.",
        _marks_of_open_polls,
    ),
    (
        "keys-destroyed",
        "A question's key to its marks is there while it is open, and at no other time.",
        _keys_destroyed,
    ),
    ("marks-hold-nothing", "Each mark is 16 bytes of a keyed hash, and nothing stands beside it.", _marks_are_hashes),
    (
        "only-sums",
        (
            "Of answers there are sums alone, and these are exact: as many answers as marks, no sum larger than the "
            "answers."
        ),
        _sums,
    ),
    (
        "only-the-picture",
        "A question whose picture was shown has no sums any more, and none has a picture before it is shown.",
        _releases,
    ),
)
"""What the rows themselves show: a promise's id, how it was checked, and what looks for a breach."""


def _mark_order(connection: Connection) -> Breach:
    # ctid is where a row stands in PostgreSQL's file, and xmin is the transaction that wrote it.
    marks = [bytes(mark) for mark in connection.scalars(text("SELECT digest FROM spent ORDER BY poll, ctid"))]
    polls = list(connection.scalars(text("SELECT poll FROM spent ORDER BY poll, ctid")))
    # A transaction's number has no order in PostgreSQL, and DISTINCT wants to sort.
    at_once = connection.execute(text("SELECT count(DISTINCT xmin::text) FROM spent")).scalar_one()
    pairs = list(zip(polls, marks, strict=True))
    return None if pairs == sorted(pairs) and at_once <= 1 else "The places of the marks tell which came first."
