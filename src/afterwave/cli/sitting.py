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

from afterwave.content.calling import BEFORE, FIELDS, HOW, KEPT, call_of, how_to_check, numbers_of, own_line
from afterwave.content.calls import Call, Outcome, add
from afterwave.content.helplines import SupportLine

KEYS: dict[str, Outcome] = {"1": "works", "w": "works", "2": "changed", "c": "changed", "3": "gone", "g": "gone"}
# Also what a terminal sends for Ctrl and C, Ctrl and D, and Escape; "" is the end of what is typed.
STOP = {"0", "q", "\x03", "\x04", "\x1b", ""}

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


class SittingStopped(Exception):
    """Somebody stopped, or nobody answers."""


@dataclass(frozen=True)
class Sitting:
    """One sitting: the country, its lines that are due, how many there are in all, and the file to write to; `plain`
    without large figures.
    """

    country: str
    due: Sequence[SupportLine]
    all: int
    file: Path
    today: date
    plain: bool = False

    def hold(self) -> None:
        """Go through the lines that are due, then ask for lines of one's own; raise `SittingStopped` where somebody
        stops, `CannotWrite` where nothing can be kept.
        """
        if self.due:
            print(f"{BEFORE}\n{KEPT}\n")
        # Those that are done count: a sitting on another day goes on where the last one stopped.
        for place, line in enumerate(self.due, self.all - len(self.due) + 1):
            print("\n".join(self._describe(place, line)), flush=True)
            outcome = _outcome()
            if outcome:
                # At once, and not at the end: whoever is called away loses nothing.
                add(self.file, self._call(line, outcome))
        while name := _prompt("A line of your own town, campus or language? Its name (or Enter, for none): "):
            self._own(name)

    def _describe(self, place: int, line: SupportLine) -> Iterator[str]:
        yield f"\n--- {place} of {self.all}: {line.name}\n"
        if not self.plain:
            yield from large(line)
        yield f"    {line.number}\n"
        facts = " · ".join(filter(None, (line.for_, line.hours, line.cost, line.languages)))
        last_call = f"called on {line.last_verified}" if line.last_verified else "not called yet"
        yield f"As it is listed: {facts} ({last_call}{f'; seen on {line.seen}' if line.seen else ''})"
        yield HOW[how_to_check(line)]
        yield f"\n{CHOICES}"

    def _call(self, line: SupportLine, found: Outcome) -> Call:
        if found != "changed":
            return call_of(line, found, self.today, {})
        print("What is it now? Enter keeps what stands in brackets.")
        fields = line.model_dump(by_alias=True)
        call = call_of(
            line, found, self.today, {field: _prompt(f"{words} [{fields[field]}]: ") for field, words in FIELDS.items()}
        )
        if call.found == "works":
            print("Nothing is different, so it works as it is listed.")
        return call

    def _own(self, name: str) -> None:
        fields = {field: _prompt(f"{words}: ") for field, words in FIELDS.items()}
        if not fields["number"] or not fields["for"]:
            print("A line needs a number, and for whom it is. Nothing was written.")
            return
        was_called = _yes("Did you call it today? 1 yes    2 no")
        add(self.file, own_line(self.country, {"name": name, **fields}, self.today if was_called else None))
        print("It is listed.")


def large(line: SupportLine) -> Iterator[str]:
    """Yield a line's numbers in figures of three rows, to be read from afar; an address has none."""
    for number in numbers_of(line):
        figures = [_DIGITS[_figure(letter)] for letter in number]
        yield from ("    " + " ".join(rows[row] for rows in figures).rstrip() for row in range(3))
        yield ""


def _figure(letter: str) -> str:
    return str(digit(letter)) if letter.isdecimal() else "+" if letter == "+" else " "


def _outcome() -> Outcome | None:
    """Return what was found, or None for later; raise `SittingStopped` for a stop."""
    while True:
        key = _key()
        if key in STOP:
            raise SittingStopped
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
    """Return one key, or the first letter of a line where keys come from no terminal; a figure of any script as 0 to 9,
    "" for an end.
    """
    try:
        typed = typer.getchar() if sys.stdin.isatty() else _line()
    except (EOFError, KeyboardInterrupt):
        return ""
    key = typed if typed.startswith("\x1b") else typed[:1] or "\n"  # an arrow is several letters, and no Escape
    # An Arabic keyboard types figures of its own.
    return str(digit(key)) if key.isdecimal() else key.lower()


def _prompt(question: str) -> str:
    """Return what is written in answer, without blanks around it; raise `SittingStopped` at the end of it."""
    print(question, end="", flush=True)
    try:
        return _line().strip()
    except (EOFError, KeyboardInterrupt):
        raise SittingStopped from None


def _line() -> str:
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.strip("\r\n")
