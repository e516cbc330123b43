"""A command that the front door runs: what it said, how it goes, and its end."""

from __future__ import annotations

import json
import os
import subprocess
import threading
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import IO, Any

from afterwave.errors import AfterwaveError
from afterwave.launch.children import SAFE_PATH, STOP_WITHIN, start_program
from afterwave.launch.page_language import page_words
from afterwave.session.home import CONTENT, COUNTRY, DATABASE, LANGUAGE, SPOKEN

REMEMBERED = 200
"""Lines of what a command told that are kept for the page."""


class Job:
    """One command of ours in a process of its own, which ends when the front door does, however that ends (see
    `lifeline`).
    """

    def __init__(
        self, args: Sequence[str], *, env: Mapping[str, str], ready: Callable[[dict[str, Any]], None] | None = None
    ) -> None:
        """Start it; raise `NoProgram` where the machine starts none.

        What it prints as one line of JSON once it is ready is kept as its `facts`, and given to `ready`.
        """
        self.facts: dict[str, Any] = {}
        self._ready, self._ending = ready, False
        self._said: list[str] = []
        self._told: deque[str] = deque(maxlen=REMEMBERED)
        self._process = start_program(
            ["-m", "afterwave.cli.lifeline", *args],
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
            # A pipe has the system's letters on Windows, and is read as UTF-8 here.
            env={**os.environ, **SAFE_PATH, **env, "PYTHONIOENCODING": "utf-8"},
        )
        streams = ((self._process.stdout, self._say), (self._process.stderr, self._told.append))
        self._readers = [threading.Thread(target=_listen, args=(out, tell), daemon=True) for out, tell in streams]
        for reader in self._readers:
            reader.start()

    @property
    def state(self) -> str:
        """Return "starting" until it is ready, "running", "ending", or how it ended: "done" or "refused"."""
        # What it said last is still being read when the process itself is gone.
        if any(reader.is_alive() for reader in self._readers) or self._process.poll() is None:
            return "ending" if self._ending else "running" if self.facts else "starting"
        # Who is told to end may well end by a signal, and did what was asked.
        return "done" if self._process.returncode == 0 or self._ending else "refused"

    @property
    def alive(self) -> bool:
        """Return whether it has not ended yet."""
        return self.state in {"starting", "running", "ending"}

    @property
    def output(self) -> str:
        """Return what it printed."""
        return "".join(self._said).strip()

    def as_dict(self) -> dict[str, Any]:
        """Return its state, its facts, and what it told, in its own words."""
        words = "".join(self._told).strip()
        return {
            "state": self.state,
            "facts": self.facts,
            "told": "\n".join(filter(None, [words, "" if self.facts else self.output])),
        }

    def end(self) -> None:
        """Tell it to end as Ctrl and C would, and wait for nothing."""
        self._ending = True
        self.tell("end")
        if self._process.stdin and not self._process.stdin.closed:
            with suppress(OSError):
                self._process.stdin.close()

    def tell(self, word: str) -> None:
        """Say a word to it, which `lifeline` hears."""
        if self._process.stdin and not self._process.stdin.closed:
            with suppress(OSError):  # it is gone already
                self._process.stdin.write(f"{word}\n")
                self._process.stdin.flush()

    def stop(self) -> None:
        """Tell it to end and wait until it has; one that does not is killed."""
        self.end()
        try:
            self._process.wait(STOP_WITHIN)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def finish(self) -> None:
        """Wait for its own end, as long as one waits for anything that is told to end."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(STOP_WITHIN)

    def _say(self, line: str) -> None:
        self._said.append(line)
        if self.facts:
            return
        with suppress(ValueError):
            facts = json.loads(line)
            # A line that happens to be JSON, such as a number, is no facts.
            if isinstance(facts, dict):
                try:
                    if self._ready:
                        self._ready(facts)
                except AfterwaveError as error:  # else nobody would hear the command any more, and it wait for ever
                    self._told.append(f"{error.message(page_words())}\n")
                # Only now does it count as running: `ready` may still change what the page is told.
                self.facts = facts


def start_command(url: str, *args: str, spoken: str, ready: Callable[[dict[str, Any]], None] | None = None) -> Job:
    """Return a command on the session in a database that was begun just now, which speaks a language; what else it is
    about, its options say.
    """
    # What our own environment names must not stand in for an option that was left out.
    alone = dict.fromkeys((CONTENT, LANGUAGE, COUNTRY), "")
    return Job(args, env={**alone, DATABASE: url, SPOKEN: spoken}, ready=ready)


def _listen(out: IO[str] | None, tell: Callable[[str], None]) -> None:
    """Hear each line until the command closes, so that it never waits for a reader."""
    for line in out or ():
        tell(line)
    if out:
        out.close()
