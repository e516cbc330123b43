"""How many minutes a part holds: what is said, asked and counted in it; and which of that may be left out when there is
less time.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from afterwave.content.blocks import Block, Breathe, CardBuilder, Discuss, Notes, Prompt
from afterwave.content.labels import Note
from afterwave.content.views import View, shown_of
from afterwave.content.workshop import Holding, Minutes, Spare

WORDS_A_MINUTE = 130
"""How fast somebody speaks who wants to be understood in the last row."""

BREATH = 1 / 3
"""Minutes of quiet at a part's beginning, once its note is said: two or three breaths."""

MOST = 2.5
"""How many times what it needs a part may be given: more time than that is a longer break, or an earlier way home."""

TAKES = {"poll": 2.0, "cards": 2.0, "chart": 0.5}
"""Minutes of a step that names none: a poll is open for one and a half, and then counted and looked at; a deck is
guessed at, turned over and read aloud; one axis is read.
"""

_LABEL = re.compile(r"^\*\*(?P<word>[^*]+?)\.\*\*\s*", re.MULTILINE)


def parts(text: str, names: Mapping[str, Note]) -> Iterator[tuple[Note, str]]:
    """Yield the parts of a note, each in one line; words before the first label, or without any, are something to
    say.
    """
    labels = [label for label in _LABEL.finditer(text) if label["word"] in names]
    before = " ".join(text[: labels[0].start() if labels else len(text)].split())
    if before:
        yield "say", before
    ends = [label.start() for label in labels[1:]] + [len(text)] * bool(labels)
    for label, end in zip(labels, ends, strict=True):
        yield names[label["word"]], " ".join(text[label.end() : end].split())


def holdings(blocks: Sequence[Block], content_note: str, names: Mapping[str, Note]) -> tuple[Holding, ...]:
    """Return what a part holds, step by step: first its beginning (its note, a breath, and what is said before any
    step), with no step's id.
    """
    walk = [place for place, block in enumerate(blocks) if block in shown_of(blocks, View.STAGE)]
    first = walk[0] if walk else len(blocks)
    holds = [
        Holding(step="", minutes=BREATH + len(content_note.split()) / WORDS_A_MINUTE + _speech(blocks[:first], names))
    ]
    prompts = 0
    for here, end in pairwise([*walk, len(blocks)]):
        step = blocks[here]
        prompts += isinstance(step, Prompt)
        holds.append(
            Holding(step=step.id, minutes=_lasts(step) + _speech(blocks[here:end], names), spare=_spare(step, prompts))
        )
    return tuple(holds)


def minutes(held: Sequence[Holding]) -> Minutes:
    """Return a part's minutes as they follow from what it holds: at the least without what may be left out, and at the
    most `MOST` times what it needs.
    """
    ideal = max(1, round(sum(one.minutes for one in held)))
    least = max(1, math.ceil(sum(one.minutes for one in held if not one.spare)))
    return Minutes(min=min(least, ideal), ideal=ideal, max=math.ceil(MOST * ideal))


def _speech(blocks: Sequence[Block], names: Mapping[str, Note]) -> float:
    said = [
        text for block in blocks if isinstance(block, Notes) for note, text in parts(block.text, names) if note == "say"
    ]
    return sum(len(text.split()) for text in said) / WORDS_A_MINUTE


def _lasts(step: Block) -> float:
    if isinstance(step, Prompt | Discuss | Breathe | CardBuilder):
        return step.minutes
    return TAKES.get(step.kind, 0.0)


def _spare(step: Block, asked: int) -> Spare:
    """Return when a step may go: a talk in pairs first, then a part's second private question, and last what each can
    do alone, on a phone or at home.
    """
    if isinstance(step, Discuss):
        return "" if step.people == "group" else "talk"
    if isinstance(step, Prompt) and asked > 1:
        return "question"
    return "alone" if isinstance(step, Prompt | Breathe | CardBuilder) or step.kind == "cards" else ""
