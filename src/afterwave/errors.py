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


class UnknownOption(AfterwaveError):
    """A ballot names an option that its poll does not have."""

    def __init__(self, poll: str, option: str) -> None:
        """Keep the poll and the option."""
        self.poll, self.option = poll, option
        super().__init__(f'The poll "{poll}" has no option "{option}". Load the page again and choose from its list.')


class BadBallot(AfterwaveError):
    """A ballot has more or fewer choices than its kind of poll takes."""

    def __init__(self, poll: str, wants: str) -> None:
        """Keep the poll and what it takes, in words."""
        self.poll, self.wants = poll, wants
        super().__init__(f'The poll "{poll}" takes {wants}.')


class BadTicket(AfterwaveError):
    """A ballot carries a ticket that this session did not issue for this poll."""

    def __init__(self) -> None:
        """Say what to do; the ticket itself is never repeated."""
        super().__init__("This form is not from this session. Open the poll again from the group's page.")


class PollNotOpen(AfterwaveError):
    """A poll was asked for something that only an open poll gives."""

    def __init__(self, poll: str, state: str) -> None:
        """Keep the poll and its state."""
        self.poll, self.state = poll, state
        super().__init__(f'The poll "{poll}" is {state}, not open.')


class StepBack(AfterwaveError):
    """A poll was asked to go back, or to skip a step; it only goes waiting, open, closed, revealed."""

    words: ClassVar[Message] = (
        'The poll "{poll}" is {state} and cannot become {wanted}: '
        "a poll goes waiting, open, closed, revealed, one step at a time and never back."
    )
    spoken = ("state", "wanted")

    def __init__(self, poll: str, state: str, wanted: str) -> None:
        """Keep the poll, the state it has and the state that was wanted."""
        self.poll, self.state, self.wanted = poll, state, wanted
        super().__init__(self.told())


class NoSlips(AfterwaveError):
    """A poll was to be opened for slips alone, and none were printed."""

    words: ClassVar[Message] = (
        "No slips were printed for this session. Print them with `afterwave print slips --count 14`, or open the "
        "poll without slips."
    )

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__(self.told())


class PollsOpen(AfterwaveError):
    """Slips were to be printed while a poll is open."""

    def __init__(self, poll: str) -> None:
        """Keep the open poll."""
        self.poll = poll
        super().__init__(
            f'The poll "{poll}" is open, and new slips would make those in use void. Close it first, then print.'
        )


class BadQuestion(AfterwaveError):
    """A question for the question box is empty, or too long."""

    def __init__(self, length: int, most: int) -> None:
        """Keep how many characters it has, and how many it may have."""
        self.length, self.most = length, most
        super().__init__(f"A question has 1 to {most} characters; this one has {length}.")


class BoxShut(AfterwaveError):
    """A question came when the question box was not on."""

    def __init__(self) -> None:
        """Say what it is."""
        super().__init__("The question box is not on.")


class BoxFull(AfterwaveError):
    """More questions wait than the box holds, until the facilitator opens some."""

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__("The question box is full. Try again once the group has opened some questions.")


class TooManyBallots(AfterwaveError):
    """A poll holds more ballots than there are people, so nothing is shown until the numbers agree."""

    words: ClassVar[Message] = (
        'The poll "{poll}" holds {ballots} answers from {people} people. Count the room again; '
        "if more people are here, reveal with their number, and if not, do not show this picture."
    )

    def __init__(self, poll: str, ballots: int, people: int) -> None:
        """Keep the poll and both numbers."""
        self.poll, self.ballots, self.people = poll, ballots, people
        super().__init__(self.told())


class BadThreshold(AfterwaveError):
    """A threshold is so low that a release could single somebody out."""

    def __init__(self, threshold: int, floor: int) -> None:
        """Keep the threshold and the lowest that is safe."""
        self.threshold, self.floor = threshold, floor
        super().__init__(
            f"A threshold of {threshold} is too low: with fewer than {floor} answers the bands overlap. Use "
            f"{floor} or more."
        )


class NewerDatabase(AfterwaveError):
    """The database was made by a newer afterwave than this one."""

    def __init__(self, found: int, known: int) -> None:
        """Keep both schema numbers."""
        self.found, self.known = found, known
        super().__init__(
            f"This session was made by a newer afterwave (its data is version {found}; this program knows {known}). "
            "Update afterwave, or start afresh with another --database."
        )


class DatabaseAway(AfterwaveError):
    """The database could not be reached or written; nothing was counted, and trying again is safe."""

    words: ClassVar[Message] = "The session's database cannot be used ({reason}). Nothing was lost; try again."
    spoken = ("reason",)

    def __init__(self, reason: str) -> None:
        """Keep the reason, which never holds a value that somebody sent."""
        self.reason = reason
        super().__init__(self.told())


class Unwritable(AfterwaveError):
    """A folder that must be written to cannot be."""

    def __init__(self, path: Path) -> None:
        """Keep the folder."""
        self.path = path
        super().__init__(
            f"The folder {path} cannot be written to. Choose another with --database sqlite:///FOLDER/session.sqlite."
        )


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


class NothingToOpen(AfterwaveError):
    """The question box was to be opened, and too few questions wait in it."""

    words: ClassVar[Message] = (
        "Fewer than {least} questions wait, so the box stays closed. They come out only together."
    )

    def __init__(self, least: int) -> None:
        """Keep how many come out together at least."""
        self.least = least
        super().__init__(self.told())
