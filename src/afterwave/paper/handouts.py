"""What people may take home: each section's text, its private questions with lines to write on, and where to turn, at
the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from afterwave.content.blocks import Chart, Prompt, Prose
from afterwave.content.countries import Country, countries, emergency
from afterwave.content.dialling import pieces
from afterwave.content.helplines import EVERYWHERE, SupportLine
from afterwave.content.prevalence import Panel, panels, table
from afterwave.content.views import View, all_drawn, blocks_for
from afterwave.content.workshop import Section, Workshop
from afterwave.message import Message, Say
from afterwave.paper.documents import text_document
from afterwave.paper.markup import Node, heading, nodes, paragraph, plain
from afterwave.paper.typesetting import Document

LINES = 4
LEAD: Message = (
    "For you alone. Read, write or leave out what you like; nothing here needs an answer, and nobody collects it."
)


def handouts(workshop: Workshop) -> Document:
    """Return the handouts of every section, and the support lines."""
    say = workshop.speech.say
    told = [node for section in workshop.sections for node in _section(section, workshop, say)]
    return text_document(workshop, workshop.title, [*told, *support(workshop)], lead=say(LEAD))


def support(workshop: Workshop) -> list[Node]:
    """Return where to turn, now and soon, and every support line by country, with the day on which somebody called
    it.
    """
    say, flags = workshop.speech.say, workshop.red_flags
    urgent = (
        [heading(2, say("Now: your local emergency number") + emergency(workshop)), _list(flags.now)]
        if flags.now
        else []
    )
    soon = [heading(2, say("Soon: a clinician, or a support line")), _list(flags.soon)] if flags.soon else []
    gentle = [paragraph(line) for line in flags.gentle]
    head = [plain(word) for word in (say("Where"), say("Who"), say("Number"), say("For"), say("Called"))]
    rows = [
        row
        for country in countries(workshop)
        for row in (*_emergency(country, say), *(_line(workshop, country, line, say) for line in country.lines))
    ]
    table = [{"t": "table", "rows": [head, *rows], "columns": ["auto", "1.5", "2", "1.5", "0.9"]}] if rows else []
    return [
        {"t": "page"},
        heading(1, say("Where to turn")),
        *urgent,
        *soon,
        *gentle,
        heading(2, say("Support lines")),
        *table,
    ]


def _section(section: Section, workshop: Workshop, say: Say) -> Iterator[Node]:
    yield heading(1, section.title)
    yield paragraph(section.content_note, look="quiet")
    for block in blocks_for(section, View.HANDOUT):
        yield from BLOCKS[block.kind](block, workshop, say) if block.kind in BLOCKS else nodes(block.text, under=2)


def _prose(block: Prose, _workshop: Workshop, _say: Say) -> Iterator[Node]:
    if block.heading:
        yield heading(2, block.heading)
    yield from nodes(block.text, under=2)


def _chart(block: Chart, workshop: Workshop, _say: Say) -> Iterator[Node]:
    yield from nodes(block.lead, under=2)
    yield from (axis(panel, workshop) for panel in panels(block, workshop))


def _prompt(block: Prompt, _workshop: Workshop, say: Say) -> Iterator[Node]:
    question: list[Node] = [*nodes(block.text, under=2)]
    if block.choices:
        question.append({"t": "choices", "c": list(block.choices)})
    instead = paragraph(f"{say('Or instead:')} {block.instead}", look="small")
    yield {"t": "keep", "c": [*question, {"t": "lines", "n": LINES}, instead]}


BLOCKS: Mapping[str, Callable[[Any, Workshop, Say], Iterator[Node]]] = {
    "prose": _prose,
    "chart": _chart,
    "prompt": _prompt,
}
"""What a handout holds of each kind of block that is more than its words."""

all_drawn("BLOCKS in paper/handouts.py", View.HANDOUT, BLOCKS)


def axis(panel: Panel, workshop: Workshop) -> Node:
    """Return the studies on one axis as a table that stays with its caption."""
    caption, found = nodes(table(panel, workshop), under=2)
    return {"t": "keep", "c": [caption, {**found, "columns": ["1", "auto"]}]}


def _list(lines: tuple[str, ...]) -> Node:
    return {"t": "list", "c": [{"t": "item", "c": [paragraph(line)]} for line in lines]}


def _emergency(country: Country, say: Say) -> Iterator[list[list[Node]]]:
    """Yield the row with a country's emergency number, where it is known."""
    if country.numbers:
        yield [
            plain(country.name),
            plain(say("In danger, or a life at risk")),
            plain(say("; ").join(dangers(country, say))),
            [],
            [],
        ]


def dangers(country: Country, say: Say) -> list[str]:
    """Return a country's emergency number, or the police's and an ambulance's, each with its word."""
    numbers = country.numbers
    return (
        [" ".join(pair) for pair in zip((say("Police:"), say("Ambulance:")), numbers, strict=True)]
        if len(numbers) > 1
        else list(numbers)
    )


def _line(workshop: Workshop, country: Country, line: SupportLine, say: Say) -> list[list[Node]]:
    called = workshop.speech.date(line.last_verified) if line.last_verified else say("not yet called")
    where = say("everywhere") if line.country == EVERYWHERE else country.name
    return [plain(where), plain(line.name), plain(number(line, say)), plain(about(line, say)), plain(called)]


def about(line: SupportLine, say: Say) -> str:
    """Return for whom a line is, when, at what cost and in which languages, as far as it is known."""
    return say("; ").join(say(field) for field in (line.for_, line.hours, line.cost, line.languages) if field)


def number(line: SupportLine, say: Say) -> str:
    """Return what a line writes as its number; no number of it goes over a line's end."""
    return "".join(
        piece.text.replace(" ", "\u00a0") if piece.ltr else piece.text
        for piece in pieces(say(line.number), line.country, line.number)
    )
