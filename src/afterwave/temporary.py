"""Folders for what passes with a program: pages, history, a sheet of slips.

A program that is killed cannot clear up, and a kernel that ends after its folder went makes it anew. So each folder is
locked while its program lives, and whoever makes one first clears away those that nobody holds.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from contextlib import suppress
from functools import cache
from pathlib import Path

from afterwave.locks import is_locked, locked

_NAME = "afterwave-"
_LOCK = ".held"
PRACTISES = ".practises"
"""How the file is called that a kernel holds in a practice folder, behind its number: several practise in one."""
_JUST_MADE = 60.0
_OLD = 86_400.0
"""Seconds: a folder whose lock is not taken yet is only being made; one without a lock may be a kernel's, for a day."""
_LATE = ("profile_default", "voila_")
"""Beginnings of what a kernel writes that ends after its folder went."""
_held: dict[Path, int] = {}


def folder(kind: str = "") -> Path:
    """Make a folder of ours alone that is held while this program lives, and return it; `clear` it in the end."""
    _sweep_once()
    made = Path(tempfile.mkdtemp(prefix=f"{_NAME}{kind}-" if kind else _NAME))
    handle = os.open(made / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    locked(handle)
    _held[made] = handle
    return made


def clear(made: Path) -> None:
    """Let go of a folder, and delete it; what cannot be deleted now is swept another time."""
    with suppress(KeyError):
        os.close(_held.pop(made))  # Windows deletes no file that is open
    shutil.rmtree(made, ignore_errors=True)


def sweep() -> None:
    """Delete what programs left that did not end by themselves; what another account made is not ours to delete."""
    for left in Path(tempfile.gettempdir()).glob(f"{_NAME}*"):
        with suppress(OSError):
            if _is_ours(left) and _is_left(left):
                shutil.rmtree(left, ignore_errors=True)


def _is_ours(left: Path) -> bool:
    said = left.lstat()
    return left.is_dir() and not left.is_symlink() and (not hasattr(os, "getuid") or said.st_uid == os.getuid())


def _is_left(left: Path) -> bool:
    locks = [there for there in left.iterdir() if there.name == _LOCK or there.suffix == PRACTISES]
    if locks:
        young = time.time() - max(lock.stat().st_mtime for lock in locks) <= _JUST_MADE
        return not young and not any(map(is_locked, locks))
    late = all(there.name.startswith(_LATE) for there in left.iterdir())  # whatever else is there may be in use
    return late and time.time() - left.stat().st_mtime > _OLD


@cache
def _sweep_once() -> None:
    sweep()
