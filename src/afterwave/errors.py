"""What the kit raises on purpose, but for what a command refuses for the sake of its machine (`refusals`).

Each exception is one whole sentence for the person who meets it: what is wrong, where, and what to do. Facts a caller
may need are attributes, so that nobody parses a message.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, dataclass_transform

from afterwave.message import Message, Say, english

MALFORMED = (ArithmeticError, KeyError, TypeError, ValueError)
"""What Python raises where a page sent facts that are none: a name that is missing, a word for a number, infinity."""


@dataclass_transform(eq_default=False)
class AfterwaveError(Exception):
    """The root of every error that the kit raises on purpose: one sentence, which every language says.

    A class declares it, and above it the facts that it names: each such class is made a dataclass here, so whoever
    raises one gives the facts in this order.
    """

    sentence: ClassVar[Message]
    """What is wrong and what to do, its facts in braces."""
    phrases: ClassVar[tuple[str, ...]] = ()
    """Which of its facts are words themselves, and are said in the language too."""

    def __init_subclass__(cls) -> None:
        """Make a class that declares facts one that keeps them; raise TypeError where it has nothing to say."""
        if cls.message is AfterwaveError.message and not hasattr(cls, "sentence"):
            raise TypeError(f"{cls.__name__} has no sentence")
        # As an exception is, it is equal to itself alone, and shows itself without its facts' names.
        dataclass(eq=False, repr=False)(cls)

    def __str__(self) -> str:
        """Return the sentence in English, which is what is said where nobody asks for a language."""
        return self.message()

    def message(self, say: Say = english) -> str:
        """Return the sentence in a language, its facts filled in."""
        return say(self.sentence, **vars(self) | {name: say(getattr(self, name)) for name in self.phrases})


class Mistakes(AfterwaveError):
    """What somebody wrote has mistakes: each on a line of its own, with its cure.

    They are the same in every language: who writes content reads them as `afterwave check` has them.
    """

    lines: Sequence[str]

    def message(self, say: Say = english) -> str:  # noqa: ARG002 - they are the same in every language
        """Return all of them."""
        return "\n".join(self.lines)


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake in the content: where it stands, what it is, and what cures it."""

    path: Path
    line: int
    problem: str
    cure: str

    def __str__(self) -> str:
        """Return `file:line: problem. Cure.`, the form editors can jump to."""
        return f"{self.path}:{self.line}: {self.problem}. {self.cure}"


class ContentError(Mistakes):
    """The content folder has mistakes; `problems` holds all of them, sorted by place."""

    def __init__(self, problems: list[Problem]) -> None:
        """Keep every problem, so that an author mends them in one round."""
        self.problems = tuple(sorted(problems))
        super().__init__([str(problem) for problem in self.problems])


class UnknownRequest(AfterwaveError):
    """A page asked for what nobody knows, or with facts that are none."""

    sentence: ClassVar[Message] = "The page asked for something this kernel does not know. Reload the page."


class PressedLongAgo(AfterwaveError):
    """What a page asked for lay so long in a kernel that hung that others may have led on since."""

    sentence: ClassVar[Message] = (
        "What you pressed came too late: others led on since. Press it again if you still mean it."
    )


class UnknownSection(AfterwaveError):
    """A section was named that the workshop does not have."""

    slug: str
    sentence: ClassVar[Message] = 'There is no section "{slug}". Run `afterwave check` to see those there are.'


class UnknownBlock(AfterwaveError):
    """A block was named that its section does not have."""

    slug: str
    block: str
    sentence: ClassVar[Message] = 'The section "{slug}" has no block "{block}". Look for its id in the section\'s file.'


class NoCard(AfterwaveError):
    """A card was to be printed, and no section of the workshop has one."""

    sentence: ClassVar[Message] = (
        "No section has a card. Put a {directive} into one, as in the kit's own content/en/care.md."
    )

    def __init__(self) -> None:
        """Say what to do."""
        self.directive = "{card-builder}"


class UnknownPoll(AfterwaveError):
    """A poll was named that the workshop does not have."""

    poll: str
    known: tuple[str, ...] = ()
    sentence: ClassVar[Message] = 'There is no poll "{poll}".'

    def message(self, say: Say = english) -> str:
        """Return the sentence in a language, and after it the ids there are."""
        there = [say("There are: {known}.", known=say(", ").join(self.known))] if self.known else []
        return " ".join([super().message(say), *there])


class CannotLeaveOut(AfterwaveError):
    """Somebody asked to leave out a section that belongs to every evening."""

    title: str
    sentence: ClassVar[Message] = "“{title}” belongs to every evening. It can be short; it is not left out."


class UnfitWords(AfterwaveError):
    """Words that were typed for today cannot be shown; nothing was changed."""

    reason: Message
    """A sentence, which never holds what was typed."""
    sentence: ClassVar[Message] = "{reason} Nothing was changed."
    phrases = ("reason",)


class UnfitPoll(AfterwaveError):
    """A question of one's own cannot be asked as it was typed; nothing was kept."""

    mistakes: Sequence[tuple[Message, Mapping[str, int]]]
    """Each a sentence and its facts, which never hold what was typed."""

    def message(self, say: Say = english) -> str:
        """Return all mistakes in a language, one after the other."""
        return " ".join(self.each(say))

    def each(self, say: Say = english) -> list[str]:
        """Return the mistakes in a language, one by one."""
        return [say(sentence, **facts) for sentence, facts in self.mistakes]
