"""A plain load: a fixed number of POSTs over keep-alive connections to this machine, timed one by one.

Bare protocols, so that the load takes little of the two cores that the measured server needs.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Measured:
    """What a load took: requests a second, and the median and 99th percentile of one answer, in milliseconds."""

    per_second: float
    p50: float
    p99: float


def measured(took: list[float], whole: float) -> Measured:
    """Return the figures of answers that took so many seconds each, and so many together."""
    took = sorted(took)
    return Measured(len(took) / whole, 1000 * took[len(took) // 2], 1000 * took[len(took) * 99 // 100])


def post(ports: Sequence[int], path: str, bodies: Sequence[bytes], connections: int) -> Measured:
    """Return how servers on loopback bore these POSTs, the connections shared out among them; raise RuntimeError for an
    answer that is no redirect.
    """
    return asyncio.run(_load(ports, [_request(path, body) for body in bodies], connections))


async def _load(ports: Sequence[int], requests: list[bytes], connections: int) -> Measured:
    loop, took, left = asyncio.get_running_loop(), list[float](), iter(requests)
    lines = [_Line(left, took, loop.create_future()) for _ in range(connections)]
    for number, line in enumerate(lines):
        await loop.create_connection(lambda line=line: line, "127.0.0.1", ports[number % len(ports)])
    begin = time.perf_counter()
    for line in lines:
        line.send()
    await asyncio.gather(*(line.done for line in lines))
    return measured(took, time.perf_counter() - begin)


def _request(path: str, body: bytes) -> bytes:
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: "
        f"application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


class _Line(asyncio.Protocol):
    """A connection that sends the next request once the last is answered."""

    def __init__(self, left: Iterator[bytes], took: list[float], done: asyncio.Future[None]) -> None:
        self.left, self.took, self.done = left, took, done
        self.answer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport

    def send(self) -> None:
        request = next(self.left, None)
        if request is None:
            self.done.set_result(None)
            self.transport.close()
            return
        self.begun = time.perf_counter()
        self.transport.write(request)

    def data_received(self, data: bytes) -> None:
        self.answer += data
        if not self.answer.endswith(b"\r\n\r\n"):  # a redirect has no body
            return
        if b" 303 " not in self.answer[:20]:
            self.done.set_exception(RuntimeError(self.answer.partition(b"\r\n")[0].decode()))
            self.transport.close()
            return
        self.took.append(time.perf_counter() - self.begun)
        self.answer = b""
        self.send()

    def connection_lost(self, _error: Exception | None) -> None:
        if not self.done.done():
            self.done.set_exception(ConnectionResetError())
