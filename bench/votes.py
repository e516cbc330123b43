"""How many votes a second are thanked after their commit, and how soon, beside a Tornado POST that does nothing in the
same rounds.
"""

from __future__ import annotations

import secrets
import statistics
from collections.abc import Sequence
from contextlib import ExitStack
from urllib.parse import urlencode

from afterwave.poll import tickets
from afterwave.session.session import Session
from bench.load import Measured, post
from bench.servers import evening, room, yardstick

ROUNDS, VOTES = 7, 3000
HEAD = ("database", "servers", "connections", "no-op POST/s", "votes/s", "ratio", "no-op p50/p99 ms", "vote p50/p99 ms")


def rows(database: str, url: str, servers: int, connections: Sequence[int]) -> list[tuple[str, ...]]:
    """Return a line of the table for each number of connections: medians over interleaved rounds, and the median of
    their ratios.
    """
    with ExitStack() as stack:
        nothing, session = stack.enter_context(yardstick()), stack.enter_context(evening(url))
        ports = [stack.enter_context(room(url)).port for _ in range(servers)]
        vote(ports, session, connections[0], VOTES // 3)
        found = []
        for number in connections:
            rounds = [(_idle(nothing.port, number), vote(ports, session, number, VOTES)) for _ in range(ROUNDS)]
            found.append((database, str(servers), str(number), *_cells(rounds)))
        return found


def vote(ports: Sequence[int], session: Session, connections: int, votes: int) -> Measured:
    """Return what the kit bears, with a fresh ticket for each vote."""
    key = session.store.ticket_key
    return post(
        ports,
        "/poll/care",
        [urlencode({"ticket": tickets.issue(key, "care"), "option": "words"}).encode() for _ in range(votes)],
        connections,
    )


def _idle(port: int, connections: int) -> Measured:
    return post(
        [port],
        "/",
        [urlencode({"ticket": secrets.token_urlsafe(32), "option": "words"}).encode() for _ in range(VOTES)],
        connections,
    )


def _cells(rounds: Sequence[tuple[Measured, Measured]]) -> tuple[str, ...]:
    nothing, votes = zip(*rounds, strict=True)
    ratio = statistics.median(kit.per_second / none.per_second for none, kit in rounds)
    speeds = [f"{statistics.median(one.per_second for one in side):,.0f}" for side in (nothing, votes)]
    waits = [
        f"{statistics.median(one.p50 for one in side):.1f} / {statistics.median(one.p99 for one in side):.1f}"
        for side in (nothing, votes)
    ]
    return (*speeds, f"**{ratio:.2f}**", *waits)
