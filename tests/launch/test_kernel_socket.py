"""The line between a page and the program behind it outlasts a machine that is out of room for a moment."""

from __future__ import annotations

import errno
import json
import multiprocessing.util
import os
import stat
import sys
import threading
from collections.abc import Mapping
from multiprocessing.connection import Client, Listener
from pathlib import Path
from typing import Any

import pytest

from afterwave.launch.kernel_socket import answer_kernels

FULL = OSError(errno.EMFILE, os.strerror(errno.EMFILE))
"""What is raised where a program may open no more files."""


class Echo:
    def answer(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        return {"heard": asked["said"]}


def told(way: str, said: str) -> object:
    """Ask as a page's kernel does, and return what it is told."""
    key, _, address = way.partition(" ")
    with Client(address, authkey=key.encode()) as line:
        line.send_bytes(json.dumps({"said": said}).encode())
        assert line.poll(20), "nobody answers"
        return json.loads(line.recv_bytes())


def test_pages_are_let_in_again_once_there_are_files_for_them(monkeypatch: pytest.MonkeyPatch) -> None:
    accept, refused = Listener.accept, [FULL, FULL]

    def scarcely(listener: Listener) -> object:
        if refused:
            raise refused.pop()
        return accept(listener)

    monkeypatch.setattr(Listener, "accept", scarcely)
    with answer_kernels(Echo()) as way:
        assert told(way, "hello") == {"heard": "hello"}
    assert refused == []


def test_a_page_that_finds_no_thread_leaves_the_line_for_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    start, lacking = threading.Thread.start, ["a thread"]

    def scarcely(thread: threading.Thread) -> None:
        if threading.current_thread() is not threading.main_thread() and lacking:
            lacking.clear()
            raise RuntimeError("can't start new thread")
        start(thread)

    monkeypatch.setattr(threading.Thread, "start", scarcely)
    with answer_kernels(Echo()) as way:
        with pytest.raises((EOFError, OSError)):
            told(way, "first")
        assert told(way, "second") == {"heard": "second"}


def test_nobody_is_let_in_once_the_program_ends() -> None:
    with answer_kernels(Echo()) as way:
        assert told(way, "hello") == {"heard": "hello"}
    with pytest.raises(OSError):  # noqa: PT011 - which of them is the system's choice
        told(way, "late")


@pytest.mark.skipif(sys.platform == "win32", reason="there it is no file")
def test_where_the_folder_for_what_passes_lies_too_deep_for_a_socket_another_is_taken(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    deep = tmp_path / ("deep" * 30)
    deep.mkdir()
    monkeypatch.setattr(multiprocessing.util, "get_temp_dir", lambda: str(deep))
    with answer_kernels(Echo()) as way:
        place = Path(way.partition(" ")[2]).parent
        assert (told(way, "hello"), stat.S_IMODE(place.stat().st_mode)) == ({"heard": "hello"}, 0o700)
    assert not place.exists()
