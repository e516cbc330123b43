"""How simulated people behave: when they arrive, how long they think, who sends twice, who loses the Wi-Fi. Pure: the
same seed, the same people.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from afterwave.message import Message

QUESTIONS: tuple[Message, ...] = (
    "Is it common to want to be alone afterwards?",
    "How do I bring this up without it sounding like a complaint?",
    "What if my partner falls asleep at once?",
    "Can this happen after sex on my own, too?",
    "What helps when tears come and nobody knows why?",
)
"""What simulated people ask; plainly invented, and nothing that a real person wrote."""

MEDIAN_THOUGHT = 6.0
LONGEST_THOUGHT = 30.0


@dataclass(frozen=True)
class Temperament:
    """One simulated person. Times are seconds, counted from the rehearsal's beginning; None is never."""

    seed: int
    number: int
    arrives: float
    sends_twice: bool
    hangs_up: bool
    drops: float | None
    away: float
    asks: float | None
    question: str
    presses: float | None
    """When they press "Slower, please"."""

    def thinks(self, poll: str) -> float:
        """Return how many seconds they think about a poll before they send: most a few, some many."""
        return min(LONGEST_THOUGHT, self._dice(poll, "thinks").lognormvariate(0, 0.7) * MEDIAN_THOUGHT)

    def passes(self, poll: str) -> bool:
        """Return whether they stay quiet and send nothing: about one in twelve."""
        return self._dice(poll, "passes").random() < 1 / 12

    def chooses(self, poll: str, options: Sequence[str], *, many: bool) -> tuple[str, ...]:
        """Return what they tick: one option, or where `many` may be ticked any number of them, none included."""
        dice = self._dice(poll, "chooses")
        if not options:
            return ()
        if not many:
            return (dice.choice(options),)
        return tuple(option for place, option in enumerate(options) if dice.random() < 1 / (2 + place % 3))

    def waits(self, attempt: int) -> float:
        """Return how many seconds they wait before they try again, longer each time, as a phone does."""
        return float(2 ** min(attempt, 3)) * self._dice(str(attempt), "waits").uniform(0.5, 1.0)

    def _dice(self, about: str, what: str) -> random.Random:
        return _dice(self.seed, self.number, f"{what}/{about}")


def temperaments(people: int, seed: int, seconds: float) -> tuple[Temperament, ...]:
    """Return this many people for a rehearsal of so many seconds; all have arrived after its first eighth, or half a
    minute.
    """
    turns = itertools.count(seed)  # one question after the other: the same one twice reads like a fault of the box
    found = (_temperament(number, seed, seconds) for number in range(people))
    return tuple(
        one if one.asks is None else replace(one, question=QUESTIONS[next(turns) % len(QUESTIONS)]) for one in found
    )


def head_down(seed: int, seconds: float) -> float:
    """Return the second at which somebody needs a pause: between four and seven tenths of the rehearsal."""
    # Nobody has the number -1: these dice are the group's.
    return seconds * _dice(seed, -1, "head").uniform(0.4, 0.7)


def _temperament(number: int, seed: int, seconds: float) -> Temperament:
    dice = _dice(seed, number, "person")
    return Temperament(
        seed,
        number,
        arrives=dice.uniform(0, min(30.0, seconds / 8)),
        sends_twice=dice.random() < 1 / 5,
        hangs_up=dice.random() < 1 / 6,
        drops=dice.uniform(0.2, 0.8) * seconds if dice.random() < 1 / 4 else None,
        away=dice.uniform(1, 8),
        asks=dice.uniform(0.3, 0.9) * seconds if dice.random() < 1 / 3 else None,
        question=QUESTIONS[0],
        presses=dice.uniform(0.2, 0.7) * seconds if dice.random() < 1 / 6 else None,
    )


def _dice(seed: int, number: int, what: str) -> random.Random:
    # Dice of their own for each matter: in which order polls come and tries fail differs from time to time.
    return random.Random(f"{seed}/{number}/{what}")  # noqa: S311 - simulated people have no secrets, and the same seed must play the same evening
