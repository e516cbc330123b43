"""A phone that listens for where the group is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx


class Phone:
    """A phone that listens."""

    def __init__(self, answer: httpx.Response) -> None:
        self.answer = answer
        self._lines = answer.iter_lines()

    def hears(self) -> dict[str, Any]:
        """Return the next message."""
        for line in self._lines:
            if line.startswith("data: "):
                return dict(json.loads(line.removeprefix("data: ")))
        raise AssertionError("the stream ended")


@contextmanager
def listening(client: httpx.Client, seconds: float = 30, line: str = "events") -> Iterator[Phone]:
    """Give a phone that hears every message within so many seconds, or fails."""
    with client.stream("GET", line, timeout=seconds) as answer:
        yield Phone(answer)
