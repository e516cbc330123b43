"""The front door's sitting in which somebody rings a country's support lines: what `afterwave support` asks in a
terminal, and the same file.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from afterwave.content.calling import FIELDS, call_of, how_to_check, is_due, numbers_of, own_line
from afterwave.content.calls import Entry, add, own_file
from afterwave.content.emergency import NUMBERS
from afterwave.content.helplines import SupportLine
from afterwave.launch.readiness import ReadinessPart

if TYPE_CHECKING:
    from afterwave.launch.front_door import FrontDoor

Facts = dict[str, Any]


class SupportDesk:
    """What the front door does with support lines."""

    def __init__(self, door: FrontDoor) -> None:
        """Take the front door, for the workshop and the country that are chosen there."""
        self._door = door
        self._written = 0
        self.acts: dict[str, Callable[[Facts], None]] = {"ring": self._ring, "ring_own": self._add_line}

    def facts(self) -> Facts:
        """Return the country's lines in their order, how many entries were written, and the file that they are written
        into.
        """
        country = self._door.choice.country
        lines = [_facts(line, self._door.say) for line in self._lines()]
        emergency = list(NUMBERS.get(country, ()))
        return {"lines": lines, "emergency": emergency, "written": self._written, "file": str(own_file())}

    def _lines(self) -> list[SupportLine]:
        workshop, country = self._door.workshop(), self._door.choice.country
        return [line for line in workshop.support if line.country == country] if workshop and country else []

    def _ring(self, facts: Facts) -> None:
        """Write down one call of a line that is listed."""
        for line in self._lines():
            if line.number == facts.get("number"):
                changes = {name: str(facts.get(f"now_{name}", "")).strip() for name in FIELDS}
                self._write(call_of(line, str(facts.get("found", "")), _current_date(), changes))
                return

    def _add_line(self, facts: Facts) -> None:
        said = {str(name): str(words) for name, words in facts.items()}
        self._write(own_line(self._door.choice.country, said, _current_date() if facts.get("called") else None))

    def _write(self, entry: Entry) -> None:
        add(own_file(), entry)
        self._written += 1
        # What was found goes over the line, which the page shows next.
        self._door.read_again()
        # Whoever rang a line finds under "Make ready" that it was called, without asking there once more.
        self._door.ready.look_again(ReadinessPart.SUPPORT)


def _facts(line: SupportLine, spoken: Callable[[str], str]) -> Facts:
    words = {"name": line.name, "number": line.number, "for": line.for_, "hours": line.hours, "cost": line.cost}
    days = {"languages": line.languages, "called": str(line.last_verified or ""), "seen": str(line.seen or "")}
    # Its words are in English in the kit's list, as phones and paper know them; those typed here are said as they are.
    told = " · ".join(spoken(said) for said in (line.for_, line.hours, line.cost, line.languages) if said)
    return {
        **words,
        **days,
        "told": told,
        "numbers": numbers_of(line),
        "how": how_to_check(line),
        "due": is_due(line, _current_date()),
    }


def _current_date() -> date:
    return date.today()  # noqa: DTZ011 - a line is called on a day of the facilitator's own
