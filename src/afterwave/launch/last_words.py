"""Leaves out what a program, and those that it started, say once it was told to end: whoever is ended in the midst of
its work says so in forty lines of Python.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

DRAINED = 0.5
"""Seconds that are given to what is on its way; a child that lives on holds the pipe open."""


@contextmanager
def heard_until(end: threading.Event) -> Iterator[None]:
    """Pass on what is said on standard error while the block runs, also by what is started in it, until `end` is
    set.
    """
    try:
        terminal = os.dup(2)
    except OSError:  # nobody would hear it
        yield
        return
    said, into = os.pipe()
    os.dup2(into, 2)
    os.close(into)
    reader = threading.Thread(target=_pass_on, args=(said, terminal, end), daemon=True)
    reader.start()
    try:
        yield
    finally:
        # Why we ourselves end is said where it was always said, after all that was on its way.
        os.dup2(terminal, 2)
        if not end.is_set():
            reader.join(DRAINED)


def _pass_on(said: int, terminal: int, end: threading.Event) -> None:
    """Read to the end in any case: a pipe that nobody reads would keep its writers waiting."""
    while words := os.read(said, 1 << 16):
        if not end.is_set():
            with suppress(OSError):
                os.write(terminal, words)
