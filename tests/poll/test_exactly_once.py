"""Servers that are killed, doubled and asked twice still count each ballot exactly once."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

import afterwave
from afterwave.content.polls import Poll
from afterwave.poll import tables
from afterwave.poll.ballot import Ballot
from afterwave.poll.store import Store

Cast = Callable[..., Ballot]
CHILD = Path(__file__).with_name("counting_child.py")


class Server:
    """A counting process, and what it answered before it ended."""

    def __init__(self, url: str) -> None:
        source = str(Path(afterwave.__file__).parents[1])
        self.process = subprocess.Popen(
            [sys.executable, CHILD, url],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": source},
        )
        self.answers: list[tuple[int, str]] = []

    def serve(self, ballots: dict[int, Ballot], *, killed_after: int | None = None) -> None:
        """Send these ballots and read the answers to the end; kill -9 the server after so many."""
        sender = threading.Thread(target=self._send, args=(ballots,))
        sender.start()
        assert self.process.stdout is not None
        for line in self.process.stdout:
            # The kill may cut a line short; half an answer is none.
            if line.endswith("\n"):
                number, outcome = line.split()
                self.answers.append((int(number), outcome))
            if len(self.answers) == killed_after:
                self.process.kill()
        sender.join()
        self.process.stdout.close()
        self.process.wait()

    def _send(self, ballots: dict[int, Ballot]) -> None:
        assert self.process.stdin is not None
        try:
            for number, ballot in ballots.items():
                self.process.stdin.write(" ".join([str(number), ballot.poll, ballot.ticket, *ballot.choices]) + "\n")
                if not number % 7:
                    self.process.stdin.flush()
            self.process.stdin.close()
        except BrokenPipeError:
            pass


def expected(ballots: dict[int, Ballot], poll: Poll) -> dict[str, int]:
    ticks = Counter(choice for ballot in ballots.values() for choice in ballot.choices)
    return {option: ticks[option] for option in poll.option_ids()}


def tally(store: Store) -> dict[str, int]:
    with store.engine.connect() as connection:
        return {option: count for _, option, _, count in connection.execute(tables.tally.select())}


def some(care: Poll, fresh: Cast, number: int, chance: random.Random) -> dict[int, Ballot]:
    return {n: fresh(care, *(option for option in care.option_ids() if chance.random() < 0.4)) for n in range(number)}


def play(url: str, ballots: dict[int, Ballot], kills: int, chance: random.Random) -> None:
    """Send until all are thanked, through so many kills; one phone in ten sends again although it was thanked."""
    thanked: set[int] = set()
    for kill in range(kills + 1):
        again = {n: ballot for n, ballot in ballots.items() if n not in thanked or chance.random() < 0.1}
        server = Server(url)
        server.serve(again, killed_after=chance.randint(1, len(ballots) // (kills + 2)) if kill < kills else None)
        thanked |= {number for number, outcome in server.answers if outcome in {"COUNTED", "AGAIN"}}
    assert thanked == set(ballots)


@pytest.mark.prove
def test_a_server_killed_while_ballots_come_in_loses_none_and_doubles_none(
    store: Store, url: str, care: Poll, fresh: Cast
) -> None:
    chance = random.Random(4)
    store.open(care)
    ballots = some(care, fresh, 300, chance)
    play(url, ballots, 1, chance)
    assert (tally(store), store.close(care.id).ballots) == (expected(ballots, care), 300)


@pytest.mark.prove
@pytest.mark.parametrize("run", range(5))
def test_a_server_killed_three_times_among_two_thousand_ballots_is_exact(
    store: Store, url: str, care: Poll, fresh: Cast, run: int
) -> None:
    chance = random.Random(run)
    store.open(care)
    ballots = some(care, fresh, 2000, chance)
    play(url, ballots, 3, chance)
    assert (tally(store), store.close(care.id).ballots) == (expected(ballots, care), 2000)


@pytest.mark.prove
def test_the_same_tickets_at_two_servers_at_once_count_once(store: Store, url: str, care: Poll, fresh: Cast) -> None:
    store.open(care)
    ballots = some(care, fresh, 200, random.Random(9))
    servers = [Server(url), Server(url)]
    threads = [threading.Thread(target=server.serve, args=(ballots,)) for server in servers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    outcomes = Counter(outcome for server in servers for _, outcome in server.answers)
    assert (outcomes, tally(store)) == ({"COUNTED": 200, "AGAIN": 200}, expected(ballots, care))
