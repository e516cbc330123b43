"""What `home.ipynb` calls: the front door's kernel side, which passes what its page asks to the program that opened it,
and shows what that tells.
"""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Mapping

import segno

from afterwave.content.language import language
from afterwave.content.places import kit
from afterwave.presenter.desk import GONE
from afterwave.presenter.line import Facts, ProgramLine, send_sheet
from afterwave.session.home import FRONT_DOOR
from afterwave.widgets.home import Home
from afterwave.widgets.home_labels import HOME

EVERY = 0.5
"""Seconds between two looks at what the program tells."""


def home(environ: Mapping[str, str] = os.environ) -> Home:
    """Return the front door of the program that this environment names; one that says how to open it where none
    does.
    """
    widget = Home()
    widget.desk = HomeDesk(widget, environ.get(FRONT_DOOR, ""))
    return widget


class HomeDesk:
    """Asks the program on behalf of one page, as long as that page pings."""

    def __init__(self, widget: Home, way: str) -> None:
        """Show how things stand, and listen to the page; `way` is a key, a blank and an address, or ""."""
        self.widget, self._line = widget, ProgramLine(way)
        # As in presenter/desk.py: a kernel that spoke to nobody would never be idle, so never be culled.
        self._pinged = 0.0
        self._watch: asyncio.Task[None] | None = None
        widget.on_msg(self._on_message)
        self.ask({"do": "look"})

    def ask(self, what: Facts) -> None:
        """Ask the program to do something, and show all that it answers."""
        answer = self._line.ask(what)  # None: then the page's own pulse says so
        if answer is None:
            return
        codes = {job: qr_svg(facts["facts"].get("participants", "")) for job, facts in answer["jobs"].items()}
        codes["preflight"] = qr_svg(next((part["invited"] for part in answer["ready"] if part["invited"]), ""))
        with self.widget.hold_sync():
            # Only where it changes: all of the page's words would go along twice a second.
            if answer["language"] != self.widget.language or not self.widget.state:
                speech = language(kit("content"), answer["language"])
                self.widget.language, self.widget.direction, self.widget.labels = (
                    speech.code,
                    speech.direction,
                    speech.labels(HOME),
                )
            self.widget.state = {**answer, "codes": codes}

    def _on_message(self, _widget: object, message: object, _buffers: object) -> None:
        if not isinstance(message, dict):
            return
        if "do" in message:
            self.ask({"do": message["do"], "with": message.get("with")})
        if "fetch" in message:
            for paper in ("paper", "slips"):
                send_sheet(self.widget.state.get(paper, {}), message["fetch"], self.widget.send)
        if "ping" in message:
            self._pinged = time.monotonic()
            self.widget.send({"pong": time.time()})
            if self._watch is None or self._watch.done():
                self.ask({"do": "look"})
                self._watch = asyncio.get_running_loop().create_task(self._look())

    async def _look(self) -> None:
        while time.monotonic() - self._pinged < GONE:
            await asyncio.sleep(EVERY)
            self.ask({"do": "look"})


def qr_svg(address: str) -> str:
    """Return an address as a QR code in SVG, "" for none."""
    # A Micro QR code would be smaller, and few phones read one.
    return segno.make(address, micro=False, error="m").svg_inline(border=2, scale=4, omitsize=True) if address else ""
