"""What somebody does who calls a country's support lines: which are due, how each is checked, and what its answer
makes. Terminal and page share it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import BaseModel

from afterwave.content.calls import Call
from afterwave.content.dialling import dial_string, pieces
from afterwave.content.emergency import NUMBERS
from afterwave.content.helplines import SupportLine
from afterwave.content.report import Report
from afterwave.content.yamlfile import YamlFile
from afterwave.errors import Mistakes
from afterwave.message import Message

Model = TypeVar("Model", bound=BaseModel)

FIELDS: dict[str, Message] = {
    "number": "Number",
    "for": "For whom, and for what",
    "hours": "Hours",
    "cost": "Cost",
    "languages": "Languages",
}
"""What a line says of itself, and how it is asked for."""

BEFORE: Message = (
    "Ring each one, from somewhere quiet. Say first that you lead a workshop and are checking the number, "
    "and that you need no help now; keep it short."
)
KEPT: Message = "What you enter is kept at once. Stop when you like: the next time goes on from there."

How = Literal["ask", "web", "emergency"]
HOW: dict[How, Message] = {
    "ask": "Ask: for whom is it (all genders)? When? What does it cost, and is it on the bill? "
    "Which languages? What would you have to report?",
    "web": "Open the address: is it there, and does it lead to somebody near you?",
    "emergency": "This number is for emergencies. Do not ring it to check it: "
    "read it on the service's own page, or ask somebody local.",
}
"""How to find out whether a line works."""


class BadEntry(Mistakes):
    """What was entered makes no call, or no line: every mistake with its cure, one on each line."""


def is_due(line: SupportLine, today: date) -> bool:
    """Return whether somebody has to ring a line: nobody has within a year, or the day is none that was."""
    return line.last_verified is None or line.last_verified > today or line.overdue(today)


def numbers_of(line: SupportLine) -> list[str]:
    """Return a line's numbers as they are written, each once, without its addresses."""
    return [
        piece.text for piece in pieces(line.number, line.country) if piece.href and any(map(str.isdecimal, piece.text))
    ]


def how_to_check(line: SupportLine) -> How:
    """Return how to find out whether a line works: nobody rings an emergency number to check it."""
    numbers = [dial_string(number) for number in numbers_of(line)]
    if not numbers:
        return "web"
    return "emergency" if set(numbers) & set(NUMBERS.get(line.country, ())) else "ask"


def call_of(line: SupportLine, found: str, day: date, heard: Mapping[str, str]) -> Call:
    """Return what is written of a call; `heard` are a line's fields as they are now, of which those that differ are
    written.

    A line that changed in nothing works. Raises `BadEntry` for what is no outcome.
    """
    before = line.model_dump(by_alias=True)
    changes = {name: words for name, words in heard.items() if name in FIELDS and words and words != before[name]}
    now = changes if found == "changed" else {}
    outcome = "works" if found == "changed" and not now else found
    fields = {"country": line.country, "number": line.number, "found": outcome, "day": day}
    return entry_of(Call, {**fields, **({"now": now} if now else {})})


def own_line(country: str, said: Mapping[str, str], called: date | None) -> SupportLine:
    """Return a line of one's own, of its `name` and fields; raise `BadEntry` where something is missing, or wrong."""
    fields = {name: words for name in ("name", *FIELDS) if (words := said.get(name, "").strip())}
    return entry_of(SupportLine, {"country": country, **fields, **({"last_verified": called} if called else {})})


def entry_of(model: type[Model], fields: Mapping[str, Any]) -> Model:
    """Return what these fields make; raise `BadEntry` with what is wrong with them."""
    report = Report()
    entry = report.build(model, fields, YamlFile(Path(), fields, None))
    if entry is None:
        raise BadEntry([f"{problem.problem}. {problem.cure}" for problem in report.problems])
    return entry
