"""Kernels that begin where their imports end: what has loaded all that notebooks load is forked for each of them.

Each kernel is a process of its own with nothing in it but modules and the kit's own workshop, as a fresh one has after
its first cell; what a fresh one spends on them, some seconds, is spent once for a run. Where a system has no such
forks, kernels begin as they always do.

It is also a plugin, which gives nbval such kernels: `pytest -p warm_kernels`.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from select import select
from types import ModuleType

LOADED = (
    "ipykernel.kernelapp",
    "ipykernel.zmqshell",
    *(f"afterwave.presenter.{name}" for name in ("attack", "console", "home", "reader", "stage", "support")),
)
ABLE = hasattr(os, "pidfd_open")

# What Jupyter starts in place of a kernel, with as little of Python as there is: it has the kernel forked, hands on its
# own standard streams and signals, ends when the kernel does, and takes it along.
STAND_IN = """
import json, os, select, signal, socket, sys
line = socket.socket(socket.AF_UNIX)
line.connect(sys.argv[1])
parent = os.getppid()
words = {"cwd": os.getcwd(), "env": dict(os.environ), "file": sys.argv[2], "parent": parent}
words = json.dumps(words).encode()
socket.send_fds(line, [len(words).to_bytes(4, "big")], [0, 1, 2])
line.sendall(words)
kernel = int(line.recv(16))
for number in (signal.SIGINT, signal.SIGTERM):
    signal.signal(number, lambda number, frame: os.kill(kernel, number))
while not select.select([line], [], [], 1)[0]:
    if os.getppid() != parent:
        sys.exit(1)
sys.exit(int(line.recv(16) or b"1"))
"""


@cache
def command() -> list[str]:
    """Return what Jupyter is told to start for a kernel; the process that is forked lives as long as this one."""
    if not ABLE:
        return [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    folder = Path(tempfile.mkdtemp(prefix="afterwave-warm-"))
    door = str(folder / "door")
    call = [sys.executable, __file__, door]
    # Its standard input ends when this process does, however it ends; Ctrl-C is not for it.
    warm = subprocess.Popen(call, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True)
    assert warm.stdout is not None
    assert warm.stdout.readline() == b"warm\n", "no kernel is warm"
    atexit.register(_let_go, warm)
    return [sys.executable, "-I", "-S", "-c", STAND_IN, door, "{connection_file}"]


def _let_go(warm: subprocess.Popen[bytes]) -> None:
    warm.communicate(timeout=30)


def specification(folder: Path) -> Path:
    """Return a folder for JUPYTER_PATH, made below this one, in which Python's kernels are warm ones."""
    place = folder / "warm" / "kernels" / "python3"
    place.mkdir(parents=True)
    told = {"argv": command(), "display_name": "Python 3", "language": "python"}
    (place / "kernel.json").write_text(json.dumps(told), "utf-8")
    return folder / "warm"


def pytest_configure() -> None:
    """Give nbval warm kernels, from its first notebook on."""
    kernel: ModuleType = import_module("nbval.kernel")

    def warm(self: object, _name: str) -> object:
        return self.kernel_spec_class(argv=command(), display_name="Python 3", language="python")  # type: ignore[attr-defined]

    kernel.NbvalKernelspecManager.get_kernel_spec = warm


def _wait(door: str) -> None:
    """Load what notebooks load, and fork for whoever knocks, until standard input ends."""
    for name in LOADED:
        import_module(name)
    read = import_module("kit_workshop")
    read.read_once(read.KIT)
    import_module("afterwave.presenter.environment").load = read.read_once  # type: ignore[attr-defined]
    gc.freeze()  # no kernel walks through these modules in search of what nobody needs, and copies their memory by it
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(door)
    listening.listen()
    print("warm", flush=True)  # noqa: T201 - who started this waits for it
    while listening.fileno() in select([sys.stdin.fileno(), listening.fileno()], [], [])[0]:
        line, _ = listening.accept()
        if os.fork() == 0:
            listening.close()
            _keep(line)
        line.close()
    Path(door).unlink()
    Path(door).parent.rmdir()


def _keep(line: socket.socket) -> None:
    """Fork a kernel, tell its number, and end with it; kill it when nobody is on the line any more."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    length, streams, _, _ = socket.recv_fds(line, 4, 3)
    words = b""
    while len(words) < int.from_bytes(length, "big"):
        words += line.recv(65_536)
    if (kernel := os.fork()) == 0:
        line.close()
        _become(json.loads(words), streams)
    line.sendall(str(kernel).encode())
    ended = os.pidfd_open(kernel)
    if ended not in select([ended, line.fileno()], [], [])[0]:
        os.kill(kernel, signal.SIGKILL)
    status = os.waitstatus_to_exitcode(os.waitpid(kernel, 0)[1])
    with suppress(OSError):
        line.sendall(str(abs(status)).encode())
    os._exit(0)


def _become(told: dict[str, object], streams: list[int]) -> None:
    """Be the kernel that Jupyter asked for."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    parent = int(str(told["parent"]))
    os.chdir(str(told["cwd"]))
    os.environ.clear()
    os.environ.update(told["env"])  # type: ignore[call-overload]
    random.seed()
    # Kernels of one Jupyter find each other by its number; that they end with it, who forked them sees to.
    os.getppid = lambda: parent
    sys.argv[:] = ["ipykernel_launcher", "-f", str(told["file"]), f"--IPKernelApp.parent_handle={parent}"]
    del sys.path[0]  # this folder
    import_module("ipykernel.kernelapp").launch_new_instance()
    os._exit(0)


if __name__ == "__main__":
    _wait(sys.argv[1])
