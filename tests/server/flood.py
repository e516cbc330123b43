"""A flood from one address, as a process of its own: so many connections that ask again as soon as they are answered.
Arguments: port, connections, address.

They ask in turn for a page, for a poll, and send ballots on made-up tickets.
"""

from __future__ import annotations

import asyncio
import sys
from itertools import cycle
from typing import Any

BALLOT = b"ticket=" + b"x" * 48 + b"&option=green"
ASKED = [
    b"POST /poll/tea HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n%s" % (len(BALLOT), BALLOT),
    b"GET /poll/tea HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\n\r\n",
    b"GET /follow HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\n\r\n",
]


class Greedy(asyncio.Protocol):
    asked = cycle(ASKED)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport: Any = transport
        self.ask()

    def ask(self) -> None:
        self.transport.write(next(self.asked))
        self.answer, self.length = b"", -1

    def data_received(self, data: bytes) -> None:
        self.answer += data
        head, end, body = self.answer.partition(b"\r\n\r\n")
        if end and len(body) >= int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0] or 0):
            self.ask()


async def main(port: int, connections: int, address: str) -> None:
    loop = asyncio.get_running_loop()
    for _ in range(connections):
        await loop.create_connection(Greedy, "127.0.0.1", port, local_addr=(address, 0))
    print("flooding", flush=True)  # noqa: T201 - whoever started it waits for this
    await asyncio.Event().wait()


asyncio.run(main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]))
