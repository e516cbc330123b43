"""The second pair of hands: one page for a colleague's device, shut unless the console opened its door
(`session/colleague.py`).

It is the only page of this port that can do anything to a session. The key stands in its body and comes back in a
form's body: in no cookie, no address, no storage. It can read where the group is, the notes of the present and the next
step, the clock and *In your hand*; soften; and give three signals. Whatever else comes is answered alike, with a page
that says that it is shut.
"""

from __future__ import annotations

import asyncio
import math
from typing import Any

from tornado.web import HTTPError

from afterwave.content.hand import in_hand
from afterwave.content.stops import Stop
from afterwave.content.views import steps
from afterwave.content.workshop import Section, Workshop
from afterwave.server.base import Page
from afterwave.session.colleague import SIGNALS, Door
from afterwave.session.pace import MINUTE, omissions, pace
from afterwave.session.place import section_now
from afterwave.session.state import State
from afterwave.session.today import is_hidden, stops_today

SOFTEN, LOOK, TAKE_BACK = "soften", "look", "no-"


class ColleaguePage(Page):
    """The door, and behind it the page."""

    largest = 1024  # bytes: a key and what is asked for

    @property
    def door(self) -> Door:
        """The session's door."""
        return self.context.session.door

    def get(self) -> None:
        """Answer with the form for a code while one waits, and else, to everybody alike, that the page is shut."""
        self._at_the_door()

    async def post(self) -> None:
        """Let in who knows the code, and do what who is in may ask for.

        403 for anything else, whatever it was: a wrong code, a guessed or an old key, another site's form, one too
        large.
        """
        if self.door.state().state not in {"waiting", "in"}:
            self._at_the_door(status=403)
            return
        try:
            fields = self.form()
        except HTTPError:
            fields = {}
        if self.door.knows(key := fields.get("key", [""])[0]):
            self._do(key, fields)
            self._show(key)
        elif (
            "code" in fields
            and "key" not in fields
            # in a thread: a look at a code takes a tenth of a second, and phones would wait for it
            and (key := await asyncio.to_thread(self.door.enter, fields["code"][0]))
        ):
            self._show(key)
        else:
            self._at_the_door(status=403, wrong="code" in fields)

    def _do(self, key: str, fields: dict[str, list[str]]) -> None:
        asked = fields.get("do", [LOOK])[0]
        signal = asked.removeprefix(TAKE_BACK)
        if asked == SOFTEN:
            if not self.context.session.state().calm:  # softened is not written again, and needs no limit of its own
                self.context.session.soften(on=True)
        # Signals alone are counted: a pause must come whatever was pressed before.
        elif signal in SIGNALS and self.context.thumb.may():
            self.door.signal(key, signal, on=asked == signal)

    def _at_the_door(self, *, status: int = 200, wrong: bool = False) -> None:
        self.set_status(status)
        waits = self.door.state().state == "waiting"
        self.show("door.html", waits=waits, wrong=wrong and waits)

    def _show(self, key: str) -> None:
        session, workshop = self.context.session, self.workshop
        state, now = session.state(), session.now()
        section = section_now(workshop, state)
        walk = stops_today(section, state)
        step = min(state.step, len(walk) - 1)
        # Content alone, the same all evening, and this page is loaded again and again.
        hand = self.context.draw_once(
            f"hand {workshop.language}", None, lambda: self.html_of("hand.html", hand=in_hand(workshop))
        )
        facts = {
            "state": state,
            "section": section,
            "step": step,
            "steps": len(walk),
            "stop": walk[step] if walk else None,
        }
        facts |= {
            "after": _step_after(workshop, section, step, state, now),
            "clock": _clock(workshop, section, state, now),
        }
        self.show(
            "colleague.html", key=key, slower=session.lamp.lit(), signals=self.door.state().signals, hand=hand, **facts
        )


def _step_after(
    workshop: Workshop, section: Section, step: int, state: State, now: float
) -> tuple[Section, Stop | None] | None:
    """Return the next step and its section, which may be the next, without what is left out today, by hand or by the
    plan; None after the last.
    """
    out = omissions(workshop.sections, state, now)

    def kept_stops(one: Section, since: int = 0) -> list[Stop]:
        walk = stops_today(one, state)[since:]
        return [
            stop for stop in walk if not is_hidden(one, stop.step, state) and stop.step.id not in out.get(one.slug, ())
        ]

    if rest := kept_stops(section, step + 1):
        return section, rest[0]
    following = workshop.sections[workshop.sections.index(section) + 1 :]
    stays = (one for one in following if one.slug not in state.skipped)
    after = next((one for one in stays if kept_stops(one) or not steps(one)), None)
    return (after, next(iter(kept_stops(after)), None)) if after else None


def _clock(workshop: Workshop, section: Section, state: State, now: float) -> dict[str, Any]:
    """Return the minutes left of the section and of the evening as the console counts them, negative when over; those
    of a pause; and when the evening ends.
    """
    sheet = pace(workshop.sections, state, now).left
    return {
        "section": _minutes_left(sheet.of(section.slug), state.entered, now),
        "evening": _minutes_left(state.length, state.started, now),
        "pause": int((now - state.softened) / MINUTE) if state.softened else 0,
        "ends": round((state.started or now) + state.length * MINUTE),
    }


def _minutes_left(minutes: float, since: float | None, now: float) -> int:
    # Without the hair, a whole minute whose fraction came out a little large would be told as one more.
    return math.ceil(minutes - (now - since) / MINUTE - 1e-6) if since else round(minutes)
