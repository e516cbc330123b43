"""Turns a workshop's sections and polls into the plain data that the stage and the console draw."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import takewhile
from typing import Any

from afterwave.content.blocks import (
    Block,
    Breathe,
    CardBuilder,
    Chart,
    Deck,
    Discuss,
    Evidence,
    PollBlock,
    Prompt,
    Prose,
    Slide,
)
from afterwave.content.cards import card
from afterwave.content.evidence import claim_as_markdown
from afterwave.content.polls import Poll
from afterwave.content.prevalence import on_stage, panels, table
from afterwave.content.render import to_html, to_text
from afterwave.content.stops import stops
from afterwave.content.views import TABLE, View, all_drawn, kinds, steps
from afterwave.content.workshop import Section, Workshop
from afterwave.message import Message
from afterwave.poll.disclosure import coarser, margin
from afterwave.poll.status import Status
from afterwave.session.state import State
from afterwave.session.today import as_today, change_of, is_hidden

Facts = dict[str, Any]

CHARTED: Message = "How many said so, survey by survey"
"""The title of a chart on the stage; beside each bar stands what its study counted."""


def stage_sections(workshop: Workshop) -> list[Facts]:
    """Return every section with its steps as the stage draws them. Notes are no part of it: the stage's page holds what
    the room may see.
    """
    return [
        {"slug": section.slug, "title": section.title, "steps": _walk(section, workshop)}
        for section in workshop.sections
    ]


def console_sections(workshop: Workshop) -> list[Facts]:
    """Return every section as the console draws it: the stage's steps, each with its notes and what a reader reads
    there.
    """
    return [
        {
            "slug": section.slug,
            "title": section.title,
            "content_note": section.content_note,
            "essential": section.essential,
            "guide": to_html(card(section, workshop).partition("\n\n")[2]),
            "steps": [
                {**_step(stop.step, workshop), "notes": _html(stop.notes), "more": _more(workshop, stop.more)}
                for stop in stops(section)
            ],
        }
        for section in workshop.sections
    ]


def steps_today(workshop: Workshop, state: State) -> list[Facts]:
    """Return every step that is another one today: whether it is left out, and its words as HTML, or None for its
    own.
    """
    changes: list[Facts] = []
    for section in workshop.sections:
        for index, block in enumerate(steps(section)):
            if change_of(section.slug, block.id, state):
                block_today = as_today(section, block, state)
                words = {
                    "hidden": is_hidden(section, block, state),
                    "html": None if block_today is block else to_html(block_today.text),
                }
                changes.append({"section": section.slug, "step": index, **words})
    return changes


def polls(workshop: Workshop, statuses: Mapping[str, Status]) -> dict[str, Facts]:
    """Return every poll's question, state and release, by its id; a poll never opened is waiting."""
    return {
        poll.id: _poll(poll, statuses.get(poll.id)) | _earlier_picture(workshop, poll, statuses)
        for poll in workshop.polls.values()
    }


def _poll(poll: Poll, status: Status | None) -> Facts:
    facts: Facts = {
        "kind": poll.kind,
        "question": poll.question,
        "state": "waiting",
        "atLeast": 0,
        "margin": margin(2),
        "release": None,
    }
    if status is None:
        return facts
    # Rounded here as well, so that no surface ever says who was the last to send.
    facts |= {"state": status.state, "atLeast": status.ballots // 3 * 3, "margin": margin(status.insiders)}
    if status.slips is not None:
        # While it is open, `atLeast` is all that anybody is told, slips or not.
        facts |= {"slips": status.slips, "answers": status.ballots if status.state != "open" else 0}
    if status.release is not None:
        facts["release"] = status.release.as_dict(poll.labels())
    return facts


def _earlier_picture(workshop: Workshop, poll: Poll, statuses: Mapping[str, Status]) -> Facts:
    """Return what is drawn beside a row's picture: that of an earlier poll of the same steps, both on the coarser bins
    of the two.
    """
    own = statuses.get(poll.id)
    earlier = takewhile(lambda one: one.id != poll.id, workshop.polls.values())
    twin = next((one for one in earlier if poll.row and one.kind == poll.kind and one.options == poll.options), None)
    other = statuses.get(twin.id) if twin else None
    if not (twin and own and other and own.release and other.release and own.release.shown and other.release.shown):
        return {}
    before, now = coarser(other.release, own.release)
    picture = {"question": twin.question, "margin": margin(other.insiders), "release": before.as_dict(twin.labels())}
    return {"release": now.as_dict(poll.labels()), "beside": picture}


def _step(block: Block, workshop: Workshop) -> Facts:
    own = STEPS[block.kind](block, workshop) if block.kind in STEPS else {}
    return {"kind": block.kind, "id": block.id, "html": to_html(block.text), **own, **_looks(block)}


def _looks(block: Block) -> Facts:
    """Return what kind of slide it is, and its drawing, where it has them."""
    return (
        {key: value for key, value in (("look", block.look), ("drawing", block.drawing)) if value}
        if isinstance(block, Slide)
        else {}
    )


def _walk(section: Section, workshop: Workshop) -> list[Facts]:
    """Return a section's steps; the first opens the part, and says its title, about how long it takes and what it
    touches.
    """
    # A section may be all prose, which the stage does not show.
    first, *rest = [_step(block, workshop) for block in steps(section)] or [{}]
    opens = {
        "title": section.title,
        "minutes": section.minutes.ideal,
        "note": section.content_note,
    }
    return [{**first, "opens": opens}, *rest] if first else []


def _prompt(block: Prompt, _: Workshop) -> Facts:
    return {"minutes": block.minutes, "instead": to_text(block.instead)}


def _discuss(block: Discuss, _: Workshop) -> Facts:
    return {"minutes": block.minutes, "people": block.people}


def _poll_step(_block: PollBlock, _: Workshop) -> Facts:
    """Return nothing: how a poll stands changes, and `polls` tells it."""
    return {}


def _timed_step(block: Breathe | CardBuilder, _: Workshop) -> Facts:
    return {"minutes": block.minutes}


def _cards(block: Deck, _: Workshop) -> Facts:
    return {"lead": to_html(block.lead), "cards": [[front, to_text(back)] for front, back in block.deck]}


def _chart(block: Chart, workshop: Workshop) -> Facts:
    first = panels(block, workshop)[0]
    return {
        "html": to_html(table(first, workshop)),
        "caption": workshop.speech.say(CHARTED),
        "svg": on_stage(block, workshop),
    }


STEPS: Mapping[str, Callable[[Any, Workshop], Facts]] = {
    "prompt": _prompt,
    "discuss": _discuss,
    "poll": _poll_step,
    "breathe": _timed_step,
    "cards": _cards,
    "chart": _chart,
    "card-builder": _timed_step,
}
"""What `widgets/step.js` draws of each kind of block that is more than its words."""

all_drawn("STEPS in presenter/scenes.py", View.STAGE, STEPS)


def _html(blocks: tuple[Block, ...]) -> str:
    return to_html("\n\n".join(block.text for block in blocks)) if blocks else ""


def _more(workshop: Workshop, blocks: tuple[Block, ...]) -> str:
    return to_html("\n\n".join(_read(workshop, block) for block in blocks)) if blocks else ""


def _read(workshop: Workshop, block: Block) -> str:
    return BESIDE[block.kind](block, workshop) if block.kind in BESIDE else block.text


def _prose(block: Prose, _: Workshop) -> str:
    return f"### {block.heading}\n\n{block.text}" if block.heading else block.text


def _evidence(block: Evidence, workshop: Workshop) -> str:
    return claim_as_markdown(workshop, block.id)


BESIDE: Mapping[str, Callable[[Any, Workshop], str]] = {
    "prose": _prose,
    "evidence": _evidence,
}
"""What the console says of each kind of block that stands beside a step, in Markdown; steps are drawn by
`widgets/roomsees.js`.
"""

all_drawn("BESIDE in presenter/scenes.py", View.CONSOLE, BESIDE, among=TABLE.keys() - kinds(View.STAGE))
