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


class AfterwaveError(Exception):
    """The root of every error that the kit raises on purpose."""

    words: ClassVar[Message] = ""
    """The sentence, with its facts in braces, of an error that a facilitator may meet in the room, in whatever language
    the evening is held.
    """
    spoken: ClassVar[tuple[str, ...]] = ()
    """Which of its facts are words themselves."""

    def told(self, say: Say = english) -> str:
        """Return the sentence in a language, its facts filled in; what has no words of its own is told in English."""
        return (
            say(self.words, **vars(self) | {name: say(getattr(self, name)) for name in self.spoken})
            if self.words
            else str(self)
        )


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


class ContentError(AfterwaveError):
    """The content folder has mistakes; `problems` holds all of them, sorted by place."""

    def __init__(self, problems: list[Problem]) -> None:
        """Keep every problem, so that an author mends them in one round."""
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class UnknownSection(AfterwaveError):
    """A section was named that the workshop does not have."""

    def __init__(self, slug: str) -> None:
        """Keep the slug that was asked for."""
        self.slug = slug
        super().__init__(f'There is no section "{slug}". Run `afterwave check` to see those there are.')


class UnknownBlock(AfterwaveError):
    """A block was named that its section does not have."""

    def __init__(self, slug: str, block: str) -> None:
        """Keep the section and the block that were asked for."""
        self.slug, self.block = slug, block
        super().__init__(f'The section "{slug}" has no block "{block}". Look for its id in the section\'s file.')


class NoCard(AfterwaveError):
    """A card was to be printed, and no section of the workshop has one."""

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__(
            "No section has a card. Put a {card-builder} into one, as in the kit's own content/en/care.md."
        )


class UnknownPoll(AfterwaveError):
    """A poll was named that the workshop does not have."""

    def __init__(self, poll: str, known: tuple[str, ...] = ()) -> None:
        """Keep the id that was asked for and the ids there are."""
        self.poll, self.known = poll, known
        there = f" There are: {', '.join(known)}." if known else ""
        super().__init__(f'There is no poll "{poll}".{there}')


class CannotLeaveOut(AfterwaveError):
    """Somebody asked to leave out a section that belongs to every evening."""

    words: ClassVar[Message] = "“{title}” belongs to every evening. It can be short; it is not left out."

    def __init__(self, title: str) -> None:
        """Keep the section's title."""
        self.title = title
        super().__init__(self.told())


class UnfitWords(AfterwaveError):
    """Words that were typed for today cannot be shown; nothing was changed."""

    words: ClassVar[Message] = "{reason} Nothing was changed."
    spoken = ("reason",)

    def __init__(self, reason: Message) -> None:
        """Keep the reason, which is a sentence and never holds what was typed."""
        self.reason = reason
        super().__init__(self.told())


class UnfitPoll(AfterwaveError):
    """A question of one's own cannot be asked as it was typed; nothing was kept."""

    def __init__(self, mistakes: Sequence[tuple[Message, Mapping[str, int]]]) -> None:
        """Keep every mistake, each a sentence and its facts, which never hold what was typed."""
        self.mistakes = tuple(mistakes)
        super().__init__(self.told())

    def told(self, say: Say = english) -> str:
        """Return all mistakes in a language, one after the other."""
        return " ".join(self.each(say))

    def each(self, say: Say = english) -> list[str]:
        """Return the mistakes in a language, one by one."""
        return [say(sentence, **facts) for sentence, facts in self.mistakes]
