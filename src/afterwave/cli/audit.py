"""`afterwave audit`: checks what participants were promised on the session's very own file, and says how anybody with a
terminal repeats it.
"""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator

import typer

from afterwave.cli.options import Database, Json
from afterwave.poll.raw import mark
from afterwave.poll.status import Status
from afterwave.session.audit import Audit
from afterwave.session.audit import audit as audit_of
from afterwave.session.files import place
from afterwave.session.home import default_database

OPEN = (
    "While a question is open no more is told than anybody may know: the number of marks is rounded down to threes, "
    "and the question box's is not told."
)


def audit(database: Database = "", as_json: Json = False) -> None:
    """Check the promises on this very database, and say how to repeat it by hand."""
    url = database or default_database()
    findings = audit_of(url)
    print(json.dumps(findings.as_dict()) if as_json else "\n".join(_report(findings, url)))
    if not findings.holds:
        raise typer.Exit(1)


def _report(found: Audit, url: str) -> Iterator[str]:
    yield "The promises, checked on this database:"
    for promise in found.promises:
        yield f"  {'holds ' if promise.holds else 'BROKEN'}  {promise.id}: {promise.how}"
    yield "\nIts tables, what a row is, and how many there are:"
    for table in found.tables:
        yield f"  {table.name:8} {table.rows:5}  {table.row_is}"
    yield f"  {OPEN}"
    for status in found.shown:
        yield f"\nAll that is left of the answers to {status.poll}:"
        yield from _cell_lines(status)
    yield "\nTo repeat it by hand:"
    yield from (f"  {command}" for command in _commands(found, url))


def _cell_lines(status: Status) -> Iterator[str]:
    cells = status.release.shown if status.release else ()
    if not cells:
        yield "  nothing: no picture could be shown that keeps every answer private"
    for cell in cells:
        yield f"  {', '.join(cell.options)}: {cell.band if cell.count is None else cell.count}"


def _commands(found: Audit, url: str) -> Iterator[str]:
    """Yield what a sceptic types: which tables there are, what the rows say, and what the raw bytes hold."""
    where = place(url)
    if isinstance(where, str):
        yield from (
            f"psql {shlex.quote(where)} -c {shlex.quote(words)}"
            # A row's ctid is its place in the file: digests that lie in order there say nothing of who came first.
            for words in (r"\d", *_QUERIES, "SELECT poll, digest FROM spent ORDER BY ctid")
        )
        return
    file, folder = shlex.quote(str(where)), shlex.quote(str(where.parent))
    # Read only: a look must change nothing of what is looked at.
    yield f"sqlite3 -readonly {file} .schema"
    yield from (f'sqlite3 -readonly {file} "{words}"' for words in _QUERIES)
    for poll in found.done:
        begin = "".join(f"\\x{byte:02x}" for byte in mark(poll))
        # The star takes in SQLite's log beside the file. Without LC_ALL=C, grep reads bytes as letters.
        yield f"LC_ALL=C grep -cUaP '{begin}' {file}*    # 0: no mark of {poll} is left in any byte"
    yield f"ls -l {file}*; ls -ld {folder}"


_QUERIES = (
    "SELECT id, state, key IS NULL AS destroyed, release FROM poll",
    "SELECT poll, count(*) / 3 * 3 AS at_least FROM spent GROUP BY poll",
    "SELECT poll, count(*) AS answers_to_choose FROM tally GROUP BY poll",
)
