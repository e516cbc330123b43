"""A ballot: what one person chose in one poll, for the moment between the phone and the counters."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from afterwave.content.kinds import TAKES, Takes
from afterwave.content.polls import Poll
from afterwave.content.registry import complete
from afterwave.poll import slips
from afterwave.poll.errors import BadBallot, UnknownOption


@dataclass(frozen=True)
class Ballot:
    """One person's choices and the ticket that lets them count once; neither is ever printed, so that no log can tie
    them together.
    """

    poll: str
    ticket: str = field(repr=False)
    choices: frozenset[str] = field(repr=False)

    @property
    def on_a_slip(self) -> bool:
        """Whether the ticket is one on paper; it is checked when the ballot is counted, since a new printing makes it
        void.
        """
        return len(self.ticket) == slips.LENGTH


def cast(poll: Poll, ticket: str, options: Sequence[str]) -> Ballot:
    """Return the ballot for these options; an option named twice is chosen once.

    Raises `UnknownOption` for an option that the poll does not have, and `BadBallot` for a number that it does not
    take.
    """
    choices = frozenset(options)
    unknown = choices.difference(poll.option_ids())
    if unknown:
        raise UnknownOption(poll.id, min(unknown))  # of several the same one each time: a set has no order
    HOLDS[poll.takes](poll.id, choices)
    return Ballot(poll.id, ticket, choices)


def _any(_poll: str, _choices: frozenset[str]) -> None:
    """Return whatever was chosen, also nothing: a limit would tie options together, and leak."""


def _one(poll: str, choices: frozenset[str]) -> None:
    if len(choices) != 1:
        raise BadBallot(poll)


HOLDS: Mapping[Takes, Callable[[str, frozenset[str]], None]] = {
    "any": _any,
    "one": _one,
}
"""What raises `BadBallot` for choices that a ballot does not hold."""

complete("HOLDS in poll/ballot.py", HOLDS, TAKES)
