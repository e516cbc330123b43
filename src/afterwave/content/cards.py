"""A card for each section, made from the section's own notes, questions and minutes: what a facilitator looks at when
preparing it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from afterwave.content.blocks import Discuss, Notes, PollBlock, Prompt, Slide
from afterwave.content.holding import parts
from afterwave.content.labels import Note, labels
from afterwave.content.language import Language
from afterwave.content.occasion import TOGETHER
from afterwave.content.registry import complete
from afterwave.content.views import View, blocks_for, kinds
from afterwave.content.workshop import Section, Workshop
from afterwave.message import Message, Say

_TITLE = re.compile(r"^# +(?P<words>.+)$", re.MULTILINE)


def cards(workshop: Workshop) -> str:
    """Return a card for every section of the workshop as Markdown, in the evening's order; each begins with a heading
    of the second rank.
    """
    return "\n\n".join(card(section, workshop) for section in workshop.sections)


def card(section: Section, workshop: Workshop) -> str:
    """Return one section's card as Markdown in eight parts: purpose, minutes, say, ask, watch for, include everyone,
    alternative, cut first.
    """
    notes, say = list(notes_of(section, workshop.speech)), workshop.speech.say
    span: Message = "{ideal}; never under {least}, and up to {most} where talk is good."
    parts = [
        f"## {section.title}",
        *_paragraphs(say("Purpose"), [text for _, note, text in notes if note == "purpose"]),
        (
            f"**{say('Minutes')}.** "
            f"{say(span, ideal=section.minutes.ideal, least=section.minutes.min, most=section.minutes.max)}"
        ),
        f"**{say('Before it, say')}.** {section.content_note}",
        *_list_of(say("Say"), _of(notes, "say")),
        *_list_of(say("Ask"), [*_questions(section, workshop, say), *_of(notes, "ask")]),
        *_list_of(say("Watch for"), _of(notes, "watch")),
        *_list_of(say("Include everyone"), _of(notes, "include")),
        *_list_of(say("Alternative"), [*_of(notes, "instead"), *_substitutes(section, say)]),
        *_list_of(say("Cut first"), [_cut(section, workshop, say), *_of(notes, "short")]),
    ]
    return "\n\n".join(parts)


def notes_of(section: Section, speech: Language) -> Iterator[tuple[str, Note, str]]:
    """Yield a section's notes in order: the slide (or the section) they stand at, which part they are, and the text in
    one line.
    """
    title, names = section.title, labels(speech)
    for block in section.blocks:
        if isinstance(block, Slide):
            heading = _TITLE.search(block.text)
            # A card puts a full stop behind it, and two marks would stand there.
            title = heading["words"].rstrip(".?!؟") if heading else title
        elif isinstance(block, Notes):
            for note, text in parts(block.text, names):
                yield title, note, text


def _of(notes: Sequence[tuple[str, Note, str]], wanted: Note) -> list[str]:
    return [f"*{title}.* {text}" for title, note, text in notes if note == wanted]


def _questions(section: Section, workshop: Workshop, say: Say) -> Iterator[str]:
    yield from (
        ASKED[block.kind](block, workshop, say) for block in blocks_for(section, View.GUIDE) if block.kind in ASKED
    )


def _prompt(block: Prompt, workshop: Workshop, say: Say) -> str:
    return _with_minutes(block, say("For oneself"), workshop)


def _discuss(block: Discuss, workshop: Workshop, say: Say) -> str:
    return _with_minutes(block, say(TOGETHER[block.people]), workshop)


def _poll(block: PollBlock, workshop: Workshop, say: Say) -> str:
    return f"*{say('The whole group, counted.')}* {workshop.poll(block.id).question}"


def _with_minutes(block: Discuss | Prompt, who: str, workshop: Workshop) -> str:
    # Arabic has a comma of its own.
    comma = workshop.speech.say(", ")
    return f"*{who}{comma}{workshop.speech.minutes(block.minutes)}.* {_line(block.text)}"


ASKED: Mapping[str, Callable[[Any, Workshop, Say], str]] = {
    "prompt": _prompt,
    "discuss": _discuss,
    "poll": _poll,
}
"""What a card lists under "Ask", by kind of block; slides and notes give it its other parts."""

complete("ASKED in content/cards.py", {"slide", "notes", *ASKED}, kinds(View.GUIDE))


def _substitutes(section: Section, say: Say) -> Iterator[str]:
    prompts = [block for block in blocks_for(section, View.GUIDE) if isinstance(block, Prompt)]
    yield from (f"*{say('In place of a private question.')}* {_line(prompt.instead)}" for prompt in prompts)


def _cut(section: Section, workshop: Workshop, say: Say) -> str:
    """Return when the run sheet lets go of the whole section."""
    if section.essential:
        return say("Never the whole of it: this part is essential.")
    order = sorted(one.cut_order for one in workshop.sections if one.cut_order is not None)
    place = order.index(section.cut_order or 0) + 1
    if place == 1:
        return say("The whole of it: this part is the first to go.")
    return say("The whole of it goes as number {place} of {count}.", place=place, count=len(order))


def _paragraphs(label: str, texts: Sequence[str]) -> Iterator[str]:
    if texts:
        yield f"**{label}.** {' '.join(texts)}"


def _list_of(label: str, texts: Sequence[str]) -> Iterator[str]:
    if texts:
        yield f"**{label}**\n\n" + "\n".join(f"- {text}" for text in texts)


def _line(text: str) -> str:
    return " ".join(text.split())
