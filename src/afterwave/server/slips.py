"""A slip of paper on its holder's phone: scanned or typed, it is the open poll's ticket, or waits for one; its code
stands in bodies, not in addresses.

What a phone scans is an address, and a browser keeps each address that it opens, redirects and changed entries
included. So nothing on these pages leads to an address with a code in it: the page that was scanned names another in
its place at once, and from there on forms carry the code.
"""

from __future__ import annotations

from tornado.web import HTTPError

from afterwave.poll import slips
from afterwave.poll.errors import BadTicket
from afterwave.server.events import ListeningPage
from afterwave.session.place import poll_now


class SlipPage(ListeningPage):
    """One slip, as its code was scanned."""

    scanned = True

    def get(self, slip: str) -> None:
        """Answer with the open poll's ballot on this slip, or wait for the next; 404 for what is no slip of the
        printing that counts.
        """
        try:
            self._answer(slip)
        except BadTicket:
            raise HTTPError(404) from None

    @property
    def after(self) -> str:
        """Return the poll that this slip has just answered, "" where that is not known: it waits for another one."""
        return self.asked_for("after")

    def path_in(self, language: str) -> str:
        """Return the path in another language of the page on which a slip's code is in no address."""
        return self.context.url("s", language=language, after=self.after)

    def _answer(self, typed: str) -> None:
        store, state = self.context.session.store, self.context.session.state()
        code = slips.plain(typed)
        store.check_slip(code)
        now, line = poll_now(self.workshop, state), self.listening(state)
        if now is None or now.state != "open" or now.id == self.after:
            good = {"slip": code, "after": self.after, "scanned": self.scanned, "ended": state.ended}
            self.show("slip.html", poll=None, nearly="", wrong=False, **good, **line)
            return
        status = store.status(now.id)
        if status.slips is None:
            # This poll counts forms: the slip is of no use in it, and the address that follows has no code in it.
            self.redirect(self.url("poll", now.id), status=303)
            return
        asked = self.find_poll(now.id, state)
        more = {"slip": code, "shared": "", "closing": state.closes(now.id), "tongue": self.tongue(asked, state)}
        self.show("poll.html", poll=asked, status=status, ticket=code, **line, **more)


class TypedSlipPage(SlipPage):
    """A slip whose code is typed, or comes from one of our own pages, in a form's body."""

    scanned = False

    def get(self, slip: str = "") -> None:
        """Answer with a field for a slip's code."""
        self._ask(slip)

    def post(self) -> None:
        """Answer as to a slip that was scanned; 422 with the field once more for what is no slip of the printing that
        counts.
        """
        typed = "".join(self.form().get("slip", [])[:1])
        if not typed:
            self._ask("")
            return
        try:
            self._answer(typed)
        except BadTicket:
            self.set_status(422)
            self._ask(typed)

    def _ask(self, typed: str) -> None:
        state = self.context.session.state()
        now = poll_now(self.workshop, state)
        closing = now and state.closes(now.id)
        told = {"nearly": slips.near_slip(typed), "wrong": bool(typed), "closing": closing}
        self.show("slip.html", poll=None, slip="", after=self.after, scanned=False, **told, **self.listening(state))
