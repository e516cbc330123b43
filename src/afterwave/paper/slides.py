"""The stage on paper: every step on a page of its own, for an interpreter, for somebody who cannot see the screen, for
a projector that is dead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from afterwave.content.blocks import Block, Breathe, CardBuilder, Chart, Deck, Discuss, PollBlock, Prompt
from afterwave.content.occasion import TOGETHER
from afterwave.content.prevalence import panels
from afterwave.content.views import View, all_drawn, steps
from afterwave.content.workshop import Section, Workshop
from afterwave.message import Message, Say
from afterwave.paper.documents import document
from afterwave.paper.handouts import axis
from afterwave.paper.markup import Node, heading, in_order, nodes, paragraph, plain
from afterwave.paper.typesetting import Document

TITLE: Message = "the slides"


def slides(workshop: Workshop) -> Document:
    """Return every step of the stage in order, one on each page; a part's first also says its title, its minutes and
    what it touches.
    """
    say = workshop.speech.say
    pages = [page for section in workshop.sections for page in _pages(section, workshop, say)]
    # Ranks of headings are put in order over all pages, since the PDF is one document; then the pages part again.
    flat = in_order([node for page in pages for node in (*page["nodes"], {"t": "page"})])
    sheets: list[dict[str, Any]] = []
    for page in pages:
        end = flat.index({"t": "page"})
        sheets.append({**page, "nodes": flat[:end]})
        flat = flat[end + 1 :]
    return document(workshop, "slides", f"{workshop.title}: {say(TITLE)}", {"slides": sheets})


def _pages(section: Section, workshop: Workshop, say: Say) -> Iterator[dict[str, Any]]:
    for place, block in enumerate(steps(section)):
        opener = list(_opener(section, workshop, say)) if place == 0 else []
        yield {"part": section.title, "kind": block.kind, "nodes": [*opener, *_slide_nodes(block, workshop, say)]}


def _opener(section: Section, workshop: Workshop, say: Say) -> Iterator[Node]:
    yield heading(1, section.title)
    lasts = say("About {minutes}", minutes=_minutes(section.minutes.ideal, workshop))
    yield paragraph(f"{lasts} · {section.content_note}", look="small")


def _slide_nodes(block: Block, workshop: Workshop, say: Say) -> Iterator[Node]:
    yield from BLOCKS[block.kind](block, workshop, say) if block.kind in BLOCKS else nodes(block.text, under=1)


def _prompt(block: Prompt, workshop: Workshop, say: Say) -> Iterator[Node]:
    yield _eyebrow(say("For yourself"), block.minutes, workshop)
    yield _large(block.text)
    if block.choices:
        yield {"t": "choices", "c": list(block.choices)}
    yield paragraph(f"{say('You may pass.')} {say('Or instead:')} {block.instead}", look="small")


def _discuss(block: Discuss, workshop: Workshop, say: Say) -> Iterator[Node]:
    yield _eyebrow(say(TOGETHER[block.people]), block.minutes, workshop)
    yield _large(block.text)
    yield paragraph(say("You may pass."), look="small")


def _poll(block: PollBlock, workshop: Workshop, say: Say) -> Iterator[Node]:
    poll = workshop.poll(block.id)
    yield paragraph(say("A question to everyone"), look="small")
    yield heading(2, poll.question)
    yield {"t": "list", "c": [_item(plain(label)) for label in poll.labels().values()]}


def _breathe(block: Breathe, workshop: Workshop, say: Say) -> Iterator[Node]:
    yield _eyebrow(say("A breath"), block.minutes, workshop)
    yield _large(block.text)
    yield paragraph(
        say("Another way: feel what carries you, or name three things you see, hear or touch."), look="small"
    )


def _cards(block: Deck, _workshop: Workshop, _say: Say) -> Iterator[Node]:
    yield from nodes(block.text, under=1)


def _chart(block: Chart, workshop: Workshop, _say: Say) -> Iterator[Node]:
    yield from nodes(block.lead, under=1)
    yield from (axis(panel, workshop) for panel in panels(block, workshop))


def _card_builder(block: CardBuilder, workshop: Workshop, _say: Say) -> Iterator[Node]:
    yield from nodes(block.text, under=1)
    yield {"t": "list", "c": [_item(plain(form)) for form in block.forms]}
    yield paragraph(_minutes(block.minutes, workshop), look="small")


BLOCKS: Mapping[str, Callable[[Any, Workshop, Say], Iterator[Node]]] = {
    "prompt": _prompt,
    "discuss": _discuss,
    "poll": _poll,
    "breathe": _breathe,
    "cards": _cards,
    "chart": _chart,
    "card-builder": _card_builder,
}
"""What a printed slide holds of each kind of step that is more than its words; any other kind is printed as its
words.
"""

all_drawn("BLOCKS in paper/slides.py", View.STAGE, BLOCKS)


def _eyebrow(kind: str, minutes: float, workshop: Workshop) -> Node:
    return paragraph(f"{kind} · {_minutes(minutes, workshop)}", look="small")


def _minutes(length: float, workshop: Workshop) -> str:
    return workshop.speech.minutes(length)


def _large(text: str) -> Node:
    return {"t": "question", "c": nodes(text, under=1)}


def _item(inline: list[Node]) -> Node:
    return {"t": "item", "c": [{"t": "p", "c": inline, "look": ""}]}
