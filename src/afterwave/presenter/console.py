"""What `facilitator.ipynb` calls."""

from __future__ import annotations

import math
import time
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from afterwave.content.hand import in_hand
from afterwave.content.kinds import Kind
from afterwave.content.polls import Poll
from afterwave.errors import CannotLeaveOut
from afterwave.poll.disclosure import outlook
from afterwave.poll.errors import CountAgain, NothingToOpen, TooManyBallots
from afterwave.poll.questions import BATCH, Question
from afterwave.poll.status import Status
from afterwave.presenter import slides_today
from afterwave.presenter.after_desk import AfterDesk
from afterwave.presenter.desk import Desk, Seen
from afterwave.presenter.environment import Environment, open_environment
from afterwave.presenter.own_desk import OwnDesk
from afterwave.presenter.scenes import Facts, console_sections
from afterwave.session.occasion import occasion_of
from afterwave.session.pace import pace
from afterwave.session.place import with_own
from afterwave.session.state import State
from afterwave.widgets.console import Console
from afterwave.widgets.labels import CONSOLE, console_labels

SHORTEST, LONGEST = 15, 300
"""Minutes that an evening may be set to."""

NETWORKS_EVERY = 3.0
"""Seconds between two looks at the networks that this machine is in."""


def console(environment: Environment | None = None) -> Console:
    """Return the console of this environment's session (or of another's), following it as long as its page is open."""
    environment = environment or open_environment()
    widget = Console(
        sections=console_sections(environment.workshop),
        hand=in_hand(environment.workshop),
        channel=environment.channel,
        **environment.speech(console_labels),
    )
    widget.desk = ConsoleDesk(widget, environment)
    return widget


class ConsoleDesk(Desk):
    """The facilitator's desk: what every desk does, and the verbs of the polls and of the evening."""

    def __init__(self, widget: Console, environment: Environment) -> None:
        """Learn the verbs before the page can say one."""
        # Before the base begins: it shows the session at once, and asks for all of these.
        self._recount: set[str] = set()
        self._code, self._code_until = "", 0.0
        self._own, self._after = OwnDesk(environment), AfterDesk(environment.afterwards, widget.send)
        self._state: State | None = None
        self._nearby: tuple[float, tuple[str, ...]] = (-math.inf, ())
        super().__init__(widget, environment)
        self.acts |= {
            "open": self._open,
            "close": self._close,
            "reveal": self._reveal,
            "outlook": self._outlook,
            "end": self._end,
        }
        self.acts |= {
            "leave_out": self._leave_out,
            "length": self._length,
            "box": self._box,
            "batch": self._batch,
            "ask": self._show_question,
        }
        self.acts |= {
            "address": self._reach,
            "last_call": self._last_call,
            "colleague": self._let_in,
            "put_away": self._put_away,
        }
        self.acts |= {"hide": self._hide, "reword": self._reword, **self._own.acts, **self._after.acts}

    def show(self, state: State, statuses: Mapping[str, Status], asked: Sequence[Question]) -> None:
        """Set what only the facilitator sees: the clock, the question box, the slips, and where the room must be
        counted again.
        """
        super().show(state, statuses, asked)
        questions = [{"key": question.key, "text": question.text, "state": question.state} for question in asked]
        self.widget.box = {"on": self.environment.session.questions.on(), "opened": questions}
        self.widget.addresses = {
            "now": self.environment.address_now(state),
            "nearby": list(self.near_addresses()),
            # Else the address is a tunnel's or a proxy's, and being in none of our networks says nothing.
            "ours": bool(self.environment.listening),
        }
        self.widget.slower, self.widget.colleague = self.environment.session.lamp.lit(), self.colleague()
        self.widget.people = occasion_of(self.environment.workshop, state).people
        self.widget.slips, self.widget.astray = self.environment.session.store.slip_count() or 0, state.stale_address()
        self.widget.fetched = state.printed is not None
        at = state.closing and state.closes(state.closing["poll"])
        seconds = math.ceil(max(at - self.environment.session.now(), 0)) if at else 0
        self.widget.closing = {"poll": state.closing["poll"], "at": at, "left": seconds} if state.closing and at else {}
        # `tick` takes the state from here: between two looks it sets the clock by time alone.
        self._state, self.widget.own = state, self._own.facts()
        self.widget.after = self._after.told
        self._set_clock(state)

    def look(self) -> Seen:
        """Return what every desk sees, whether the question box is on, how many slips there are, in which networks this
        machine is, the silent signals, and after the end how printing and forgetting go.
        """
        state, statuses, asked, _ = super().look()
        session = self.environment.session
        return (
            state,
            statuses,
            asked,
            (
                session.questions.on(),
                session.store.slip_count(),
                self.near_addresses(),
                session.lamp.lit(),
                session.door.state(),
                self._after.look(ended=state.ended),
            ),
        )

    def colleague(self) -> Facts:
        """Return how the colleague's door stands; its code is known to the console that opened it, and is forgotten
        once it waits no more.
        """
        door = self.environment.session.door.state()
        # Another console may have opened the door anew: then this one's code is no longer good.
        self._code = self._code if door.state == "waiting" and door.until == self._code_until else ""
        return {"door": door.state, "code": self._code, "until": door.until, "signals": list(door.signals)}

    def near_addresses(self) -> tuple[str, ...]:
        """Return the addresses at which phones may open the session, as they were some seconds ago at most: a machine
        may join a network meanwhile.
        """
        moment, addresses = self._nearby
        if time.monotonic() - moment >= NETWORKS_EVERY:
            addresses = self.environment.near_addresses()
            self._nearby = time.monotonic(), addresses
        return addresses

    def polls(self, state: State, statuses: Mapping[str, Status]) -> dict[str, Facts]:
        """Return what every page is told of the polls, which of them want a new count, and which are one's own."""
        polls = super().polls(state, statuses)
        return {
            poll: {**facts, "recount": poll in self._recount, "own": poll in state.own} for poll, facts in polls.items()
        }

    def tick(self) -> None:
        """Set the clock anew, too: the pace changes with time alone."""
        super().tick()
        if self._state:
            self._set_clock(self._state)

    def _set_clock(self, state: State) -> None:
        now = pace(self.environment.workshop.sections, state, self.environment.session.now())
        sheet = {slot.slug: slot.minutes for slot in now.left.slots if not slot.cut}
        # What is to go first stands first: the console offers it by name.
        over = sorted(now.left.cut, key=lambda slug: slug != now.cut_first)
        times = {"started": state.started, "entered": state.entered, "softened": state.softened}
        self.widget.clock = {**times, "length": state.length, "late": now.late, "sheet": sheet, "over": over}

    def _open(self, asked: Facts) -> None:
        poll = self._find_poll(asked["poll"])
        if self.environment.session.state().ended:
            return  # it waited here, or in another window, while somebody ended the evening: nobody would see it
        self.environment.session.store.open(
            poll, people=asked.get("people"), insiders=int(asked.get("insiders", 2)), slips=asked.get("slips")
        )
        self._own.lay_over_open(poll)

    def _find_poll(self, poll: object) -> Poll:
        """Return a poll of the workshop, or one of today's own; raise `UnknownPoll` for none."""
        return with_own(self.environment.workshop, self.environment.session.state()).poll(str(poll))

    def _close(self, asked: Facts) -> None:
        self.environment.session.close_called(self._find_poll(asked["poll"]).id, float(asked["at"]))

    def _last_call(self, asked: Facts) -> None:
        self.environment.session.last_call(self._find_poll(asked["poll"]).id, on=bool(asked["on"]))

    def _reveal(self, asked: Facts) -> None:
        poll = str(asked["poll"])
        if self.environment.session.state().ended:
            return  # as in `_open`; and a picture is shown once
        self._recount.discard(poll)
        try:
            self.environment.session.store.reveal(poll, people=asked.get("people"))
        except TooManyBallots as error:
            self._recount.add(poll)
            question = self._find_poll(poll).question
            raise CountAgain(question, error.people, self.widget.labels["do_recount"]) from error
        self._own.lay_over_revealed(poll)

    def _outlook(self, asked: Facts) -> None:
        poll, people = asked["poll"], asked.get("people")
        kind = self._find_poll(poll).kind
        words = outlook_words(kind, people, int(asked["insiders"]), self.widget.labels) if people else ""
        self.widget.outlook = {**self.widget.outlook, poll: words}

    def _end(self, on: object) -> None:
        if on:
            self.environment.session.end()
        else:
            self.environment.session.resume()

    def _leave_out(self, asked: Facts) -> None:
        section = self.environment.workshop.section(asked["section"])
        if section.essential and asked["on"]:
            raise CannotLeaveOut(section.title)
        self.environment.session.leave_out(section.slug, on=bool(asked["on"]))

    def _hide(self, asked: Facts) -> None:
        slides_today.hide(
            self.environment.workshop,
            self.environment.session,
            str(asked["section"]),
            int(asked["step"]),
            on=bool(asked["on"]),
        )

    def _reword(self, asked: Facts) -> None:
        slides_today.reword(
            self.environment.workshop,
            self.environment.session,
            str(asked["section"]),
            int(asked["step"]),
            str(asked["text"]),
        )

    def _length(self, minutes: object) -> None:
        self.environment.session.set_length(min(max(int(str(minutes)), SHORTEST), LONGEST))

    def _reach(self, address: object) -> None:
        # A page leads phones to this machine, and nowhere else.
        if address not in self.environment.near_addresses():
            raise ValueError
        self.environment.session.reached_at(urlsplit(str(address)).port or 80, str(address))

    def _let_in(self, on: object) -> None:
        if on:
            self._code = self.environment.session.door.open()
            self._code_until = self.environment.session.door.state().until
        else:
            self.environment.session.door.end()

    def _put_away(self, signal: object) -> None:
        self.environment.session.door.put_away(str(signal))

    def _box(self, on: object) -> None:
        self.environment.session.questions.turn(on=bool(on))

    def _batch(self, _yes: object) -> None:
        if not self.environment.session.questions.open_batch():
            raise NothingToOpen(BATCH)

    def _show_question(self, key: object) -> None:
        self.environment.session.questions.show(str(key))


def outlook_words(kind: Kind, people: int, insiders: int, labels: Mapping[str, str] = CONSOLE) -> str:
    """Return one sentence about what so many people will be able to see, for the facilitator before the poll opens."""
    forecast = outlook(kind, people, insiders)
    words = {"nothing": "outlook_nothing", "bands": "outlook_bands"}.get(forecast.shows, f"outlook_{kind}")
    return labels[words].format(
        people=people, threshold=forecast.threshold, low=forecast.exact_from, high=forecast.exact_to
    )
