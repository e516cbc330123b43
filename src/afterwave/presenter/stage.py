"""What `presenter.ipynb` calls."""

from __future__ import annotations

from afterwave.presenter.desk import Desk
from afterwave.presenter.room import Room, open_room
from afterwave.presenter.scenes import stage_sections
from afterwave.widgets.stage import Stage
from afterwave.widgets.words import stage_labels


def stage(room: Room | None = None) -> Stage:
    """Return the stage of this environment's session (or of a room's), following it as long as its page is open."""
    room = room or open_room()
    looks = {"logo": {"src": room.workshop.logo.address(), "alt": room.workshop.logo.words}} if room.workshop.logo else {}
    widget = Stage(sections=stage_sections(room.workshop), join=room.join(), channel=room.channel, **room.speech(stage_labels), **looks)
    widget.desk = Desk(widget, room)
    return widget
