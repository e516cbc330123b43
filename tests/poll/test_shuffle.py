"""Shuffle invariance: the same ballots in another order leave the same database."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

from afterwave.content.polls import Poll
from afterwave.poll import tickets
from afterwave.poll.ballot import Ballot, cast
from afterwave.poll.engine import connect
from afterwave.poll.store import Store

HEADER = 100  # SQLite's file header counts changes


def evening(file: Path, care: Poll, order: int) -> tuple[str, bytes]:
    """Return the dump and the file after the same 90 ballots, in an order, in batches, and with retries of their own;
    the session's key is masked.
    """
    chance = random.Random(order)
    store = Store(connect(f"sqlite:///{file}"))
    store.prepare()
    store.open(care, people=120)
    ballots = [cast(care, tickets.issue(store.ticket_key, care.id), care.option_ids()[: n % 4]) for n in range(90)]
    chance.shuffle(ballots)
    sent: list[Ballot] = []
    while ballots:
        size = chance.randint(1, 9)
        store.commit(ballots[:size] + chance.sample(sent, min(len(sent), chance.randint(0, 3))))
        sent, ballots = sent + ballots[:size], ballots[size:]
    store.close(care.id)
    store.commit(sent[:5])
    store.engine.dispose()
    with sqlite3.connect(file) as connection:
        dump = "\n".join(connection.iterdump())
    connection.close()
    key = store.ticket_key
    return dump.replace(key.hex().upper(), "KEY"), file.read_bytes()[HEADER:].replace(key, b"K" * len(key))


def test_the_same_ballots_in_another_order_leave_the_same_dump_and_the_same_pages(tmp_path: Path, care: Poll) -> None:
    first, second, third = (evening(tmp_path / f"{order}.sqlite", care, order) for order in (1, 2, 3))
    assert first[0] == second[0] == third[0]
    assert first[1] == second[1] == third[1]
