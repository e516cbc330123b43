"""How simulated phones talk to one server, and to no other: every address is made of the base and a path, and no
redirect or link is ever followed.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Mapping, Sequence
from html.parser import HTMLParser
from typing import Any, TypeVar
from urllib.parse import quote, urlencode, urlsplit

from tornado.httpclient import HTTPClientError, HTTPRequest, HTTPResponse
from tornado.iostream import IOStream, StreamClosedError
from tornado.simple_httpclient import SimpleAsyncHTTPClient
from tornado.tcpclient import TCPClient

from afterwave.content.kinds import TAKES, Takes
from afterwave.content.registry import complete
from afterwave.refusals import NoAddress

PATIENCE = 10.0
"""Seconds that a phone waits for one answer, as the ballot's own script does."""

T = TypeVar("T")

FORM = "application/x-www-form-urlencoded"

INPUTS: Mapping[Takes, str] = {"any": "checkbox", "one": "radio"}
"""How a form asks for what a ballot holds. What simulated people then choose is `Temperament.chooses`."""

complete("INPUTS in rehearsal/wire.py", INPUTS, TAKES)


class Form(HTMLParser):
    """What a page's form asks: its hidden ticket or key, its options, and whether many may be ticked."""

    def __init__(self, page: str) -> None:
        """Read the page."""
        super().__init__()
        self.ticket, self.key, self.many = "", "", False
        self.options: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take what an input holds."""
        attributes = dict(attrs)
        if tag == "input" and attributes.get("name") == "ticket":
            self.ticket = attributes.get("value") or ""
        if tag == "input" and attributes.get("name") == "key":
            self.key = attributes.get("value") or ""
        if tag == "input" and attributes.get("name") == "option":
            self.options.append(attributes.get("value") or "")
            self.many = attributes.get("type") == INPUTS["any"]


class Wire:
    """The one server that a group of phones talks to."""

    def __init__(self, base: str, phones: int = 1) -> None:
        """Keep where it is; raise `NoAddress` for anything but http and https."""
        parts = urlsplit(base)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise NoAddress(base)
        self.base = base.rstrip("/") + "/"
        self.host, self.port = parts.hostname, parts.port or (443 if parts.scheme == "https" else 80)
        # A name and a password may stand in an address, and are no part of `Host`.
        self._name, self._path = parts.netloc.rpartition("@")[2], urlsplit(self.base).path
        self._tls = ssl.create_default_context() if parts.scheme == "https" else None
        # force_instance: a rehearsal's connections are its own, however many there are.
        # max_clients: with Tornado's own ten, phones would wait for each other.
        self._http = SimpleAsyncHTTPClient(force_instance=True, max_clients=max(10, 3 * phones))
        self._tcp = TCPClient()
        self._going: set[asyncio.Future[Any]] = set()

    async def get(self, *path: str) -> HTTPResponse:
        """Return the answer to a request for a page; a status of 599 stands for none."""
        return await self._fetch(self._request(path))

    async def post(self, path: Sequence[str], fields: Sequence[tuple[str, str]]) -> HTTPResponse:
        """Return the answer to a sent form; a status of 599 stands for none."""
        return await self._fetch(
            self._request(path, method="POST", body=urlencode(fields), headers={"Content-Type": FORM})
        )

    async def post_and_hang_up(self, path: Sequence[str], fields: Sequence[tuple[str, str]]) -> None:
        """Send a form, and lose the connection before the answer comes; whether it arrived, nobody here knows."""
        # By hand, for Tornado's client hangs up on nobody who may still answer.
        body = urlencode(fields)
        lines = [
            f"POST {self._at(path)} HTTP/1.1",
            f"Host: {self._name}",
            f"Content-Type: {FORM}",
            f"Content-Length: {len(body)}",
            "",
            body,
        ]
        try:
            stream = await self._connect()
        except OSError:
            return
        try:
            await stream.write("\r\n".join(lines).encode())
        except OSError:
            return
        finally:
            stream.close()

    async def listen(self) -> Line:
        """Return the open line of `/events`; raise OSError where there is none."""
        stream = await self._connect()
        try:
            # HTTP/1.0, so that no proxy between cuts the stream into chunks.
            request = f"GET {self._at(['events'])} HTTP/1.0\r\nHost: {self._name}\r\nAccept: text/event-stream\r\n\r\n"
            await stream.write(request.encode())
            head = await stream.read_until(b"\r\n\r\n", max_bytes=16384)
        except BaseException:  # a phone that is called away while it waits leaves no open line behind
            stream.close()
            raise
        if b" 200 " not in head.split(b"\r\n", 1)[0]:
            stream.close()
            raise StreamClosedError
        return Line(stream)

    async def close(self) -> None:
        """Let what was asked be answered, for as long as a phone waits for one answer, and let go of what is open."""
        if self._going:
            await asyncio.wait(self._going, timeout=PATIENCE)
        self._http.close()
        self._tcp.close()

    async def _fetch(self, request: HTTPRequest) -> HTTPResponse:
        try:
            return await self._to_the_end(self._http.fetch(request, raise_error=False))
        except (
            OSError,
            HTTPClientError,
        ) as error:  # the second: a patience that ended, a line that broke after it was up
            return HTTPResponse(request, 599, error=error)

    async def _connect(self) -> IOStream:
        connecting = asyncio.ensure_future(
            self._tcp.connect(self.host, self.port, ssl_options=self._tls, timeout=PATIENCE)
        )
        try:
            return await self._to_the_end(connecting)
        except asyncio.CancelledError:
            connecting.add_done_callback(_hang_up)  # nobody is left who would close it
            raise

    async def _to_the_end(self, going: asyncio.Future[T]) -> T:
        """Return what comes; where the one who waits is called away it comes all the same, and `close` waits for it."""
        self._going.add(going)
        going.add_done_callback(self._going.discard)
        return await asyncio.shield(going)

    def _at(self, path: Sequence[str]) -> str:
        return self._path + "/".join(quote(part, safe="") for part in path)

    def _request(self, path: Sequence[str], **how: Any) -> HTTPRequest:  # noqa: ANN401 - Tornado's own options
        url = self.base + "/".join(quote(part, safe="") for part in path)
        return HTTPRequest(url, request_timeout=PATIENCE, connect_timeout=PATIENCE, follow_redirects=False, **how)


class Line:
    """An open stream of events."""

    def __init__(self, stream: IOStream) -> None:
        """Keep the bare connection."""
        self._stream = stream

    async def messages(self) -> AsyncIterator[str]:
        """Give the data of each event, until one of the two sides leaves."""
        try:
            while True:
                block = (await self._stream.read_until(b"\n\n", max_bytes=65536)).decode()
                data = [line[6:] for line in block.splitlines() if line.startswith("data: ")]  # a beat has none
                if data:
                    yield "\n".join(data)
        except StreamClosedError:
            return

    def close(self) -> None:
        """Hang up, as a phone does that loses the Wi-Fi: without a word."""
        self._stream.close()


def _hang_up(connected: asyncio.Future[IOStream]) -> None:
    if not connected.cancelled() and not connected.exception():
        connected.result().close()
