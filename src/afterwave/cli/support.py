"""`afterwave support`: somebody rings the support lines of their country, and what they found goes over the kit's lines
everywhere.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer
from pydantic import BaseModel

from afterwave.cli.help_text import as_typed
from afterwave.cli.options import Content, Country, Json
from afterwave.cli.sitting import Sitting, SittingStopped
from afterwave.content.calling import BadEntry, entry_of, is_due
from afterwave.content.calls import OUTCOMES, Call, add, own_file
from afterwave.content.emergency import NUMBERS
from afterwave.content.helplines import SupportLine
from afterwave.content.language import ENGLISH, language
from afterwave.content.places import kit
from afterwave.launch.opening import workshop_in

Model = TypeVar("Model", bound=BaseModel)

All = Annotated[
    bool, typer.Option("--again", help="Go through all of the country's lines, those called within a year too.")
]
Plain = Annotated[bool, typer.Option("--plain", help="Leave the large figures out, for a screen reader.")]
Number = Annotated[
    str,
    typer.Option(
        "--line", help="Without questions: the number of the line that was called, as it is listed.", show_default=False
    ),
]
Outcome = Annotated[
    str, typer.Option(help=f"Without questions: what was found, one of {', '.join(OUTCOMES)}.", show_default=False)
]
Different = Annotated[
    list[str] | None,
    typer.Option("--now", metavar="FIELD=WORDS", help="What is new of a line that changed.", show_default=False),
]
Own = Annotated[
    list[str] | None,
    typer.Option(
        metavar="FIELD=WORDS",
        help="Add a line of your own: name=…, number=…, for=…, and hours, cost, languages.",
        show_default=False,
    ),
]
CallDay = Annotated[str, typer.Option(help="The day of the call, such as 2030-01-31.", show_default="today")]


def support(
    country: Country = "",
    again: All = False,
    plain: Plain = False,
    line: Number = "",
    found: Outcome = "",
    now: Different = None,
    own: Own = None,
    on: CallDay = "",
    content: Content = None,
    as_json: Json = False,
) -> None:
    """Ring the support lines of your country, one after the other: works, changed, or gone. It can stop, and goes on
    where it stopped.

    What you find is written into a file of your own, which an update leaves alone, and stands on phones, paper, site
    and stage from then on.
    """
    if not country:
        raise typer.BadParameter("Name the country whose lines you ring, such as --country GB.", param_hint="--country")
    day = _day(on)
    if own is not None:
        add(
            own_file(),
            _build(
                SupportLine, {"country": country, **_fields(own, "--own"), **({"last_verified": day} if on else {})}
            ),
        )
    elif line or found or now:
        _note_call(_lines(content, country), line, found, {"now": _fields(now, "--now")} if now else {}, day)
    elif not as_json:
        _sit(content, country, again=again, plain=plain)
        return
    lines = _lines(content, country)
    print(json.dumps(_facts(country, lines), indent=1, ensure_ascii=False) if as_json else _status_of(country, lines))


def _sit(content: Path | None, country: str, *, again: bool, plain: bool) -> None:
    lines, today = _lines(content, country), _today()
    due = [line for line in lines if again or is_due(line, today)]
    print(f"{_country_name(country)}: {_line_count(len(lines))}, {len(lines) - len(due)} of them done.")
    if numbers := NUMBERS.get(country):
        print(f"In danger, people there call {' or '.join(numbers)}. Never ring that to check it.")
    try:
        Sitting(country, due, len(lines), own_file(), today, plain=plain).hold()
    except SittingStopped:
        print()
    # Read anew: what was just written goes over them.
    print(_status_of(country, _lines(content, country)))


def _status_of(country: str, lines: Sequence[SupportLine]) -> str:
    """Return how it stands, and the way on."""
    left = sum(is_due(line, _today()) for line in lines)
    notice = f"What you found is in {own_file()}." if own_file().exists() else "Nothing was written."
    if left or not lines:
        how = f"{left} of {_line_count(len(lines))} still to call" if lines else "no line is listed yet"
        return f"{_country_name(country)}: {how}. Go on with: {as_typed(f'support --country {country}')}\n{notice}"
    return f"{_country_name(country)}: every line was called within a year.\n{notice}"


def _note_call(lines: Sequence[SupportLine], number: str, found: str, now: dict[str, object], day: date) -> None:
    """Write down one call; raise `BadParameter` for a number that is not listed, or words that say no outcome."""
    numbers = [line.number for line in lines]
    if number not in numbers:
        choices = f"There are: {'; '.join(numbers)}." if numbers else "There is none in that country."
        raise typer.BadParameter(f'No line has the number "{number}", as it is listed. {choices}', param_hint="--line")
    country = next(line.country for line in lines if line.number == number)
    add(own_file(), _build(Call, {"country": country, "number": number, "found": found, "day": day, **now}))


def _build(model: type[Model], fields: dict[str, object]) -> Model:
    """Return what these fields make; raise `BadParameter` with what is wrong with them."""
    try:
        return entry_of(model, fields)
    except BadEntry as wrong:
        raise typer.BadParameter(" ".join(str(wrong).split("\n"))) from None


def _fields(written: Sequence[str], option: str) -> dict[str, object]:
    pairs = [one.partition("=") for one in written]
    if wrong := [name for name, equals, _ in pairs if not equals]:
        raise typer.BadParameter(
            f'Write a field, an equals sign and its words, such as hours="day and night"; this is none: {wrong[0]}',
            param_hint=option,
        )
    return {name.strip(): words.strip() for name, _, words in pairs}


def _lines(content: Path | None, country: str) -> list[SupportLine]:
    return [line for line in workshop_in(content).support if line.country == country]


def _facts(country: str, lines: Sequence[SupportLine]) -> dict[str, Any]:
    facts = [{**line.model_dump(mode="json", by_alias=True), "due": is_due(line, _today())} for line in lines]
    return {
        "country": country,
        "name": _country_name(country),
        "emergency": NUMBERS.get(country, ()),
        "file": str(own_file()),
        "lines": facts,
    }


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written) if written else _today()
    except ValueError:
        raise typer.BadParameter("Write the day as in 2030-01-31.", param_hint="--on") from None


def _today() -> date:
    return date.today()  # noqa: DTZ011 - a line is called on a day of the facilitator's own


def _country_name(country: str) -> str:
    return language(kit("content"), ENGLISH).country(country)


def _line_count(count: int) -> str:
    return "1 line" if count == 1 else f"{count} lines"
