"""A real PostgreSQL for tests, on loopback, in a temporary folder of its own."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from itertools import count
from pathlib import Path
from typing import Any

from room_process import free_port

SETTINGS = {"fsync": "on", "max_connections": "60", "shared_buffers": "32MB", "log_min_messages": "fatal"}
_ACCOUNT = "postgres"  # the server refuses to run as root


def programs() -> Path | None:
    """Return the folder of the server's programs, or None where there is no server."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


class Postgres:
    """A database server that can be killed and started again."""

    def __init__(self, binaries: Path) -> None:
        """Make an empty cluster and start it."""
        self._binaries, self._names = binaries, count()
        self._folder = Path(
            tempfile.mkdtemp(prefix="afterwave-pg-", dir=os.environ.get("PYTEST_DEBUG_TEMPROOT"))
        )  # where all that tests write lies: tests/conftest.py
        self._account = pwd.getpwnam(_ACCOUNT) if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
        os.chown(self._folder, self._account.pw_uid, self._account.pw_gid)
        self.port = free_port()
        self._run(
            "initdb", "-D", str(self._folder / "data"), "-A", "trust", "-U", _ACCOUNT, "-E", "UTF8", "--no-locale"
        )
        self.start()

    def start(self) -> None:
        """Start the server, and wait until it answers."""
        settings = [word for name, value in SETTINGS.items() for word in ("-c", f"{name}={value}")]
        place = ["-D", str(self._folder / "data"), "-p", str(self.port), "-h", "127.0.0.1", "-k", str(self._folder)]
        self._process = subprocess.Popen([str(self._binaries / "postgres"), *place, *settings], **self._as_account())
        until = time.monotonic() + 60
        while self._tool("pg_isready", "-q", check=False) != 0:
            assert time.monotonic() < until, "PostgreSQL did not start"
            time.sleep(0.1)

    def kill(self) -> None:
        """Kill the server and all its processes, as a power cut would."""
        children = subprocess.run(
            ["pgrep", "-P", str(self._process.pid)], capture_output=True, text=True, check=False
        ).stdout.split()
        for process in (self._process.pid, *map(int, children)):
            os.kill(process, signal.SIGKILL)
        self._process.wait()

    def database(self) -> str:
        """Return the URL of a new, empty database."""
        name = f"evening{next(self._names)}"
        self._tool("createdb", name)
        return f"postgresql://{_ACCOUNT}@127.0.0.1:{self.port}/{name}"

    def stop(self) -> None:
        """End the server and remove what it wrote."""
        self._process.send_signal(signal.SIGINT)
        self._process.wait(30)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _tool(self, name: str, *args: str, check: bool = True) -> int:
        return self._run(name, "-h", "127.0.0.1", "-p", str(self.port), "-U", _ACCOUNT, *args, check=check)

    def _run(self, name: str, *args: str, check: bool = True) -> int:
        done: subprocess.CompletedProcess[bytes] = subprocess.run(
            [str(self._binaries / name), *args], check=check, **self._as_account()
        )
        return done.returncode

    def _as_account(self) -> dict[str, Any]:
        return {
            "user": self._account.pw_uid,
            "group": self._account.pw_gid,
            "cwd": self._folder,
            "stdout": subprocess.DEVNULL,
            "stderr": subprocess.DEVNULL,
        }
