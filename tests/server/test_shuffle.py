"""Shuffle invariance, over HTTP: the same ballots in another order, at other times, from other phones leave the same
database, logs, exports and streams.
"""

from __future__ import annotations

import asyncio
import random
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from afterwave.content.load import load
from afterwave.poll import tickets
from afterwave.session.session import Session
from crowd import LOST, Line, Listener
from room_process import RoomProcess, content

pytestmark = pytest.mark.prove

HEADER = 100  # SQLite's file header counts changes
OPTIONS = ("green", "black")
BALLOTS = [OPTIONS[:1]] * 70 + [OPTIONS[1:]] * 40 + [OPTIONS] * 50 + [()] * 40
AGENTS = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X)",
    "Mozilla/5.0 (Linux; Android 14; Pixel 8)",
    "Lynx/2.9",
    "",
)
LANGUAGES = ("en", "ar-EG,ar;q=0.9", "es-MX", "tlh")


class Evening:
    """One evening with the two hundred ballots in an order of its own, and everything that it left, the session's own
    random key masked.
    """

    def __init__(self, folder: Path, order: int) -> None:
        self.folder, self.chance = folder, random.Random(order)
        self.file = folder / "data" / "session.sqlite"
        self.file.parent.mkdir(parents=True)
        self.kit, self.log = content(folder / "content"), folder / "log"
        self.session = Session.open(f"sqlite:///{self.file}", first="brewing")
        self.key = self.session.store.ticket_key
        run_as = (str(Path(__file__).with_name("talkative_server.py")),)
        self.server = RoomProcess(self.session.url, self.kit, log=self.log, run_as=run_as)
        self.stream, self.pages, self.states = b"", list[str](), set[bytes]()

    async def play(self) -> None:
        store, poll = self.session.store, load(self.kit).poll("tea")
        other = Listener(self.server.port)
        await other.begin()
        store.open(poll, people=250)
        await other.hears(2)
        await self._vote()
        self.secrets = self._secrets()
        self.before = self._on_disk()
        store.close("tea")
        await other.hears(3)
        self.after = self._on_disk()
        self.states = set(re.findall(rb"teagreen(.)", self.after, re.DOTALL))
        store.reveal("tea")
        await other.hears(4)
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{self.server.port}") as phone:
            self.pages = [(await phone.get(path)).text for path in ("/poll/tea", "/poll/tea/results", "/follow")]
        await other.end()
        self.stream = other.body.replace(b":\n\n", b"")
        self.server.stop()
        self.session.close()

    async def _vote(self) -> None:
        sent = list(BALLOTS)
        self.chance.shuffle(sent)
        waiting = iter(sent)
        await asyncio.gather(*(self._phone(waiting) for _ in range(self.chance.randint(2, 9))))

    async def _phone(self, waiting: Iterator[tuple[str, ...]]) -> None:
        for choices in waiting:
            about = {"User_Agent": self.chance.choice(AGENTS), "Accept_Language": self.chance.choice(LANGUAGES)}
            line = Line(self.server.port, f"127.0.0.{self.chance.randint(2, 250)}", **about)
            ticket = tickets.issue(self.key, "tea")
            for _ in range(self.chance.choice([1, 1, 1, 2, 3])):
                await self._refused(line, ticket)
                answer = await line.post(self.chance.choice(["/poll/tea", "/en/poll/tea"]), fields(ticket, choices))
                assert answer.status == 303
                await asyncio.sleep(self.chance.choice([0, 0, 0.01]))
            line.close()

    async def _refused(self, line: Line, ticket: str) -> None:
        """Send something that is refused, or nothing."""
        what = self.chance.randint(0, 6)
        with suppress(*LOST):
            if what == 0:
                assert (await line.post("/poll/tea", fields("x" * 48, ["green"]))).status == 422
            if what == 1:
                assert (await line.post("/poll/tea", fields(ticket, ["oolong"]))).status == 422
            if what == 2:
                assert (await line.post("/poll/none", fields(ticket, ["green"]))).status == 404
            if what == 3:
                assert (await line.post("/poll/tea", fields(ticket, ["green"] * 900))).status == 413

    def _secrets(self) -> list[bytes]:
        with sqlite3.connect(self.file) as connection:
            found = connection.execute("SELECT key FROM poll UNION ALL SELECT digest FROM spent").fetchall()
        connection.close()
        return [value for (value,) in found]

    def _on_disk(self) -> bytes:
        return b"".join(path.read_bytes() for path in sorted(self.file.parent.iterdir()))

    def dump(self) -> str:
        """Return the logical dump."""
        with sqlite3.connect(self.file) as connection:
            dump = "\n".join(connection.iterdump())
        connection.close()
        return dump.replace(self.key.hex().upper(), "THE SESSION'S KEY")

    def bytes(self) -> bytes:
        """Return the database file."""
        return self.file.read_bytes()[HEADER:].replace(self.key, b"K" * len(self.key))

    def exports(self) -> list[str]:
        """Return what the commands give out of the session; the last of them ends it."""
        place = ["--database", f"sqlite:///{self.file}", "--content", str(self.kit)]
        pictures = self.folder / "pictures.json"
        calls = [["poll", "status", "tea", "--json", *place], ["forget", "--yes", "--output", str(pictures), *place]]
        said = [
            subprocess.run(
                [sys.executable, "-m", "afterwave", *call], capture_output=True, text=True, check=True
            ).stdout
            for call in calls
        ]
        return [said[0], pictures.read_text()]


def fields(ticket: str, choices: Sequence[str]) -> list[tuple[str, str]]:
    return [("ticket", ticket), *(("option", choice) for choice in choices)]


@pytest.fixture(scope="module")
def evenings(tmp_path_factory: pytest.TempPathFactory) -> list[Evening]:
    """Give three evenings that differ in everything but the ballots."""
    played = [Evening(tmp_path_factory.mktemp(f"order{order}"), order) for order in (1, 2, 3)]
    for evening in played:
        asyncio.run(evening.play())
    return played


def test_the_database_is_the_same_but_for_the_sessions_random_key(evenings: list[Evening]) -> None:
    assert len({evening.dump() for evening in evenings}) == 1
    assert len({evening.bytes() for evening in evenings}) == 1


def test_the_logs_at_debug_are_the_same(evenings: list[Evening]) -> None:
    assert [evening.log.read_text() for evening in evenings] == [evenings[0].log.read_text()] * 3
    assert "DEBUG" in evenings[0].log.read_text()


def test_what_other_phones_were_sent_is_the_same(evenings: list[Evening]) -> None:
    assert len({evening.stream for evening in evenings}) == 1
    assert evenings[0].stream.count(b"event: state") == 4
    assert len({tuple(evening.pages) for evening in evenings}) == 1
    assert "120" in evenings[0].pages[1]


def test_no_file_holds_a_ticket_or_a_count_on_the_way(evenings: list[Evening]) -> None:
    for evening in evenings:
        assert len(evening.secrets) == 201
        assert sum(secret in evening.before for secret in evening.secrets) == 201, "the search would find nothing"
        assert [secret for secret in evening.secrets if secret in evening.after] == []
        assert evening.states == {bytes([120])}


def test_the_exports_are_the_same(evenings: list[Evening]) -> None:
    exports = [evening.exports() for evening in evenings]
    assert exports == [exports[0]] * 3
    assert "120" in exports[0][1]
