"""What polls, slips, the question box and their database raise on purpose."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from afterwave.errors import AfterwaveError
from afterwave.message import Message


class UnknownOption(AfterwaveError):
    """A ballot names an option that its poll does not have."""

    sentence: ClassVar[Message] = (
        'The poll "{poll}" has no option "{option}". Load the page again and choose from its list.'
    )

    def __init__(self, poll: str, option: str) -> None:
        """Keep the poll and the option."""
        self.poll, self.option = poll, option
        super().__init__()


class BadBallot(AfterwaveError):
    """A ballot has more or fewer choices than its kind of poll takes."""

    sentence: ClassVar[Message] = 'The poll "{poll}" takes exactly one choice.'

    def __init__(self, poll: str) -> None:
        """Keep the poll."""
        self.poll = poll
        super().__init__()


class BadTicket(AfterwaveError):
    """A ballot carries a ticket that this session did not issue for this poll."""

    sentence: ClassVar[Message] = "This form is not from this session. Open the poll again from the group's page."

    def __init__(self) -> None:
        """Say what to do; the ticket itself is never repeated."""
        super().__init__()


class PollNotOpen(AfterwaveError):
    """A poll was asked for something that only an open poll gives."""

    sentence: ClassVar[Message] = 'The poll "{poll}" is {state}, not open.'
    phrases = ("state",)

    def __init__(self, poll: str, state: str) -> None:
        """Keep the poll and its state."""
        self.poll, self.state = poll, state
        super().__init__()


class StepBack(AfterwaveError):
    """A poll was asked to go back, or to skip a step; it only goes waiting, open, closed, revealed."""

    sentence: ClassVar[Message] = (
        'The poll "{poll}" is {state} and cannot become {wanted}: '
        "a poll goes waiting, open, closed, revealed, one step at a time and never back."
    )
    phrases = ("state", "wanted")

    def __init__(self, poll: str, state: str, wanted: str) -> None:
        """Keep the poll, the state it has and the state that was wanted."""
        self.poll, self.state, self.wanted = poll, state, wanted
        super().__init__()


class NoSlips(AfterwaveError):
    """A poll was to be opened for slips alone, and none were printed."""

    sentence: ClassVar[Message] = (
        "No slips were printed for this session. Print them with `afterwave print slips --count 14`, or open the "
        "poll without slips."
    )

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__()


class PollsOpen(AfterwaveError):
    """Slips were to be printed while a poll is open."""

    sentence: ClassVar[Message] = (
        'The poll "{poll}" is open, and new slips would make those in use void. Close it first, then print.'
    )

    def __init__(self, poll: str) -> None:
        """Keep the open poll."""
        self.poll = poll
        super().__init__()


class BadQuestion(AfterwaveError):
    """A question for the question box is empty, or too long."""

    sentence: ClassVar[Message] = "A question has 1 to {most} characters; this one has {length}."

    def __init__(self, length: int, most: int) -> None:
        """Keep how many characters it has, and how many it may have."""
        self.length, self.most = length, most
        super().__init__()


class BoxShut(AfterwaveError):
    """A question came when the question box was not on."""

    sentence: ClassVar[Message] = "The question box is not on."

    def __init__(self) -> None:
        """Say what it is."""
        super().__init__()


class BoxFull(AfterwaveError):
    """More questions wait than the box holds, until the facilitator opens some."""

    sentence: ClassVar[Message] = "The question box is full. Try again once the group has opened some questions."

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__()


class TooManyBallots(AfterwaveError):
    """A poll holds more ballots than there are people, so nothing is shown until the numbers agree."""

    sentence: ClassVar[Message] = (
        'The poll "{poll}" holds {ballots} answers from {people} people. Count the room again; '
        "if more people are here, reveal with their number, and if not, do not show this picture."
    )

    def __init__(self, poll: str, ballots: int, people: int) -> None:
        """Keep the poll and both numbers."""
        self.poll, self.ballots, self.people = poll, ballots, people
        super().__init__()


class BadThreshold(AfterwaveError):
    """A threshold is so low that a release could single somebody out."""

    sentence: ClassVar[Message] = (
        "A threshold of {threshold} is too low: with fewer than {floor} answers the bands overlap. Use {floor} or more."
    )

    def __init__(self, threshold: int, floor: int) -> None:
        """Keep the threshold and the lowest that is safe."""
        self.threshold, self.floor = threshold, floor
        super().__init__()


class NewerDatabase(AfterwaveError):
    """The database was made by a newer afterwave than this one."""

    sentence: ClassVar[Message] = (
        "This session was made by a newer afterwave (its data is version {found}; this program knows {known}). "
        "Update afterwave, or start afresh with another --database."
    )

    def __init__(self, found: int, known: int) -> None:
        """Keep both schema numbers."""
        self.found, self.known = found, known
        super().__init__()


class DatabaseAway(AfterwaveError):
    """The database could not be reached or written; nothing was counted, and trying again is safe."""

    sentence: ClassVar[Message] = "The session's database cannot be used ({reason}). Nothing was lost; try again."
    phrases = ("reason",)

    def __init__(self, reason: str) -> None:
        """Keep the reason, which never holds a value that somebody sent."""
        self.reason = reason
        super().__init__()


class Unwritable(AfterwaveError):
    """A folder that must be written to cannot be."""

    sentence: ClassVar[Message] = (
        "The folder {path} cannot be written to. Choose another with --database sqlite:///FOLDER/session.sqlite."
    )

    def __init__(self, path: Path) -> None:
        """Keep the folder."""
        self.path = path
        super().__init__()


class NothingToOpen(AfterwaveError):
    """The question box was to be opened, and too few questions wait in it."""

    sentence: ClassVar[Message] = (
        "Fewer than {least} questions wait, so the box stays closed. They come out only together."
    )

    def __init__(self, least: int) -> None:
        """Keep how many come out together at least."""
        self.least = least
        super().__init__()
