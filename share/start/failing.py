"""Why a kit could not be set up, and what helps; by the standard library alone."""

from __future__ import annotations

import errno
import re
import shutil
from pathlib import Path

from speech import say

NO_ROOM = {errno.ENOSPC, errno.EDQUOT}
NO_ROOM_SAID = re.compile("no space left|not enough space|disk quota exceeded|winerror 112", re.IGNORECASE)
"""How pip says that a disk, or somebody's share of it, is full."""
NEEDED = {True: 350_000_000, False: 750_000_000}
"""Bytes, about, that a setup takes on its way, measured in 2026: a slim one, and a whole one."""
UNWRITABLE = "Nothing can be written in this folder: {error}\nPut it where you may write, your documents for instance."
FULL = "There is too little room on this disk: about {needed} MB are needed. Make room, then start again."
OFFLINE = "Look whether this machine is online, then start again: what has arrived is kept."
OF_OTHERS = "The packages laid beside the kit are not the ones for this system and this Python."
NOT_ALL = "Not everything could be fetched.\n{cure}\n\n{last}"


class CannotStart(Exception):
    """The kit cannot be set up; says why, and what helps."""

    lasting = False
    """Whether trying again at once would end in the same."""


def _full(*, slim: bool) -> CannotStart:
    reason = CannotStart(say(FULL, needed=NEEDED[slim] // 1_000_000))
    reason.lasting = True
    return reason


def has_room(folder: Path, made: Path, *, slim: bool) -> None:
    """Raise `CannotStart` where a disk has too little room for a setup; what a half-made one takes there counts as
    free.
    """
    free, here = shutil.disk_usage(folder).free, 0
    if free < NEEDED[slim]:
        here = sum(path.stat().st_size for path in made.rglob("*") if path.is_file() and not path.is_symlink())
    if free + here < NEEDED[slim]:
        raise _full(slim=slim)


def unwritten(error: OSError, *, slim: bool) -> CannotStart:
    """Return why nothing could be written."""
    return _full(slim=slim) if error.errno in NO_ROOM else CannotStart(say(UNWRITABLE, error=error))


def unfetched(log: str, *, beside: bool, slim: bool) -> CannotStart:
    """Return why pip came to no end, from what it said: no room, other packages than are wanted, or no internet."""
    if NO_ROOM_SAID.search(log):
        return _full(slim=slim)
    last = "\n".join(log.strip().splitlines()[-5:])
    return CannotStart(say(NOT_ALL, cure=say(OF_OTHERS if beside else OFFLINE), last=last))
