"""Addresses take turns, and a body that does not come is not waited for."""

from __future__ import annotations

import asyncio
import select
import socket
from collections.abc import Callable

import pytest

from afterwave.server import limits
from afterwave.server.limits import Turns
from server.conftest import Server


async def begins(turns: Turns, address: str, order: list[str], name: str) -> None:
    waiting = turns.take(address)
    if waiting is not None:
        await waiting
    order.append(name)


async def test_of_many_requests_of_one_address_one_begins_before_another_address_s() -> None:
    turns, order = Turns(), list[str]()
    await begins(turns, "10.0.0.1", order, "first")
    async with asyncio.TaskGroup() as crowd:
        for number in range(30):
            crowd.create_task(begins(turns, "10.0.0.9", order, f"flood {number}"))
        await asyncio.sleep(3 * limits.GAP)
        had = len(order)
        await begins(turns, "10.0.0.2", order, "phone")
    assert order.index("phone") - had <= 1
    assert [name for name in order if name.startswith("flood")] == [f"flood {number}" for number in range(30)]


async def test_nobody_waits_where_there_is_nobody_else() -> None:
    turns = Turns()
    assert [turns.take("10.0.0.1") for _ in range(1000)] == [None] * 1000


async def test_an_address_is_kept_as_a_salted_hash_and_while_it_waits_only() -> None:
    one, other = Turns(), Turns()
    waiting = [[turns.take(address) for address in ("10.0.0.1", *["10.0.0.9"] * 9)] for turns in (one, other)]
    kept = [{name: str(value) for name, value in vars(turns).items()} for turns in (one, other)]
    assert "10.0.0" not in str(kept)
    assert not set(one._waiting) & set(other._waiting), "two processes would know the same address"
    await asyncio.gather(*(turn for turns in waiting for turn in turns if turn))
    assert (one._waiting, other._waiting) == ({}, {})


def test_a_body_that_does_not_come_lets_its_connection_go_and_no_other(
    make_server: Callable[..., Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "BODY_WITHIN", 1.0)
    monkeypatch.setattr(limits, "LOOK", 0.1)
    server = make_server()
    server.open()
    head = b"POST /poll/tea HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n"
    with (
        socket.create_connection(("127.0.0.1", server.port)) as slow,
        socket.create_connection(("127.0.0.1", server.port)) as chunked,
    ):
        slow.sendall(head + b"ticket=")
        chunked.sendall(head.replace(b"Content-Length: 100", b"Transfer-Encoding: chunked"))
        waiting = [slow, chunked]
        while waiting:
            assert server.send("green").status_code == 303
            waiting = [line for line in waiting if not select.select([line], [], [], 0)[0]]
        assert [line.recv(1000) for line in (slow, chunked)] == [b"", b""]
        assert server.send("green").status_code == 303
    assert server.app.settings["context"].bodies._since == {}
