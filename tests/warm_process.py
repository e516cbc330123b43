"""What has loaded all that the kit's programs, their kernels and pytest's workers load, waits for what is asked of it
(warm_programs.py), and becomes that in a fork.
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
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

from warm_programs import COMMAND, GIVEN, JUPYTER, KERNEL, ROOM, VOILA, WORKER, Door, install

STARTING = {*JUPYTER, VOILA, WORKER, "home", "poll", "present", "read"}
"""What starts programs of its own."""
LOADED = (
    VOILA,
    "afterwave.making.notebooks",
    "afterwave.server.extension",
    "ipykernel.kernelapp",
    "ipykernel.zmqshell",
    *(f"afterwave.presenter.{name}" for name in ("attack", "console", "home", "reader", "stage", "support")),
)
ENDED: list[int] = []
"""With what a program ended, where it said so itself and no more is to be told of it."""


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
    GIVEN.append(Door(ours))
    atexit.register(ours.close)
    install()
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
    own = {COMMAND: _command, VOILA: _voila, KERNEL: _kernel, WORKER: _worker}
    try:
        own[module]() if module in own else runpy.run_module(module, run_name="__main__", alter_sys=True)
        ENDED.append(0)
    except SystemExit as end:
        if end.code is None or isinstance(end.code, int):
            ENDED.append(end.code or 0)
        raise


def _leave() -> None:
    """End at once what ended well: nothing but memory is left to be given back, which takes Python 0.08 s, one object
    after the other, and the system no time. What has still to be told, Python tells.
    """
    with suppress(OSError, ValueError):
        sys.stdout.flush()
        sys.stderr.flush()
        if ENDED:
            os._exit(ENDED[0] & 0xFF)


def _command() -> None:
    main: Any = import_module("afterwave.cli.main")
    sys.modules["__main__"].__package__ = "afterwave"  # by which its help says how it was called
    sys.argv[0] = str(Path(main.__file__).parents[1] / "__main__.py")
    main.run()


def _voila() -> None:
    import_module(VOILA).main()


def _worker() -> None:
    exec(eval(sys.stdin.readline()), {})  # noqa: S102, S307 - what pytest's own controller sends


def _kernel() -> None:
    # It ends with who started it, which it read from its environment when it was loaded.
    sys.argv.append(f"--IPKernelApp.parent_handle={os.environ.get('JPY_PARENT_PID', '0')}")
    kernels, widgets = import_module("ipykernel.kernelapp"), import_module("ipywidgets")
    try:
        kernel = kernels.IPKernelApp.instance()
        kernel.initialize()
        # What importing them does in a kernel: here they were imported before it was one.
        widgets.register_comm_target()
        kernel.start()
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
    atexit.register(_leave)  # what is registered first is done last
    _warm()
    print("warm", flush=True)  # noqa: T201 - who started this waits for it
    line = socket.socket(fileno=os.dup(0))
    _hold_nothing()
    if (program := _wait(line)) is None:
        os._exit(0)
    _become(program)


if __name__ == "__main__":
    main()
