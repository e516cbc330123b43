"""Which files of tests one worker has for itself, one after the other: those that share what is long to begin.

A worker has its own Firefox, its own Voilà, its own copy of the kit's site; files that ask for the same would begin it
once in each worker if they were dealt out one by one. A machine has one port 8000.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest
from xdist.scheduler import LoadFileScheduling

SHARED = {
    "other engines, and the kit's site": re.compile(r"\b(?:each_engine|engine|old_webkit|webkit|firefox|kit_site): "),
    "Voilà on the notebooks": re.compile(r"\bvoila: (?:Voila|Callable)"),
    # What a front door begins listens at the phones' own port, and at the next one while another's has it.
    "the phones' own port": re.compile(r"^from front_door import", re.MULTILINE),
}
"""What is long to begin, or there once, and how a file asks for it."""

OTHERS = {"browser", "firefox", "webkit", "postgres"}
"""How tests are marked that begin a program of others: a browser, or a database that is killed again and again."""


class Sharing(LoadFileScheduling):  # type: ignore[misc] # xdist carries no types
    """Deals out files as `--dist loadfile` does; those that share something long to begin, as one."""

    def _split_scope(self, nodeid: str) -> str:
        """Return the name of the unit in which a test is dealt out."""
        file = super()._split_scope(nodeid)
        return shared_by(self.config.rootpath / file) or file


@cache
def shared_by(file: Path) -> str | None:
    """Return what a file shares with others, by its fixtures' names; None where that is nothing."""
    text = file.read_text("utf-8")
    return next((what for what, asked in SHARED.items() if asked.search(text)), None)


def longest_first(items: Iterable[pytest.Item]) -> list[pytest.Item]:
    """Return tests with those files first that begin programs of others: the last to be dealt out are then short, and
    no worker has much to do when the others are done.
    """
    slow = {item.path for item in items if OTHERS.intersection(item.keywords)}
    return sorted(items, key=lambda item: item.path not in slow)
