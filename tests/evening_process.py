"""Runs `afterwave present` as a real process, as a facilitator would."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import psutil

from patience import SECONDS
from room_process import free_port

T = TypeVar("T")


class Evening:
    """A running `afterwave present` (or another command of its kind), and where its pages are."""

    def __init__(self, process: subprocess.Popen[str], addresses: dict[str, str], log: Path | None = None) -> None:
        self.process, self.addresses, self._log = process, addresses, log

    def said(self) -> str:
        """Return what it wrote on the terminal beside its addresses; nothing where that is not kept."""
        return self._log.read_text() if self._log else ""

    def family(self) -> list[psutil.Process]:
        """Return everything it started."""
        started: list[psutil.Process] = psutil.Process(self.process.pid).children(recursive=True)
        return started

    def child(self, word: str) -> psutil.Process:
        """Return the child whose command line holds a word."""
        return next(one for one in self.family() if word in listed(one))

    def interrupt(self) -> int:
        """Press Ctrl-C, and return the exit status."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(SECONDS)


def listed(one: psutil.Process) -> list[str]:
    """Return a program's command line; nothing of one that has just gone."""
    try:
        return list(one.cmdline())
    except psutil.NoSuchProcess:
        return []


@contextmanager
def evening(
    database: Path,
    *args: str,
    command: str = "present",
    log: Path | None = None,
    folder: Path | None = None,
    **env: str,
) -> Iterator[Evening]:
    """Start an evening on a database file, in a folder where it is typed, wait until it is ready, and end it however
    the test left it.

    Its phones have a port that no other test's evening looks for, so that two may begin at the same moment.
    """
    place = ["--host", "127.0.0.1", "--port", str(free_port()), "--database", f"sqlite:///{database}"]
    call = [sys.executable, "-m", "afterwave", command, "--no-browser", "--json", *place, *args]
    with (log or Path(os.devnull)).open("a") as errors:
        process = subprocess.Popen(
            call, stdout=subprocess.PIPE, stderr=errors, text=True, env={**os.environ, **env}, cwd=folder
        )
        try:
            line = process.stdout.readline() if process.stdout else ""
            assert line, f"it ended without a word; its log: {log.read_text() if log else 'not kept'}"
            yield Evening(process, json.loads(line), log)
        finally:
            process.terminate()
            process.wait(SECONDS)
            if process.stdout:
                process.stdout.close()


def until(true: Callable[[], T | None], seconds: float = SECONDS) -> T:
    """Return what a question answers once it answers yes; fail when it does not in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := true():
            return found
        time.sleep(0.05)
    raise AssertionError(f"it did not happen within {seconds} s")
