"""While a poll is open, neither the pages of its file nor the log beside it say which ticket came first."""

from __future__ import annotations

import random
import secrets
import sqlite3
import struct
from collections.abc import Callable, Sequence
from itertools import combinations
from pathlib import Path

import pytest
from sqlalchemy import text, update

from afterwave.content.polls import Poll
from afterwave.poll import store as store_module
from afterwave.poll import tables, tickets, unordered
from afterwave.poll.ballot import Ballot, cast
from afterwave.poll.counting import Outcome
from afterwave.poll.engine import connect
from afterwave.poll.questions import SCOPE, Questions
from afterwave.poll.scrub import history, settle
from afterwave.poll.store import Store
from postgres import Postgres

Cast = Callable[..., Ballot]
HEADER = 100  # SQLite's file header counts changes
KEY = b"k" * 32


def log_of(file: Path) -> Path:
    return file.with_name(file.name + "-wal")


def frames(file: Path) -> list[bytes]:
    """Return the pages in the log, without their numbers, salts and sums."""
    log = log_of(file).read_bytes()
    size = struct.unpack_from(">I", log, 8)[0] if log else 0
    return [log[place + 24 : place + 24 + size] for place in range(32, len(log), size + 24)]


def backwards(raw: bytes, secrets: Sequence[bytes]) -> float:
    """Return the share of pairs that stand in the bytes in the reverse order of their arrival: 0.5 where there is no
    order.
    """
    places = [raw.find(secret) for secret in secrets]
    pairs = [before > after for before, after in combinations(places, 2)]
    assert min(places) >= 0
    return sum(pairs) / len(pairs)


def opened_with_one_key(file: Path, care: Poll) -> Store:
    store = Store(connect(f"sqlite:///{file}"))
    store.prepare()
    store.open(care, people=800)
    with store.engine.begin() as connection:
        connection.execute(update(tables.poll).values(key=KEY))
        connection.execute(update(tables.kit).values(ticket_key=KEY))
    return store


def evening(file: Path, ballots: Sequence[Ballot], care: Poll, order: int) -> tuple[bytes, list[bytes]]:
    """Return the file and the pages of its log after these ballots in an order of their own, in forty batches."""
    store = opened_with_one_key(file, care)
    mixed = list(ballots)
    random.Random(order).shuffle(mixed)
    step = len(mixed) // 40
    for first in range(0, len(mixed), step):
        store.commit(mixed[first : first + step])
    left = file.read_bytes()[HEADER:], frames(file)
    store.engine.dispose()
    return left


def test_the_same_five_hundred_ballots_in_another_order_leave_an_open_poll_the_same_pages_and_the_same_log(
    tmp_path: Path, care: Poll
) -> None:
    ballots = [cast(care, tickets.issue(KEY, care.id), ["hold"]) for _ in range(520)]
    first, second = (evening(tmp_path / f"{order}.sqlite", ballots, care, order) for order in (1, 2))
    assert len(first[0]) > 5 * 4096
    assert first == second


def test_after_each_ballot_its_ticket_may_stand_anywhere_in_the_file_and_the_log(
    store: Store, opened: Callable[[], Store], file: Path, care: Poll, fresh: Cast
) -> None:
    opened().open(care)  # a console that keeps the log there
    with sqlite3.connect(file) as connection:
        key = connection.execute("SELECT key FROM poll").fetchone()[0]
    connection.close()
    came: list[bytes] = []
    for _ in range(40):
        ballot = fresh(care, "hold")
        store.commit([ballot])
        came.append(tickets.digest(key, ballot.ticket))
        for raw in (file.read_bytes(), log_of(file).read_bytes()):
            assert sorted(came, key=raw.find) == sorted(came, reverse=True), (
                "they stand in another order than that of their hashes"
            )
            assert {raw.count(digest) for digest in came} in ({0}, {1}), "an earlier state is still there"
        assert not history(log_of(file))
    assert 0.3 < backwards(file.read_bytes(), came) < 0.7


def test_tickets_that_are_not_written_anew_are_seen_in_the_order_they_came(
    store: Store, file: Path, care: Poll, fresh: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module, "write_anew", lambda *_: False)
    store.open(care)
    ballots = [fresh(care, "hold") for _ in range(30)]
    for ballot in ballots:
        store.commit([ballot])
    with sqlite3.connect(file) as connection:
        key = connection.execute("SELECT key FROM poll").fetchone()[0]
    connection.close()
    assert backwards(file.read_bytes(), [tickets.digest(key, ballot.ticket) for ballot in ballots]) == 1.0


def test_a_reader_in_the_way_leaves_a_history_only_until_the_next_batch(
    store: Store, file: Path, care: Poll, fresh: Cast
) -> None:
    store.open(care)
    reader = sqlite3.connect(file, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM poll").fetchall()
    for _ in range(3):
        store.commit([fresh(care, "hold")])
    before = history(log_of(file))
    reader.close()
    store.commit([fresh(care, "hold")])
    assert (before, history(log_of(file))) == (True, False)
    store.commit([fresh(care, "hold")])
    assert (history(log_of(file)), store.close(care.id).ballots) == (False, 5)


def test_without_a_log_there_is_no_history(tmp_path: Path) -> None:
    engine = connect("sqlite://")
    assert (history(tmp_path / "none-wal"), settle(engine)) == (False, False)
    engine.dispose()


def test_only_a_batch_that_counts_writes_the_tickets_anew(
    store: Store, care: Poll, fresh: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.open(care)
    ballot = fresh(care, "hold")
    store.commit([ballot])
    monkeypatch.setattr(store_module, "write_anew", lambda *_: pytest.fail("nothing was counted"))
    assert store.commit([ballot]) == [Outcome.AGAIN]


def test_a_hall_s_tickets_are_written_anew_now_and_then(
    store: Store, care: Poll, fresh: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unordered, "WHOLE", 8)
    monkeypatch.setattr(secrets, "randbelow", lambda rows: rows - 1)
    store.open(care)
    store.commit([fresh(care, "hold") for _ in range(8)])
    with store.engine.begin() as connection:
        few = unordered.write_anew(connection, tables.spent)
    store.commit([fresh(care, "hold")])
    with store.engine.begin() as connection:
        many = unordered.write_anew(connection, tables.spent)
    assert (few, many, store.close(care.id).ballots) == (True, False, 9)


def test_a_mark_s_place_does_not_lead_to_its_question(
    store: Store, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(5)
    monkeypatch.setattr(secrets, "token_bytes", chance.randbytes)
    box = Questions(store.engine)
    box.turn(on=True)
    texts = [f"What about number {number:03}?".encode() for number in range(30)]
    for words in texts:
        box.submit(tickets.issue(store.ticket_key, SCOPE), words.decode())
        assert not history(log_of(file))
    raw = file.read_bytes()
    assert {raw.count(words) for words in texts} == {1}
    assert 0.3 < backwards(raw, texts) < 0.7


@pytest.mark.prove
@pytest.mark.postgres
def test_on_postgresql_neither_a_row_s_place_nor_its_transaction_says_when_it_came(
    postgres: Postgres, care: Poll
) -> None:
    store = Store(connect(postgres.database()))
    store.prepare()
    store.open(care)
    for _ in range(12):
        store.commit([cast(care, tickets.issue(store.ticket_key, care.id), ["hold"])])
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("CHECKPOINT"))
        rows = connection.execute(text("SELECT digest, xmin::text FROM spent ORDER BY ctid")).all()
        raw = bytes(connection.execute(text("SELECT pg_read_binary_file(pg_relation_filepath('spent'))")).scalar_one())
    store.engine.dispose()
    digests = [bytes(digest) for digest, _ in rows]
    assert (len(digests), digests, len({xmin for _, xmin in rows})) == (12, sorted(digests), 1)
    assert [raw.count(digest) for digest in digests] == [1] * 12
    assert sorted(digests, key=raw.find, reverse=True) == digests
