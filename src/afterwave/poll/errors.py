"""What polls, slips, the question box and their database raise on purpose."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from afterwave.errors import AfterwaveError
from afterwave.message import Message


class UnknownOption(AfterwaveError):
    """A ballot names an option that its poll does not have."""

    poll: str
    option: str
    sentence: ClassVar[Message] = (
        'The poll "{poll}" has no option "{option}". Load the page again and choose from its list.'
    )


class BadBallot(AfterwaveError):
    """A ballot has more or fewer choices than its kind of poll takes."""

    poll: str
    sentence: ClassVar[Message] = 'The poll "{poll}" takes exactly one choice.'


class BadTicket(AfterwaveError):
    """A ballot carries a ticket that this session did not issue for this poll; the ticket itself is never repeated."""

    sentence: ClassVar[Message] = "This form is not from this session. Open the poll again from the group's page."


class PollNotOpen(AfterwaveError):
    """A poll was asked for something that only an open poll gives."""

    poll: str
    state: str
    sentence: ClassVar[Message] = 'The poll "{poll}" is {state}, not open.'
    phrases = ("state",)


class StepBack(AfterwaveError):
    """A poll was asked to go back, or to skip a step; it only goes waiting, open, closed, revealed."""

    poll: str
    state: str
    wanted: str
    sentence: ClassVar[Message] = (
        'The poll "{poll}" is {state} and cannot become {wanted}: '
        "a poll goes waiting, open, closed, revealed, one step at a time and never back."
    )
    phrases = ("state", "wanted")


class NoSlips(AfterwaveError):
    """A poll was to be opened for slips alone, and none were printed."""

    sentence: ClassVar[Message] = (
        "No slips were printed for this session. Print them with `afterwave print slips --count 14`, or open the "
        "poll without slips."
    )


class PollsOpen(AfterwaveError):
    """Slips were to be printed while a poll is open."""

    poll: str
    sentence: ClassVar[Message] = (
        'The poll "{poll}" is open, and new slips would make those in use void. Close it first, then print.'
    )


class BadQuestion(AfterwaveError):
    """A question for the question box is empty, or too long."""

    length: int
    most: int
    sentence: ClassVar[Message] = "A question has 1 to {most} characters; this one has {length}."


class BoxShut(AfterwaveError):
    """A question came when the question box was not on."""

    sentence: ClassVar[Message] = "The question box is not on."


class BoxFull(AfterwaveError):
    """More questions wait than the box holds, until the facilitator opens some."""

    sentence: ClassVar[Message] = "The question box is full. Try again once the group has opened some questions."


class TooManyBallots(AfterwaveError):
    """A poll holds more ballots than there are people, so nothing is shown until the numbers agree."""

    poll: str
    people: int
    # How many answers there are is part of the picture, and comes with it.
    sentence: ClassVar[Message] = (
        'More answers came in to the poll "{poll}" than the {people} people who were counted. Count the room again: '
        "if more are here, say their number with `afterwave poll reveal {poll} --people`; if not, do not show this "
        "picture."
    )


class CountAgain(AfterwaveError):
    """The same on the console, in the words that stand there."""

    question: str
    people: int
    key: str
    sentence: ClassVar[Message] = (
        "More answers came in to “{question}” than the {people} people who were counted. Count the room again: if more "
        "are here, write their number and press “{key}”; if not, do not show this picture."
    )


class BadThreshold(AfterwaveError):
    """A threshold is so low that a release could single somebody out."""

    threshold: int
    floor: int
    sentence: ClassVar[Message] = (
        "A threshold of {threshold} is too low: with fewer than {floor} answers the bands overlap. Use {floor} or more."
    )


class NewerDatabase(AfterwaveError):
    """The database was made by a newer afterwave than this one."""

    found: int
    known: int
    sentence: ClassVar[Message] = (
        "This session was made by a newer afterwave (its data is version {found}; this program knows {known}). "
        "Update afterwave, or start afresh with another --database."
    )


class DatabaseAway(AfterwaveError):
    """The database could not be reached or written; nothing was counted, and trying again is safe."""

    reason: str
    """It never holds a value that somebody sent."""
    sentence: ClassVar[Message] = "The session's database cannot be used ({reason}). Nothing was lost; try again."
    phrases = ("reason",)


class Unwritable(AfterwaveError):
    """A folder that must be written to cannot be."""

    path: Path
    sentence: ClassVar[Message] = (
        "The folder {path} cannot be written to. Choose another with --database sqlite:///FOLDER/session.sqlite."
    )


class NothingToOpen(AfterwaveError):
    """The question box was to be opened, and too few questions wait in it."""

    least: int
    sentence: ClassVar[Message] = (
        "Fewer than {least} questions wait, so the box stays closed. They come out only together."
    )
