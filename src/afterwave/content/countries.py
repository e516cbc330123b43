"""Where to turn, country by country, as every page and sheet shows it: where the evening is first, then what reaches
everywhere, then by name.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from afterwave.content.emergency import NUMBERS
from afterwave.content.helplines import EVERYWHERE, SupportLine
from afterwave.content.workshop import Section, Workshop

PLACE = "[emergency]"
"""Where a text says the emergency number of the country in which it is read."""


@dataclass(frozen=True)
class Country:
    """A country's name in the page's language, its emergency numbers (see `emergency`), its lines, and whether the
    evening is `here`.
    """

    letters: str
    name: str
    numbers: tuple[str, ...]
    lines: tuple[SupportLine, ...]
    here: bool = False


def countries(workshop: Workshop) -> tuple[Country, ...]:
    """Return every country that has a line, and the workshop's own where it has but an emergency number."""
    speech, say = workshop.speech, workshop.speech.say
    groups: dict[str, list[SupportLine]] = {workshop.country: []} if workshop.country in NUMBERS else {}
    for line in workshop.support:
        groups.setdefault(line.country, []).append(line)
    made = (
        Country(
            letters,
            say("Anywhere") if letters == EVERYWHERE else speech.country(letters),
            NUMBERS.get(letters, ()),
            tuple(lines),
            here=letters == workshop.country != EVERYWHERE,
        )
        for letters, lines in groups.items()
    )
    return tuple(
        sorted(made, key=lambda country: (not country.here, country.letters != EVERYWHERE, alphabetical(country.name)))
    )


def with_numbers(workshop: Workshop) -> Workshop:
    """Return the workshop with its country's emergency number wherever its words have the place `[emergency]`, and
    nothing there where none is known.
    """
    number = emergency(workshop, "**")
    return workshop.model_copy(
        update={"sections": tuple(_with_place(section, number) for section in workshop.sections)}
    )


def emergency(workshop: Workshop, strong: str = "") -> str:
    """Return what goes on after "your local emergency number": the number, or that of the police and of an ambulance;
    "" where no country is named.
    """
    say = workshop.speech.say
    numbers = [f"{strong}{number}{strong}" for number in NUMBERS.get(workshop.country, ())]
    if len(numbers) > 1:
        return f". {say('Police:')} {numbers[0]}. {say('Ambulance:')} {numbers[1]}"
    return f": {numbers[0]}" if numbers else ""


def _with_place(section: Section, told: str) -> Section:
    if not any(PLACE in block.text for block in section.blocks):
        return section
    blocks = (
        block.model_copy(update={"text": block.text.replace(PLACE, told)}) if PLACE in block.text else block
        for block in section.blocks
    )
    return section.model_copy(update={"blocks": tuple(blocks)})


def alphabetical(name: str) -> str:
    """Return what a name is sorted by: its letters without marks, as readers look for them (Ö beside O), as in
    Unicode's own collation (UTS 10).
    """
    return "".join(
        letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter)
    ).casefold()
