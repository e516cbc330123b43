"""The server itself: where it listens, how it stops, what it is mounted beside."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from tornado.httpserver import HTTPServer
from tornado.testing import bind_unused_port
from tornado.web import Application, RequestHandler

from afterwave.content.workshop import Workshop
from afterwave.refusals import PortTaken
from afterwave.server.app import Unreachable, make_app, routes, serve
from afterwave.server.context import Context
from afterwave.session.session import Session
from server.conftest import Server


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return Session.open(f"sqlite:///{tmp_path / 'session.sqlite'}", first="brewing")


async def test_a_taken_port_is_said_in_words(session: Session, workshop: Workshop) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other, pytest.raises(PortTaken, match="taken by another program"):
        await serve(make_app(session, workshop), "127.0.0.1", other.getsockname()[1], None, asyncio.Event())


async def test_an_address_of_another_machine_is_said_in_words(session: Session, workshop: Workshop) -> None:
    with pytest.raises(Unreachable, match="--host"):
        await serve(make_app(session, workshop), "192.0.2.1", 0, None, asyncio.Event())


async def test_a_server_says_its_port_and_ends_when_it_is_told_to(session: Session, workshop: Workshop) -> None:
    bound: asyncio.Future[int] = asyncio.get_running_loop().create_future()
    stop = asyncio.Event()
    serving = asyncio.create_task(serve(make_app(session, workshop), "127.0.0.1", 0, bound.set_result, stop))
    port = await asyncio.wait_for(bound, 30)
    async with httpx.AsyncClient() as http:
        assert (await http.get(f"http://127.0.0.1:{port}/healthz")).text == "ok\n"
    stop.set()
    await asyncio.wait_for(serving, 30)
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=1)


async def test_the_same_routes_stand_beside_another_servers(session: Session, workshop: Workshop) -> None:
    class Other(RequestHandler):
        def get(self) -> None:
            self.finish("theirs")

    room = Context(session, workshop, "/user/x/afterwave/")
    host = Application([(r"/user/x/lab", Other)])
    host.add_handlers(".*$", routes(room))
    sock, port = bind_unused_port()
    server = HTTPServer(host)
    server.add_sockets([sock])
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}/user/x") as http:
        assert (await http.get("/lab")).text == "theirs"
        page = await http.get("/afterwave/follow")
        assert 'href="/user/x/afterwave/support"' in page.text
        assert "Etag" not in page.headers
        assert (await http.get("/afterwave/nowhere")).status_code == 404
    server.stop()
    await room.close()


@pytest.mark.parametrize("base", ["", "/", "room", "/room", "/room/", "/user/x/room/"])
def test_a_base_may_be_written_with_or_without_its_slashes(make_server: Callable[..., Server], base: str) -> None:
    room = make_server(base=base).app.settings["context"]
    assert room.base.startswith("/")
    assert room.base.endswith("/")
    assert room.url("poll", "tea", "thanks", shared="1") == f"{room.base}poll/tea/thanks?shared=1"
    assert room.url("read", "a/b", language="de") == f"{room.base}de/read/a%2Fb"
