"""How the pages of front door and console reach the program behind them: a socket that only this account can open,
with a key.
"""

from __future__ import annotations

import json
import secrets
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from multiprocessing import AuthenticationError
from multiprocessing.connection import Connection, Listener
from typing import Any, Protocol

PAUSE = 0.2
"""Seconds until pages are let in again where the machine has no room for one more."""

SHALLOW = "/tmp"  # noqa: S108 - in it a folder of our own is made, which no other account can open
"""Where a socket lies whose address would be too long elsewhere."""


class Counterpart(Protocol):
    """What stands behind a page."""

    def answer(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Do what a page asks, and return what it is told."""


@contextmanager
def answer_kernels(door: Counterpart) -> Iterator[str]:
    """Answer the page's kernels while the block runs, and give how they reach us: a key, a blank, and an address that
    other accounts cannot open.
    """
    key, over = secrets.token_hex(32), threading.Event()
    with _listener(key.encode()) as listener:
        threading.Thread(target=_let_in, args=(listener, door, over), daemon=True).start()
        try:
            yield f"{key} {listener.address}"
        finally:
            over.set()


@contextmanager
def _listener(key: bytes) -> Iterator[Listener]:
    try:
        found = Listener(authkey=key)
    except OSError:
        # The folder that this system names for what passes may lie too deep for a socket's address.
        with (
            tempfile.TemporaryDirectory(prefix="afterwave-", dir=SHALLOW) as folder,
            Listener(f"{folder}/s", "AF_UNIX", authkey=key) as found,
        ):
            yield found
        return
    with found:
        yield found


def _let_in(listener: Listener, door: Counterpart, over: threading.Event) -> None:
    while not over.is_set():
        try:
            kernel = listener.accept()
        except (AuthenticationError, EOFError, ConnectionError):  # somebody without the key, or gone again
            continue
        except OSError:  # the block is over; or this program may open no more files for now, which passes
            over.wait(PAUSE)
            continue
        try:
            threading.Thread(target=_converse, args=(kernel, door), daemon=True).start()
        except RuntimeError:  # no more threads for now: the page asks again
            kernel.close()


def _converse(kernel: Connection, door: Counterpart) -> None:
    with kernel:
        while True:
            try:
                # Not recv(), which unpickles: whatever comes is data, and runs nothing.
                request = json.loads(kernel.recv_bytes())
                kernel.send_bytes(json.dumps(door.answer(request)).encode())
            except (EOFError, OSError):
                return
