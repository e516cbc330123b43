"""A line that moves while packages are fetched, from what pip says of them; by the standard library alone."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from typing import Self

from speech import say


class Progress:
    """One line that moves while it is waited for: how many packages are here, and for how long it has been going on."""

    def __init__(self) -> None:
        """Begin to count the time."""
        self._since, self._said, self._done = time.monotonic(), "", threading.Event()
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

    def say(self, words: str) -> None:
        """Change what the line says."""
        self._said = words
        if not self._moving and words:
            print(f"  {words}", flush=True)

    def _tick(self) -> None:
        while not self._done.wait(1):
            if self._moving:
                print(f"\r  {self._said[:60]:<60} {int(time.monotonic() - self._since)} s ", end="", flush=True)


def told(lines: Iterator[str]) -> Iterator[str]:
    """Yield, from what pip says, what to say: the packages as they are counted, then that they are being laid out."""
    here: set[str] = set()
    for line in lines:
        words = line.split()
        if len(words) > 1 and words[0] == "Collecting":
            here.add(words[1])
            yield say("Packages found: {count}", count=len(here))
        elif line.startswith("Installing collected packages"):
            yield say("Putting packages in their place: {count}", count=line.count(",") + 1)
