"""Many phones at once, each a bare connection that is kept open: they send ballots until they are thanked."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from afterwave.poll import tickets
from afterwave.session.session import Session

Choices = tuple[str, ...]
LOST = (ConnectionError, asyncio.IncompleteReadError, TimeoutError)


@dataclass(frozen=True)
class Answer:
    """What a server said: its status, and its headers by their small names."""

    status: int
    headers: dict[str, str]


class Line:
    """A connection to a server on this machine, made when it is first needed and again when it was lost."""

    def __init__(self, port: int, address: str = "127.0.0.1", **headers: str) -> None:
        """Keep whom to call, from which address of this machine, and what to say of oneself."""
        self.port, self.address = port, address
        self._said = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def post(self, path: str, fields: Sequence[tuple[str, str]], patience: float = 30) -> Answer:
        """Return the answer to a form; raise one of LOST when there is none."""
        body = urlencode(fields)
        head = (
            f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{self._said}Content-Type: "
            f"application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        return await self._ask((head + body).encode(), patience)

    async def get(self, path: str, patience: float = 30) -> Answer:
        """Return the answer to a request for a page, without the page; raise one of LOST when there is none."""
        return await self._ask(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{self._said}\r\n".encode(), patience)

    def close(self) -> None:
        """Hang up."""
        if self._streams:
            self._streams[1].close()
            self._streams = None

    async def _ask(self, request: bytes, patience: float) -> Answer:
        try:
            async with asyncio.timeout(patience):
                if self._streams is None:
                    self._streams = await asyncio.open_connection("127.0.0.1", self.port, local_addr=(self.address, 0))
                reader, writer = self._streams
                writer.write(request)
                answer = _read(await reader.readuntil(b"\r\n\r\n"))
                await reader.readexactly(int(answer.headers.get("content-length", "0")))
        except BaseException:
            self.close()
            raise
        if answer.headers.get("connection") == "close":
            self.close()
        return answer


def _read(head: bytes) -> Answer:
    first, *lines = head.decode("latin-1").strip().split("\r\n")
    pairs = (line.split(":", 1) for line in lines)
    return Answer(int(first.split()[1]), {name.strip().lower(): value.strip() for name, value in pairs})


@dataclass
class Crowd:
    """Phones that send ballots for one poll until they are thanked, each ballot on its own ticket; `ports` are the
    servers they call, in turn.
    """

    poll: str
    ballots: dict[str, Choices]
    ports: Sequence[int]
    addresses: Sequence[str] = ("127.0.0.1",)
    between: float = 0.0  # seconds that a phone rests after a thank-you, on average
    phones: int = 250
    resent: float = 0.1  # how many send once more although they were thanked
    chance: random.Random = field(default_factory=lambda: random.Random(1))
    thanked: Counter[str] = field(default_factory=Counter)
    took: list[float] = field(default_factory=list)  # seconds from the first try to the thank-you
    others: Counter[int] = field(default_factory=Counter)  # statuses other than 303; 0 where the line was lost
    on_thanks: Callable[[], None] = lambda: None

    async def vote(self) -> None:
        """Return when every ballot was thanked."""
        waiting = iter(list(self.ballots.items()))
        async with asyncio.TaskGroup() as phones:
            for number in range(self.phones):
                phones.create_task(
                    self._phone(
                        waiting,
                        Line(self.ports[number % len(self.ports)], self.addresses[number % len(self.addresses)]),
                    )
                )

    async def _phone(self, waiting: Iterable[tuple[str, Choices]], line: Line) -> None:
        for ticket, choices in waiting:
            await asyncio.sleep(2 * self.between * self.chance.random())
            for _ in range(1 + (self.chance.random() < self.resent)):
                await self._until_thanked(line, ticket, choices)
        line.close()

    async def _until_thanked(self, line: Line, ticket: str, choices: Choices) -> None:
        fields = [("ticket", ticket), *(("option", choice) for choice in choices)]
        began = time.perf_counter()
        while True:
            try:
                answer = await line.post(f"/poll/{self.poll}", fields)
            except LOST:
                self.others[0] += 1
            else:
                if answer.status == 303:
                    break
                self.others[answer.status] += 1
                assert answer.status == 503, f"a good ballot was answered {answer.status}"
                assert int(answer.headers["retry-after"]) > 0
            await asyncio.sleep(0.05 + 0.1 * self.chance.random())
        self.took.append(time.perf_counter() - began)
        self.thanked[ticket] += 1
        self.on_thanks()


def ballots(
    session: Session, poll: str, options: Sequence[str], number: int, chance: random.Random
) -> dict[str, Choices]:
    """Return so many ballots that tick any of the options, each on a ticket that the session issued."""
    return {
        tickets.issue(session.store.ticket_key, poll): tuple(option for option in options if chance.random() < 0.4)
        for _ in range(number)
    }


def expected(ballots: dict[str, Choices], options: Sequence[str]) -> dict[str, int]:
    """Return what these ballots add up to."""
    ticks = Counter(choice for choices in ballots.values() for choice in choices)
    return {option: ticks[option] for option in options}


class Listener:
    """A phone that follows the group: the bytes it was sent, and when each message came."""

    def __init__(self, port: int, address: str = "127.0.0.1") -> None:
        """Keep whom to listen to."""
        self.port, self.address = port, address
        self.body = b""
        self.came: list[float] = []
        self._more = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def begin(self) -> None:
        """Return once the first message came."""
        first: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._task = asyncio.create_task(self._listen(first))
        await asyncio.wait_for(first, 30)

    async def hears(self, messages: int, within: float = 30) -> None:
        """Return once so many messages came; raise TimeoutError when they do not."""
        async with asyncio.timeout(within):
            while len(self.came) < messages:
                self._more.clear()
                await self._more.wait()

    async def end(self) -> None:
        """Hang up."""
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _listen(self, first: asyncio.Future[None]) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port, local_addr=(self.address, 0))
        try:
            writer.write(b"GET /events HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n\r\n")
            assert b" 200 " in (await reader.readuntil(b"\r\n\r\n"))[:20]
            while message := await reader.readuntil(b"\n\n"):
                if b"event: beat" in message:  # the clock's, and nobody's
                    continue
                self.body += message
                if b"event: state" in message:
                    self.came.append(time.perf_counter())
                    self._more.set()
                    if not first.done():
                        first.set_result(None)
        finally:
            writer.close()
