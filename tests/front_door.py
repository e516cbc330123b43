"""Runs `afterwave home` as a real process, with a data folder and a session of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil


class Door:
    """A running front door: its process, and the address of its page."""

    def __init__(self, process: subprocess.Popen[str], address: str) -> None:
        self.process, self.address = process, address

    def family(self) -> list[psutil.Process]:
        """Return everything it started, and what that started."""
        started: list[psutil.Process] = psutil.Process(self.process.pid).children(recursive=True)
        return started


@contextmanager
def front_door(folder: Path, *words: str) -> Iterator[Door]:
    """Open the front door on a folder, wait until it answers, and close it however the test left it; `words` come after
    the program's name.
    """
    own = {"XDG_DATA_HOME": str(folder / "data"), "AFTERWAVE_SUPPORT": str(folder / "support.yaml")}
    env = {**os.environ, **own, "AFTERWAVE_DATABASE": f"sqlite:///{folder / 's.sqlite'}", "LC_ALL": "C.UTF-8"}
    call = [sys.executable, "-m", "afterwave", *words]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(call, stdout=subprocess.PIPE, stderr=log, text=True, env=env, cwd=folder)
        try:
            line = process.stdout.readline() if process.stdout else ""
            assert line, (folder / "log").read_text()
            yield Door(process, json.loads(line)["home"])
        finally:
            process.terminate()
            process.wait(60)
            if process.stdout:
                process.stdout.close()


def gone(family: list[psutil.Process]) -> bool:
    """Return whether none of these processes runs any more."""
    return not any(one.is_running() and one.status() != psutil.STATUS_ZOMBIE for one in family)
