"""A ballot: what one person chose in one poll, for the moment between the phone and the counters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from afterwave.content.workshop import Poll
from afterwave.errors import BadBallot, UnknownOption
from afterwave.poll import slips


@dataclass(frozen=True)
class Ballot:
    """One person's choices and the ticket that lets them count once; neither is ever printed, so that no log can tie them together."""

    poll: str
    ticket: str = field(repr=False)
    choices: frozenset[str] = field(repr=False)

    @property
    def on_a_slip(self) -> bool:
        """Whether the ticket is one on paper; it is checked when the ballot is counted, since a new printing makes it void."""
        return len(self.ticket) == slips.LENGTH


def cast(poll: Poll, ticket: str, options: Sequence[str]) -> Ballot:
    """Return the ballot for these options; an option named twice is chosen once.

    pick-any takes any number of options, none included: a limit would tie them together and leak. pick-one and scale take exactly one.
    Raises `UnknownOption` for an option that the poll does not have, and `BadBallot` for a number that it does not take.
    """
    choices = frozenset(options)
    unknown = choices.difference(poll.option_ids())
    if unknown:
        raise UnknownOption(poll.id, min(unknown))
    if poll.kind != "pick-any" and len(choices) != 1:
        raise BadBallot(poll.id, "exactly one choice")
    return Ballot(poll.id, ticket, choices)
