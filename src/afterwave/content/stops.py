"""The steps of a section with what belongs to each: the notes that lead through it, and what a reader reads there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from afterwave.content.blocks import Block
from afterwave.content.views import View, blocks_for, steps
from afterwave.content.workshop import Section


class Stop(NamedTuple):
    """A step of the stage, the notes that belong to it, and what a reader reads there."""

    step: Block
    notes: tuple[Block, ...]
    more: tuple[Block, ...]


def stops(section: Section) -> Iterator[Stop]:
    """Yield a section's steps with what belongs to each.

    A block belongs to the step it follows, and to the first where it stands before any. A step without notes of its own
    has none: those of the step before it would be read aloud a second time.
    """
    walk = steps(section)
    spans: list[list[Block]] = [[] for _ in walk]
    here = 0
    for block in blocks_for(section, View.CONSOLE):
        if block in walk:
            here = walk.index(block)
        elif spans:
            spans[here].append(block)
    for step, span in zip(walk, spans, strict=True):
        notes = tuple(block for block in span if block.kind == "notes")
        yield Stop(step, notes, tuple(block for block in span if block.kind != "notes"))
