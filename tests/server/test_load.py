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

from afterwave.server.limits import raise_open_files
from afterwave.session.session import Session
from crowd import Crowd, Listener, ballots, expected
from room_process import House

OPTIONS = ("green", "black")
PHONES = [f"127.0.1.{number}" for number in range(1, 61)]
FLOOD = "127.0.0.9"


@contextmanager
def flood(port: int, connections: int, address: str = FLOOD) -> Iterator[None]:
    """Let a process of its own flood a server from an address."""
    call = [sys.executable, str(Path(__file__).with_name("flood.py")), str(port), str(connections), address]
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
    """Return the milliseconds in which half, and 99 of 100, of 60 phones' ballots are thanked, each phone resting
    between two.
    """
    chance = random.Random(votes)
    crowd = Crowd(
        "tea",
        ballots(session, "tea", OPTIONS, votes, chance),
        [port],
        addresses,
        between=0.25,
        phones=60,
        resent=0,
        chance=chance,
    )
    await crowd.vote()
    took = sorted(crowd.took)
    return 1000 * took[len(took) // 2], 1000 * took[len(took) * 99 // 100]


@pytest.fixture
def room(build: Callable[..., House]) -> tuple[Session, int]:
    """Give a session with an open poll, and the port of its server."""
    house = build()
    return house.session, house.ports[0]


@pytest.mark.prove
@pytest.mark.alone
async def test_a_flood_from_one_address_does_not_starve_the_others(
    room: tuple[Session, int], report: Callable[[str], None]
) -> None:
    session, port = room
    quiet = await waits(session, port, PHONES, 600)
    with flood(port, 512):
        await asyncio.sleep(1)
        others = await waits(session, port, PHONES, 600)
        # The yardstick: phones behind the flood's own address wait for all of it, those at others for one request.
        neighbours = await waits(session, port, [FLOOD], 120)
    report(
        f"p50/p99 of 60 voters: quiet {quiet[0]:.0f}/{quiet[1]:.0f} ms; beside 512 flooding connections "
        f"{others[0]:.0f}/{others[1]:.0f} ms, behind their address {neighbours[0]:.0f}/{neighbours[1]:.0f} ms"
    )
    assert others[1] < neighbours[0] / 2, "who shares no address with a flood waits as if they did"


@pytest.mark.prove
@pytest.mark.alone
async def test_a_hall_behind_one_address_is_not_throttled(
    room: tuple[Session, int], report: Callable[[str], None]
) -> None:
    session, port = room

    async def seconds(addresses: list[str]) -> float:
        chance = random.Random(len(addresses))
        crowd = Crowd(
            "tea",
            ballots(session, "tea", OPTIONS, 1000, chance),
            [port],
            addresses,
            phones=1000,
            resent=0,
            chance=chance,
        )
        began = time.perf_counter()
        await crowd.vote()
        return time.perf_counter() - began

    one = min([await seconds(["127.0.2.1"]) for _ in range(3)])
    many = min([await seconds(PHONES) for _ in range(3)])
    report(f"1,000 phones that press Send at once: behind one address {one:.2f} s, behind {len(PHONES)} {many:.2f} s")
    assert one <= 1.5 * many


@pytest.mark.prove
@pytest.mark.alone
async def test_a_thousand_phones_follow_while_a_thousand_vote(
    build: Callable[..., House], report: Callable[[str], None]
) -> None:
    raise_open_files()
    house = build()
    phones = [Listener(house.ports[0]) for _ in range(1000)]
    await asyncio.gather(*(phone.begin() for phone in phones))
    crowd = Crowd(
        "tea", ballots(house.session, "tea", OPTIONS, 15_000, random.Random(6)), house.ports, phones=1000, between=0.1
    )
    voting, waited = asyncio.create_task(crowd.vote()), list[float]()
    for step in range(1, 6):
        began = time.perf_counter()
        house.session.go("brewing", step)
        await asyncio.gather(*(phone.hears(1 + step) for phone in phones))
        waited.append(max(phone.came[-1] for phone in phones) - began)
        await asyncio.sleep(0.3)
    assert not voting.done(), "the votes were over before the phones had heard all"
    await voting
    memory = house.servers[0].memory
    report(
        f"the last of 1,000 phones heard of a step after {1000 * max(waited):.0f} ms at most, while 1,000 voted; "
        f"the server held {memory:.0f} MB"
    )
    assert {phone.body.replace(b":\n\n", b"") for phone in phones} == {phones[0].body.replace(b":\n\n", b"")}
    assert len(phones[0].came) == 6
    assert max(waited) < 5, "phones wait for the votes: bench/ says how long a step takes"
    assert house.counted() == (15_000, expected(crowd.ballots, OPTIONS))
    await asyncio.gather(*(phone.end() for phone in phones))
