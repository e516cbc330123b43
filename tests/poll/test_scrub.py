from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection

from afterwave.content.polls import Poll
from afterwave.poll import scrub as scrub_module
from afterwave.poll.ballot import Ballot
from afterwave.poll.engine import connect
from afterwave.poll.scrub import scrub
from afterwave.poll.store import Store

Cast = Callable[..., Ballot]


@pytest.fixture
def secrets_of(file: Path) -> Callable[[], list[bytes]]:
    """Return a way to read the open poll's key and digests."""

    def read() -> list[bytes]:
        with sqlite3.connect(file) as connection:
            found = connection.execute("SELECT key FROM poll UNION ALL SELECT digest FROM spent").fetchall()
        connection.close()
        return [value for (value,) in found]

    return read


def on_disk(file: Path) -> bytes:
    return b"".join(path.read_bytes() for path in file.parent.iterdir())


def vote(store: Store, care: Poll, fresh: Cast, people: int = 40) -> None:
    store.open(care)
    for _ in range(people):
        store.commit([fresh(care, "hold")])


def test_after_the_close_no_file_holds_a_digest_or_the_key_while_others_have_it_open(
    store: Store,
    opened: Callable[[], Store],
    file: Path,
    care: Poll,
    fresh: Cast,
    secrets_of: Callable[[], list[bytes]],
) -> None:
    console = opened()
    vote(store, care, fresh)
    secrets = secrets_of()
    before = sum(secret in on_disk(file) for secret in secrets)
    console.close(care.id)
    after = sum(secret in on_disk(file) for secret in secrets)
    assert (before, after) == (41, 0)


def test_the_log_is_written_over_before_its_blocks_are_given_back(
    store: Store,
    file: Path,
    care: Poll,
    fresh: Cast,
    secrets_of: Callable[[], list[bytes]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    vote(store, care, fresh)
    secrets, kept = secrets_of(), scrub_module._checkpoint
    logs: list[bytes] = []

    def noting(connection: Connection, how: str) -> bool:
        if how == "TRUNCATE":
            logs.append(Path(f"{file}-wal").read_bytes())
        return kept(connection, how)

    monkeypatch.setattr(scrub_module, "_checkpoint", noting)
    store.close(care.id)
    assert (len(logs), sum(secret in logs[0] for secret in secrets), b"pick-anyhold" in logs[0]) == (1, 0, False)
    assert Path(f"{file}-wal").stat().st_size == 0


def test_whoever_had_it_open_goes_on_undisturbed(
    opened: Callable[[], Store], file: Path, care: Poll, moment: Poll, fresh: Cast
) -> None:
    server, console = opened(), opened()
    server.open(moment)
    vote(server, care, fresh)
    console.close(care.id)
    server.commit([fresh(moment, "tea") for _ in range(9)])
    console.reveal(care.id)
    assert server.close(moment.id).ballots == 9
    with sqlite3.connect(file) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.close()


def test_a_reader_in_the_way_delays_the_scrub_but_never_the_close(
    store: Store,
    file: Path,
    care: Poll,
    fresh: Cast,
    secrets_of: Callable[[], list[bytes]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(scrub_module, "_PATIENCE", 0.1)
    vote(store, care, fresh, people=10)
    secrets = secrets_of()
    reader = sqlite3.connect(file, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM poll").fetchall()
    closed, delayed = store.close(care.id), scrub(store.engine)
    reader.close()
    assert (closed.state, delayed, scrub(store.engine)) == ("closed", False, True)
    assert sum(secret in on_disk(file) for secret in secrets) == 0


def test_after_the_reveal_no_file_holds_a_number_that_was_not_shown(
    store: Store, file: Path, care: Poll, fresh: Cast
) -> None:
    vote(store, care, fresh, people=9)
    store.close(care.id)
    kept = b"pick-anyhold" in on_disk(file)
    store.reveal(care.id)
    assert (kept, b"pick-anyhold" in on_disk(file)) == (True, False)


def test_what_is_destroyed_is_overwritten(store: Store, file: Path, care: Poll, fresh: Cast) -> None:
    vote(store, care, fresh, people=9)
    key = store.ticket_key
    store.destroy()
    assert (key in on_disk(file), b"pick-any" in on_disk(file)) == (False, False)


def test_in_memory_there_is_nothing_to_overwrite() -> None:
    engine = connect("sqlite://")
    assert scrub(engine) is False
    engine.dispose()
