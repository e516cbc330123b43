"""A session that an older afterwave made opens, goes on, and loses nothing."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from afterwave.poll import migrations, tables
from afterwave.session.session import Session

OLDER = Path(__file__).with_name("schema_1.sql")


def older(folder: Path) -> str:
    file = folder / "session.sqlite"
    with sqlite3.connect(file) as connection:
        connection.executescript(OLDER.read_text("utf-8"))
    connection.close()
    return f"sqlite:///{file}"


def test_a_session_of_schema_1_goes_on_where_it_was(tmp_path: Path) -> None:
    session = Session.open(older(tmp_path))
    state, closed = session.state(), session.store.close("care")
    session.questions.turn(on=True)
    found = (state.section, state.step, dict(state.polls), closed.ballots, closed.slips, session.questions.on())
    session.close()
    assert found == ("body", 2, {"arriving": "revealed", "care": "open"}, 3, None, True)


def test_an_older_session_has_the_tables_of_a_new_one(tmp_path: Path) -> None:
    def columns(url: str) -> dict[str, set[tuple[str, str, int]]]:
        session = Session.open(url)
        session.close()
        with sqlite3.connect(url.removeprefix("sqlite:///")) as connection:
            found = {
                table: {
                    (name, kind, required)
                    for _, name, kind, required, *_ in connection.execute(f"PRAGMA table_info({table})")
                }
                for table in TABLES
            }
        connection.close()
        return found

    assert columns(older(tmp_path)) == columns(f"sqlite:///{tmp_path / 'new.sqlite'}")


def test_a_session_that_an_older_afterwave_forgot_begins_anew(tmp_path: Path) -> None:
    url = older(tmp_path)
    with sqlite3.connect(url.removeprefix("sqlite:///")) as connection:
        for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            connection.execute(f"DELETE FROM {table}")
    connection.close()
    session = Session.open(url)
    session.go("care")
    found = (session.state().section, session.store.slip_count(), session.questions.on())
    session.close()
    assert found == ("care", None, False)


def test_there_is_a_step_from_every_schema_to_the_next() -> None:
    assert len(migrations.STEPS) == tables.SCHEMA - 1


TABLES = tuple(tables.metadata.tables)
