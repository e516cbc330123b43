"""The kit's programs, begun where their imports end: what has loaded all that they load is forked for each `python -m
afterwave` that a test starts, for each Voilà and phones' server that such a command starts, for Jupyter's own servers,
for all their kernels, and for each of the processes in which pytest runs tests beside each other (warm_process.py).

Each is a process of its own, and the child of who starts it: it has its own streams, folder, environment and signals,
and ends as Python ends, but that it leaves its memory to the system. What a fresh one spends on imports and on reading
the kit's own workshop, two seconds, is spent once for a run. One that would read something else as it begins (another
path to modules, another encoding) starts as it always does, and so does every one in a test that takes the fixture
`cold`, for which the start is the claim, with all that it starts.

It is also a plugin, which gives nbval such kernels: `pytest -p warm_programs`.
"""

from __future__ import annotations

import atexit
import ctypes
import json
import os
import resource
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

ABLE = sys.platform == "linux"
COMMAND, VOILA, KERNEL = "afterwave", "afterwave.launch.voila", "ipykernel_launcher"
"""The modules that begin warm."""
LIGHTLY = (
    "import runpy, sys; sys.modules['rfc3987_syntax'] = None; runpy.run_module(sys.argv.pop(1), run_name='__main__', "
    "alter_sys=True)"
)
"""What Python is given to run one of Jupyter's modules, named next: `-m`, without a grammar of addresses that takes
seconds to load and that none needs.
"""
WORKER = "execnet"
_WORKING = ["-u", "-c", "import sys;exec(eval(sys.stdin.readline()))"]
"""How pytest's workers begin: one that runs tests beside others."""
JUPYTER = {"jupyter_server", "voila"}
"""Those of Jupyter's programs that begin warm, where they are started lightly; JupyterLab begins cold."""
READ_AT_THE_START = ("PYTHON", "LC_", "LANG", "TZ")
"""Beginnings of the names of what Python itself reads from its environment, once."""
HARMLESS = {"PYTHONSAFEPATH"}  # a program that is forked looks for modules in no folder where it was typed
PROCESS = str(Path(__file__).with_name("warm_process.py"))
"""What has loaded everything, and is forked."""
ROOM = 1000
"""Bytes for what a program is listed as."""
SUBREAPER = 36
"""Linux' PR_SET_CHILD_SUBREAPER: whose children's children become its own when their parent ends."""

BEGUN = subprocess.Popen._execute_child  # type: ignore[attr-defined]
"""How a program begins on anybody's machine."""
_here = dict(os.environ)


class Door:
    """Where what has loaded everything is asked for programs: a child of this process that ends with it."""

    def __init__(self, line: socket.socket) -> None:
        """Keep the line to it."""
        self._line, self._turn = line, threading.Lock()

    def program(
        self, words: Sequence[str], folder: str, env: Mapping[str, str], apart: bool, streams: list[int]
    ) -> int:
        """Begin a program that is this process's child, and return its number."""
        control = ctypes.CDLL(None).prctl
        with self._turn:
            os.umask(mask := os.umask(0o077))
            asked = {"words": list(words), "cwd": folder, "env": dict(env), "apart": apart, "asks": os.getpid()}
            told = json.dumps({**asked, "files": resource.getrlimit(resource.RLIMIT_NOFILE), "mask": mask}).encode()
            socket.send_fds(self._line, [len(told).to_bytes(4, "big")], streams)
            control(SUBREAPER, 1, 0, 0, 0)
            try:
                self._line.sendall(told)
                return int(self._line.recv(16))
            finally:
                control(SUBREAPER, 0, 0, 0, 0)


GIVEN: list[Door] = []
"""The door of a process that was forked itself: nothing but modules was in it when its own was made."""


@cache
def door() -> Door:
    """Return the one of this process, once it is warm."""
    if GIVEN:
        return GIVEN[0]
    ours, theirs = socket.socketpair()
    call = [sys.executable, PROCESS, " " * ROOM]
    process = subprocess.Popen(call, stdin=theirs.fileno(), stdout=subprocess.PIPE)
    theirs.close()
    assert process.stdout is not None
    with process.stdout:
        assert process.stdout.readline() == b"warm\n", "no program is warm"

    def end() -> None:
        ours.close()
        process.wait(30)

    atexit.register(end)
    return Door(ours)


def program(words: list[str]) -> list[str]:
    """Return the module that a command line runs, and its arguments; nothing of one that does not begin warm."""
    if words[1:2] == ["-m"]:
        found, modules = words[2:], {COMMAND, VOILA, KERNEL}
    elif words[1:3] == ["-c", LIGHTLY]:
        found, modules = words[3:], JUPYTER
    elif words[1:] == _WORKING:
        return [WORKER]
    else:
        return []
    return found if modules.intersection(found[:1]) else []


def warms(args: Sequence[Any], env: Mapping[str, str] | None, streams: list[int]) -> bool:
    """Return whether a program may begin warm: one of the kit's, or a kernel, which finds nothing else at its start
    than this process did when it began.
    """
    words = [os.fspath(one) for one in args] if not isinstance(args, str | bytes) else []
    found = program(words) if ABLE and words[:1] == [sys.executable] else []
    if not found or (found != [WORKER] and any(map(os.isatty, streams))):
        return False
    there = os.environ if env is None else env
    names = {name for name in {*there, *_here} if name.startswith(READ_AT_THE_START)} - HARMLESS
    return all(there.get(name) == _here.get(name) for name in names)


def install() -> None:
    """Let every program of ours that this process starts from now on begin warm, wherever that makes no difference."""
    subprocess.Popen._execute_child = begin  # type: ignore[attr-defined]


def pytest_configure() -> None:
    """Give nbval warm kernels, from its first notebook on."""
    install()


def begin(process: Any, args: Any, *how: Any) -> None:  # noqa: ANN401 - as Python's own
    """Do what `Popen._execute_child` does, by a fork of what is warm where that makes no difference."""
    executable, preexec, _, passed, cwd, env, _, _, shell, *rest = how
    ends, signals, *account, apart = rest[:6], *rest[6:12]  # the pipes' both; groups, account, mask; a session
    given = (ends[0], ends[3], ends[5])
    streams = [own if end == -1 else end for own, end in enumerate(given)]
    plain = signals and not (executable or preexec or passed or shell) and account == [None, None, None, -1]
    if plain and rest[12:] in ([], [-1]) and warms(args, env, streams):
        here = os.environ if env is None else env
        process.pid = door().program(
            program(list(map(os.fspath, args))), os.fspath(cwd or Path.cwd()), here, apart, streams
        )
        process._child_created = True
        process._close_pipe_fds(*ends)
    else:
        BEGUN(process, args, *how)
