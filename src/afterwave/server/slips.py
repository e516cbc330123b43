"""What a slip's QR code leads to: the open poll's ballot with the slip as its ticket, or a page that waits for one."""

from __future__ import annotations

from tornado.web import HTTPError

from afterwave.errors import BadTicket
from afterwave.poll import slips
from afterwave.server.base import Page
from afterwave.server.phones import where
from afterwave.session.place import poll_now


class Slip(Page):
    """One slip of paper, as its holder's phone opens it."""

    def get(self, slip: str) -> None:
        """Answer with the open poll's ballot on this slip, or wait for the next; 404 for what is no slip of the printing that counts."""
        store, state = self.room.session.store, self.room.session.state()
        code = slips.plain(slip)
        try:
            store.check_slip(code)
        except BadTicket:
            raise HTTPError(404) from None
        now, here = poll_now(self.workshop, state), where(self.workshop, state)
        if now is None or now.state != "open":
            self.show("slip.html", here=here, slip=code)
            return
        status = store.status(now.id)
        if status.slips is None:
            self.redirect(self.url("poll", now.id), status=303)
            return
        self.show("poll.html", poll=self.workshop.poll(now.id), status=status, ticket=code, slip=code, shared="", here=here)
