"""Where the group stands in the workshop: the step it looks at, and the poll it is asked."""

from __future__ import annotations

from typing import NamedTuple

from afterwave.content.blocks import Block
from afterwave.content.views import steps
from afterwave.content.workshop import Section, Workshop
from afterwave.errors import UnknownSection
from afterwave.session.session import State
from afterwave.session.today import as_today


class PollNow(NamedTuple):
    """The poll a group is asked now, and its state."""

    id: str
    state: str


def section_now(workshop: Workshop, state: State) -> Section:
    """Return the section the group is in; the first one where the session names none of this workshop's."""
    try:
        return workshop.section(state.section)
    except UnknownSection:
        return workshop.sections[0]


def step_now(workshop: Workshop, state: State) -> Block | None:
    """Return the block the stage shows, in the words it has today, or None in a section without steps; a step past the
    end is the last.
    """
    section = section_now(workshop, state)
    walk = steps(section)
    return as_today(section, walk[min(state.step, len(walk) - 1)], state) if walk else None


def poll_now(workshop: Workshop, state: State) -> PollNow | None:
    """Return the poll that is open, else the one the stage stands at, else None."""
    for poll, how in state.polls.items():
        if how == "open" and poll in workshop.polls:
            return PollNow(poll, how)
    block = step_now(workshop, state)
    if block is None or block.kind != "poll":
        return None
    return PollNow(block.id, state.polls.get(block.id, "waiting"))
