"""A file's lock: held by one program, seen by all, written nowhere, and let go however its holder ends."""

from __future__ import annotations

import os
import sys
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

FAR = 1 << 20
"""A byte far behind the words: Windows locks bytes, and a locked one cannot be read there."""


def locked(handle: int, *, at: int = 0) -> bool:
    """Return whether an open file's lock is ours now, without waiting for it; it is let go when the file is closed.

    On Windows it is that of the byte `at`, and the file is then read and written from there.
    """
    try:
        if sys.platform == "win32":
            os.lseek(handle, at, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def is_locked(file: Path) -> bool:
    """Return whether somebody holds the lock of a file's first byte; False where there is no such file.

    Those who look do not keep each other from looking.
    """
    try:
        handle = os.open(file, os.O_RDONLY)
    except OSError:
        return False
    try:
        if sys.platform == "win32":
            os.read(handle, 1)  # a locked byte cannot be read there, not even one behind the end
        else:
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(handle)
    return False
