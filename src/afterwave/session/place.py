"""Where the group stands in the workshop: the step it looks at, and the poll it is asked.

Polls of one's own are typed while the group is together, and no content folder has them. So whoever looks for a poll
looks in `with_own`: the workshop as it is today, its own polls and then those. Nothing else has to know that there are
two kinds.
"""

from __future__ import annotations

from typing import NamedTuple

from afterwave.content.blocks import Block
from afterwave.content.views import steps
from afterwave.content.workshop import Section, Workshop
from afterwave.errors import UnknownSection
from afterwave.session.state import State
from afterwave.session.today import as_today


class PollNow(NamedTuple):
    """The poll a group is asked now, and its state."""

    id: str
    state: str


def with_own(workshop: Workshop, state: State) -> Workshop:
    """Return the workshop as it is today: with the polls of one's own after those that its content has."""
    return workshop.model_copy(update={"polls": {**workshop.polls, **state.own}}) if state.own else workshop


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
    """Return the poll that is open, else the one that lies over the step, else the one the stage is at, else None; of
    several that are open, the one that the stage shows.
    """
    polls, block = with_own(workshop, state).polls, step_now(workshop, state)
    shown = state.overlay or (block.id if block and block.kind == "poll" else "")
    is_open = [poll for poll, how in state.polls.items() if how == "open" and poll in polls]
    poll = shown if shown in is_open or not is_open else is_open[0]
    return PollNow(poll, state.polls.get(poll, "waiting")) if poll else None
