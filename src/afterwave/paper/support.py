"""One sheet with where to turn in one country. Printed on one side and folded twice, it is a plain A6: nothing outside
says what is within.
"""

from __future__ import annotations

from collections.abc import Iterator

from afterwave.content.countries import Country, countries
from afterwave.content.helplines import EVERYWHERE, SupportLine
from afterwave.content.workshop import Workshop
from afterwave.message import Say
from afterwave.paper.documents import document
from afterwave.paper.handouts import about, dangers, number
from afterwave.paper.markup import Node, paragraph, plain
from afterwave.paper.typesetting import Document

PANELS = 3
"""Quarters of the sheet that hold lines; the first holds what is urgent."""


def support(workshop: Workshop) -> Document:
    """Return the sheet for the workshop's country and what reaches everywhere; its first quarter says when not to wait,
    and whom to call.
    """
    say, here = (
        workshop.speech.say,
        [country for country in countries(workshop) if country.here or country.letters == EVERYWHERE],
    )
    lines = [_line_nodes(workshop, line, say) for country in here for line in country.lines]
    # Rounded up: what is left over is in the last quarter, and none is lost.
    size = -(-len(lines) // PANELS)
    panels = [[node for one in lines[at : at + size] for node in one] for at in (0, size, 2 * size)]
    facts = {"panels": [list(_urgent(workshop, here, say)), *panels]}
    return document(workshop, "support", workshop.discreet_title, facts)


def _urgent(workshop: Workshop, here: list[Country], say: Say) -> Iterator[Node]:
    yield {"t": "heading", "level": 1, "c": plain(say("In danger, or a life at risk")), "anchor": ""}
    for country in here:
        if country.numbers:
            yield {"t": "large", "c": plain(say("; ").join(dangers(country, say)))}
            yield paragraph(country.name, look="quiet")
    yield {"t": "list", "c": [{"t": "item", "c": [paragraph(line)]} for line in workshop.red_flags.now]}


def _line_nodes(workshop: Workshop, line: SupportLine, say: Say) -> list[Node]:
    """Return a line, and the day on which somebody called it, or a place to write it."""
    name: Node = {"t": "p", "c": [{"t": "strong", "c": plain(line.name)}], "look": ""}
    what: Node = {"t": "p", "c": plain(about(line, say)), "look": "small"}
    day = workshop.speech.date(line.last_verified) if line.last_verified else "\u00a0" * 4 + "_" * 14
    called: Node = {"t": "p", "c": plain(f"{say('Called')}: {day}"), "look": "small"}
    return [{"t": "keep", "c": [name, {"t": "large", "c": plain(number(line, say))}, what, called]}]
