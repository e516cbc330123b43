from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import IntegrityError, OperationalError

from afterwave.content.polls import Poll
from afterwave.poll import engine as engine_module
from afterwave.poll.ballot import Ballot
from afterwave.poll.engine import connect, database_guard
from afterwave.poll.errors import DatabaseAway, Unwritable
from afterwave.poll.store import Store
from ending import ended

Cast = Callable[..., Ballot]


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_module, "_PATIENCE", 0.05)


def test_sqlite_is_set_to_survive_a_power_cut_and_to_leave_little_behind(store: Store) -> None:
    with store.engine.connect() as connection:
        pragmas = [
            connection.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in ("journal_mode", "synchronous", "wal_autocheckpoint", "secure_delete", "temp_store")
        ]
    assert pragmas == ["wal", 2, 1, 1, 2]


@pytest.mark.usefixtures("store")
def test_the_file_is_its_owner_s_alone(file: Path) -> None:
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in file.parent.iterdir()}
    assert set(modes.values()) == {0o600}
    assert file.name in modes


def test_reading_never_waits_for_a_writer(store: Store, opened: Callable[[], Store]) -> None:
    other = opened()
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE kit SET schema = 1"))
        assert other.statuses() == {}


@pytest.mark.usefixtures("impatient")
def test_a_locked_database_is_away_for_a_moment(store: Store, opened: Callable[[], Store], care: Poll) -> None:
    other = opened()
    with store.engine.begin(), pytest.raises(DatabaseAway, match="locked"):
        other.open(care)
    assert other.open(care).state == "open"


@pytest.mark.parametrize("instead", [False, True], ids=["moved away", "replaced"])
@pytest.mark.parametrize("others", [False, True], ids=["with its connection", "with a new connection"])
def test_what_is_no_more_where_it_was_counts_nothing_until_it_is_put_back(
    store: Store, file: Path, care: Poll, fresh: Cast, instead: bool, others: bool
) -> None:
    """What is written into a file that has no name any more is gone with the evening, and nobody is thanked for it."""
    store.open(care)
    store.commit([fresh(care, "hold")])
    away = file.rename(file.with_suffix(".away"))
    if instead:
        file.write_bytes(away.read_bytes())
    if others:
        store.engine.dispose()
    for _ in range(2):
        with pytest.raises(DatabaseAway, match="moved, deleted or replaced; put it back, or"):
            store.commit([fresh(care, "hold")])
    assert file.exists() == instead  # nobody begins an empty one in its place
    away.replace(file)
    store.commit([fresh(care, "hold")])
    assert store.close(care.id).ballots == 2


def test_nobody_begins_an_empty_file_where_the_log_of_one_lies(store: Store, url: str, file: Path, care: Poll) -> None:
    """Its log would be taken away as the other ends, from whoever still writes into the file that was there."""
    store.open(care)
    away = file.rename(file.with_suffix(".away"))
    with pytest.raises(DatabaseAway, match="its file is gone, and its log"):
        connect(url)
    away.replace(file)
    assert store.close(care.id).state == "closed"


OTHER = """
import sys
from afterwave.poll.engine import connect
from afterwave.poll.store import Store

store = Store(connect(sys.argv[1]))
store.prepare()
print(store.status(sys.argv[2]).state, flush=True)
sys.stdin.readline()
print(store.close(sys.argv[2]).ballots, flush=True)
"""


@pytest.mark.parametrize("lost", [["-wal"], ["-shm"], ["-wal", "-shm"]], ids=" ".join)
def test_nobody_is_thanked_for_a_ballot_that_other_programs_do_not_read_of(
    store: Store, url: str, file: Path, care: Poll, fresh: Cast, lost: list[str]
) -> None:
    store.open(care)
    with store.engine.connect() as one, store.engine.connect() as two:
        for connection in (one, two):  # of which one has only read so far
            connection.exec_driver_sql("SELECT 1 FROM poll")
    for end in lost:
        file.with_name(file.name + end).unlink()
    call = [sys.executable, "-c", OTHER, url, care.id]
    with ended(subprocess.Popen(call, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)) as other:
        assert other.stdout
        assert other.stdout.readline() == "open\n"
        thanked = 0
        for _ in range(8):
            with suppress(DatabaseAway):
                store.commit([fresh(care, "hold")])
                thanked += 1
        counted = int(other.communicate("\n")[0])
    assert (counted, thanked) == (0, 0)


def test_a_program_that_opens_its_file_twice_keeps_its_locks_on_it(
    store: Store, url: str, file: Path, care: Poll, fresh: Cast
) -> None:
    """As a cell that is run again does: to close any handle on a file drops what the program had locked there, and the
    next program that ends would take the log away as the last one.
    """
    store.open(care)
    store.commit([fresh(care, "hold")])
    store.status(care.id)  # what overwrites the log may have closed its connection, and this opens one
    connect(url)
    call = f"import sqlite3; one = sqlite3.connect({str(file)!r}); one.execute('SELECT 1 FROM poll'); one.close()"
    subprocess.run([sys.executable, "-c", call], check=True)
    assert file.with_name(f"{file.name}-wal").exists()
    store.commit([fresh(care, "hold")])
    assert store.close(care.id).ballots == 2


def test_who_begins_a_session_makes_the_file_before_its_log(
    url: str, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program may begin it between two looks."""
    exists = Path.exists

    def meanwhile(path: Path) -> bool:
        there = exists(path)
        for end in ("", "-wal"):
            file.with_name(file.name + end).touch()
        return there

    monkeypatch.setattr(Path, "exists", meanwhile)
    connect(url)


def test_a_file_that_goes_while_a_ballot_waits_takes_it_no_more(
    store: Store, opened: Callable[[], Store], file: Path, care: Poll, fresh: Cast
) -> None:
    store.open(care)
    other = opened()

    def taken() -> None:
        time.sleep(0.3)
        file.rename(file.with_suffix(".away"))
        holding.rollback()

    with other.engine.connect() as connection:
        holding = connection.execution_options(afterwave_writes=True).begin()
        thread = threading.Thread(target=taken)
        thread.start()
        with pytest.raises(DatabaseAway, match="moved"):
            store.commit([fresh(care, "hold")])
        thread.join()
    file.with_suffix(".away").replace(file)
    store.commit([fresh(care, "hold")])
    assert store.close(care.id).ballots == 1


def test_a_full_disk_counts_nothing_and_a_retry_counts_once(store: Store, care: Poll, fresh: Cast) -> None:
    store.open(care)
    ballots = [fresh(care, "hold") for _ in range(1000)]
    room = 0

    def limit(connection: sqlite3.Connection, *_: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {room or 1_000_000}")

    event.listen(store.engine, "checkout", limit)
    room = 1
    with pytest.raises(DatabaseAway, match="its disk is full; make room on it first"):
        store.commit(ballots)
    room = 0
    assert {outcome.name for outcome in store.commit(ballots)} == {"COUNTED"}
    assert store.close(care.id).ballots == 1000


def test_a_full_disk_is_known_by_postgresqls_name_for_it_too() -> None:
    full = pytest.importorskip("psycopg.errors").DiskFull("could not extend file")
    with pytest.raises(DatabaseAway, match="make room"), database_guard():
        raise OperationalError("INSERT", {}, full)


def test_a_file_that_is_no_database_is_said_to_be_none(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("not a database at all " * 100)
    with pytest.raises(DatabaseAway, match="not a database"):
        Store(connect(f"sqlite:///{tmp_path / 'notes.txt'}")).prepare()


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(Unwritable, match="nowhere"):
        connect(f"sqlite:///{tmp_path / 'nowhere' / 'session.sqlite'}")


def test_a_server_that_is_not_there_is_away_and_its_password_is_not_repeated() -> None:
    with pytest.raises(DatabaseAway) as away:
        Store(connect("postgresql://someone:secret@127.0.0.1:9/nothing")).prepare()
    assert "secret" not in str(away.value)


@pytest.mark.parametrize("url", ["not a url", "oracle+nothing://here"])
def test_an_address_that_is_none_is_refused_in_words(url: str) -> None:
    with pytest.raises(DatabaseAway, match=r"address|driver"):
        connect(url)


def test_an_error_of_the_database_never_repeats_what_was_sent(store: Store) -> None:
    with pytest.raises(IntegrityError) as raised, database_guard(), store.engine.begin() as connection:
        connection.execute(
            text("INSERT INTO kit (id, schema, ticket_key) VALUES (1, 1, :sent)"), {"sent": "what-somebody-sent"}
        )
    assert "what-somebody-sent" not in str(raised.value)


def test_in_memory_a_store_works_for_a_notebook_alone(care: Poll) -> None:
    store = Store(connect("sqlite://"))
    store.prepare()
    store.open(care)
    assert store.close(care.id).state == "closed"
    store.engine.dispose()
