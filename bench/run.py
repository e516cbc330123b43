"""`make bench`: votes acknowledged after their commit, beside a Tornado server that does nothing, in the same run; the table goes to bench/RESULTS.md."""

from __future__ import annotations

import secrets
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import psutil

from afterwave.cli.network import free_port
from afterwave.content.load import load
from afterwave.content.places import kit
from afterwave.poll import tickets
from afterwave.session.session import Session
from bench.load import Measured, post

ROUNDS, VOTES = 7, 3000
CONNECTIONS = (64, 512)
RESULTS = Path(__file__).with_name("RESULTS.md")


def main() -> None:
    """Measure, print, and write the table."""
    rows: list[str] = []
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as (yardstick, voting, session, memory):
        for connections in CONNECTIONS:
            rounds = [(idle(yardstick, connections), vote(voting, session, connections)) for _ in range(ROUNDS)]
            rows.append(row(connections, rounds))
        grown = memory()
    table = [
        "# What it costs",
        "",
        f"`make bench`: {ROUNDS} interleaved rounds of {VOTES} POSTs on loopback; medians. Only ratios are worth comparing between machines.",
        "",
        "| connections | no-op POST/s | votes/s, after commit | ratio | no-op p50/p99 ms | vote p50/p99 ms |",
        "|---|---|---|---|---|---|",
        *rows,
        "",
        f"Memory of the participants' server after {2 * ROUNDS * VOTES:,} votes: {grown:.0f} MB resident.",
        "",
    ]
    RESULTS.write_text("\n".join(table), encoding="utf-8")
    print("\n".join(table))


@contextmanager
def served(folder: Path) -> Iterator[tuple[int, int, Session, Callable[[], float]]]:
    """Yield both servers' ports, the session, and a question for the kit's memory in MB."""
    url = f"sqlite:///{folder / 'session.sqlite'}"
    session, ports = Session.open(url), (free_port("127.0.0.1"), free_port("127.0.0.1") + 1)
    session.store.open(load(kit("content")).poll("care"))
    calls = (["-m", "bench.noop", str(ports[0])], ["-m", "afterwave", "serve", "--host", "127.0.0.1", "--port", str(ports[1]), "--database", url])
    processes = [subprocess.Popen([sys.executable, *call], stdout=subprocess.PIPE) for call in calls]
    try:
        for process in processes:
            next(iter(process.stdout or ()))
        yield ports[0], ports[1], session, lambda: psutil.Process(processes[1].pid).memory_info().rss / 1e6
    finally:
        for process in processes:
            process.terminate()
            process.wait()


def idle(port: int, connections: int) -> Measured:
    """Return what the yardstick bears."""
    return post([port], "/", [urlencode({"ticket": secrets.token_urlsafe(32), "option": "words"}).encode() for _ in range(VOTES)], connections)


def vote(port: int, session: Session, connections: int) -> Measured:
    """Return what the kit bears, with a fresh ticket for each vote."""
    key = session.store.ticket_key
    return post([port], "/poll/care", [urlencode({"ticket": tickets.issue(key, "care"), "option": "words"}).encode() for _ in range(VOTES)], connections)


def row(connections: int, rounds: list[tuple[Measured, Measured]]) -> str:
    """Return one line of the table: medians over the rounds, and the median of their ratios."""
    nothing, votes = zip(*rounds, strict=True)
    ratio = statistics.median(kit.per_second / none.per_second for none, kit in rounds)

    def median(of: tuple[Measured, ...], name: str) -> float:
        return statistics.median(getattr(one, name) for one in of)

    cells = [f"{median(nothing, 'per_second'):,.0f}", f"{median(votes, 'per_second'):,.0f}", f"**{ratio:.2f}**"]
    cells += [f"{median(side, 'p50'):.1f} / {median(side, 'p99'):.1f}" for side in (nothing, votes)]
    return f"| {connections} | {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
