"""Ctrl and C, and what else ends a program, heard by an event loop."""

from __future__ import annotations

import asyncio
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

TIDYING = 90.0
"""Seconds that the tidying takes at most: each of what was started has ten, one after the other."""


def endings() -> tuple[int, ...]:
    """Return the signals that tell this program to end: a manager's, and a terminal's whose window is closed. What is
    ignored, as under `nohup`, is none.
    """
    known = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    return tuple(number for number in known if signal.getsignal(number) != signal.SIG_IGN)


def end_when_told() -> None:
    """Let whoever tells this program to end, or closes its window, have it go through `finally` as with Ctrl and C:
    nothing is left running, and no sheet of slips on the disk.
    """

    def end(*_: object) -> None:
        hear_no_more()
        sys.exit(0)

    for number in endings():
        signal.signal(number, end)


def hear_no_more() -> None:
    """Let nothing break off the tidying that begins: a window that closes may say so twice, and who has pressed Ctrl
    and C closes the window next. Whatever is waited for then has its time, after which it is killed; a program that is
    still here long after that is ended by the next signal.
    """
    until = time.monotonic() + TIDYING

    def end(*_: object) -> None:
        if time.monotonic() > until:
            sys.exit(1)

    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            # Not "ignored", which a program that the tidying starts would keep.
            signal.signal(getattr(signal, name), end)


@contextmanager
def interrupts_set(stop: asyncio.Event, *signals: int) -> Iterator[None]:
    """Set `stop`, in the running loop, when one of the signals comes; afterwards they mean what they meant before.

    A handler of `signal.signal` alone is called only when the loop next wakes: a signal that comes just before it goes
    to sleep would be heard no sooner than the next phone.
    """
    loop = asyncio.get_running_loop()
    old_handlers = {name: signal.getsignal(name) for name in signals}
    for name in signals:
        try:
            loop.add_signal_handler(name, stop.set)
        except NotImplementedError:  # Windows, whose loop is woken by every signal as it is
            signal.signal(name, lambda *_: loop.call_soon_threadsafe(stop.set))
    own_handlers = {name: signal.getsignal(name) for name in signals}
    try:
        yield
    finally:
        for name, handler in old_handlers.items():
            now = signal.getsignal(name)
            with suppress(NotImplementedError):
                loop.remove_signal_handler(name)
            # Somebody may have let nothing be heard meanwhile, and that stays.
            signal.signal(name, handler if now == own_handlers[name] else now)
