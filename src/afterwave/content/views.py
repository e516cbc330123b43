"""Who sees which block, and how: the one table behind the reader, the stage, the console and print."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from afterwave.content.blocks import Block
from afterwave.content.workshop import Section


class View(StrEnum):
    """The four ways to look at a section."""

    READER = "reader"
    STAGE = "stage"
    CONSOLE = "console"
    PRINT = "print"


R, S, C, P = View.READER, View.STAGE, View.CONSOLE, View.PRINT

TABLE: Mapping[str, Mapping[View, str]] = {
    "prose": {R: "full", C: "folded", P: "handout"},
    "slide": {S: "large", C: "now and next"},
    "notes": {C: "shown", P: "run sheet"},
    "prompt": {R: "private reflection", S: "question and quiet timer", C: "minutes and alternative", P: "lines to write on"},
    "discuss": {R: "as a thought", S: "question and timer", C: "shown"},
    "poll": {R: "link to the ballot", S: "join code, at least N, release", C: "open, close, reveal", P: "slips"},
    "evidence": {R: "badge, why, sources", C: "shown", P: "references"},
    "breathe": {R: "pacer", S: "pacer, full screen", C: "start"},
    "cards": {R: "deck", S: "deck", C: "now and next", P: "handout"},
    "chart": {R: "figure and table", S: "figure", C: "now and next", P: "handout"},
    "card-builder": {R: "builder", S: "invitation", P: "card"},
}
"""What each view makes of each kind of block; a kind that a view does not name is not shown there at all."""


class Shown(NamedTuple):
    """A block, and the manner in which a view shows it."""

    block: Block
    manner: str


def shown(section: Section, view: View) -> tuple[Shown, ...]:
    """Return the blocks of a section that a view shows, in order, each with its manner."""
    return tuple(Shown(block, TABLE[block.kind][view]) for block in section.blocks if view in TABLE[block.kind])


def steps(section: Section) -> tuple[Block, ...]:
    """Return what the stage walks through, one at a time; a session's `step` counts into it from 0."""
    return tuple(block for block, _ in shown(section, View.STAGE))
