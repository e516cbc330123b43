"""What other ways of polling give away, and what this kit gives away instead: exact, for a question that each person
ticks or does not tick.

Nothing here is sampled. People are alike but for their tick, so whoever learns one other person's answer for certain
from a count learns all others': it is enough to know, for every count, which counts look the same to somebody who knows
the rule and the answers of the insiders.
"""

from __future__ import annotations

from collections.abc import Callable
from math import comb

from afterwave.poll.disclosure import DEFAULT_THRESHOLD, release, threshold_for

LOOKS = 120
"""How often live bars are drawn while a poll is open: each second, for two minutes."""

Rule = Callable[[int, int], object]
"""What is shown of so many ticks in so many ballots; equal where people see the same."""


def threshold_alone(ticks: int, ballots: int) -> object:
    """Show the number, from eight ballots on: the one protection that many tools have."""
    return ticks if ballots >= DEFAULT_THRESHOLD else "too few"


def this_kit(insiders: int) -> Rule:
    """Return what this kit shows: its own release, and nothing else."""

    def outcome(ticks: int, ballots: int) -> object:
        return release(
            "pick-any", {"o": ticks}, ballots, threshold=threshold_for(ballots, insiders), insiders=insiders
        ).shown

    return outcome


def seen_alone(people: int) -> float:
    """Return the share of answers that come alone between two looks at live bars, so that a neighbour who watches sees
    what this person sent.
    """
    return (1 - 1 / LOOKS) ** (people - 1)


def gives_away(rule: Rule, ballots: int, insiders: int) -> list[bool]:
    """Return for every number of ticks, from none to all, whether some insiders who add up their own answers are
    certain of everybody else's.
    """
    return [
        any(_certain(rule, ballots, ticks, own, insiders) for own in _shares(ticks, ballots, insiders))
        for ticks in range(ballots + 1)
    ]


def chance(rule: Rule, ballots: int, insiders: int, share: float) -> float:
    """Return how likely it is that somebody's answer is given away, where each person ticks with this chance."""
    return sum(
        _probability(ticks, ballots, share) for ticks, given in enumerate(gives_away(rule, ballots, insiders)) if given
    )


def stuffing_odds(rule: Rule, real: int, invented: int, share: float) -> float:
    """Return how likely somebody who added so many ballots without a tick is to learn the answer of each of `real`
    others for certain.
    """
    ballots = real + invented
    alike = [
        [other for other in range(real + 1) if rule(other, ballots) == rule(ticks, ballots)]
        for ticks in range(real + 1)
    ]
    return sum(
        _probability(ticks, real, share)
        for ticks in range(real + 1)
        if max(alike[ticks]) == 0 or min(alike[ticks]) == real
    )


def _certain(rule: Rule, ballots: int, ticks: int, own: int, insiders: int) -> bool:
    """Return whether every count that looks like this one leaves the others' ticks at none, or at all of them."""
    others = ballots - insiders
    left = [
        other - own
        for other in range(ballots + 1)
        if rule(other, ballots) == rule(ticks, ballots) and 0 <= other - own <= others
    ]
    return max(left) == 0 or min(left) == others


def _shares(ticks: int, ballots: int, insiders: int) -> range:
    """Return how many of the ticks can be the insiders' own."""
    return range(max(0, ticks - (ballots - insiders)), min(insiders, ticks) + 1)


def _probability(ticks: int, people: int, share: float) -> float:
    return comb(people, ticks) * share**ticks * (1 - share) ** (people - ticks)
