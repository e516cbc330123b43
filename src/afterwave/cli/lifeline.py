"""Runs one command for the front door, until it is let go of: `python -m afterwave.cli.lifeline present --json`.

Standard input is a pipe that only the front door holds. A word on it ends the command as Ctrl and C would; so does its
end, which comes however the front door ended, `kill -9` included.
"""

from __future__ import annotations

import _thread
import os
import signal
import threading

from afterwave.cli.main import run
from afterwave.launch.children import said_to_us
from afterwave.launch.supervisor import ask_again

AGAIN = b"again "


def main() -> None:
    """Run the command that the arguments name."""
    # A shell's background job is deaf to it, and so would be what it starts.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    threading.Thread(target=_until_let_go, daemon=True).start()
    run()


def _until_let_go() -> None:
    rest = b""
    for chunk in said_to_us():
        # What was read may end in the midst of a word.
        *lines, rest = (rest + chunk).split(b"\n")
        if not all(line.startswith(AGAIN) for line in lines):
            break
        for line in lines:
            ask_again(line.removeprefix(AGAIN).decode())
    else:
        nobody = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nobody, 1)  # who would have listened is gone, and a broken pipe would end the command before it is tidy
        os.dup2(nobody, 2)
    if hasattr(signal, "pthread_kill"):
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)  # wakes it from a wait, too
    else:
        _thread.interrupt_main()


if __name__ == "__main__":
    main()
