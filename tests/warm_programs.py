"""The kit's programs, begun where their imports end: what has loaded all that they load is forked for each `python -m
afterwave` that a test starts, for each Voilà and phones' server that such a command starts, for Jupyter's own servers,
and for all their kernels.

Each is a process of its own, and the child of who starts it: it has its own streams, folder, environment and signals,
and ends as Python ends. What a fresh one spends on imports and on reading the kit's own workshop, two seconds, is spent
once for a run. One that would read something else as it begins (another path to modules, another encoding) starts as
it always does, and so does every one in a test that takes the fixture `cold`, for which the start is the claim, with
all that it starts.

It is also a plugin, which gives nbval such kernels: `pytest -p warm_programs`.
"""

from __future__ import annotations

import atexit
import ctypes
import gc
import json
import os
import random
import resource
import runpy
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partialmethod
from importlib import import_module
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
JUPYTER = {"jupyter_server", "voila"}
"""Those of Jupyter's programs that begin warm, where they are started lightly; JupyterLab begins cold."""
STARTING = {*JUPYTER, VOILA, "home", "poll", "present", "read"}
"""What starts programs of its own."""
READ_AT_THE_START = ("PYTHON", "LC_", "LANG", "TZ")
"""Beginnings of the names of what Python itself reads from its environment, once."""
HARMLESS = {"PYTHONSAFEPATH"}  # a program that is forked looks for modules in no folder where it was typed
LOADED = (
    VOILA,
    "afterwave.making.notebooks",
    "afterwave.server.extension",
    "ipykernel.kernelapp",
    "ipykernel.zmqshell",
    *(f"afterwave.presenter.{name}" for name in ("attack", "console", "home", "reader", "stage", "support")),
)
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


@cache
def door() -> Door:
    """Return the one of this process, once it is warm."""
    ours, theirs = socket.socketpair()
    call = [sys.executable, __file__, " " * ROOM]
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
    else:
        return []
    return found if modules.intersection(found[:1]) else []


def warms(args: Sequence[Any], env: Mapping[str, str] | None, streams: list[int]) -> bool:
    """Return whether a program may begin warm: one of the kit's, or a kernel, which finds nothing else at its start
    than this process did when it began.
    """
    words = [os.fspath(one) for one in args] if not isinstance(args, str | bytes) else []
    if not ABLE or words[:1] != [sys.executable] or not program(words) or any(map(os.isatty, streams)):
        return False
    there = os.environ if env is None else env
    names = {name for name in {*there, *_here} if name.startswith(READ_AT_THE_START)} - HARMLESS
    return all(there.get(name) == _here.get(name) for name in names)


def install(at: Callable[[], Door] = door) -> None:
    """Let every program of ours that this process starts from now on begin warm, wherever that makes no difference."""
    subprocess.Popen._execute_child = partialmethod(begin, at)  # type: ignore[attr-defined]


def pytest_configure() -> None:
    """Give nbval warm kernels, from its first notebook on."""
    install()


def begin(process: Any, at: Callable[[], Door], args: Any, *how: Any) -> None:  # noqa: ANN401 - as Python's own
    """Do what `Popen._execute_child` does, by a fork of what is warm where that makes no difference."""
    executable, preexec, _, passed, cwd, env, _, _, shell, *rest = how
    ends, signals, *account, apart = rest[:6], *rest[6:12]  # the pipes' both; groups, account, mask; a session
    given = (ends[0], ends[3], ends[5])
    streams = [own if end == -1 else end for own, end in enumerate(given)]
    plain = signals and not (executable or preexec or passed or shell) and account == [None, None, None, -1]
    if plain and rest[12:] in ([], [-1]) and warms(args, env, streams):
        here = os.environ if env is None else env
        process.pid = at().program(
            program(list(map(os.fspath, args))), os.fspath(cwd or Path.cwd()), here, apart, streams
        )
        process._child_created = True
        process._close_pipe_fds(*ends)
    else:
        BEGUN(process, args, *how)


def _wait(line: socket.socket) -> dict[str, Any] | None:
    """Fork for who is at the other end of the line, until it ends; return what is to be run in a process that was
    forked, None in this one.
    """
    while True:
        length, streams, _, _ = socket.recv_fds(line, 4, 3)
        if not length:
            return None
        words = b""
        while len(words) < int.from_bytes(length, "big"):
            words += line.recv(65_536)
        if (between := os.fork()) == 0:
            return _asked(line, dict(json.loads(words)), streams)
        for stream in streams:
            os.close(stream)
        os.waitpid(between, 0)


def _asked(line: socket.socket, asked: dict[str, Any], streams: list[int]) -> dict[str, Any] | None:
    """Fork what was asked for, and end, so that it becomes the child of who asked; return, in it, what it is to be."""
    between = os.getpid()
    if os.fork() != 0:
        os._exit(0)
    while (parent := os.getppid()) != asked["asks"]:
        if parent != between:  # who asked is gone
            os._exit(1)
        time.sleep(0.0005)
    if asked["apart"]:  # before who asks looks for its group
        os.setsid()
    line.sendall(str(os.getpid()).encode())
    for own, stream in enumerate(streams):
        os.dup2(stream, own)
    line.detach()
    os.closerange(3, max(streams) + 64)
    return _begin_inner(asked) if STARTING.intersection(asked["words"][:2]) else asked


def _begin_inner(asked: dict[str, Any]) -> dict[str, Any] | None:
    """Fork what is asked for the programs of this one, while nothing but modules is in it; return, in this one, what it
    is to be, and what `_wait` returns in the other.
    """
    ours, theirs = socket.socketpair()
    if os.fork() == 0:
        ours.close()
        _hold_nothing()
        return _wait(theirs)
    theirs.close()
    inner = Door(ours)
    install(lambda: inner)
    return asked


def _hold_nothing() -> None:
    """Let go of the standard streams: who reads what a program says waits until nobody has them."""
    null = os.open(os.devnull, os.O_RDWR)
    for own in range(3):
        os.dup2(null, own)
    os.close(null)


def _become(asked: dict[str, Any]) -> None:
    """Be the program that was asked for."""
    _be_listed_as(asked["words"])
    resource.setrlimit(resource.RLIMIT_NOFILE, asked["files"])
    os.umask(asked["mask"])
    os.chdir(asked["cwd"])
    os.environ.clear()
    os.environ.update(asked["env"])
    random.seed()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number, name in enumerate(("stdin", "stdout", "stderr")):  # what they were knows whether it can be wound back
        was, way = getattr(sys, name), "w" if number else "r"
        how = {"encoding": was.encoding, "errors": was.errors, "buffering": 1 if name == "stderr" else -1}
        setattr(sys, name, open(number, way, closefd=False, **how))  # noqa: SIM115 - they last
        setattr(sys, f"__{name}__", getattr(sys, name))
    module, *words = asked["words"]
    sys.argv[1:] = words
    own = {COMMAND: _command, VOILA: _voila, KERNEL: _kernel}
    own[module]() if module in own else runpy.run_module(module, run_name="__main__", alter_sys=True)


def _command() -> None:
    main: Any = import_module("afterwave.cli.main")
    sys.modules["__main__"].__package__ = "afterwave"  # by which its help says how it was called
    sys.argv[0] = str(Path(main.__file__).parents[1] / "__main__.py")
    main.run()


def _voila() -> None:
    import_module(VOILA).main()


def _kernel() -> None:
    # It ends with who started it, which it read from its environment when it was loaded.
    sys.argv.append(f"--IPKernelApp.parent_handle={os.environ.get('JPY_PARENT_PID', '0')}")
    try:
        import_module("ipykernel.kernelapp").launch_new_instance()
    except Exception:  # noqa: BLE001 - whatever it was, it is told as Python tells it
        sys.excepthook(*sys.exc_info())
    finally:  # one whose Jupyter went while it began would wait for its last words to be heard
        os._exit(0)


def _be_listed_as(words: Sequence[str]) -> None:
    """Add what is run to the line by which the system lists this process, in the room that was left for it."""
    numbers = Path("/proc/self/stat").read_text().rpartition(")")[2].split()
    told = "\0".join(("-m", *words)).encode()[: ROOM - 1]
    ctypes.memmove(int(numbers[46]) - ROOM - 1, told.ljust(ROOM, b"\0"), ROOM)  # where its arguments end


def _warm() -> None:
    """Load what commands, Voilà and notebooks load, and read the kit's own workshop in all of its languages."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for those who wait for a program
    main = import_module("afterwave.cli.main")
    for verb in main.VERBS:
        main.Verbs()[verb]
    for name in LOADED:
        import_module(name)
    kit_workshop = import_module("kit_workshop")
    del sys.path[0]  # this folder
    for language in kit_workshop.kit_workshop().languages:
        kit_workshop.kit_workshop(language)
    for place in (*kit_workshop.OPENING, "presenter.environment"):
        opening: Any = import_module(f"afterwave.{place}")
        opening.load = kit_workshop.read_once
    gc.collect()
    gc.freeze()


def main() -> None:
    """Wait for whoever asks, at the other end of standard input."""
    _warm()
    print("warm", flush=True)  # noqa: T201 - who started this waits for it
    line = socket.socket(fileno=os.dup(0))
    _hold_nothing()
    if (program := _wait(line)) is None:
        os._exit(0)
    _become(program)


if __name__ == "__main__":
    main()
