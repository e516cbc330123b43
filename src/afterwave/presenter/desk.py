"""What the stage and the console share: a widget that follows the session, and writes into it what its page asks
for.
"""

from __future__ import annotations

import asyncio
import math
import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from afterwave.errors import MALFORMED, AfterwaveError, PressedLongAgo, UnknownPoll, UnknownRequest, UnknownSection
from afterwave.poll.questions import Question
from afterwave.poll.status import Status
from afterwave.presenter.environment import Environment
from afterwave.presenter.scenes import Facts, polls, steps_today
from afterwave.session.pace import omissions
from afterwave.session.place import with_own
from afterwave.session.state import State
from afterwave.widgets.console import Console
from afterwave.widgets.stage import Stage

EVERY = 0.25
"""Seconds between two looks at the session."""

GONE = 8.0
"""Seconds of silence after which a page counts as closed; then the kernel falls idle, and may be ended."""

PATIENCE = 5.0
"""Seconds after which what was pressed is not done any more, if somebody led on since at a stage, another console or a
colleague's phone: a kernel that hung would undo that.
"""

SOON = 1e12
"""Seconds: a time past which no clock gets."""

WHENEVER = {"ping", "outlook", "fetch"}
"""What a page asks for by itself, and what is never too late."""

SPREAD = 0.5, 4.0
"""Seconds, drawn by chance, that a count of ballots waits until it is shown: the moment of every third one tells
nothing either.
"""

UNTOUCHED: Facts = {"timer": None, "card": None, "join": False}
"""What a step shows beside its words before anybody touched it; in the order that its page keeps, which compares
texts.
"""

NEVER = -math.inf, -math.inf
"""A moment before all others."""

Act = Callable[[Any], None]
Seen = tuple[State, Mapping[str, Status], Sequence[Question], tuple[Any, ...]]


class Desk:
    """A dashboard's kernel side: it looks at the session four times a second while a page is there, and changes traits
    only where they differ.

    It looks whether or not anything was written, and says nothing before something else is to be seen: a ballot must
    not show in when a kernel works or speaks. The watch begins with a page's first ping and ends when pings stay away.
    A kernel that spoke to nobody would never be idle, so never be culled.
    """

    def __init__(self, widget: Stage | Console, environment: Environment) -> None:
        """Show the session as it is, and listen to the page."""
        self.widget, self.environment = widget, environment
        self.acts: dict[str, Act] = {"position": self._go, "props": self._lay_out, "calm": self._soften}
        self.acts |= {"aside": self._clear_overlay, "ping": self._pong}
        self._seen: Seen | None = None
        self._due: float | None = None
        # When others were last seen to lead on, and from what; and when a refusal was told.
        self._news = self._refused = NEVER
        self._led: object = None
        # Nobody has asked: a kernel that is kept ready has no page yet, and is not to look.
        self._pinged = 0.0
        self._watch: asyncio.Task[None] | None = None
        self._notice = widget.labels["practice"] if environment.practice else ""
        widget.on_msg(self._on_message)
        self.refresh()

    def refresh(self, *, own: bool = False) -> None:
        """Read the session and show it, after an act of one's own or anybody's; when it cannot be read, say so on the
        page and try again later.
        """
        try:
            seen = self.look()
            if not own:
                self._note_others(seen)
            self._show(seen)
        except AfterwaveError as error:
            # What is read next holds one's own act, too.
            self._seen, self._led = None, None if own else self._led
            self.widget.notice = error.message(self.environment.say)

    def look(self) -> Seen:
        """Return what the session says now, for this desk to show and to compare; raise `DatabaseAway` when it cannot
        be read.
        """
        session = self.environment.session
        # A last call is over when its time is, also where the console that began it has gone.
        if session.state().due(session.now()):
            session.close_due()
        return session.state(), session.store.statuses(), session.questions.open_questions(), ()

    def show(self, state: State, statuses: Mapping[str, Status], asked: Sequence[Question]) -> None:
        """Set the traits that stage and console have in common; `asked` are the questions that came out of the box."""
        self.widget.position = place = {"section": state.section, "step": state.step}
        self.widget.props = {
            **place,
            **UNTOUCHED,
            **{name: value for name, value in state.props.items() if name in UNTOUCHED},
        }
        self.widget.over = state.overlay
        self.widget.calm, self.widget.ended, self.widget.skipped = state.calm, state.ended, list(state.skipped)
        self._pass_over(state)
        self.widget.polls = self.polls(state, statuses)
        self.widget.today = steps_today(self.environment.workshop, state)
        self.widget.question = next((question.text for question in asked if question.state == "stage"), "")

    def _pass_over(self, state: State) -> None:
        """Let the page pass over what the plan leaves out now: it changes with time alone, as the minutes do."""
        out = omissions(self.environment.workshop.sections, state, self.environment.session.now())
        self.widget.omissions = {slug: list(steps) for slug, steps in out.items()}

    def tick(self) -> None:
        """Show anew what changes with time alone: nothing in the session changed, so `_follow` shows nothing of it."""
        if self._seen:
            self._pass_over(self._seen[0])

    def polls(self, state: State, statuses: Mapping[str, Status]) -> dict[str, Facts]:
        """Return what this desk's page is told of every poll, those of one's own included."""
        return polls(with_own(self.environment.workshop, state), statuses)

    def tell(self, notice: str = "") -> None:
        """Put a sentence on the page, or take it away."""
        if notice:
            self._refused = _now()
        self._notice = notice or (self.widget.labels["practice"] if self.environment.practice else "")

    def _on_message(self, _widget: object, message: object, _buffers: object) -> None:
        age = _age(message.get("at")) if isinstance(message, dict) else 0.0
        late = age >= PATIENCE and self._others_led_on(age)
        for name, facts in message.items() if isinstance(message, dict) else ():
            if name in self.acts:
                # A pause does no harm, however late: a room that was softened stays so.
                done = not late or name in WHENEVER or (name == "calm" and facts is True)
                # These change nothing that is kept: they take no notice away, and need no look at the session.
                self._do(self.acts[name] if done else _refuse, facts, age=age, quiet=name in {"ping", "outlook"})
        if isinstance(message, dict) and "n" in message:
            # After it is written: until it hears this, the page takes what comes from here for older than its own.
            self.widget.send({"heard": list(message), "n": message["n"]})

    def _others_led_on(self, age: float) -> bool:
        """Return whether others led on in so many seconds."""
        try:
            self._note_others(self.look())
        except AfterwaveError:
            return False  # what is asked for will say so itself
        return _ago(self._news) < age

    def _note_others(self, seen: Seen) -> None:
        """Note when others lead on from where this desk left it, or saw it last."""
        led = _led(seen)
        if self._led not in (None, led):
            self._news = _now()
        self._led = led

    def _do(self, act: Act, facts: object, *, age: float, quiet: bool) -> None:
        unread = _ago(self._refused) < age
        try:
            act(facts)
        except (*MALFORMED, UnknownPoll, UnknownSection):
            self.tell(UnknownRequest().message(self.environment.say))
        except AfterwaveError as error:
            self.tell(error.message(self.environment.say))
        else:
            if quiet:
                return
            # What was told since they pressed this, they had not read.
            if not unread:
                self.tell()
        self.refresh(own=True)

    def _go(self, place: Facts) -> None:
        # A step that a slow page sent before the end must not undo the end.
        self.environment.session.go(
            self.environment.workshop.section(place["section"]).slug, int(place["step"]), lifts_the_end=False
        )

    def _lay_out(self, asked: Facts) -> None:
        timer, card = asked["timer"], asked["card"]
        # Python reads NaN and Infinity out of JSON, and no clock gets there.
        if timer is not None and not math.isfinite(timer):
            raise ValueError
        props = {
            "timer": timer and float(timer),
            "card": None if card is None else int(card),
            "join": bool(asked["join"]),
        }
        self.environment.session.lay_out(str(asked["section"]), int(asked["step"]), props)

    def _soften(self, on: object) -> None:
        self.environment.session.soften(on=bool(on))

    def _clear_overlay(self, _yes: object) -> None:
        """Take away what lies over the step: a question from the box, and only then a poll of one's own."""
        session = self.environment.session
        if any(question.state == "stage" for question in session.questions.open_questions()):
            session.questions.show(None)
        else:
            session.lay_over("")

    def _pong(self, _number: object) -> None:
        self._pinged = time.monotonic()
        # First: from when a page knows what time it is, all that it shows is of that time.
        self.tick()
        self.widget.send({"pong": time.time()})
        if self._watch is None or self._watch.done():
            self.refresh()
            self._watch = asyncio.get_running_loop().create_task(self._look())

    async def _look(self) -> None:
        while time.monotonic() - self._pinged < GONE:
            await asyncio.sleep(EVERY)
            self._follow()

    def _follow(self) -> None:
        """Show the session where it differs from what was shown: at once, or after a while that chance decides where
        only ballots came in.
        """
        try:
            seen = self.look()
        except AfterwaveError:
            self.refresh()  # which says what is wrong
            return
        if seen == self._seen:
            return
        self._note_others(seen)
        if self._seen is None or _without_counts(seen) != _without_counts(self._seen):
            self._show(seen)
        elif self._due is None:
            self._due = time.monotonic() + random.uniform(*SPREAD)  # noqa: S311 - spreads a moment, guards no secret
        elif time.monotonic() >= self._due:
            self._show(seen)

    def _show(self, seen: Seen) -> None:
        state, statuses, asked, _ = seen
        # One message for all of it: no page draws half of a change.
        with self.widget.hold_sync():
            self.show(state, statuses, asked)
            self.widget.notice = self._notice
        self._seen, self._due, self._led = seen, None, _led(seen)


def _refuse(_facts: object) -> None:
    raise PressedLongAgo


def _age(at: object) -> float:
    """Return how many seconds ago something was pressed that a page dates by this kernel's clock; 0 where it does not,
    or the clock was set back.
    """
    return max(time.time() - at, 0.0) if isinstance(at, float | int) and 0 < at < SOON else 0.0


def _now() -> tuple[float, float]:
    """Return the moment by both clocks: one stands still while a laptop sleeps, the other may be set back."""
    return time.monotonic(), time.time()


def _ago(moment: tuple[float, float]) -> float:
    """Return how many seconds ago a moment was."""
    return max(now - then for now, then in zip(_now(), moment, strict=True))


def _led(seen: Seen) -> object:
    """Return of what was seen what people lead with, and nothing that comes by itself: the lamp, a network, the end of
    a last call.
    """
    state, _, asked, _ = seen
    polls = {poll: "open" if how == "closed" else how for poll, how in state.polls.items()}
    place = state.section, state.step, state.calm, state.ended, state.skipped
    return place, state.length, state.today, state.props, state.overlay, polls, asked


def _without_counts(seen: Seen) -> Seen:
    """Return what was seen without the ballots of polls that are open."""
    state, statuses, asked, more = seen
    return (
        state,
        {poll: replace(status, ballots=0) if status.state == "open" else status for poll, status in statuses.items()},
        asked,
        more,
    )
