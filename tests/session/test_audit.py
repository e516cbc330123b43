"""The audit finds every promise kept in a session of this program, and each breach that is planted in its file."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from afterwave.cli.main import app
from afterwave.content.polls import Poll
from afterwave.poll import tables, tickets
from afterwave.poll.ballot import cast
from afterwave.poll.errors import DatabaseAway
from afterwave.poll.questions import SCOPE
from afterwave.poll.raw import mark
from afterwave.session import audit as audit_module
from afterwave.session import files as files_module
from afterwave.session.audit import Audit, audit
from afterwave.session.session import Session
from afterwave.session.tables import KNOWN
from kit_workshop import kit_workshop
from postgres import Postgres

WORKSHOP = kit_workshop()
CARE = WORKSHOP.poll("care")
Plant = Callable[[Path], None]


def vote(session: Session, poll: Poll, number: int, option: str) -> None:
    for _ in range(number):
        session.store.commit([cast(poll, tickets.issue(session.store.ticket_key, poll.id), [option])])


def play(url: str) -> Session:
    """Return a session with an open poll of 11 answers, a closed one of 9, a revealed one of 8, and a question box that
    is on.
    """
    session = Session.open(url)
    for poll, number in (("care", 11), ("arriving", 8), ("leaving", 9)):
        asked = WORKSHOP.poll(poll)
        session.store.open(asked, people=12)
        vote(session, asked, number, asked.option_ids()[0])
    session.store.close("arriving")
    session.store.reveal("arriving")
    session.store.close("leaving")
    session.questions.turn(on=True)
    for words in ("One?", "Two?", "Three?", "Four?"):
        session.questions.submit(tickets.issue(session.store.ticket_key, SCOPE), words)
    session.go("care", 1)
    return session


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of a session that was played."""
    file = tmp_path_factory.mktemp("held") / "session.sqlite"
    play(f"sqlite:///{file}").close()
    return file


@pytest.fixture
def file(held: Path, tmp_path: Path) -> Path:
    """Return a copy of it, for its owner alone."""
    copy = tmp_path / "session.sqlite"
    shutil.copyfile(held, copy)
    copy.chmod(0o600)
    return copy


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit_module, "PAUSE", 0.0)


def broken(found: Audit) -> set[str]:
    return {promise.id for promise in found.promises if not promise.holds}


def written(*statements: str) -> Plant:
    def plant(file: Path) -> None:
        with sqlite3.connect(file) as connection:
            for statement in statements:
                connection.execute(statement)
        connection.close()

    return plant


def an_old_mark(file: Path) -> None:
    """Put a mark of the closed poll where no table looks: into the longest run of zeros."""
    raw = bytearray(file.read_bytes())
    place = raw.index(bytes(200)) + 60
    old = mark("leaving") + b"0123456789abcdef"
    raw[place : place + len(old)] = old
    file.write_bytes(raw)


def marks_as_they_came(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        marks = connection.execute("SELECT poll, digest FROM spent").fetchall()
        connection.execute("DELETE FROM spent")
        connection.executemany("INSERT INTO spent VALUES (?, ?)", marks[::2] + marks[1::2])
    connection.close()


def questions_as_they_came(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        rows = connection.execute("SELECT * FROM question").fetchall()
        connection.execute("DELETE FROM question")
        connection.executemany("INSERT INTO question VALUES (?, ?, ?)", [rows[2], rows[0], rows[3], rows[1]])
    connection.close()


BREACHES: dict[str, tuple[str, Plant]] = {
    "a table": ("known-tables", written("CREATE TABLE ballot (id INTEGER)")),
    "a column for a time": ("known-tables", written("ALTER TABLE spent ADD COLUMN at FLOAT")),
    "a column for an address": ("known-tables", written("ALTER TABLE question ADD COLUMN address TEXT")),
    "a trigger": ("known-tables", written("CREATE TRIGGER noted AFTER UPDATE ON poll BEGIN SELECT 1; END")),
    "a view": ("known-tables", written("CREATE VIEW seen AS SELECT * FROM spent")),
    "a hidden order": (
        "known-tables",
        written("CREATE TABLE copied AS SELECT * FROM asked", "DROP TABLE asked", "ALTER TABLE copied RENAME TO asked"),
    ),
    "a mark of a closed poll": (
        "marks-only-while-open",
        written("INSERT INTO spent VALUES ('leaving', randomblob(16))"),
    ),
    "a mark of a box that is off": ("marks-only-while-open", written("UPDATE kit SET box = NULL")),
    "a key that stayed": ("keys-destroyed", written("UPDATE poll SET key = randomblob(32) WHERE id = 'leaving'")),
    "a mark that holds more": (
        "marks-hold-nothing",
        written("UPDATE spent SET digest = CAST(digest || 'x' AS BLOB) WHERE digest = (SELECT min(digest) FROM spent)"),
    ),
    "a sum too many": ("only-sums", written("UPDATE tally SET count = count + 1 WHERE poll = 'leaving'")),
    "a ballot without a mark": ("only-sums", written("UPDATE poll SET ballots = ballots + 1 WHERE id = 'care'")),
    "sums that stayed": ("only-the-picture", written("INSERT INTO tally VALUES ('arriving', 'low', 0, 8)")),
    "a picture too early": ("only-the-picture", written("UPDATE poll SET release = '{}' WHERE id = 'care'")),
    "an old mark in the bytes": ("no-old-marks", an_old_mark),
    "marks as they came": ("no-order", marks_as_they_came),
    "questions as they came": ("no-order", questions_as_they_came),
    "a copy beside": ("no-history", lambda file: file.with_name("session.sqlite.bak").touch()),
    "a file for all": ("yours-alone", lambda file: file.chmod(0o644)),
}


def test_in_a_session_of_this_program_every_promise_holds(file: Path) -> None:
    found = audit(f"sqlite:///{file}")
    assert broken(found) == set()
    assert len(found.promises) == len({promise.id for promise in found.promises}) == 11


@pytest.mark.parametrize("breach", BREACHES)
def test_a_breach_that_is_planted_is_found(file: Path, breach: str) -> None:
    promise, plant = BREACHES[breach]
    plant(file)
    assert promise in broken(audit(f"sqlite:///{file}"))


def test_of_a_hall_s_marks_no_more_is_said_than_was_looked_at(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files_module, "WHOLE", 9)
    assert next(promise.how for promise in audit(f"sqlite:///{file}").promises if promise.id == "no-order").startswith(
        "Not looked at"
    )


def test_each_promise_has_a_breach_that_was_tried(file: Path) -> None:
    tried = {promise for promise, _ in BREACHES.values()} | {"unseen"}  # below
    assert {promise.id for promise in audit(f"sqlite:///{file}").promises} == tried


@pytest.fixture
def passable() -> Iterator[Path]:
    """Return a folder that others may pass through on their way to a file."""
    folder = Path(tempfile.mkdtemp(prefix="afterwave-audit-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


def test_a_folder_that_others_may_pass_lets_them_see_when_an_answer_comes(file: Path, passable: Path) -> None:
    shutil.copy(file, passable / file.name)
    (passable / file.name).chmod(0o600)
    before = broken(audit(f"sqlite:///{passable / file.name}"))
    passable.chmod(0o700)
    assert (before, broken(audit(f"sqlite:///{passable / file.name}"))) == ({"unseen"}, set())


def test_a_log_with_another_state_than_the_file_s_is_found(file: Path) -> None:
    session = Session.open(f"sqlite:///{file}")
    reader = sqlite3.connect(file, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM poll").fetchall()
    vote(session, CARE, 2, "words")
    before = broken(audit(session.url))
    reader.close()
    vote(session, CARE, 1, "words")
    after = broken(audit(session.url))
    session.close()
    assert ("no-history" in before, after) == (True, set())


def test_while_an_evening_goes_on_every_promise_holds_after_every_answer(tmp_path: Path) -> None:
    session = play(f"sqlite:///{tmp_path / 'session.sqlite'}")
    for number in range(6):
        vote(session, CARE, 1, "words")
        session.go("care", number)
        assert broken(audit(session.url)) == set()
    session.store.commit([cast(CARE, tickets.issue(session.store.ticket_key, "care"), ["words"]) for _ in range(500)])
    found = [broken(audit(session.url))]
    vote(session, CARE, 1, "words")
    session.questions.open_batch()  # which lets SQLite write the whole file anew, in its own way
    found.append(broken(audit(session.url)))
    session.questions.show(session.questions.open_questions()[1].key)
    found.append(broken(audit(session.url)))
    assert found == [set()] * 3
    session.close()


def test_every_table_and_column_is_one_that_the_audit_knows() -> None:
    assert {table.name: {column.name for column in table.columns} for table in tables.metadata.sorted_tables} == {
        name: set(known) for name, (_, known) in KNOWN.items()
    }


def test_while_a_poll_is_open_no_more_is_told_than_anybody_may_know(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        marks = [mark for (mark,) in connection.execute("SELECT digest FROM spent")]
    connection.close()
    outputs = [
        CliRunner().invoke(app, ["audit", "--database", f"sqlite:///{file}", *more]) for more in ([], ["--json"])
    ]
    told = json.loads(outputs[1].stdout)
    assert [output.exit_code for output in outputs] == [0, 0], outputs[0].output
    assert {table["name"]: table["rows"] for table in told["tables"]} == {
        "kit": 1, "poll": 3, "tally": len(CARE.options) + 3, "spent": 9,
        "asked": 0, "question": 0, "own": 0, "colleague": 0, "session": 1,
    }  # fmt: skip
    assert not [
        output for output in outputs if re.search(r"\b(?:11|4)\b", re.sub(r"file:.*|sqlite3.*|/\S*", "", output.stdout))
    ]
    assert not [mark for mark in marks for output in outputs if mark.hex() in output.stdout.lower()]
    assert not [
        option
        for option in CARE.option_ids()
        for output in outputs
        if re.search(rf"^ *{option}: ", output.stdout, re.MULTILINE)
    ]


def test_the_answer_has_the_shape_that_scripts_were_promised(file: Path) -> None:
    written("UPDATE poll SET key = randomblob(32) WHERE id = 'leaving'")(file)
    result = CliRunner().invoke(app, ["audit", "--database", f"sqlite:///{file}", "--json"])
    told = json.loads(result.stdout)
    assert (result.exit_code, set(told)) == (1, {"promises", "tables"})
    assert {tuple(promise) for promise in told["promises"]} == {("id", "holds", "how")}
    assert {tuple(table) for table in told["tables"]} == {("name", "row_is", "rows")}
    assert [promise["id"] for promise in told["promises"] if not promise["holds"]] == ["keys-destroyed"]


def test_after_the_close_the_rows_are_told_as_they_were_released_and_the_commands_find_no_mark(file: Path) -> None:
    text = CliRunner().invoke(app, ["audit", "--database", f"sqlite:///{file}"]).stdout
    assert re.search(r"All that is left of the answers to arriving:\n  .*(?:few-or-none|most-or-all|\d|nothing)", text)
    assert "answers to leaving" not in text
    commands = [line.strip() for line in text.splitlines() if line.strip().startswith(("sqlite3", "LC_ALL", "ls"))]
    assert len(commands) == 7
    for command in commands:
        done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
        if "grep" in command:
            assert set(re.findall(r"(\d+)$", done.stdout, re.MULTILINE)) == {"0"}
        elif shutil.which("sqlite3"):
            assert done.returncode == 0, done.stderr


def test_looking_at_nothing_makes_no_session(tmp_path: Path) -> None:
    with pytest.raises(DatabaseAway, match="no session"):
        audit(f"sqlite:///{tmp_path / 'none.sqlite'}")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.prove
@pytest.mark.postgres
def test_on_postgresql_the_promises_of_the_tables_hold_and_a_breach_is_found(postgres: Postgres) -> None:
    session = play(postgres.database())
    before = broken(audit(session.url))
    with session.store.engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE ballot (id INTEGER)")
        connection.exec_driver_sql(
            "INSERT INTO spent VALUES ('care', '0123456789abcdef'), ('care', '1123456789abcdef')"
        )
    after = broken(audit(session.url))
    session.close()
    assert (before, after) == (set(), {"known-tables", "only-sums", "no-order"})
