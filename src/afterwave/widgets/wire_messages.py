"""What the pages of stage and console send, and what a kernel answers, declared once, as `wire.py` declares what they
are shown.
"""

from __future__ import annotations

from typing import NotRequired, TypedDict

from afterwave.content.kinds import Kind
from afterwave.widgets.wire import Place, Props, Signal


class Opening(TypedDict):
    """Which poll opens, for how many people, how many of whom may compare notes, and whether by slips."""

    poll: str
    people: int | None
    insiders: int
    slips: NotRequired[bool | None]


class ThePoll(TypedDict):
    """A poll."""

    poll: str


class Recount(ThePoll):
    """A poll, and how many are in the room by now."""

    people: int | None


class OutlookQuery(Recount):
    """What a poll would show of so many people."""

    insiders: int


class CalledPoll(ThePoll):
    """An open poll whose last call is over, and when it ended: another call may have been begun since."""

    at: float


class LastCall(ThePoll):
    """A poll that is about to close, or no longer."""

    on: bool


class LeftOut(TypedDict):
    """A section that is left out, or no longer."""

    section: str
    on: bool


class HiddenSlide(Place):
    """A step that is left out today, or no longer."""

    on: bool


class RewordedStep(Place):
    """A step, and what it says today; "" for its own words."""

    text: str


class OwnQuestion(TypedDict):
    """A question of one's own as it is typed, an option on each line."""

    question: str
    kind: Kind
    options: str


class DeskMessage(TypedDict, total=False):
    """What both pages send; `n` numbers what is sent, and is answered; `at` is when, by the kernel's clock, where the
    page has heard of it.
    """

    position: Place
    props: Props
    calm: bool
    aside: bool
    ping: int
    n: int
    at: float | None


class StageMessage(DeskMessage, total=False):
    """What the stage's page sends: nothing more."""


class ConsoleMessage(DeskMessage, total=False):
    """What the console's page sends besides."""

    open: Opening
    close: CalledPoll
    reveal: Recount
    outlook: OutlookQuery
    last_call: LastCall
    leave_out: LeftOut
    hide: HiddenSlide
    reword: RewordedStep
    length: int
    box: bool
    batch: bool
    ask: str
    address: str
    colleague: bool
    put_away: Signal
    own: OwnQuestion
    take_out: str
    lay_over: str
    end: bool
    print: str
    forget: bool
    fetch: int


class Answer(TypedDict, total=False):
    """What a kernel sends: the number of what it heard, with the names; or the time, to a ping."""

    heard: list[str]
    n: int
    pong: float
