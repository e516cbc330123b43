"""The participants' server as a process of its own, as an evening runs it: it can be killed, and comes back at the same
port.
"""

from __future__ import annotations

import random
import socket
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import psutil
from sqlalchemy import select

from afterwave.content.load import load
from afterwave.poll import tables
from afterwave.session.session import Session
from content_folder import written


def content(folder: Path) -> Path:
    """Return a folder with a small workshop in it, whose one poll is "tea", of "green" and "black"."""
    made = written(folder)
    return made.path


class RoomProcess:
    """`afterwave serve` on a database, ready to answer."""

    def __init__(
        self,
        url: str,
        content: Path,
        port: int = 0,
        *,
        log: Path | None = None,
        run_as: Sequence[str] = ("-m", "afterwave"),
    ) -> None:
        """Start it, at a free port unless one is given; `run_as` is what Python is given to run."""
        self.port = port or free_port()
        place = ["--host", "127.0.0.1", "--port", str(self.port), "--database", url, "--content", str(content)]
        self._call, self._log = [sys.executable, *run_as, "serve", *place], log
        self.start()

    def start(self) -> None:
        """Start it, and wait until it answers."""
        errors = self._log.open("a") if self._log else None
        self.process = subprocess.Popen(self._call, stdout=subprocess.PIPE, stderr=errors)
        if errors:
            errors.close()
        assert self.process.stdout is not None
        assert b"http" in self.process.stdout.readline(), "the server did not start"

    def kill(self) -> None:
        """Kill it as a power cut would."""
        self.process.kill()
        self._gone()

    def stop(self) -> int:
        """Ask it to end, and return its exit status."""
        self.process.terminate()
        return self._gone()

    @property
    def memory(self) -> float:
        """Megabytes that it holds."""
        return float(psutil.Process(self.process.pid).memory_info().rss / 1e6)

    def _gone(self) -> int:
        status = self.process.wait(30)
        if self.process.stdout:
            self.process.stdout.close()
        return status


class House:
    """Servers on one database, in which the poll "tea" is open."""

    def __init__(self, url: str, folder: Path, servers: int = 1) -> None:
        """Start them; the content is written to the folder."""
        kit = content(folder)
        self.session = Session.open(url, first="brewing")
        self.session.store.open(load(kit).poll("tea"))
        self.servers = [RoomProcess(url, kit) for _ in range(servers)]
        self.ports = [server.port for server in self.servers]

    def counted(self) -> tuple[int, dict[str, int]]:
        """Return the ballots and the counters as they stand in the database, which nothing but a test reads."""
        return counted(self.session)

    def end(self) -> None:
        """Stop them."""
        for server in self.servers:
            server.stop()
        self.session.close()


def counted(session: Session) -> tuple[int, dict[str, int]]:
    """Return the ballots and the counters of the one poll of a session, as they stand in its database."""
    with session.store.engine.connect() as connection:
        number = connection.scalar(select(tables.poll.c.ballots))
        rows = connection.execute(select(tables.tally.c.option, tables.tally.c.count)).tuples().all()
    return number or 0, dict(rows)


def free_port() -> int:
    """Return a port of this machine that nobody listens at.

    Not one of those that the system gives to whoever connects: a phone that tries to reach a server which was killed
    could be given that very port, reach itself, and keep the server from coming back.
    """
    for port in random.SystemRandom().sample(range(20_000, 32_000), 50):
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port
    raise OSError("fifty ports in a row are taken")
