"""Ctrl and C, and what else ends a program, heard by an event loop."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress


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
    told = endings()

    def end(*_: object) -> None:
        for number in told:  # a window that closes may say so twice, and the second time would break off the tidying
            signal.signal(number, lambda *_: None)
        sys.exit(0)

    for number in told:
        signal.signal(number, end)


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
    try:
        yield
    finally:
        for name, handler in old_handlers.items():
            with suppress(NotImplementedError):
                loop.remove_signal_handler(name)
            signal.signal(name, handler)
