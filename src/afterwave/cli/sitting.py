"""The sitting in which somebody rings a country's support lines, one after the other: what the terminal shows and asks.

Each answer is written down at once, so the sitting can stop anywhere and go on another day.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from unicodedata import digit

import typer

from afterwave.content.calls import Call, Outcome, add
from afterwave.content.dialling import dialled, pieces
from afterwave.content.emergency import NUMBERS
from afterwave.content.workshop import SupportLine

FIELDS = {"number": "Number", "for": "For whom, and for what", "hours": "Hours", "cost": "Cost", "languages": "Languages"}
"""What a line says of itself, and how it is asked for."""

KEYS: dict[str, Outcome] = {"1": "works", "w": "works", "2": "changed", "c": "changed", "3": "gone", "g": "gone"}
STOP = {"0", "q", "\x03", "\x04", "\x1b", ""}

BEFORE = """\
Ring each one, from somewhere quiet. Say first that you lead a workshop and are checking the number, and that you need no help now; keep it short.
What you enter is kept at once. Stop when you like: the next time goes on from there.
"""
ASK = "Ask: for whom is it (all genders)? When? What does it cost, and is it on the bill? Which languages? What would you have to report?"
WEB = "Open the address: is it there, and does it lead to somebody near you?"
EMERGENCY = "This number is for emergencies. Do not ring it to check it: read it on the service's own page, or ask somebody local."
CHOICES = "1 works    2 changed    3 gone    4 later    0 stop"

_DIGITS = {
    "0": (" _ ", "| |", "|_|"),
    "1": ("   ", "  |", "  |"),
    "2": (" _ ", " _|", "|_ "),
    "3": (" _ ", " _|", " _|"),
    "4": ("   ", "|_|", "  |"),
    "5": (" _ ", "|_ ", " _|"),
    "6": (" _ ", "|_ ", "|_|"),
    "7": (" _ ", "  |", "  |"),
    "8": (" _ ", "|_|", "|_|"),
    "9": (" _ ", "|_|", " _|"),
    "+": ("   ", " | ", "-+-"),
    " ": ("  ", "  ", "  "),
}


class Stopped(Exception):
    """Somebody stopped, or nobody answers."""


@dataclass(frozen=True)
class Sitting:
    """One sitting: the country, its lines that are due, how many there are in all, and the file to write to; `plain` without large figures."""

    country: str
    due: Sequence[SupportLine]
    all: int
    file: Path
    today: date
    plain: bool = False

    def hold(self) -> None:
        """Go through the lines that are due, then ask for lines of one's own; raise `Stopped` where somebody stops, `CannotWrite` where nothing can be kept."""
        if self.due:
            print(BEFORE)
        for place, line in enumerate(self.due, self.all - len(self.due) + 1):
            print("\n".join(self._shown(place, line)), flush=True)
            found = _outcome()
            if found:
                add(self.file, self._call(line, found))
        while name := _asked("A line of your own town, campus or language? Its name (or Enter, for none): "):
            self._own(name)

    def _shown(self, place: int, line: SupportLine) -> Iterator[str]:
        yield f"\n--- {place} of {self.all}: {line.name}\n"
        if not self.plain:
            yield from large(line)
        yield f"    {line.number}\n"
        said = " · ".join(filter(None, (line.for_, line.hours, line.cost, line.languages)))
        called = f"called on {line.last_verified}" if line.last_verified else "not called yet"
        yield f"As it is listed: {said} ({called}{f'; seen on {line.seen}' if line.seen else ''})"
        yield how_to_check(line)
        yield f"\n{CHOICES}"

    def _call(self, line: SupportLine, found: Outcome) -> Call:
        fields: dict[str, object] = {"country": line.country, "number": line.number, "found": found, "day": self.today}
        if found != "changed":
            return Call.model_validate(fields)
        print("What is it now? Enter keeps what stands in brackets.")
        before = line.model_dump(by_alias=True)
        heard = {field: _asked(f"{words} [{before[field]}]: ") or before[field] for field, words in FIELDS.items()}
        now = {field: value for field, value in heard.items() if value != before[field]}
        if not now:
            print("Nothing is different, so it works as it is listed.")
        return Call.model_validate({**fields, "found": "changed" if now else "works", **({"now": now} if now else {})})

    def _own(self, name: str) -> None:
        said = {field: _asked(f"{words}: ") for field, words in FIELDS.items()}
        if not said["number"] or not said["for"]:
            print("A line needs a number, and for whom it is. Nothing was written.")
            return
        called = _yes("Did you call it today? 1 yes    2 no")
        own = {"country": self.country, "name": name, **said, **({"last_verified": self.today} if called else {})}
        add(self.file, SupportLine.model_validate({field: value for field, value in own.items() if value}))
        print("It is listed.")


def large(line: SupportLine) -> Iterator[str]:
    """Yield a line's numbers in figures of three rows, to be read from afar; an address has none."""
    for number in _numbers(line):
        figures = [_DIGITS[_figure(letter)] for letter in number]
        yield from ("    " + " ".join(rows[row] for rows in figures).rstrip() for row in range(3))
        yield ""


def how_to_check(line: SupportLine) -> str:
    """Return what to ask, or how else to find out whether a line works: nobody rings an emergency number to check it."""
    numbers = [dialled(number) for number in _numbers(line)]
    if not numbers:
        return WEB
    return EMERGENCY if set(numbers) & set(NUMBERS.get(line.country, ())) else ASK


def _numbers(line: SupportLine) -> list[str]:
    """Return a line's numbers as they are written, each once, without its addresses."""
    return [piece.text for piece in pieces(line.number, line.country) if piece.href and any(map(str.isdecimal, piece.text))]


def _figure(letter: str) -> str:
    return str(digit(letter)) if letter.isdecimal() else "+" if letter == "+" else " "


def _outcome() -> Outcome | None:
    """Return what was found, or None for later; raise `Stopped` for a stop."""
    while True:
        key = _key()
        if key in STOP:
            raise Stopped
        if key in KEYS:
            print(f"  {KEYS[key]}")
            return KEYS[key]
        if key in {"4", "l"}:
            return None
        print(f"  {CHOICES}", flush=True)


def _yes(question: str) -> bool:
    print(question, flush=True)
    return _key() in {"1", "y"}


def _key() -> str:
    """Return one key, or the first letter of a line where keys come from no terminal; a figure of any script as 0 to 9, "" for an end."""
    try:
        typed = typer.getchar() if sys.stdin.isatty() else _line()
    except (EOFError, KeyboardInterrupt):
        return ""
    key = typed if typed.startswith("\x1b") else typed[:1] or "\n"  # an arrow is several letters, and no Escape
    return str(digit(key)) if key.isdecimal() else key.lower()


def _asked(question: str) -> str:
    """Return what is written in answer, without blanks around it; raise `Stopped` at the end of what is typed."""
    print(question, end="", flush=True)
    try:
        return _line().strip()
    except (EOFError, KeyboardInterrupt):
        raise Stopped from None


def _line() -> str:
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.strip("\r\n")
