"""A program that an event loop runs ends when it is told, even where no thread of its own is woken."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from itertools import permutations

import pytest

from afterwave.launch.interrupts import interrupts_set

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are a Unix matter")

DEAF = """
import os, signal, sys, threading, time

def press():
    print("ready", flush=True)
    time.sleep(0.5)
    os.kill(os.getpid(), signal.SIGINT)

class Deaf:
    # The thread that waits in the loop is not interrupted: the system gives the signal to another one. So it is for a
    # signal that comes between Python's last look and the loop's sleep.
    def __init__(self):
        threading.Thread(target=press, daemon=True).start()
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
"""

WAYS = {
    "serve": """
from afterwave.cli import serve
async def wait(stop):
    Deaf()
    await stop.wait()
serve.asyncio.run(serve._serve(wait, lifeline=False))
""",
    "rehearse": """
from afterwave.cli import rehearse
class Group:
    async def run(self, seconds, stop):
        Deaf()
        await stop.wait()
rehearse.asyncio.run(rehearse._play(Group(), 1, None))
""",
}


@pytest.mark.parametrize("way", WAYS)
def test_a_signal_wakes_a_loop_that_sleeps(way: str) -> None:
    program = [sys.executable, "-c", DEAF + WAYS[way]]
    done = subprocess.run(program, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=20, check=False)
    assert (done.stdout, done.returncode) == ("ready\n", 0), done.stderr


@pytest.mark.parametrize("old", [signal.SIG_IGN, signal.SIG_DFL, signal.default_int_handler])
def test_afterwards_a_signal_means_what_it_meant(old: signal.Handlers | Callable[..., object]) -> None:
    async def told() -> bool:
        stop = asyncio.Event()
        with interrupts_set(stop, signal.SIGTERM):
            os.kill(os.getpid(), signal.SIGTERM)
            await asyncio.wait_for(stop.wait(), 10)
        return stop.is_set() and signal.getsignal(signal.SIGTERM) is old

    before = signal.signal(signal.SIGTERM, old)
    try:
        assert asyncio.run(told())
    finally:
        signal.signal(signal.SIGTERM, before)


TOLD = """
import os, signal, sys, time
from afterwave.launch.interrupts import end_when_told

# Whoever runs the tests may do so under nohup.
signal.signal(signal.SIGHUP, signal.SIG_IGN if sys.argv[1:] == ["nohup"] else signal.SIG_DFL)
end_when_told()
try:
    os.kill(os.getpid(), signal.SIGHUP)
    print("goes on", flush=True)
    os.kill(os.getpid(), signal.SIGTERM)
finally:
    os.kill(os.getpid(), signal.SIGHUP)
    os.kill(os.getpid(), signal.SIGTERM)
    print("tidied", flush=True)
"""


@pytest.mark.parametrize(("args", "said"), [((), "tidied\n"), (("nohup",), "goes on\ntidied\n")], ids=["", "nohup"])
def test_who_closes_a_window_has_it_tidied_as_whoever_ends_it(args: tuple[str, ...], said: str) -> None:
    """A window that closes may tell twice; a program that is to outlive its window goes on."""
    done = subprocess.run([sys.executable, "-c", TOLD, *args], capture_output=True, text=True, timeout=20, check=False)
    assert (done.stdout, done.returncode) == (said, 0), done.stderr


TIDIES = """
import os, signal, sys
from afterwave.launch.interrupts import end_when_told, hear_no_more

first, *then = (getattr(signal, name) for name in sys.argv[1:])
signal.signal(signal.SIGHUP, signal.SIG_DFL)
end_when_told()
try:
    os.kill(os.getpid(), first)
except KeyboardInterrupt:
    pass
finally:
    hear_no_more()
    for number in then:
        os.kill(os.getpid(), number)
    print("tidied", flush=True)
"""


@pytest.mark.parametrize("told", sorted(permutations(("SIGINT", "SIGTERM", "SIGHUP"))), ids=" ".join)
def test_nothing_breaks_off_the_tidying(told: tuple[str, ...]) -> None:
    program = [sys.executable, "-c", TIDIES, *told]
    done = subprocess.run(program, capture_output=True, text=True, timeout=20, check=False)
    assert (done.stdout, done.returncode) == ("tidied\n", 0), done.stderr
