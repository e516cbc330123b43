"""Over real HTTP: whatever is killed in the middle of the votes, every ballot whose phone tries until it is thanked
counts once.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from afterwave.content.load import load
from afterwave.session.session import Session
from crowd import Crowd, ballots, expected
from evening_process import until
from postgres import Postgres
from room_process import RoomProcess, content, counted

OPTIONS = ("green", "black")
KIT = ("-m", "afterwave")
"""What Python runs, where it is no server that breaks a promise."""


class Evening:
    """A server on a database, a crowd of phones that vote, and what happens to them."""

    def __init__(self, url: str, folder: Path, run: int, votes: int, run_as: Sequence[str] = KIT) -> None:
        kit = content(folder)
        self.chance = random.Random(run)
        self.session = Session.open(url, first="brewing")
        self.session.store.open(load(kit).poll("tea"))
        self.server = RoomProcess(url, kit, run_as=run_as)
        self.crowd = Crowd(
            "tea", ballots(self.session, "tea", OPTIONS, votes, self.chance), [self.server.port], chance=self.chance
        )

    async def play(self, disaster: Callable[[], object], times: int) -> None:
        """Let the crowd vote; so many times, after a random number of thank-yous, a disaster happens and all that had
        been thanked must be counted.
        """
        votes = len(self.crowd.ballots)
        due = sorted(self.chance.sample(range(votes // 20, votes * 17 // 20), times))
        now = asyncio.Event()
        self.crowd.on_thanks = lambda: now.set() if due and len(self.crowd.thanked) >= due[0] else None
        voting = asyncio.create_task(self.crowd.vote())
        for _ in range(times):
            await now.wait()
            thanked = len(self.crowd.thanked)
            await asyncio.to_thread(disaster)
            assert thanked <= self.counted()[0], "somebody was thanked for a ballot that is not counted"
            due.pop(0)
            now.clear()
        await voting

    def server_killed(self) -> None:
        self.server.kill()
        self.server.start()

    def counted(self) -> tuple[int, dict[str, int]]:
        return counted(self.session)

    def is_exact(self) -> None:
        """Fail unless all were thanked, the disasters were noticed, and the tally is the tickets'."""
        assert set(self.crowd.thanked) == set(self.crowd.ballots)
        assert sum(self.crowd.others.values()) > 0, "nobody noticed that anything was killed"
        assert self.counted() == (len(self.crowd.ballots), expected(self.crowd.ballots, OPTIONS))

    def end(self) -> None:
        self.server.stop()
        self.session.close()


@pytest.fixture
def begin(tmp_path: Path) -> Iterator[Callable[..., Evening]]:
    """Return a way to begin an evening; it is ended after the test."""
    begun: list[Evening] = []

    def evening(url: str, run: int = 0, votes: int = 2000, run_as: Sequence[str] = KIT) -> Evening:
        begun.append(Evening(url, tmp_path / "content", run, votes, run_as))
        return begun[-1]

    yield evening
    for one in begun:
        one.end()


@pytest.fixture
def sqlite(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'session.sqlite'}"


async def test_a_server_killed_among_three_hundred_ballots_is_exact(begin: Callable[..., Evening], sqlite: str) -> None:
    evening = begin(sqlite, votes=300)
    await evening.play(evening.server_killed, times=1)
    evening.is_exact()


@pytest.mark.prove
async def test_a_server_that_thanks_before_the_commit_is_found_out(begin: Callable[..., Evening], sqlite: str) -> None:
    evening = begin(sqlite, votes=300, run_as=(str(Path(__file__).with_name("thanks_too_early.py")),))
    with pytest.raises(AssertionError, match="thanked for a ballot that is not counted"):
        await evening.play(evening.server_killed, times=1)


@pytest.mark.prove
@pytest.mark.parametrize("run", range(20))
async def test_a_server_killed_among_two_thousand_ballots_is_exact(
    begin: Callable[..., Evening], sqlite: str, run: int
) -> None:
    evening = begin(sqlite, run)
    await evening.play(evening.server_killed, times=3)
    evening.is_exact()


@pytest.mark.prove
@pytest.mark.postgres
@pytest.mark.parametrize("run", range(5))
async def test_a_server_killed_among_two_thousand_ballots_is_exact_on_postgresql(
    begin: Callable[..., Evening], postgres: Postgres, run: int
) -> None:
    evening = begin(postgres.database(), run)
    await evening.play(evening.server_killed, times=3)
    evening.is_exact()


@pytest.mark.prove
@pytest.mark.postgres
@pytest.mark.parametrize("run", range(5))
async def test_postgresql_killed_among_two_thousand_ballots_is_exact(
    begin: Callable[..., Evening], postgres: Postgres, run: int
) -> None:
    def postgres_killed() -> None:
        crowd = evening.crowd
        noticed = crowd.others[503]
        postgres.kill()
        # On a busy machine it would be back before anybody asks for it.
        until(lambda: crowd.others[503] > noticed or len(crowd.thanked) == len(crowd.ballots))
        postgres.start()

    evening = begin(postgres.database(), run)
    await evening.play(postgres_killed, times=3)
    evening.is_exact()
    assert evening.crowd.others[503] > 0
