"""A plain load: a fixed number of POSTs over keep-alive connections to this machine, timed one by one."""

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


def post(port: int, path: str, bodies: Sequence[bytes], connections: int) -> Measured:
    """Return how a server on loopback bore these POSTs; raise RuntimeError for an answer that is no redirect."""
    return asyncio.run(_load(port, path, iter(bodies), connections))


async def _load(port: int, path: str, bodies: Iterator[bytes], connections: int) -> Measured:
    took: list[float] = []
    begin = time.perf_counter()
    await asyncio.gather(*(_connection(port, path, bodies, took) for _ in range(connections)))
    whole = time.perf_counter() - begin
    took.sort()
    return Measured(len(took) / whole, 1000 * took[len(took) // 2], 1000 * took[len(took) * 99 // 100])


async def _connection(port: int, path: str, bodies: Iterator[bytes], took: list[float]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for body in bodies:
        head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
        begin = time.perf_counter()
        writer.write(head.encode() + body)
        answer = await reader.readuntil(b"\r\n\r\n")
        if b" 303 " not in answer.split(b"\r\n", 1)[0]:
            raise RuntimeError(answer.split(b"\r\n", 1)[0].decode())
        length = next((int(line.split(b":")[1]) for line in answer.split(b"\r\n") if line.lower().startswith(b"content-length")), 0)
        await reader.readexactly(length)
        took.append(time.perf_counter() - begin)
    writer.close()
