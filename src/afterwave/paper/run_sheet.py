"""The facilitator's run sheet: when each section begins, what to say, ask and watch for, where the breaks are, and what
goes first when time is short.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import Any

from afterwave.content.blocks import Block, Breathe, Discuss, PollBlock, Prompt, Slide
from afterwave.content.language import own_name
from afterwave.content.occasion import PLANNED, TOGETHER
from afterwave.content.render import to_text
from afterwave.content.views import View, all_drawn, blocks_for, steps
from afterwave.content.workshop import Section, Workshop
from afterwave.message import Message, Say
from afterwave.paper.documents import text_document
from afterwave.paper.markup import Node, heading, nodes, paragraph, plain
from afterwave.paper.typesetting import Document
from afterwave.session.occasion import unasked_polls
from afterwave.session.run_sheet import Plan, plan, shortest

BREAK = 10
BREAK_FROM = 120
_BETWEEN = 90
"""Minutes: a break has ten; an evening of two hours or more has one for each hour and a half."""

_WORDS = 60
"""How many letters name a step that is left out."""

INTERPRETED: Message = "Whoever interprets needs the slides and these notes days before."

_TITLE = re.compile(r"^#+ +(?P<words>.+)$", re.MULTILINE)
_DAY = 24 * 60


@dataclass(frozen=True)
class SheetRow:
    """One line of the evening: minutes from the beginning, how many it takes, its section (None is a break), and the
    steps that the plan leaves out of it.
    """

    begins: int
    minutes: int
    section: Section | None
    left_out: tuple[str, ...] = ()


def run_sheet(workshop: Workshop, minutes: int, start: int | None = None) -> Document:
    """Return the run sheet of an evening of so many minutes; `start` is minutes after midnight, and without it times
    count from the beginning.
    """
    say = workshop.speech.say
    breaks = min(minutes // _BETWEEN, len(workshop.sections) - 1) if minutes >= BREAK_FROM else 0
    shared = plan(workshop.sections, minutes - breaks * BREAK)
    evening = rows(workshop, shared, breaks)
    parts = [node for row in evening if row.section for node in _section(workshop, row, row.section, start, say)]
    planned, warned = _plan_notes(workshop, say), _warnings(workshop, shared, say)
    overview = [heading(1, say("The evening")), *planned, _table(evening, start, say), *warned]
    return text_document(
        workshop,
        f"{say('Run sheet')}: {minutes} {say('minutes')}",
        [*overview, {"t": "page"}, *parts],
        lead=workshop.title,
    )


def rows(workshop: Workshop, shared: Plan, breaks: int = 0) -> list[SheetRow]:
    """Return the evening's lines in order: every kept section, and each break where the time is shared most evenly."""
    slots = [slot for slot in shared.slots if not slot.cut]
    ends = [sum(slot.minutes for slot in slots[: place + 1]) for place in range(len(slots))]
    halts = [shared.minutes * (number + 1) / (breaks + 1) for number in range(breaks)]
    # A break stands between two parts, and never behind the last.
    after = {_nearest(ends[:-1], halt) for halt in halts} if len(slots) > 1 else set()
    clock, sheet = 0, []
    for place, slot in enumerate(slots):
        sheet.append(SheetRow(clock, slot.minutes, workshop.section(slot.slug), slot.left_out))
        clock += slot.minutes
        if place in after:
            sheet.append(SheetRow(clock, BREAK, None))
            clock += BREAK
    return sheet


def clock(minutes: int, start: int | None) -> str:
    """Return a time of day, or minutes from the beginning such as `+0:35` where no start is known."""
    hours, rest = divmod(minutes if start is None else (start + minutes) % _DAY, 60)
    return f"+{hours}:{rest:02}" if start is None else f"{hours:02}:{rest:02}"


def _nearest(ends: Sequence[int], halt: float) -> int:
    return min(range(len(ends)), key=lambda place: abs(ends[place] - halt))


def _table(evening: Sequence[SheetRow], start: int | None, say: Say) -> Node:
    head = [
        plain(word) for word in (say("When"), say("Part"), say("Minutes"), say("Never under"), say("If time is short"))
    ]
    body = [[plain(cell) for cell in _cells(row, start, say)] for row in evening]
    end = max((row.begins + row.minutes for row in evening), default=0)
    last = [plain(cell) for cell in (clock(end, start), say("End. Stay twenty minutes."), "", "", "")]
    return {"t": "table", "rows": [head, *body, last], "columns": ["auto", "2.2", "0.8", "0.8", "1.4"]}


def _cells(row: SheetRow, start: int | None, say: Say) -> tuple[str, ...]:
    when, section = clock(row.begins, start), row.section
    if section is None:
        return when, say("Break: water, air, no topic"), str(row.minutes), str(row.minutes), say("keep")
    cut = say("keep") if section.essential else f"{say('cut as number')} {section.cut_order}"
    return when, section.title, str(row.minutes), str(section.minutes.min), cut


def _plan_notes(workshop: Workshop, say: Say) -> Iterator[Node]:
    """Yield for whom it is planned, what leaves because of that, and what it asks of those who lead; nothing where
    nobody said.
    """
    held = workshop.occasion
    facts = [say("for {people}", people=held.people)] if held.people else []
    facts += [say(PLANNED[one]) for one in (held.when, held.where) if one]
    if facts:
        yield paragraph(f"**{say('Planned')}:** {' · '.join(facts)}.")
    out = unasked_polls(workshop, held.people)
    if out:
        questions = " · ".join(poll.question for poll in workshop.polls.values() if poll.id in out)
        yield paragraph(f"**{say('Not asked, for so few answers could not be shown:')}** {questions}")
    if held.languages:
        languages = say(", ").join(map(own_name, held.languages))
        yield paragraph(f"**{say('Also spoken in the room:')}** {languages}. {say(INTERPRETED)}")


def _warnings(workshop: Workshop, shared: Plan, say: Say) -> Iterator[Node]:
    comma = say(", ")
    left_out = comma.join(workshop.section(slug).title for slug in shared.cut)
    if left_out:
        yield paragraph(f"**{say('Left out, so that the rest has room:')}** {left_out}.")
    order = sorted(
        (one for one in workshop.sections if one.cut_order and one.slug not in shared.cut),
        key=lambda one: one.cut_order or math.inf,
    )
    if order:
        yield paragraph(
            f"**{say('Running late? Leave out in this order:')}** {comma.join(one.title for one in order)}."
        )
    if shared.over:
        yield paragraph(
            f"**{say('Too short.')}** {say('The shortest evening takes this many minutes:')} "
            f"{shortest(workshop.sections)}."
        )


def _section(workshop: Workshop, row: SheetRow, section: Section, start: int | None, say: Say) -> Iterator[Node]:
    yield heading(1, section.title)
    yield paragraph(
        (
            f"**{clock(row.begins, start)}**{say(', ')}{row.minutes} {say('minutes')}. {say('Before it, say:')} "
            f"{section.content_note}"
        ),
        look="quiet",
    )
    if row.left_out:
        yield paragraph(
            (
                f"**{say('Left out of this part, so that nobody has to hurry:')}** "
                f"{_titles_of(section, row.left_out, workshop)}"
            ),
            look="quiet",
        )
    for block in _remaining_blocks(section, row.left_out):
        yield from BLOCKS[block.kind](block, workshop, say) if block.kind in BLOCKS else nodes(block.text, under=2)


def _remaining_blocks(section: Section, left_out: Collection[str]) -> Iterator[Block]:
    """Yield what the run sheet shows of a section, without the steps that are left out and the notes that belong to
    them.
    """
    walk, out = {block.id for block in steps(section)}, False
    for block in blocks_for(section, View.RUN_SHEET):
        out = block.id in left_out if block.id in walk else out
        if not out:
            yield block


def _titles_of(section: Section, left_out: Sequence[str], workshop: Workshop) -> str:
    """Return what is left out, each by its own first words."""
    blocks = [section.block(step) for step in left_out]
    texts = [
        workshop.poll(block.id).question if isinstance(block, PollBlock) else to_text(block.text) for block in blocks
    ]
    return " · ".join(shorten(text, _WORDS, placeholder="…") for text in texts)


def _slide(block: Slide, _workshop: Workshop, _say: Say) -> Iterator[Node]:
    title = _TITLE.search(block.text)
    yield heading(2, title["words"] if title else block.id)


def _prompt(block: Prompt, workshop: Workshop, say: Say) -> Iterator[Node]:
    instead = paragraph(f"{say('Or instead:')} {block.instead}", look="small")
    yield _note(_with_minutes(block, say("For oneself, quietly"), workshop, say), instead)


def _discuss(block: Discuss, workshop: Workshop, say: Say) -> Iterator[Node]:
    yield _note(_with_minutes(block, say(TOGETHER[block.people]), workshop, say))


def _breathe(block: Breathe, workshop: Workshop, say: Say) -> Iterator[Node]:
    yield _note(_with_minutes(block, say("Breathing, for whoever likes"), workshop, say))


def _poll(block: PollBlock, workshop: Workshop, say: Say) -> Iterator[Node]:
    question, how = workshop.poll(block.id).question, say("Count the room, open, wait, close, show.")
    yield _note(paragraph(f"**{say('Poll')}.** {question} {how}"))


def _with_minutes(block: Prompt | Discuss | Breathe, kind: str, workshop: Workshop, say: Say) -> Node:
    minutes = workshop.speech.number(block.minutes)
    return paragraph(f"**{kind}{say(', ')}{minutes} {say('min')}.** {' '.join(block.text.split())}")


def _note(*inside: Node) -> Node:
    return {"t": "note", "c": list(inside)}


BLOCKS: Mapping[str, Callable[[Any, Workshop, Say], Iterator[Node]]] = {
    "slide": _slide,
    "prompt": _prompt,
    "discuss": _discuss,
    "breathe": _breathe,
    "poll": _poll,
}
"""What the run sheet holds of each kind of block that is more than its words."""

all_drawn("BLOCKS in paper/run_sheet.py", View.RUN_SHEET, BLOCKS)
