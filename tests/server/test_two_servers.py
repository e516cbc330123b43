"""Several servers on one database: each ballot counts once wherever it is sent, and a phone hears what happens at
another server.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from collections.abc import Callable
from functools import partial

import pytest

from balancer import balancer
from crowd import Crowd, Line, Listener, ballots, expected
from enumeration import DATABASES
from room_process import House

OPTIONS = ("green", "black")
both = pytest.mark.parametrize("database", DATABASES)


def once_thanked(crowd: Crowd, people: int, enough: asyncio.Event) -> None:
    """Say that it is enough, once so many people have been thanked."""
    if len(crowd.thanked) >= people:
        enough.set()


@both
async def test_the_same_ticket_at_two_servers_in_the_same_moment_counts_once(
    build: Callable[..., House], database: str
) -> None:
    house = build(database, 2)
    sent = ballots(house.session, "tea", OPTIONS, 200, random.Random(5))
    lines = [[Line(port) for port in house.ports] for _ in range(20)]

    async def phone(pair: list[Line], mine: list[str]) -> Counter[int]:
        statuses: Counter[int] = Counter()
        for ticket in mine:
            fields = [("ticket", ticket), *(("option", option) for option in sent[ticket])]
            statuses.update(
                answer.status for answer in await asyncio.gather(*(line.post("/poll/tea", fields) for line in pair))
            )
        for line in pair:
            line.close()
        return statuses

    tickets = list(sent)
    statuses = await asyncio.gather(*(phone(pair, tickets[number::20]) for number, pair in enumerate(lines)))
    assert sum(statuses, Counter()) == {303: 400}
    assert house.counted() == (200, expected(sent, OPTIONS))


@both
async def test_a_phone_hears_what_happens_at_another_server(build: Callable[..., House], database: str) -> None:
    house = build(database, 2)
    phones = [Listener(port) for port in house.ports for _ in range(3)]
    for phone in phones:
        await phone.begin()
    house.session.go("brewing", 2)
    await asyncio.gather(*(phone.hears(2) for phone in phones))
    house.session.soften(on=True)
    await asyncio.gather(*(phone.hears(3) for phone in phones))
    assert all(b'"calm": true' in phone.body for phone in phones)
    await asyncio.gather(*(phone.end() for phone in phones))


@pytest.mark.prove
@pytest.mark.postgres
async def test_no_phone_hears_of_a_vote_at_another_server(build: Callable[..., House]) -> None:
    house = build("postgresql", 2)
    phone = Listener(house.ports[0])
    await phone.begin()
    await Crowd("tea", ballots(house.session, "tea", OPTIONS, 40, random.Random(2)), house.ports, phones=8).vote()
    with pytest.raises(TimeoutError):
        await phone.hears(2, within=1)
    await phone.end()


@pytest.mark.prove
@both
@pytest.mark.parametrize("servers", [1, 2, 4])
async def test_servers_behind_a_plain_balancer_count_exactly(
    build: Callable[..., House], database: str, servers: int, report: Callable[[str], None]
) -> None:
    house = build(database, servers)
    async with balancer(house.ports) as port:
        crowd = Crowd("tea", ballots(house.session, "tea", OPTIONS, 2000, random.Random(servers)), [port])
        began = time.perf_counter()
        await crowd.vote()
        report(
            f"{servers} servers on {database}: {2000 / (time.perf_counter() - began):.0f} votes a second through a "
            "balancer"
        )
    assert set(crowd.thanked) == set(crowd.ballots)
    assert house.counted() == (2000, expected(crowd.ballots, OPTIONS))


@pytest.mark.prove
@both
async def test_a_server_of_two_that_is_killed_and_comes_back_costs_no_ballot(
    build: Callable[..., House], database: str
) -> None:
    house = build(database, 2)
    async with balancer(house.ports) as port:
        crowd = Crowd("tea", ballots(house.session, "tea", OPTIONS, 2000, random.Random(8)), [port])
        enough, voting = asyncio.Event(), asyncio.create_task(crowd.vote())
        for number, server in enumerate(house.servers, start=1):
            crowd.on_thanks = partial(once_thanked, crowd, 400 * number, enough)
            await enough.wait()
            enough.clear()
            server.kill()
            await asyncio.to_thread(server.start)
        await voting
    assert crowd.others[0] > 0
    assert house.counted() == (2000, expected(crowd.ballots, OPTIONS))
