"""A plain balancer: each connection goes to the next server in turn, byte for byte."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from itertools import cycle


@asynccontextmanager
async def balancer(ports: Sequence[int]) -> AsyncIterator[int]:
    """Yield the port of a balancer before these servers on this machine."""
    following, open_lines = cycle(ports), set[asyncio.StreamWriter]()

    async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            while data := await reader.read(65536):
                writer.write(data)
                await writer.drain()
        writer.close()

    async def connect(phone_reader: asyncio.StreamReader, phone_writer: asyncio.StreamWriter) -> None:
        try:
            server_reader, server_writer = await asyncio.open_connection("127.0.0.1", next(following))
        except ConnectionError:
            phone_writer.close()
            return
        lines = {phone_writer, server_writer}
        open_lines.update(lines)
        await asyncio.gather(pump(phone_reader, server_writer), pump(server_reader, phone_writer))
        open_lines.difference_update(lines)

    listening = await asyncio.start_server(connect, "127.0.0.1", 0, backlog=1024)
    yield listening.sockets[0].getsockname()[1]
    listening.close()
    for line in open_lines:
        line.close()
    await asyncio.sleep(0)
