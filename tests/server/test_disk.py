"""A full disk, a locked database, a lost one: the phone is told to try again, nobody is thanked for nothing, and
afterwards all is well.
"""

from __future__ import annotations

import asyncio
import random
import resource
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from crowd import Answer, Crowd, Line, Listener, ballots, expected
from postgres import Postgres
from room_process import House

OPTIONS = ("green", "black")
CUT = text(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = "
    "current_database()"
)


def files(house: House) -> dict[str, int]:
    """Return the sizes of the session's files."""
    folder = Path(house.session.url.removeprefix("sqlite:///")).parent
    return {path.name: path.stat().st_size for path in folder.glob("session.sqlite*")}


@contextmanager
def full(house: House, size: int) -> Iterator[None]:
    """Let the server write no file beyond this size, in bytes, as on a disk without room."""
    for server in house.servers:
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
    try:
        yield
    finally:
        for server in house.servers:
            resource.prlimit(
                server.process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
            )


async def send(line: Line, ticket: str) -> Answer:
    return await line.post("/poll/tea", [("ticket", ticket), ("option", "green")])


async def refused_kindly(line: Line, tickets: list[str]) -> None:
    """Send these ballots, and fail unless each is told to try again, on a line that stays open."""
    for ticket in tickets:
        answer = await send(line, ticket)
        assert (answer.status, int(answer.headers["retry-after"]) > 0) == (503, True)


async def test_on_a_disk_without_room_a_ballot_is_sent_again_and_counted_once(build: Callable[..., House]) -> None:
    house = build()
    tickets = list(ballots(house.session, "tea", OPTIONS, 12, random.Random(3)))
    line = Line(house.ports[0])
    assert (await send(line, tickets[0])).status == 303
    with full(house, 1):
        await refused_kindly(line, tickets[1:6])
        assert (await line.get("/poll/tea")).status == 200
        assert house.counted() == (1, {"green": 1, "black": 0})
    assert [(await send(line, ticket)).status for ticket in tickets] == [303] * 12
    assert house.counted() == (12, {"green": 12, "black": 0})
    line.close()


@pytest.mark.prove
async def test_a_disk_that_fills_up_among_the_votes_loses_none(build: Callable[..., House]) -> None:
    house = build()
    crowd = Crowd("tea", ballots(house.session, "tea", OPTIONS, 3000, random.Random(4)), house.ports)
    enough = asyncio.Event()
    crowd.on_thanks = lambda: enough.set() if len(crowd.thanked) >= 1000 else None
    voting = asyncio.create_task(crowd.vote())
    await enough.wait()
    with full(house, max(files(house).values()) + 8192):
        await asyncio.sleep(3)
        assert crowd.others[503] > 0, "the disk did not fill up"
        thanked = len(crowd.thanked)
        assert thanked <= house.counted()[0], "somebody was thanked for a ballot that is not counted"
        await asyncio.sleep(0.5)
        assert len(crowd.thanked) == thanked
    await voting
    assert house.counted() == (3000, expected(crowd.ballots, OPTIONS))
    assert house.session.store.close("tea").ballots == 3000


# Over 5 s: so long does a writer wait for the other program before it says no.
async def test_while_another_program_holds_the_database_a_ballot_is_not_thanked(build: Callable[..., House]) -> None:
    house = build()
    tickets = list(ballots(house.session, "tea", OPTIONS, 2, random.Random(5)))
    line = Line(house.ports[0])
    other = sqlite3.connect(house.session.url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    await refused_kindly(line, tickets[:1])
    other.execute("ROLLBACK")
    other.close()
    assert [(await send(line, ticket)).status for ticket in tickets] == [303] * 2
    assert house.counted() == (2, {"green": 2, "black": 0})
    line.close()


@pytest.mark.prove
@pytest.mark.postgres
async def test_while_postgresql_is_gone_everybody_is_told_and_afterwards_nobody_is_missing(
    build: Callable[..., House], postgres: Postgres
) -> None:
    house = build("postgresql")
    tickets = list(ballots(house.session, "tea", OPTIONS, 6, random.Random(6)))
    line, phone = Line(house.ports[0]), Listener(house.ports[0])
    await phone.begin()
    assert (await send(line, tickets[0])).status == 303
    postgres.kill()
    try:
        await refused_kindly(line, tickets[1:4])
        page = await line.get("/poll/tea")
        assert (page.status, int(page.headers["retry-after"]) > 0) == (503, True)
    finally:
        postgres.start()
    assert [(await send(line, ticket)).status for ticket in tickets] == [303] * 6
    assert house.counted() == (6, {"green": 6, "black": 0})
    house.session.go("brewing", 1)
    await phone.hears(2)
    assert b'"step": 1' in phone.body
    await phone.end()
    line.close()


@pytest.mark.prove
@pytest.mark.postgres
async def test_connections_to_postgresql_that_are_cut_again_and_again_lose_no_ballot(
    build: Callable[..., House],
) -> None:
    house = build("postgresql", 2)
    crowd = Crowd("tea", ballots(house.session, "tea", OPTIONS, 3000, random.Random(7)), house.ports)
    voting = asyncio.create_task(crowd.vote())
    cut = 0
    while not voting.done():
        with house.session.store.engine.connect() as connection:
            cut += len(
                connection.execute(
                    text(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND "
                        "datname = current_database()"
                    )
                ).all()
            )
        await asyncio.sleep(0.1)
    await voting
    assert cut > 5
    assert crowd.others[503] > 0
    assert house.counted() == (3000, expected(crowd.ballots, OPTIONS))
