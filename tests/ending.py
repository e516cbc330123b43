"""Ends the programs that tests begin."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import AnyStr

PATIENCE = 30
"""Seconds in which a program that is told to end may do so, on a busy machine."""


@contextmanager
def ended(began: subprocess.Popen[AnyStr], patience: float = PATIENCE) -> Iterator[subprocess.Popen[AnyStr]]:
    """Give a program that was begun, and end it however the block is left; one that does not go in time is killed.

    `with subprocess.Popen(...)` alone waits for the program's own end: a test that fails in the block would hang.
    """
    with began:
        try:
            yield began
        finally:
            began.terminate()
            try:
                began.wait(patience)
            except subprocess.TimeoutExpired:
                began.kill()
