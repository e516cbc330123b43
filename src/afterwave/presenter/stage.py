"""What `presenter.ipynb` calls."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from afterwave.poll.questions import Question
from afterwave.poll.status import Status
from afterwave.presenter.desk import Desk
from afterwave.presenter.room import Room, open_room
from afterwave.presenter.scenes import stage_sections
from afterwave.session.state import State
from afterwave.widgets.stage import Stage
from afterwave.widgets.words import stage_labels


def stage(room: Room | None = None) -> Stage:
    """Return the stage of this environment's session (or of a room's), following it as long as its page is open."""
    room = room or open_room()
    looks = (
        {"logo": {"src": room.workshop.logo.address(), "alt": room.workshop.logo.words}} if room.workshop.logo else {}
    )
    widget = Stage(sections=stage_sections(room.workshop), channel=room.channel, **room.speech(stage_labels), **looks)
    widget.desk = StageDesk(widget, room)
    return widget


class StageDesk(Desk):
    """The stage's kernel side: what every desk does, and the way in for phones."""

    def show(self, state: State, statuses: Mapping[str, Status], asked: Sequence[Question]) -> None:
        """Set what the room sees; the code leads to the address that phones open now."""
        super().show(state, statuses, asked)
        if (address := self.room.opened(state)) != self.widget.join["url"]:
            self.widget.join = self.room.join(address)
