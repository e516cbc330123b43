"""Keeps the parts of an evening alive: one that died is started again, by itself or because somebody asked for it."""

from __future__ import annotations

import queue
import time
from collections.abc import Callable, Mapping
from contextlib import suppress

from afterwave.launch.children import Child, ChildFailed, ChildLate
from afterwave.launch.page_language import page_words
from afterwave.launch.terminal import tell_terminal
from afterwave.message import Message, Say
from afterwave.refusals import NoProgram

PARTS = ("phones", "pages")
"""What an evening is made of: the phones' server, and the server of stage and console."""
LOOK = 0.5
"""Seconds between two looks."""
RETRY = 10.0
"""Seconds until a part that would not start is tried again."""

AS_ASKED: Message = "{name} is started again, as you asked. Nothing that was counted is lost."
STOPPED: Message = "{name} stopped unexpectedly; starting it again. Nothing that was counted is lost."
LATER: Message = "{name} did not start; the reason stands above. It is tried again every {seconds} s."

# One for the program: what hears the front door (cli/lifeline) knows of no evening.
_asked: queue.SimpleQueue[str] = queue.SimpleQueue()


def ask_again(part: str) -> None:
    """Ask the evening that runs in this program, from any thread, to start one of its parts again."""
    _asked.put(part)


class Supervisor:
    """Looks after the parts of one evening, or of one page alone."""

    def __init__(
        self,
        parts: Callable[[], Mapping[str, Child]],
        clock: Callable[[], float] = time.monotonic,
        say: Say | None = None,
    ) -> None:
        """Take what gives the parts there are; the clock is in seconds, and `say` tells in the language of whoever
        began the program, unless another is given.
        """
        self._parts, self._clock, self._say = parts, clock, say
        self._later: dict[str, float] = {}
        # A set: who presses twice wants it started again once.
        self._requests: set[str] = set()

    def watch(self) -> None:
        """Look until interrupted."""
        while True:
            time.sleep(LOOK)
            self.look()

    def look(self) -> None:
        """Look once whether all are alive, and start again what died or was asked for.

        What will not start ends nothing else.
        """
        for name, child in self._parts().items():
            self._hear()
            if name in self._requests:
                self._tell(AS_ASKED, child)
                child.stop()
            elif child.alive or self._clock() < self._later.get(name, 0):
                continue
            elif name not in self._later:
                self._tell(STOPPED, child)
            self._start(name, child)

    def _start(self, name: str, child: Child) -> None:
        try:
            child.start()
        except (ChildFailed, NoProgram) as error:
            if name not in self._later:
                # One that ran has printed its own reason.
                if isinstance(error, NoProgram | ChildLate):
                    tell_terminal(error.message(self._say or page_words()))
                self._tell(LATER, child)
            self._later[name] = self._clock() + RETRY
        else:
            self._later.pop(name, None)
        # Whoever pressed while it was starting has it: to take it down again would cut off who just came back.
        self._hear()
        self._requests.discard(name)

    def _hear(self) -> None:
        with suppress(queue.Empty):
            while True:
                self._requests.add(_asked.get_nowait())

    def _tell(self, sentence: Message, child: Child) -> None:
        say = self._say or page_words()
        tell_terminal(say(sentence, name=say(child.name), seconds=f"{RETRY:g}"))
