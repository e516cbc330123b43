"""The words of the console's form for questions of one's own, in English; the front door's form has the same."""

from __future__ import annotations

from afterwave.content.kinds import KINDS
from afterwave.content.registry import complete
from afterwave.message import Message

FORM: dict[str, Message] = {
    "poll_question": "Question",
    "poll_kind": "Kind",
    "poll_kind_pick-one": "Choose one",
    "poll_kind_pick-any": "Choose any number",
    "poll_kind_scale": "A scale, in its order",
    "poll_options": "Options",
    "poll_options_how": "One on each line, two at least.",
    "poll_keep": "Keep it",
}
"""What a form for a poll asks, wherever it stands."""

complete(
    "FORM in widgets/own_labels.py",
    {name for name in FORM if name.startswith("poll_kind_")},
    {f"poll_kind_{kind}" for kind in KINDS},
)

OWN: dict[str, Message] = {
    **FORM,
    "own": "A question of your own",
    "own_how": "Typed here, asked like any other: without names, and its picture shown once, by the same rules. "
    "Nobody in the room may be an option, or be meant by one. "
    "Nothing is seen before you put it on the stage or open it.",
    "own_kept": "It is kept, and stands above.",
    "own_wrong": "It is not kept yet:",
    "own_show": "Put on the stage",
    "own_aside": "Take off the stage",
    "own_out": "Take it out",
}
