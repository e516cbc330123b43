"""How much one connection or one address may ask of the server, so that a slow or greedy one does not keep the others
waiting.
"""

from __future__ import annotations

import asyncio
import secrets
import time
from collections import deque
from hashlib import blake2b
from typing import Any

from tornado.http1connection import HTTP1Connection
from tornado.web import RequestHandler

try:
    import resource
except ImportError:  # Windows has no such limit to raise
    resource = None  # type: ignore[assignment]  # asked for before each use

LIMITS: dict[str, Any] = {
    "max_header_size": 8192,
    "max_body_size": 1 << 40,  # our own handlers read what is too large away, and answer 413
    # each of many hundred slow connections holds its own, so these are small
    "max_buffer_size": 65536,
    "chunk_size": 4096,
    "idle_connection_timeout": 20,
}
"""Bytes, and seconds: a header or a request that does not come within 20 s is let go."""

BODY_WITHIN = 10.0  # seconds
LOOK = 1.0  # seconds between two looks for bodies that are late

GAP = 0.002
"""Seconds between two requests of one address that begin while others are there: none of theirs then waits for more
than one of its.
"""

REMEMBERED = 10.0  # seconds after a request in which its address counts as being there

SPARE = 128  # descriptors for the database, the pages and whoever joins now
ENOUGH = 65536


def raise_open_files() -> None:
    """Let this process have as many connections as the system allows; each phone that listens is one."""
    if resource is None:
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = ENOUGH if hard == resource.RLIM_INFINITY else min(hard, ENOUGH)
    if soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def most_phones() -> int:
    """Return how many phones may listen at once."""
    if resource is None:
        return 400
    return max(SPARE, resource.getrlimit(resource.RLIMIT_NOFILE)[0] - SPARE)


MOST_SIGNALS, SPAN = 12, 60.0
"""Signals of a colleague, given or taken back, in so many seconds: more is no thumb's doing."""


class Thumb:
    """How often the colleague's signals may change. In memory, and of the one device that is in."""

    def __init__(self) -> None:
        """Begin with none."""
        self._given: deque[float] = deque(maxlen=MOST_SIGNALS)

    def may(self) -> bool:
        """Return whether one more may be given now, and count it."""
        now = time.monotonic()
        if len(self._given) == MOST_SIGNALS and now - self._given[0] < SPAN:
            return False
        self._given.append(now)
        return True


class Turns:
    """Lets the addresses take turns: while there are several, each begins one request in every `GAP`, and its others
    wait in order.

    Nobody is refused, nor slowed where there is nobody else: a hall behind one address is served as fast as the server
    can, and a flood from one address keeps the others waiting for one request, not for all of it. An address is kept as
    a salted hash, in memory: the last one, and those whose requests wait.
    """

    def __init__(self) -> None:
        """Begin with nobody waiting, and a salt that dies with the process."""
        self._salt = secrets.token_bytes(16)
        self._last, self._shared_until = b"", 0.0
        self._begun: set[bytes] = set()
        self._over = False
        self._waiting: dict[bytes, deque[asyncio.Future[None]]] = {}

    def take(self, address: str | None) -> asyncio.Future[None] | None:
        """Return None for a request that may begin now, or what to wait for."""
        who = blake2b((address or "").encode(), key=self._salt, digest_size=8).digest()
        loop = asyncio.get_running_loop()
        if self._last not in {who, b""}:
            self._shared_until = loop.time() + REMEMBERED
        self._last = who
        if self._over or (not self._waiting and loop.time() > self._shared_until):
            return None
        if not self._begun:
            loop.call_later(GAP, self._turn)
        if who not in self._begun:
            self._begun.add(who)
            return None
        turn: asyncio.Future[None] = loop.create_future()
        self._waiting.setdefault(who, deque()).append(turn)
        return turn

    def close(self) -> None:
        """Let everybody who waits begin at once, and whoever comes after: the server stops, and hangs up on those it
        has not answered.
        """
        self._over = True
        for turn in [turn for turns in self._waiting.values() for turn in turns if not turn.done()]:
            turn.set_result(None)
        self._waiting.clear()

    def _turn(self) -> None:
        self._begun = set(self._waiting)
        for who in self._begun:
            turn = self._waiting[who].popleft()
            if not turn.done():  # a server that stops cancels what waits
                turn.set_result(None)
            if not self._waiting[who]:
                del self._waiting[who]
        if self._begun:
            asyncio.get_running_loop().call_later(GAP, self._turn)


class Bodies:
    """The requests whose bodies are on their way. One look a second lets go of those that are late; a timer for each
    took a tenth of a ballot's time.
    """

    def __init__(self) -> None:
        """Begin with none."""
        self._since: dict[RequestHandler, float] = {}
        self._looking = False

    def expect(self, page: RequestHandler) -> None:
        """Let the page's connection go unless its body has come within `BODY_WITHIN` seconds."""
        loop = asyncio.get_running_loop()
        self._since[page] = loop.time()
        if not self._looking:
            self._looking = True
            loop.call_later(LOOK, self._look)

    def came(self, page: RequestHandler) -> None:
        """Expect nothing more of this page."""
        self._since.pop(page, None)

    def _look(self) -> None:
        loop = asyncio.get_running_loop()
        for page in [page for page, since in self._since.items() if loop.time() - since > BODY_WITHIN]:
            self.came(page)
            if isinstance(page.request.connection, HTTP1Connection):  # None once it was handed over
                # whoever reads from it hears so, and with it the page that waits for its body
                page.request.connection.close()
        self._looking = bool(self._since)
        if self._looking:
            loop.call_later(LOOK, self._look)
