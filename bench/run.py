"""`make bench`: what the polls cost, beside a Tornado server that does nothing, in the same run; the tables go to
bench/RESULTS.md.

PostgreSQL is measured where the machine has its programs, on loopback, as the tests start it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bench import phones, votes
from postgres import Postgres, programs

RESULTS = Path(__file__).with_name("RESULTS.md")
SERVERS = (1, 2, 4)
ABOUT = f"""# What it costs

`make bench`: {votes.ROUNDS} interleaved rounds of {votes.VOTES} POSTs each on loopback; medians. The load, the
yardstick and all servers share the machine's two cores, so only ratios are worth comparing between machines. The
yardstick is always one Tornado process whose POST reads a form and does nothing."""


def main() -> None:
    """Measure, print, and write the tables."""
    with tempfile.TemporaryDirectory() as folder, postgresql() as another:
        sqlite = (f"sqlite:///{folder}/{number}.sqlite" for number in range(9))
        counted = votes.rows("SQLite", next(sqlite), 1, (64, 512))
        held = [phones.row("SQLite", next(sqlite))]
        if another:
            counted += [line for servers in SERVERS for line in votes.rows("PostgreSQL", another(), servers, (64, 512))]
            held.append(phones.row("PostgreSQL", another()))
    parts = [
        ABOUT,
        "## Votes, thanked after their commit",
        table(votes.HEAD, counted),
        "## Memory, and phones that follow",
        table(phones.HEAD, held),
    ]
    text = "\n\n".join(parts) + "\n"
    RESULTS.write_text(text, encoding="utf-8")
    print(text)


@contextmanager
def postgresql() -> Iterator[Callable[[], str] | None]:
    """Yield what gives the URL of a new, empty database, or None where there is no PostgreSQL."""
    binaries = programs()
    server = Postgres(binaries) if binaries else None
    yield server.database if server else None
    if server:
        server.stop()


def table(head: tuple[str, ...], lines: Iterable[tuple[str, ...]]) -> str:
    """Return a Markdown table."""
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, ("---",) * len(head), *lines))


if __name__ == "__main__":
    main()
