"""A line that moves while packages are fetched, from what pip says of them; by the standard library alone."""

from __future__ import annotations

import re
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Self

from speech import say


class Progress:
    """One line that moves while it is waited for: how many packages are here, how many of them in their place, and for
    how long it has been going on.
    """

    def __init__(self, into: Path) -> None:
        """Begin to count the time, and from what lies in an environment already."""
        self._into, self._there = into, laid_out(into)
        self._since, self._said, self._all, self._done = time.monotonic(), "", 0, threading.Event()
        self._moving = sys.stdout.isatty()
        self._thread = threading.Thread(target=self._tick, daemon=True)

    def __enter__(self) -> Self:
        """Begin to move."""
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop, and leave the cursor on a line of its own."""
        self._done.set()
        self._thread.join()
        print(flush=True)

    def found(self, count: int) -> None:
        """Say how many packages are found by now."""
        self._say(say("1 of 2. Packages found: {count}", count=count))

    def placing(self, count: int) -> None:
        """Say that so many are being put in their place, one after the other."""
        self._all = count
        self._say(self._placed())

    def _placed(self) -> str:
        done = min(max(laid_out(self._into) - self._there, 0), self._all)
        return say("2 of 2. Packages in their place: {count} of {all}", count=done, all=self._all)

    def _say(self, words: str) -> None:
        self._said = words
        if not self._moving:
            print(f"  {words}", flush=True)

    def _tick(self) -> None:
        while not self._done.wait(1):
            if self._moving:
                said = self._placed() if self._all else self._said
                print(f"\r  {said[:60]:<60} {int(time.monotonic() - self._since)} s ", end="", flush=True)


def laid_out(into: Path) -> int:
    """Return how many packages an environment holds: each has its papers in a folder beside it."""
    return sum(1 for pattern in ("lib/python*", "Lib") for _ in into.glob(f"{pattern}/site-packages/*.dist-info"))


def told(lines: Iterator[str], progress: Progress) -> None:
    """Tell from what pip says how far it is: the packages as they are counted, then that they are being laid out."""
    here: set[str] = set()
    for line in lines:
        found = re.match(r"\s*(?:Collecting ([\w.-]+)|Processing .*?([\w.]+)-[^/\\]*\.whl)", line)
        if found:  # the name that is asked for, or the file of a folder of packages
            here.add((found[1] or found[2]).replace("-", "_").lower())
            progress.found(len(here))
        elif line.startswith("Installing collected packages"):
            progress.placing(line.count(",") + 1)
