"""Who sees which block, and who draws it: the one table behind the reader, the stage, the console and every paper.

Each view has a table of functions beside it, which `all_drawn` looks at when it is imported: a kind that is shown and
that nobody draws is told there and then.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum

from afterwave.content.blocks import KINDS, Block, Sparable
from afterwave.content.registry import HalfAdded, complete
from afterwave.content.workshop import Section

WORDS_A_MINUTE = 200
"""How fast people read to themselves, at their ease."""


class View(StrEnum):
    """The ways to look at a section: three on screens, the rest on paper."""

    READER = "reader"
    """Somebody who reads alone: pages on phones and on the site, and notebooks."""
    STAGE = "stage"
    """The projector, one step at a time, and the same step on phones."""
    CONSOLE = "console"
    """The facilitator: the stage's steps in small, each with its notes and what a reader reads there."""
    HANDOUT = "handout"
    RUN_SHEET = "run sheet"
    GUIDE = "guide"
    """A section's card in the facilitator's guide."""
    REFERENCES = "references"
    CARD = "card"


class How(StrEnum):
    """What a view makes of a kind of block."""

    WORDS = "words"
    """Its Markdown, as it stands: nothing more is needed."""
    OWN = "own"
    """Something of its own, drawn by a function in the view's table."""


R, S, C, H, T, G = View.READER, View.STAGE, View.CONSOLE, View.HANDOUT, View.RUN_SHEET, View.GUIDE
WORDS, OWN = How.WORDS, How.OWN

TABLE: Mapping[str, Mapping[View, How]] = {
    "prose": {R: OWN, C: OWN, H: OWN},
    "slide": {S: WORDS, C: WORDS, T: OWN, G: OWN},
    "notes": {C: WORDS, T: WORDS, G: OWN},
    "prompt": {R: OWN, S: OWN, C: OWN, H: OWN, T: OWN, G: OWN},
    "discuss": {R: OWN, S: OWN, C: OWN, T: OWN, G: OWN},
    "poll": {R: OWN, S: OWN, C: OWN, T: OWN, G: OWN},
    "evidence": {R: OWN, C: OWN, View.REFERENCES: OWN},
    "breathe": {R: OWN, S: OWN, C: OWN, T: OWN},
    "cards": {R: OWN, S: OWN, C: OWN, H: WORDS},
    "chart": {R: OWN, S: OWN, C: WORDS, H: OWN},
    "card-builder": {R: OWN, S: OWN, C: OWN, View.CARD: OWN},
}
"""What each view makes of each kind of block; a kind that a view does not name is not shown there at all."""

ALONE = frozenset({R, H, G})
"""The views of what a room is spared: whoever reads alone, on a phone, on the site or on paper, still meets it; the
guide's cards name all.
"""


def blocks_for(section: Section, view: View) -> tuple[Block, ...]:
    """Return the blocks of a section that a view shows, in order."""
    return shown_of(section.blocks, view)


def shown_of(blocks: Sequence[Block], view: View) -> tuple[Block, ...]:
    """Return those of some blocks that a view shows, in order."""
    return tuple(
        block for block in blocks if view in TABLE[block.kind] and (view in ALONE or not _is_for_phones(block))
    )


def _is_for_phones(block: Block) -> bool:
    """Return whether a block is for phones and paper only."""
    return isinstance(block, Sparable) and block.where == "phones"


def reading_minutes(section: Section) -> int:
    """Return how many minutes a section takes somebody who reads it alone, begun ones counted: 200 words a minute; a
    group's minutes are another thing.
    """
    return max(
        1, math.ceil(sum(len(block.text.split()) for block in blocks_for(section, View.READER)) / WORDS_A_MINUTE)
    )


def steps(section: Section) -> tuple[Block, ...]:
    """Return what the stage walks through, one at a time; a session's `step` counts into it from 0."""
    return blocks_for(section, View.STAGE)


def kinds(view: View, *hows: How) -> frozenset[str]:
    """Return the kinds of blocks of which a view makes this; without `hows`, all that it shows."""
    return frozenset(kind for kind, views in TABLE.items() if views.get(view) in (hows or tuple(How)))


def all_drawn(where: str, view: View, found: Collection[str], among: Collection[str] = TABLE.keys()) -> None:
    """Return when a view's table of functions has one for each kind that the view draws in its own way, and for no
    other.

    With `among`, of a view that is drawn in two places, the kinds of one of them. Raises `HalfAdded` with what is
    missing, or there in vain.
    """
    complete(where, found, kinds(view, OWN).intersection(among))


def _notes_stay_with_their_step(table: Mapping[str, Mapping[View, How]]) -> None:
    """Raise `HalfAdded` for a step that the console does not know: its notes would be read at the step before it."""
    if lost := sorted(kind for kind, views in table.items() if S in views and C not in views):
        raise HalfAdded("TABLE in content/views.py, for the console,", lost, [])


complete("TABLE in content/views.py", TABLE, KINDS)
_notes_stay_with_their_step(TABLE)
