"""What can be printed of a workshop alone, one row a sheet: `afterwave print` makes a command of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import typer

from afterwave.cli.help_text import as_typed
from afterwave.content.places import kit
from afterwave.content.workshop import Workshop
from afterwave.launch.opening import workshop_in
from afterwave.paper.card import card
from afterwave.paper.feedback import feedback
from afterwave.paper.guide import IN_YOUR_HAND, guide, in_your_hand
from afterwave.paper.handouts import handouts
from afterwave.paper.references import references
from afterwave.paper.slides import slides
from afterwave.paper.support import support
from afterwave.paper.typesetting import Document


def _no_note(_workshop: Workshop) -> str:
    return ""


@dataclass(frozen=True)
class Sheet:
    """Something to print: its name as a command, what that says of itself, an example of its options, and the document
    that is made of a workshop.

    `takes` is what it may be asked for beside a language: a country, or the occasion and a country. `file` is where it
    is written unless somebody says, and `note` what is said once it is, "" for nothing.
    """

    name: str
    help: str
    example: str
    document: Callable[[Workshop], Document]
    takes: Literal["", "country", "occasion"] = ""
    file: str = ""
    note: Callable[[Workshop], str] = _no_note


def support_lines(workshop: Workshop) -> Document:
    """Return one country's support lines; raise `BadParameter` where nobody named a country."""
    if not workshop.country:
        raise typer.BadParameter("Name the country whose lines it holds, such as --country GB.", param_hint="--country")
    return support(workshop)


def uncalled_lines(workshop: Workshop) -> str:
    """Return how many of the country's lines nobody has called, and how that is done; "" where each was."""
    count = sum(line.last_verified is None for line in workshop.support if line.country == workshop.country)
    if not count:
        return ""
    return (
        f"{count} of its lines were not called, and have a blank for the day. Call them with: "
        f"{as_typed(f'support --country {workshop.country}')}"
    )


def whole_guide(workshop: Workshop) -> Document:
    """Return the facilitator's guide in the workshop's language, what is not translated named; else in English."""
    whole = kit("facilitator_guide")
    own = whole / workshop.language
    # The page for the hand is printed alone, and does not make a guide.
    chapters = {file.name for file in own.glob("*.md")} - {f"{IN_YOUR_HAND}.md"}
    return guide(workshop, own, whole) if chapters else guide(_english(workshop), whole)


def guide_in_hand(workshop: Workshop) -> Document:
    """Return the guide's page to keep within reach, in the workshop's language where the guide has it, else in
    English.
    """
    whole = kit("facilitator_guide")
    own = whole / workshop.language
    return in_your_hand(workshop, own) if own.is_dir() else in_your_hand(_english(workshop), whole)


def _english(workshop: Workshop) -> Workshop:
    """Return the same workshop in the guide's own language."""
    return (
        workshop if workshop.language == "en" or "en" not in workshop.languages else workshop_in(workshop.folder, "en")
    )


SHEETS = (
    Sheet(
        "handouts",
        "Print what people may take home: the text, private questions with lines to write on, and support lines.",
        "--output handouts.pdf",
        handouts,
        takes="country",
    ),
    Sheet(
        "slides",
        "Print every slide on a page of its own, with real text: for an interpreter, for whoever cannot see the "
        "screen, for a projector that is dead.",
        "--language es --output slides.pdf",
        slides,
        takes="occasion",
    ),
    Sheet(
        "support",
        "Print one country's support lines on one side of a sheet; folded twice with the print inside, it is plain "
        "outside.",
        "--country GB --output notes.pdf",
        support_lines,
        takes="country",
        file="notes.pdf",
        note=uncalled_lines,
    ),
    Sheet(
        "card",
        "Print the aftercare card, blank, two to a page.",
        "--output card.pdf --paper letter",
        card,
    ),
    Sheet(
        "feedback",
        "Print feedback cards, four to a page: three lines, no name, for a box by the door.",
        "--output feedback.pdf",
        feedback,
    ),
    Sheet(
        "references",
        "Print what is said as fact, how strong the evidence is and why, and every source.",
        "--output sources.pdf",
        references,
    ),
    Sheet(
        "guide",
        "Print the facilitator's guide: in the workshop's language what there is of it, else in English.",
        "--output guide.pdf",
        whole_guide,
    ),
    Sheet(
        "in-your-hand",
        "Print the one page to keep within reach for when somebody is not all right.",
        "--output in-your-hand.pdf",
        guide_in_hand,
    ),
)
