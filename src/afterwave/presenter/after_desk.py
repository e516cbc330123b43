"""The console's part in what comes after the end: it asks the program that runs the evening, which prints and
forgets.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from afterwave.presenter.line import Facts, ProgramLine, send_sheet


class AfterDesk:
    """One console's way to what stands behind it once the evening has ended; nothing is asked before."""

    def __init__(self, way: str, send: Callable[..., object]) -> None:
        """Take the way to the program, "" for none, and what sends the page a message with its buffers."""
        self._line, self._ended = ProgramLine(way), False
        self.told: Facts = {}
        self.acts: dict[str, Callable[[Any], None]] = {"print": self._print, "forget": self._forget}
        self.acts |= {"fetch": lambda number: send_sheet(self.told.get("paper", {}), number, send)}

    def look(self, *, ended: bool) -> Facts:
        """Return what the program tells once the evening has ended, {} before, and where there is none."""
        self._ended = ended
        self.told = (self._line.ask({"do": "look"}) or {}) if ended else {}
        return self.told

    def _print(self, kind: object) -> None:
        self._ask("print", kind)

    def _forget(self, _yes: object) -> None:
        self._ask("forget")

    def _ask(self, what: str, about: object = "") -> None:
        if self._ended:  # a page that is slow to hear of an end that was taken back is not obeyed
            self._line.ask({"do": what, "with": about})
