"""What a program and its children say is passed on until the program is told to end."""

from __future__ import annotations

import subprocess
import sys

from ending import ended

PROGRAM = """
import subprocess, sys, threading, time
from afterwave.launch.last_words import heard_until
end = threading.Event()
def say(words):
    print(words, file=sys.stderr, flush=True)
    subprocess.run([sys.executable, "-c", f"import sys; print('a child', {words!r}, file=sys.stderr)"])
with heard_until(end):
    say("before")
    sys.stdin.readline()
    end.set()
    say("after")
raise RuntimeError("its own reason")
"""


def test_what_is_said_after_the_end_is_left_out_and_why_it_ended_is_not() -> None:
    call = [sys.executable, "-c", PROGRAM]
    with ended(subprocess.Popen(call, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True)) as running:
        assert running.stderr
        heard = [running.stderr.readline() for _ in range(2)]
        _, rest = running.communicate("end\n", timeout=60)
    assert (heard, "after" in rest, rest.splitlines()[-1]) == (
        ["before\n", "a child before\n"],
        False,
        "RuntimeError: its own reason",
    )
