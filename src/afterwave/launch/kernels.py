"""Keeps only living kernels ready for a page, and says in a sentence what goes wrong with one.

A kernel that died while it waited would give its page nothing but an error, and the terminal some hundred lines of
Python.
"""

from __future__ import annotations

import logging
import sys
import time
from asyncio import Task
from datetime import UTC, datetime
from typing import Any

TROUBLE = (
    "A page of stage or console could not be answered: the machine is busy, or short of memory. Reload that page; "
    "nothing that was counted is lost."
)
QUIET = 60.0
"""Seconds in which the same trouble is said once."""
LONGEST_SCRATCH = 30
"""Kernels talk through sockets in the scratch folder where the system has them; their whole path must stay under 104 to
108 characters.
"""
PLAIN = (
    "Lines about “TCP without encryption” may follow, one for each page of yours. They are about this machine's own "
    "inside: no other machine can hear it, phones have no part in it, and another account of this machine could. "
    "A pyzmq that was built with CURVE ends them."
)


def is_plain(scratch: str, *, curve: bool, system: str = sys.platform) -> bool:
    """Return whether kernels are talked to without encryption, of which each warns on the terminal."""
    return not wire(scratch, curve=curve, system=system)


def wire(scratch: str, *, curve: bool, system: str = sys.platform) -> dict[str, str]:
    """Return how kernels are talked to: through files of ours alone where that goes, else over loopback, encrypted
    where ZeroMQ has `curve`, its encryption.

    Without the latter, each kernel warns on the terminal that all it says can be overheard; on loopback, by another
    account of this machine.
    """
    # Tried on Linux alone; macOS' own scratch folder is too long for it in any case.
    if system == "linux" and len(scratch) <= LONGEST_SCRATCH:
        return {"transport": "ipc"}
    return {"transport_encryption": "auto"} if curve else {}


class _Sentences(logging.Filter):
    """Says a sentence in place of an error with its traceback, and of what Jupyter logs of a request that failed."""

    def __init__(self) -> None:
        super().__init__()
        # The clock may begin at 0 with the machine: the first trouble is said all the same.
        self._said = -QUIET

    def filter(self, record: logging.LogRecord) -> bool:
        if record.levelno < logging.ERROR:
            return True
        record.msg, record.args, record.exc_info, record.exc_text, record.stack_info = TROUBLE, (), None, None, None
        if time.monotonic() - self._said < QUIET:
            return False
        self._said = time.monotonic()
        return True


def in_a_sentence(*loggers: logging.Logger) -> None:
    """Let these loggers, and whatever has none of its own, print a sentence for an error, once a minute, and no
    traceback.
    """
    sentences = _Sentences()
    for logger in loggers:
        for handler in logger.handlers:
            handler.addFilter(sentences)
    if logging.lastResort:
        logging.lastResort.addFilter(sentences)


def only_living(kernels: Any) -> None:  # noqa: ANN401 - Voilà's manager of kernels, which is made at run time and carries no types
    """Let a manager with pools of ready kernels throw away those that died, in the moment in which it is asked how many
    are ready, and start others.

    Voilà gives a page whatever waits in the pool. It asks for the pool's size first, and a page for which nothing waits
    gets a kernel of its own.
    """
    ready = kernels.get_pool_size

    def count_ready(notebook: str) -> int:
        pools = kernels._pools  # noqa: SLF001 - Voilà has no other way to see what waits
        pool = pools.get(notebook, [])
        if dead := [one for one in pool if one.done() and not _lives(kernels, one)]:
            pools[notebook] = [one for one in pool if one not in dead]
            # Voilà fills a pool only after it took a kernel out of it, and from an empty one it takes none.
            kernels.fill_if_needed(delay=0, notebook_name=notebook)
        return int(ready(notebook))

    kernels.get_pool_size = count_ready


def idle_from_its_page(kernels: Any) -> None:  # noqa: ANN401 - see above
    """Let a kernel that waited for a page count as idle from the moment in which the page is given it.

    Else one that waited long is ended for that before its page has reached it, and the page stays empty.
    """
    take = kernels.get_rendered_notebook

    async def take_awake(*asked: Any, **named: Any) -> Any:  # noqa: ANN401 - whatever Voilà asks, and is answered
        rendering, cells, kernel = await take(*asked, **named)
        if kernel in kernels:
            kernels.get_kernel(kernel).last_activity = datetime.now(UTC)
        return rendering, cells, kernel

    kernels.get_rendered_notebook = take_awake


def _lives(kernels: Any, heated: Task[dict[str, Any]]) -> bool:  # noqa: ANN401 - see above
    """Return whether a kernel that was made ready still runs, in the process in which it was."""
    if heated.cancelled() or heated.exception():
        return False
    kernel = heated.result()["kernel_id"]
    if kernel not in kernels:
        return False
    process = getattr(kernels.get_kernel(kernel).provisioner, "process", None)
    return process is not None and process.poll() is None
