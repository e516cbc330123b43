"""What `facilitator.ipynb` calls."""

from __future__ import annotations

from collections.abc import Mapping

from afterwave.content.workshop import Kind
from afterwave.errors import TooManyBallots
from afterwave.poll.disclosure import outlook
from afterwave.poll.status import Status
from afterwave.presenter.desk import Desk
from afterwave.presenter.room import Room, open_room
from afterwave.presenter.scenes import Facts, console_sections
from afterwave.session.run_sheet import plan
from afterwave.session.session import State
from afterwave.widgets.console import Console
from afterwave.widgets.words import CONSOLE


def console(room: Room | None = None) -> Console:
    """Return the console of this environment's session (or of a room's), following it as long as its page is open."""
    room = room or open_room()
    widget = Console(sections=console_sections(room.workshop), channel=room.channel)
    widget.desk = ConsoleDesk(widget, room)
    return widget


class ConsoleDesk(Desk):
    """The facilitator's desk: what every desk does, and the verbs of the polls and of the evening."""

    def __init__(self, widget: Console, room: Room) -> None:
        """Learn the verbs before the page can say one."""
        self._recount: set[str] = set()
        super().__init__(widget, room)
        self.acts |= {"open": self._open, "close": self._close, "reveal": self._reveal, "outlook": self._outlook, "end": self._end}

    def show(self, state: State, statuses: Mapping[str, Status]) -> None:
        """Set what only the facilitator sees: the clock, and where the room must be counted again."""
        super().show(state, statuses)
        self.widget.polls = {poll: {**facts, "recount": poll in self._recount} for poll, facts in self.widget.polls.items()}
        sheet = {slot.slug: slot.minutes for slot in plan(self.room.workshop.sections, state.length).slots}
        self.widget.clock = {"started": state.started, "entered": state.entered, "length": state.length, "sheet": sheet}

    def _open(self, asked: Facts) -> None:
        poll = self.room.workshop.poll(asked["poll"])
        self.room.session.store.open(poll, people=asked.get("people"), insiders=int(asked.get("insiders", 2)))

    def _close(self, asked: Facts) -> None:
        self.room.session.store.close(asked["poll"])

    def _reveal(self, asked: Facts) -> None:
        poll = asked["poll"]
        self._recount.discard(poll)
        try:
            self.room.session.store.reveal(poll, people=asked.get("people"))
        except TooManyBallots:
            self._recount.add(poll)
            raise

    def _outlook(self, asked: Facts) -> None:
        poll, people = asked["poll"], asked.get("people")
        words = outlook_words(self.room.workshop.poll(poll).kind, people, int(asked["insiders"])) if people else ""
        self.widget.outlook = {**self.widget.outlook, poll: words}

    def _end(self, _yes: object) -> None:
        self.room.session.end()


def outlook_words(kind: Kind, people: int, insiders: int) -> str:
    """Return one sentence about what so many people will be able to see, for the facilitator before the poll opens."""
    seen = outlook(kind, people, insiders)
    words = {"nothing": "outlook_nothing", "bands": "outlook_bands"}.get(seen.shows, f"outlook_{kind}")
    return CONSOLE[words].format(people=people, threshold=seen.threshold, low=seen.exact_from, high=seen.exact_to)
