"""Says where printed slips lead to another place than the one at which phones reach the session now."""

from __future__ import annotations

from afterwave.launch.page_language import page_words
from afterwave.launch.terminal import tell_terminal
from afterwave.message import Message
from afterwave.session.state import State

ASTRAY: Message = (
    "The slips were printed for {printed}, and phones open {address} now: the codes on the slips lead nowhere. "
    "Print them anew with `afterwave print slips`, or open polls without slips."
)


def tell_of_slips(state: State) -> None:
    """Tell the terminal where the slips of a session that phones reach lead nowhere."""
    if printed := state.stale_address():
        tell_terminal(page_words()(ASTRAY, printed=printed, address=state.reached))
