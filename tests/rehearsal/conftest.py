"""A real participants' server in this very loop, with the kit's own content, for a simulated group to join."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from afterwave.server.app import make_app, serve
from afterwave.session.session import Session
from kit_workshop import kit_workshop


class House:
    """A server, its session, and a second opening of the session: the facilitator's."""

    def __init__(self, url: str) -> None:
        self.url, self.workshop = url, kit_workshop()
        self.session = Session.open(url)
        self.port = 0

    async def start(self) -> None:
        self._stop, ready = asyncio.Event(), asyncio.get_running_loop().create_future()
        self._served = Session.open(self.url)
        self._task = asyncio.create_task(
            serve(make_app(self._served, self.workshop), "127.0.0.1", self.port, ready.set_result, self._stop)
        )
        self.port = await ready
        self.base = f"http://127.0.0.1:{self.port}/"

    async def stop(self) -> None:
        self._stop.set()
        await self._task
        self._served.close()

    def open(self, poll: str = "care") -> None:
        self.session.store.open(self.workshop.poll(poll))


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    house = House(f"sqlite:///{tmp_path / 'session.sqlite'}")
    await house.start()
    yield house
    await house.stop()
    house.session.close()
