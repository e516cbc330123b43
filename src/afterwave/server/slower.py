"""The page of the silent signal: a press is taken always, and answered alike always (`server/signal.py`)."""

from __future__ import annotations

from tornado.web import HTTPError

from afterwave.server.base import Page
from afterwave.server.origin import from_elsewhere


class SlowerPage(Page):
    """The press, and the page on which a phone without scripts hears what becomes of it."""

    def get(self) -> None:
        """Answer with what becomes of a press; the same for whoever pressed, and for whoever did not."""
        self.show("slower.html")

    def post(self) -> None:
        """Take a press, whatever else the form holds, and answer 303, always; 403 from another site."""
        # Not by `form()`, which refuses what is large or odd: that would be another answer.
        if from_elsewhere(self.request.headers, self.context.address):
            raise HTTPError(403)
        self.context.signal.press()
        self.redirect(self.url("slower"), status=303)
