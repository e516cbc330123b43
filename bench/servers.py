"""The servers that are measured: the yardstick, and the participants' server on any database, as processes of their
own.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psutil

from afterwave.content.load import load
from afterwave.content.places import kit
from afterwave.session.session import Session
from room_process import free_port


@dataclass(frozen=True)
class Server:
    """A server that answers at a port of this machine."""

    port: int
    process: subprocess.Popen[bytes]

    @property
    def memory(self) -> float:
        """Megabytes that it holds, those included that it shares with others."""
        return float(psutil.Process(self.process.pid).memory_info().rss / 1e6)


@contextmanager
def yardstick() -> Iterator[Server]:
    """Yield a Tornado server whose POST does nothing."""
    port = free_port()
    with _running(port, ["-m", "bench.noop", str(port)]) as server:
        yield server


@contextmanager
def room(url: str) -> Iterator[Server]:
    """Yield a participants' server on a database, as `afterwave serve` starts it."""
    port = free_port()
    with _running(
        port, ["-m", "afterwave", "serve", "--host", "127.0.0.1", "--port", str(port), "--database", url]
    ) as server:
        yield server


@contextmanager
def evening(url: str) -> Iterator[Session]:
    """Yield the session on a database, with the poll on care open."""
    session = Session.open(url)
    session.store.open(load(kit("content")).poll("care"))
    yield session
    session.close()


@contextmanager
def _running(port: int, call: list[str]) -> Iterator[Server]:
    process = subprocess.Popen([sys.executable, *call], stdout=subprocess.PIPE)
    try:
        next(iter(process.stdout or ()))
        yield Server(port, process)
    finally:
        process.terminate()
        process.wait()
