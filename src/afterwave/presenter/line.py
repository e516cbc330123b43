"""How a kernel asks the program behind its page, which alone starts commands; the program is of a floor above."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client, Connection
from pathlib import Path
from typing import Any

Facts = dict[str, Any]


class ProgramLine:
    """One kernel's way to the program, opened when something is asked."""

    def __init__(self, way: str) -> None:
        """Keep the way: a key, a blank and an address, or "" where no program is."""
        self.way = way
        self._open: Connection | None = None

    def ask(self, what: Facts) -> Facts | None:
        """Return what the program answers, None where there is none or it went away."""
        if not self.way:
            return None
        with suppress(OSError, EOFError, AuthenticationError):
            if self._open is None:
                key, address = self.way.split(" ", maxsplit=1)
                self._open = Client(address, authkey=key.encode())
            self._open.send_bytes(json.dumps(what).encode())
            return dict(json.loads(self._open.recv_bytes()))
        # The next question opens it anew: the program may be back by then.
        self._open = None
        return None


def send_sheet(paper: Mapping[str, Any], number: object, send: Callable[..., object]) -> None:
    """Send the page the sheet that was printed last and its first page, if it is the one that it asks for."""
    if paper and paper.get("number") == number:
        # Another sheet was printed meanwhile, and this one's folder is gone.
        with suppress(OSError):
            send({"paper": number}, buffers=[Path(paper[file]).read_bytes() for file in ("path", "first")])
