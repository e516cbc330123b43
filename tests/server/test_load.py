"""A hall full of phones, and a flood: everybody is heard, soon."""

from __future__ import annotations

import asyncio
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from afterwave.content.load import load
from afterwave.session.session import Session
from crowd import Crowd, ballots
from room_process import RoomProcess, content

OPTIONS = ("green", "black")
PHONES = [f"127.0.1.{number}" for number in range(1, 61)]


@contextmanager
def flood(port: int, connections: int, address: str = "127.0.0.9") -> Iterator[None]:
    """Let a process of its own flood a server from an address."""
    call = [sys.executable, Path(__file__).with_name("flood.py"), str(port), str(connections), address]
    process = subprocess.Popen(call, stdout=subprocess.PIPE)
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == b"flooding\n"
        yield
    finally:
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()


async def waits(session: Session, port: int, addresses: list[str], votes: int = 1200) -> tuple[float, float]:
    """Return the milliseconds in which half, and 99 of 100, of 60 phones' ballots are thanked, each phone resting between two."""
    chance = random.Random(votes)
    crowd = Crowd("tea", ballots(session, "tea", OPTIONS, votes, chance), [port], addresses, between=0.25, phones=60, resent=0, chance=chance)
    await crowd.vote()
    took = sorted(crowd.took)
    return 1000 * took[len(took) // 2], 1000 * took[len(took) * 99 // 100]


@pytest.fixture
def room(tmp_path: Path) -> Iterator[tuple[Session, int]]:
    """Give a server with an open poll, in a process of its own."""
    kit = content(tmp_path / "content")
    session = Session.open(f"sqlite:///{tmp_path / 'session.sqlite'}", first="brewing")
    session.store.open(load(kit).poll("tea"))
    server = RoomProcess(session.url, kit)
    yield session, server.port
    server.stop()
    session.close()


@pytest.mark.prove
async def test_a_flood_from_one_address_does_not_starve_the_others(room: tuple[Session, int], report: Callable[[str], None]) -> None:
    session, port = room
    await waits(session, port, PHONES, 300)
    quiet = await waits(session, port, PHONES)
    with flood(port, 512):
        await asyncio.sleep(1)
        flooded = await waits(session, port, PHONES)
    report(f"p50/p99 of 60 voters: quiet {quiet[0]:.0f}/{quiet[1]:.0f} ms, beside 512 flooding connections {flooded[0]:.0f}/{flooded[1]:.0f} ms")
    assert flooded[1] <= 4 * quiet[1]


@pytest.mark.prove
async def test_a_hall_behind_one_address_is_not_throttled(room: tuple[Session, int], report: Callable[[str], None]) -> None:
    session, port = room

    async def seconds(addresses: list[str]) -> float:
        chance = random.Random(len(addresses))
        crowd = Crowd("tea", ballots(session, "tea", OPTIONS, 1000, chance), [port], addresses, phones=1000, resent=0, chance=chance)
        began = time.perf_counter()
        await crowd.vote()
        return time.perf_counter() - began

    one = min([await seconds(["127.0.2.1"]) for _ in range(3)])
    many = min([await seconds(PHONES) for _ in range(3)])
    report(f"1,000 phones that press Send at once: behind one address {one:.2f} s, behind {len(PHONES)} {many:.2f} s")
    assert one <= 1.5 * many
