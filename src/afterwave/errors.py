"""What the kit raises on purpose, but for what a command refuses for the sake of its machine (`refusals`).

Each exception is one whole sentence for the person who meets it: what is wrong, where, and what to do. Facts a caller
may need are attributes, so that nobody parses a message.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from afterwave.message import Message, Say, english

MALFORMED = (ArithmeticError, KeyError, TypeError, ValueError)
"""What Python raises where a page sent facts that are none: a name that is missing, a word for a number, infinity."""


class AfterwaveError(Exception):
    """The root of every error that the kit raises on purpose: one sentence, which every language says.

    A class declares it; whoever makes one keeps the facts that it names as attributes, then calls this constructor.
    """

    sentence: ClassVar[Message]
    """What is wrong and what to do, its facts in braces."""
    phrases: ClassVar[tuple[str, ...]] = ()
    """Which of its facts are words themselves, and are said in the language too."""

    def __init__(self) -> None:
        """Say of itself, where nobody asks for a language, the sentence in English."""
        super().__init__(self.message())

    def message(self, say: Say = english) -> str:
        """Return the sentence in a language, its facts filled in."""
        return say(self.sentence, **vars(self) | {name: say(getattr(self, name)) for name in self.phrases})


class Mistakes(AfterwaveError):
    """What somebody wrote has mistakes: each on a line of its own, with its cure.

    They are the same in every language: who writes content reads them as `afterwave check` has them.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        """Keep the lines."""
        self.lines = tuple(lines)
        super().__init__()

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


class UnknownSection(AfterwaveError):
    """A section was named that the workshop does not have."""

    sentence: ClassVar[Message] = 'There is no section "{slug}". Run `afterwave check` to see those there are.'

    def __init__(self, slug: str) -> None:
        """Keep the slug that was asked for."""
        self.slug = slug
        super().__init__()


class UnknownBlock(AfterwaveError):
    """A block was named that its section does not have."""

    sentence: ClassVar[Message] = 'The section "{slug}" has no block "{block}". Look for its id in the section\'s file.'

    def __init__(self, slug: str, block: str) -> None:
        """Keep the section and the block that were asked for."""
        self.slug, self.block = slug, block
        super().__init__()


class NoCard(AfterwaveError):
    """A card was to be printed, and no section of the workshop has one."""

    sentence: ClassVar[Message] = (
        "No section has a card. Put a {directive} into one, as in the kit's own content/en/care.md."
    )

    def __init__(self) -> None:
        """Say what to do."""
        self.directive = "{card-builder}"
        super().__init__()


class UnknownPoll(AfterwaveError):
    """A poll was named that the workshop does not have."""

    sentence: ClassVar[Message] = 'There is no poll "{poll}".'

    def __init__(self, poll: str, known: tuple[str, ...] = ()) -> None:
        """Keep the id that was asked for and the ids there are."""
        self.poll, self.known = poll, known
        super().__init__()

    def message(self, say: Say = english) -> str:
        """Return the sentence in a language, and after it the ids there are."""
        there = [say("There are: {known}.", known=say(", ").join(self.known))] if self.known else []
        return " ".join([super().message(say), *there])


class CannotLeaveOut(AfterwaveError):
    """Somebody asked to leave out a section that belongs to every evening."""

    sentence: ClassVar[Message] = "“{title}” belongs to every evening. It can be short; it is not left out."

    def __init__(self, title: str) -> None:
        """Keep the section's title."""
        self.title = title
        super().__init__()


class UnfitWords(AfterwaveError):
    """Words that were typed for today cannot be shown; nothing was changed."""

    sentence: ClassVar[Message] = "{reason} Nothing was changed."
    phrases = ("reason",)

    def __init__(self, reason: Message) -> None:
        """Keep the reason, which is a sentence and never holds what was typed."""
        self.reason = reason
        super().__init__()


class UnfitPoll(AfterwaveError):
    """A question of one's own cannot be asked as it was typed; nothing was kept."""

    def __init__(self, mistakes: Sequence[tuple[Message, Mapping[str, int]]]) -> None:
        """Keep every mistake, each a sentence and its facts, which never hold what was typed."""
        self.mistakes = tuple(mistakes)
        super().__init__()

    def message(self, say: Say = english) -> str:
        """Return all mistakes in a language, one after the other."""
        return " ".join(self.each(say))

    def each(self, say: Say = english) -> list[str]:
        """Return the mistakes in a language, one by one."""
        return [say(sentence, **facts) for sentence, facts in self.mistakes]
