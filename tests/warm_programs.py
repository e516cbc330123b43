"""The kit's command, begun where its imports end: what has loaded all that commands load is forked for each
`python -m afterwave` that a test starts.

Each is a process of its own, and the test's own child: it has its own streams, folder, environment and signals, and
ends as Python ends. What a fresh one spends on imports and on reading the kit's own workshop, two seconds, is spent
once for a run. One that would read something else as it begins (another path to modules, another encoding) starts as
it always does, and so does every one in a test that takes the fixture `cold`, for which the start is the claim.
"""

from __future__ import annotations

import atexit
import ctypes
import gc
import json
import os
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from select import select
from typing import Any

ABLE = sys.platform == "linux"
MODULE = ("-m", "afterwave")
READ_AT_THE_START = ("PYTHON", "LC_", "LANG", "TZ")
"""Beginnings of the names of what Python itself reads from its environment, once."""
HARMLESS = {"PYTHONSAFEPATH"}  # a program that is forked looks for modules in no folder where it was typed
SUBREAPER = 36
"""Linux' PR_SET_CHILD_SUBREAPER: whose children's children become its own when their parent ends."""

BEGUN = subprocess.Popen._execute_child  # type: ignore[attr-defined]
"""How a program begins on anybody's machine."""
_here = dict(os.environ)


class Door:
    """Where the process is asked that has loaded everything; it lives as long as this one."""

    def __init__(self) -> None:
        """Start it, and wait until it is warm."""
        self._name = str(Path(tempfile.mkdtemp(prefix="afterwave-warm-")) / "door")
        # Its standard input ends when this process does, however it ends.
        self._process = subprocess.Popen(
            [sys.executable, __file__, self._name], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == b"warm\n", "no program is warm"
        atexit.register(self._process.communicate, timeout=30)

    def program(
        self, words: Sequence[str], folder: str, env: Mapping[str, str], apart: bool, streams: list[int]
    ) -> int:
        """Begin a program that is this process's child, and return its number."""
        os.umask(mask := os.umask(0o077))
        asked = {"words": list(words), "cwd": folder, "env": dict(env), "apart": apart, "asks": os.getpid()}
        told = json.dumps({**asked, "files": resource.getrlimit(resource.RLIMIT_NOFILE), "mask": mask}).encode()
        control = ctypes.CDLL(None).prctl
        with socket.socket(socket.AF_UNIX) as line:
            line.connect(self._name)
            socket.send_fds(line, [len(told).to_bytes(4, "big")], streams)
            control(SUBREAPER, 1, 0, 0, 0)
            try:
                line.sendall(told)
                return int(line.recv(16))
            finally:
                control(SUBREAPER, 0, 0, 0, 0)


@cache
def door() -> Door:
    """Return the one of this process."""
    return Door()


def warms(args: Sequence[Any], env: Mapping[str, str] | None, streams: list[int]) -> bool:
    """Return whether a program may begin warm: the kit's command, which finds nothing else at its start than this
    process did when it began.
    """
    words = [os.fspath(one) for one in args] if not isinstance(args, str | bytes) else []
    if not ABLE or words[:3] != [sys.executable, *MODULE] or any(map(os.isatty, streams)):
        return False
    there = os.environ if env is None else env
    names = {name for name in {*there, *_here} if name.startswith(READ_AT_THE_START)} - HARMLESS
    return all(there.get(name) == _here.get(name) for name in names)


def install() -> None:
    """Let every program of ours that this process starts from now on begin warm, wherever that makes no difference."""
    subprocess.Popen._execute_child = begin  # type: ignore[attr-defined]


def begin(process: Any, args: Any, *how: Any) -> None:  # noqa: ANN401 - a private function of Python's, which has no types
    """Do what `Popen._execute_child` does, by a fork of what is warm where that makes no difference."""
    executable, preexec, _, passed, cwd, env, _, _, shell, *rest = how
    ends, signals, *account, apart = rest[:6], *rest[6:12]  # the pipes' both; groups, account, mask; a session
    given = (ends[0], ends[3], ends[5])
    streams = [own if end == -1 else end for own, end in enumerate(given)]
    plain = signals and not (executable or preexec or passed or shell) and account == [None, None, None, -1]
    if plain and rest[12:] in ([], [-1]) and warms(args, env, streams):
        here = os.environ if env is None else env
        process.pid = door().program(args[3:], os.fspath(cwd or Path.cwd()), here, apart, streams)
        process._child_created = True
        process._close_pipe_fds(*ends)
    else:
        BEGUN(process, args, *how)


def _wait(name: str) -> dict[str, Any] | None:
    """Fork for whoever knocks until standard input ends; return what is to be run in a process that was forked, None in
    this one.
    """
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(name)
    listening.listen()
    print("warm", flush=True)  # noqa: T201 - who started this waits for it
    while listening.fileno() in select([sys.stdin.fileno(), listening.fileno()], [], [])[0]:
        line, _ = listening.accept()
        if (between := os.fork()) == 0:
            return _asked(line)
        line.close()
        os.waitpid(between, 0)
    Path(name).unlink()
    Path(name).parent.rmdir()
    return None


def _asked(line: socket.socket) -> dict[str, Any]:
    """Fork what was asked for, and end, so that it becomes the child of who asked; return, in it, what it is to be."""
    length, streams, _, _ = socket.recv_fds(line, 4, 3)
    words = b""
    while len(words) < int.from_bytes(length, "big"):
        words += line.recv(65_536)
    if os.fork() != 0:
        os._exit(0)
    asked = dict(json.loads(words))
    while os.getppid() != asked["asks"]:
        time.sleep(0.0005)
    line.sendall(str(os.getpid()).encode())
    for own, stream in enumerate(streams):
        os.dup2(stream, own)
    line.detach()
    os.closerange(3, max(streams) + 64)
    return asked


def _become(asked: dict[str, Any]) -> None:
    """Be the program that was asked for."""
    if asked["apart"]:
        os.setsid()
    resource.setrlimit(resource.RLIMIT_NOFILE, asked["files"])
    os.umask(asked["mask"])
    os.chdir(asked["cwd"])
    os.environ.clear()
    os.environ.update(asked["env"])
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number, name in enumerate(("stdin", "stdout", "stderr")):  # what they were knows whether it can be wound back
        was, way = getattr(sys, name), "w" if number else "r"
        how = {"encoding": was.encoding, "errors": was.errors, "buffering": 1 if name == "stderr" else -1}
        setattr(sys, name, open(number, way, closefd=False, **how))  # noqa: SIM115 - they last
        setattr(sys, f"__{name}__", getattr(sys, name))
    main: Any = import_module("afterwave.cli.main")
    sys.modules["__main__"].__package__ = "afterwave"  # by which its help says how it was called
    sys.argv[:] = [str(Path(main.__file__).parents[1] / "__main__.py"), *asked["words"]]
    main.run()


def _warm() -> None:
    """Load what commands load, and read the kit's own workshop in all of its languages."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for those who wait for a program
    main = import_module("afterwave.cli.main")
    for verb in main.VERBS:
        main.Verbs()[verb]
    kit_workshop = import_module("kit_workshop")
    del sys.path[0]  # this folder
    for language in kit_workshop.kit_workshop().languages:
        kit_workshop.kit_workshop(language)
    for place in kit_workshop.OPENING:
        opening: Any = import_module(f"afterwave.{place}")
        opening.load = kit_workshop.read_once
    gc.collect()
    gc.freeze()


if __name__ == "__main__":
    _warm()
    if (program := _wait(sys.argv[1])) is not None:
        _become(program)
