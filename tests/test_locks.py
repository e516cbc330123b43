"""A file's lock is held by one, seen by all, and gone with its holder, on each system."""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from afterwave import locks
from ending import ended

TAKES = (
    "import os, sys; from afterwave.locks import locked; print(locked(os.open(sys.argv[1], os.O_RDWR)), flush=True); "
    "input()"
)


def test_a_lock_is_held_by_one_program_seen_by_others_and_gone_with_its_holder(tmp_path: Path) -> None:
    file = tmp_path / "lock"
    assert not locks.is_locked(file)
    file.touch()
    call = [sys.executable, "-c", TAKES, str(file)]
    with ended(subprocess.Popen(call, stdin=subprocess.PIPE, stdout=subprocess.PIPE)) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"True"
        handle = os.open(file, os.O_RDWR)
        assert (locks.locked(handle), locks.is_locked(file)) == (False, True)
        other.kill()
        other.wait()
        assert (locks.is_locked(file), locks.locked(handle)) == (False, True)
        os.close(handle)


def test_on_windows_a_byte_is_locked_where_it_is_in_nobodys_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[tuple[int, int]] = []

    def locking(handle: int, _mode: int, length: int) -> None:
        byte = (os.lseek(handle, 0, os.SEEK_CUR), length)
        if byte in taken:
            raise PermissionError
        taken.append(byte)

    with monkeypatch.context() as windows:
        windows.setattr(sys, "platform", "win32")
        windows.setitem(sys.modules, "msvcrt", SimpleNamespace(locking=locking, LK_NBLCK=2))
        there = runpy.run_path(str(Path(locks.__file__)))
        handle = os.open(tmp_path / "lock", os.O_RDWR | os.O_CREAT)
        assert there["locked"](handle, at=locks.FAR)
        assert not there["locked"](handle, at=locks.FAR)
        assert there["locked"](handle)
        os.close(handle)
    assert taken == [(locks.FAR, 1), (0, 1)]
