"""A tiny workshop on a real server, on loopback, with a session of its own for each test."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import httpx
import pytest

from afterwave.content.load import load
from afterwave.content.workshop import Workshop
from afterwave.poll.status import Status
from afterwave.server.app import make_app, serve
from afterwave.session.session import Session
from content_folder import FILES, written
from room_process import House
from static_host import host, kit_site, opened, site_folder
from widgets.browser import chromium

__all__ = ["chromium", "host", "kit_site", "opened", "site_folder"]

EVENING = FILES | {
    "workshop.yaml": FILES["workshop.yaml"].replace("[brewing]", "[brewing, drinking]"),
    "en/polls.yaml": FILES["en/polls.yaml"]
    + """\
mood:
  kind: scale
  question: How do you arrive?
  options:
    - {id: low, label: Low}
    - {id: some, label: Somewhat low}
    - {id: middle, label: In between}
    - {id: more, label: Rather well}
    - {id: high, label: Well}
cup:
  kind: pick-one
  question: Which cup?
  options: [{id: blue, label: Blue}, {id: white, label: White}, {id: grey, label: Grey}]
""",
    "en/drinking.md": FILES["en/brewing.md"]
    .split("Tea is a leaf.")[0]
    .replace("brewing", "drinking")
    .replace("Brewing", "Drinking")
    + """\
Sip slowly.

:::{poll} mood
:::

:::{poll} cup
:::

:::{breathe} sip
:minutes: 1
Breathe in the steam, or look at it.
:::
""",
    "references.yaml": (
        "potter1900: {authors: Potter P, year: 1900, title: On tea, where: Leaves, unverified: [where]}\n"
    ),
    "support.yaml": """\
- {country: GB, name: A listening line, number: 0800 000 000, for: anyone, hours: day and night, seen: leaflet}
- {country: US, name: A text line, number: text HELLO to 00000, for: anyone, last_verified: 2026-01-31}
""",
    "red-flags.yaml": """\
now: [You may hurt yourself.]
soon: [It hurts again and again.]
gentle: [You decide whom you tell.]
""",
}


class Server:
    """A participants' server on a thread of its own, and a client that talks to it as a phone does: without following,
    and without a cookie.
    """

    def __init__(self, url: str, workshop: Workshop, base: str = "/", **settings: Any) -> None:  # noqa: ANN401 - Tornado's own
        self.url, self.workshop, self.base, self.settings = url, workshop, base, settings
        self.session = Session.open(url, first="brewing")
        self.port = 0
        self.start()

    def start(self) -> None:
        bound: Future[int] = Future()
        self._thread = threading.Thread(target=asyncio.run, args=(self._serve(bound),), daemon=True)
        self._thread.start()
        self.port = bound.result(30)
        self.address = f"http://127.0.0.1:{self.port}"
        self.http = httpx.Client(base_url=f"{self.address}/{self.base.strip('/')}".rstrip("/"), timeout=30)

    async def _serve(self, bound: Future[int]) -> None:
        self.loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        session = Session.open(self.url, first="brewing")
        try:
            self.app = make_app(session, self.workshop, base=self.base, **self.settings)
            await serve(self.app, "127.0.0.1", self.port, bound.set_result, self._stop)
        except Exception as error:
            if bound.done():
                raise
            bound.set_exception(error)
        finally:
            session.close()

    def stop(self) -> None:
        self.http.close()
        self.loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(30)
        assert not self._thread.is_alive()

    def open(self, poll: str = "tea", *, people: int | None = None, slips: bool | None = None) -> None:
        self.session.store.open(self.workshop.poll(poll), people=people, slips=slips)

    def ticket(self, poll: str = "tea") -> str:
        page = self.http.get(f"/poll/{poll}").text
        return page.split('name="ticket" value="')[1].split('"')[0]

    def send(
        self, *options: str, poll: str = "tea", ticket: str | None = None, headers: dict[str, str] | None = None
    ) -> httpx.Response:
        fields = {"ticket": ticket or self.ticket(poll), "option": list(options)}
        return self.http.post(f"/poll/{poll}", data=fields, headers=headers)

    def reveal(self, poll: str, *ballots: tuple[str, ...], people: int | None = None) -> Status:
        """Open a poll, send these ballots, close and reveal it."""
        self.open(poll, people=people)
        for options in ballots:
            assert self.send(*options, poll=poll).status_code == 303
        self.session.store.close(poll)
        return self.session.store.reveal(poll)


@pytest.fixture(scope="session")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    folder = written(tmp_path_factory.mktemp("content"), EVENING)
    return load(folder.path)


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory, workshop: Workshop) -> Iterator[Server]:
    """Give a server for tests that only look."""
    server = Server(f"sqlite:///{tmp_path_factory.mktemp('standing') / 'session.sqlite'}", workshop)
    yield server
    server.stop()
    server.session.close()


@pytest.fixture
def make_server(tmp_path: Path, workshop: Workshop) -> Iterator[Callable[..., Server]]:
    """Give a function that starts a server; all of them are stopped after the test."""
    started: list[Server] = []

    def made(workshop: Workshop = workshop, **settings: Any) -> Server:  # noqa: ANN401 - Tornado's own
        started.append(Server(f"sqlite:///{tmp_path / 'session.sqlite'}", workshop, **settings))
        return started[-1]

    yield made
    for server in started:
        server.stop()
        server.session.close()


@pytest.fixture
def server(make_server: Callable[..., Server]) -> Server:
    return make_server()


@pytest.fixture
def report(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Give a function that prints a measured figure (seen with -s, and in the test's report)."""

    def said(figure: str) -> None:
        record_property("figure", figure)
        print(figure)  # noqa: T201 - a measurement

    return said


@pytest.fixture
def build(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Callable[..., House]]:
    """Give a function that starts servers as processes of their own, on a new database of a kind; all are stopped after
    the test.
    """
    built: list[House] = []

    def house(database: str = "sqlite", servers: int = 1) -> House:
        url = (
            request.getfixturevalue("postgres").database()
            if database == "postgresql"
            else f"sqlite:///{tmp_path / 'session.sqlite'}"
        )
        built.append(House(url, tmp_path / "content", servers))
        return built[-1]

    yield house
    for one in built:
        one.end()
