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
from afterwave.content.language import Language
from afterwave.errors import UnknownRequest
from afterwave.launch.readiness import ReadinessPart

if TYPE_CHECKING:
    from afterwave.launch.front_door import FrontDoor

Facts = dict[str, Any]


class SupportDesk:
    """What the front door does with support lines."""

    def __init__(self, door: FrontDoor) -> None:
        """Take the front door, for the workshop and the country that are chosen there."""
        self._door = door
        self._written, self._by = 0, ""
        self.acts: dict[str, Callable[[Facts], None]] = {"ring": self._ring, "ring_own": self._add_line}

    def facts(self) -> Facts:
        """Return the country's lines in their order, how many entries were written and by which press the last, and the
        file that they are written into.
        """
        country = self._door.choice.country
        lines = [_facts(line, self._door.speech) for line in self._lines()]
        emergency = list(NUMBERS.get(country, ()))
        written = {"written": self._written, "by": self._by, "file": str(own_file())}
        return {"lines": lines, "emergency": emergency, **written}

    def _lines(self) -> list[SupportLine]:
        workshop, country = self._door.workshop(), self._door.choice.country
        return [line for line in workshop.support if line.country == country] if workshop and country else []

    def _ring(self, facts: Facts) -> None:
        """Write down one call of a line that is listed; raise `UnknownRequest` for one that another window changed
        meanwhile.
        """
        line = next((line for line in self._lines() if line.number == facts.get("number")), None)
        if line is None:
            raise UnknownRequest
        self._write(call_of(line, str(facts.get("found", "")), _current_date(), self._heard(line, facts)), facts)

    def _heard(self, line: SupportLine, facts: Facts) -> dict[str, str]:
        """Return a line's fields as they are now; words that were left as the page says them are the line's own."""
        now = {name: str(facts.get(f"now_{name}", "")).strip() for name in FIELDS}
        listed = line.model_dump(by_alias=True)
        said = _said(line, self._door.say)
        return {name: listed[name] if words == said[name] else words for name, words in now.items()}

    def _add_line(self, facts: Facts) -> None:
        said = {str(name): str(words) for name, words in facts.items()}
        self._write(own_line(self._door.choice.country, said, _current_date() if facts.get("called") else None), facts)

    def _write(self, entry: Entry, facts: Facts) -> None:
        add(own_file(), entry)
        self._written, self._by = self._written + 1, str(facts.get("by", ""))
        # What was found goes over the line, which the page shows next.
        self._door.read_again()
        # Whoever rang a line finds under "Make ready" that it was called, without asking there once more.
        self._door.ready.look_again(ReadinessPart.SUPPORT)


def _said(line: SupportLine, say: Callable[[str], str]) -> dict[str, str]:
    """Return what a line says of itself in the language of the page, by the names of its fields."""
    # Its words are in English in the kit's list, as phones and paper know them; those typed here are said as they are.
    return {name: say(field) for name, field in line.model_dump(by_alias=True).items() if name in FIELDS}


def _facts(line: SupportLine, speech: Language) -> Facts:
    words = {"name": line.name, "number": line.number, "for": line.for_, "hours": line.hours, "cost": line.cost}
    called = speech.date(line.last_verified) if line.last_verified else ""
    said = _said(line, speech.say)
    return {
        **words,
        "languages": line.languages,
        "called": called,
        "seen": str(line.seen or ""),
        "said": said,
        "told": " · ".join(said[name] for name in FIELDS if name != "number" and said[name]),
        "numbers": numbers_of(line),
        "how": how_to_check(line),
        "due": is_due(line, _current_date()),
    }


def _current_date() -> date:
    return date.today()  # noqa: DTZ011 - a line is called on a day of the facilitator's own
