"""What polls, slips, the question box and their database raise on purpose."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from afterwave.errors import AfterwaveError
from afterwave.message import Message


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


class NothingToOpen(AfterwaveError):
    """The question box was to be opened, and too few questions wait in it."""

    words: ClassVar[Message] = (
        "Fewer than {least} questions wait, so the box stays closed. They come out only together."
    )

    def __init__(self, least: int) -> None:
        """Keep how many come out together at least."""
        self.least = least
        super().__init__(self.told())
