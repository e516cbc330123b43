"""An invented colleague: opens the colleague's page with the code that the console shows, and gives the silent signals,
one after the other.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from tornado.httpclient import HTTPResponse

from afterwave.message import Message, Say
from afterwave.rehearsal.tale import TaleNotes
from afterwave.rehearsal.wire import Form, Wire

OK = 200

SIGNALS: dict[str, Message] = {
    "slower": "Your colleague asks you to go slower. It stands at the top of the console; Seen puts it away.",
    "outside": "Your colleague goes outside with somebody. Lead on alone, and look at the door now and then.",
    "pause": "Your colleague asks for a pause. Press b when it fits.",
}
"""What a colleague signals, in turn, and what the facilitator is told beside the console."""

BETWEEN = 25.0
"""Seconds between two signals."""


class Colleague:
    """The one device on the colleague's page. It presses what the page has, and nothing else."""

    def __init__(self, wire: Wire, notes: TaleNotes, pace: float, tell: Callable[[str], None], say: Say) -> None:
        """Keep where to go, who hears what the facilitator would notice, and in which language."""
        self._wire, self._notes, self._pace, self._tell, self._say = wire, notes, pace, tell, say

    async def help(self, code: str) -> None:
        """Come in with a code, and give each signal once; a code that is none is told, and nothing more happens."""
        if not (key := _key(await self._wire.post(["colleague"], [("code", code)]))):
            self._tell(
                self._say("Your colleague could not come in: that is not the code, or its two minutes are over.")
            )
            return
        self._notes.colleague = True
        self._tell(self._say("Your colleague is in. The console says so, and one press there ends it."))
        for signal, sentence in SIGNALS.items():
            await asyncio.sleep(BETWEEN * self._pace)
            if not _key(await self._wire.post(["colleague"], [("key", key), ("do", signal)])):
                self._tell(self._say("Your colleague's page is shut again."))
                return
            self._notes.signals.append(signal)
            self._tell(self._say(sentence))


def _key(page: HTTPResponse) -> str:
    """Return the key in a page that lets one in; "" for any other."""
    return Form((page.body or b"").decode()).key if page.code == OK else ""
