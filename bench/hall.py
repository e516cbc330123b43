"""`make bench`: a hall of 10,000 phones that follow, and their 10,000 ballots in half a minute, beside a no-op POST in
the same run.

Each phone has an address of its own (127.0.0.0/8), as in a room's Wi-Fi. SQLite has one server, PostgreSQL two. The
table goes to bench/HALL.md.
"""

from __future__ import annotations

import asyncio
import random
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from afterwave.server.limits import most_phones, raise_open_files
from afterwave.session.session import Session
from bench.load import Measured, measured
from bench.run import postgresql, table
from bench.servers import Server, evening, room, yardstick
from crowd import Crowd, Listener, ballots

RESULTS = Path(__file__).with_name("HALL.md")
HALL, WITHIN = 10_000, 30.0  # phones, and seconds in which all of them send
ROOM_TO_SEND = 2_000  # descriptors left for the ballots that are on their way
PATIENCE = 120.0  # seconds: a hall that has not heard by then is deaf
OPTIONS = ("holding", "words", "breathing", "warmth")
HEAD = (
    "database", "servers", "phones", "idle MB", "with phones MB", "kB a phone", "step, first to last ms",
    "lost", "no-op p50/p99 ms", "ballot p50/p99 ms", "ratio p50/p99",
)  # fmt: skip


@dataclass(frozen=True)
class Seat:
    """A phone's own address, and the server that it calls."""

    port: int
    address: str


def main() -> None:
    """Measure, print, and write the table."""
    raise_open_files()
    phones = min(HALL, most_phones() - ROOM_TO_SEND)
    with tempfile.TemporaryDirectory() as folder, postgresql() as another:
        lines = [row("SQLite", f"sqlite:///{folder}/hall.sqlite", 1, phones)]
        if another:
            lines.append(row("PostgreSQL", another(), 2, phones))
    text = f"{about(phones)}\n\n{table(HEAD, lines)}\n"
    RESULTS.write_text(text, encoding="utf-8")
    print(text)


def about(phones: int) -> str:
    """Return what stands above the table, and in words that a hall was smaller than wanted."""
    smaller = (
        ""
        if phones == HALL
        else f" This machine lets a process have too few open files for {HALL:,} phones, so the hall is smaller."
    )
    return f"""# A hall

`make bench`: {phones:,} phones follow, and each sends one ballot at a moment of its own within {WITHIN:.0f} s, on a
line of its own, while it goes on following.{smaller} Phones, yardstick and servers share the machine's two cores, so
only the ratios are worth comparing. The yardstick is one Tornado process whose POST reads a form and does nothing,
asked in the same way in the same run; nobody follows it. A ballot is lost when its phone was thanked and it was not
counted."""


def row(database: str, url: str, servers: int, phones: int) -> tuple[str, ...]:
    """Return a line of the table."""
    with ExitStack() as stack:
        nothing, session = stack.enter_context(yardstick()), stack.enter_context(evening(url))
        running = [stack.enter_context(room(url)) for _ in range(servers)]
        idle = _memory(running)
        seats = [
            Seat(running[number % servers].port, f"127.{1 + number // 62_500}.{number // 250 % 250}.{1 + number % 250}")
            for number in range(phones)
        ]
        held, spread, sent = asyncio.run(_evening(session, running, seats))
        lost = phones - session.store.close("care").ballots
        idly = asyncio.run(_send(session, [nothing.port], seats))
    ratio = f"**{sent.p50 / idly.p50:.1f} / {sent.p99 / idly.p99:.1f}**"
    waits = [f"{one.p50:.1f} / {one.p99:.1f}" for one in (idly, sent)]
    each = f"{1000 * (held - idle) / phones:.1f}"
    return (
        database,
        str(servers),
        f"{phones:,}",
        f"{idle:.0f}",
        f"{held:.0f}",
        each,
        f"{spread:.0f}",
        str(lost),
        *waits,
        ratio,
    )


def _memory(servers: Sequence[Server]) -> float:
    return sum(server.memory for server in servers)


async def _evening(session: Session, servers: Sequence[Server], seats: Sequence[Seat]) -> tuple[float, float, Measured]:
    """Return the servers' megabytes with the whole hall on them, one step's milliseconds from the first phone to the
    last, and how the ballots fared.
    """
    hall = [Listener(seat.port, seat.address) for seat in seats]
    for some in range(0, len(hall), 100):
        await asyncio.gather(*(phone.begin() for phone in hall[some : some + 100]))
    before = [len(phone.came) for phone in hall]
    session.go("care", 7)
    await asyncio.gather(*(phone.hears(heard + 1, PATIENCE) for phone, heard in zip(hall, before, strict=True)))
    came = [phone.came[-1] for phone in hall]
    held = _memory(servers)
    sent = await _send(session, [server.port for server in servers], seats)
    await asyncio.gather(*(phone.end() for phone in hall))
    return held, 1000 * (max(came) - min(came)), sent


async def _send(session: Session, ports: Sequence[int], seats: Sequence[Seat]) -> Measured:
    """Return how long the hall's ballots took, each from its first try to its thanks."""
    chance = random.Random(1)  # noqa: S311 - moments, not secrets
    cast = ballots(session, "care", OPTIONS, len(seats), chance)
    addresses = [seat.address for seat in seats]
    crowd = Crowd("care", cast, ports, addresses, between=WITHIN / 2, phones=len(seats), resent=0.0, chance=chance)
    began = time.perf_counter()
    await crowd.vote()
    return measured(crowd.took, time.perf_counter() - began)


if __name__ == "__main__":
    main()
