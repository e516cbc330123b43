"""What a participants' server holds in memory, and how soon a thousand phones hear that the group moved."""

from __future__ import annotations

import asyncio
import time

from afterwave.server.limits import raise_open_files
from afterwave.session.session import Session
from bench.servers import Server, evening, room
from bench.votes import vote
from crowd import Listener

PHONES, STEPS, VOTES, CONNECTIONS = 1000, 9, 100_000, 64
HEAD = (
    "database",
    "idle MB",
    "with 1,000 phones MB",
    "after 100,000 votes MB",
    "commit to first phone ms",
    "first to last of 1,000 phones ms",
)


def row(database: str, url: str) -> tuple[str, ...]:
    """Return a line of the table; the votes come while the phones listen, and the steps before them."""
    raise_open_files()
    with evening(url) as session, room(url) as server:
        idle = server.memory
        with_phones, first, spread = asyncio.run(_follow(session, server))
        vote([server.port], session, CONNECTIONS, VOTES)
        return (database, f"{idle:.0f}", f"{with_phones:.0f}", f"{server.memory:.0f}", f"{first:.0f}", f"{spread:.0f}")


async def _follow(session: Session, server: Server) -> tuple[float, float, float]:
    """Return the server's memory with all phones on it, and the slowest step's milliseconds: to the first phone, and
    from there to the last.
    """
    phones = [Listener(server.port) for _ in range(PHONES)]
    for some in range(0, PHONES, 100):
        await asyncio.gather(*(phone.begin() for phone in phones[some : some + 100]))
    firsts, spreads = [], []
    for step in range(1, STEPS + 1):
        await asyncio.sleep(0.4)
        began = time.perf_counter()
        session.go("care", step)
        await asyncio.gather(*(phone.hears(1 + step) for phone in phones))
        came = [phone.came[-1] for phone in phones]
        firsts.append(1000 * (min(came) - began))
        spreads.append(1000 * (max(came) - min(came)))
    memory = server.memory
    await asyncio.gather(*(phone.end() for phone in phones))
    return memory, max(firsts), max(spreads)
