"""Programs of ours that end when we do.

Each child's standard input is a pipe that only the parent holds. However the parent ends, `kill -9` included, the
system closes the pipe, and the child stops by itself: nothing is left running, on any platform, without process groups
or signals.
"""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import IO, Any, ClassVar

from afterwave.errors import AfterwaveError
from afterwave.message import Message
from afterwave.refusals import NoProgram

SAFE_PATH = {"PYTHONSAFEPATH": "1"}
"""Keeps a Python, and each that it starts, from looking for modules where the command was typed: a download named
html.py would run.
"""

_NEW_GROUP = 0x00000200
"""Windows' CREATE_NEW_PROCESS_GROUP, which subprocess names on Windows alone."""


def popen_options(system: str = sys.platform) -> dict[str, Any]:
    """Return how a program is started that Ctrl and C in our terminal do not reach: we end it ourselves, in our order.

    Windows gives those keys to every program of a console, and a Python that is just ending then dies with a *Fatal
    Python error*.
    """
    return {"creationflags": _NEW_GROUP} if system == "win32" else {"start_new_session": True}


def said_to_us() -> Iterator[bytes]:
    """Yield what comes on standard input, until it closes: that it does however its holder ended."""
    # Not sys.stdin: a thread that waits in it holds its lock, and the interpreter aborts where it should end.
    while said := os.read(0, 64):
        yield said


def start_program(args: Sequence[str], **how: Any) -> subprocess.Popen[str]:  # noqa: ANN401 - subprocess' own keywords
    """Return a Python that was just started with these arguments, that reads and writes text through pipes, and that no
    key of our terminal reaches; raise `NoProgram` where the machine starts none, as when its memory is short.
    """
    how |= {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, **popen_options()}
    try:
        # Our own modules, and arguments that are no shell's.
        return subprocess.Popen([sys.executable, *args], text=True, **how)  # noqa: S603 - see above
    except OSError as error:
        raise NoProgram(error.strerror or str(error)) from error


READY_WITHIN = 90.0
STOP_WITHIN = 10.0


PHONES_SERVER: Message = "The participants' server"
"""What the phones' server is called when it does not start."""


class ChildFailed(AfterwaveError):
    """A child ended, or said nothing, before it was ready; it has printed its own reason."""

    name: str
    sentence: ClassVar[Message] = "{name} did not start; the reason stands above."
    phrases = ("name",)


class ChildLate(ChildFailed):
    """A child was not ready in time, and was ended."""

    sentence: ClassVar[Message] = (
        "{name} was not ready in time; this computer is very busy. Close other programs, and start again."
    )


class Child:
    """One child: what it runs, what it is told on its first line, and what it said when it was ready."""

    def __init__(
        self, name: str, args: Sequence[str], *, env: Mapping[str, str], hello: Mapping[str, Any] | None = None
    ) -> None:
        """Keep how to start it; `start` does, and may be called again after it died."""
        self.name, self._args, self._env, self._hello = name, list(args), dict(env), hello
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> dict[str, Any]:
        """Start it, and return the JSON line it prints once it is ready; raise `ChildFailed` when none comes, and
        `NoProgram` where the machine starts none.
        """
        self._process = start_program(self._args, env={**os.environ, **SAFE_PATH, **self._env})
        if self._hello is not None and self._process.stdin:
            # One that has ended already says so by its silence. Windows calls its pipe invalid, not broken.
            with suppress(OSError):
                # Not among the arguments, which every account of this machine can read.
                self._process.stdin.write(json.dumps(self._hello) + "\n")
                self._process.stdin.flush()
        lines: queue.Queue[str] = queue.Queue()
        # In a thread: Windows cannot wait for a pipe with a time limit, and a full one would stop the child.
        threading.Thread(target=_listen, args=(self._process.stdout, lines), daemon=True).start()
        try:
            return dict(json.loads(lines.get(timeout=READY_WITHIN)))
        except queue.Empty as error:
            self.stop()
            raise ChildLate(self.name) from error
        except ValueError as error:
            self.stop()
            raise ChildFailed(self.name) from error

    @property
    def alive(self) -> bool:
        """Return whether it is still alive."""
        return self._process is not None and self._process.poll() is None

    def let_go(self) -> None:
        """Close the pipe: it stops by itself, soon."""
        if self._process and self._process.stdin and not self._process.stdin.closed:
            # What it did not hear would be written now.
            with suppress(OSError):
                self._process.stdin.close()

    def stop(self) -> None:
        """Let go and wait until it is gone; one that does not go is killed."""
        self.let_go()
        if self._process is None:
            return
        try:
            self._process.wait(STOP_WITHIN)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _listen(out: IO[str] | None, said: queue.Queue[str]) -> None:
    """Pass the first line on, an empty one if the child ends without a word, and drain the rest so that it never
    blocks.
    """
    lines = iter(out or ())
    said.put(next(lines, ""))
    for _ in lines:
        pass
    if out:
        out.close()
