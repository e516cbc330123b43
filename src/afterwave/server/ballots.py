"""A poll as a phone meets it: the ballot, the thank-you that is sent only for a counted one, and the group's
picture.
"""

from __future__ import annotations

from dataclasses import dataclass

from tornado.web import HTTPError

from afterwave.content.polls import Poll
from afterwave.poll import slips
from afterwave.poll.ballot import cast
from afterwave.poll.counting import Outcome
from afterwave.poll.disclosure import margin
from afterwave.poll.errors import BadTicket, DatabaseAway, PollNotOpen
from afterwave.poll.status import Status
from afterwave.poll.store import Store
from afterwave.poll.tickets import check, issue
from afterwave.server.base import Page
from afterwave.server.events import ListeningPage
from afterwave.server.picture import PictureBar, bars
from afterwave.session.own import looks_own


@dataclass(frozen=True)
class PollPicture:
    """A revealed poll, ready to be drawn: its question, its bars (or why there are none), the ballots and the margin
    its words name.
    """

    poll: Poll
    bars: tuple[PictureBar, ...]
    ballots: int
    margin: int
    reason: str | None


def picture_of(poll: Poll, status: Status) -> PollPicture | None:
    """Return the picture of a revealed poll, or None before."""
    if status.release is None:
        return None
    least = margin(status.insiders)
    return PollPicture(
        poll, bars(status.release, poll.labels(), least), status.release.ballots, least, status.release.reason
    )


class BallotPage(ListeningPage):
    """A poll's ballot while it is open; before and after, what to expect."""

    def get(self, poll: str) -> None:
        """Answer with the ballot and a fresh ticket, or with what to wait for, a slip included; 404 for a poll that
        there is not.
        """
        store, state = self.context.session.store, self.context.session.state()
        asked = self.find_poll(poll, state)
        tongue = self.tongue(asked, state)
        status = store.status(asked.id)
        line, closing = self.listening(state), state.closes(asked.id)
        if status.state == "open" and status.slips is not None:
            typed = {"slip": "", "after": "", "scanned": False, "nearly": "", "wrong": False}
            self.show("slip.html", poll=asked, tongue=tongue, closing=closing, **typed, **line)
            return
        ticket = issue(store.ticket_key, asked.id) if status.state == "open" else ""
        more = {"slip": "", "shared": self.shared_flag, "closing": closing, "ended": state.ended}
        self.show("poll.html", poll=asked, tongue=tongue, status=status, ticket=ticket, **line, **more)

    async def post(self, poll: str) -> None:
        """Count the ballot, and answer 303 to the thank-you page once it is on the disk.

        A ticket sent again is thanked again. 403 from another site, 404 unknown poll, 409 not open, 413 too large, 422
        not ours, 503 try again.
        """
        with self.context.count_answer():
            asked = self.find_poll(poll)
            fields = self.form()
            tickets = fields.get("ticket", [])
            if len(tickets) != 1:
                raise HTTPError(422)
            ballot = cast(asked, _ticket(self.context.session.store, asked, tickets[0]), fields.get("option", []))
            outcome = await self.context.ballots.submit(ballot)
            if outcome is Outcome.REFUSED:
                raise BadTicket
            if outcome is Outcome.CLOSED:
                raise PollNotOpen(asked.id, self.context.session.store.status(asked.id).state)
            # 303, so that loading the thanks again sends nothing again.
            self.redirect(self.url("poll", asked.id, "thanks"), status=303)


class BallotThanksPage(Page):
    """What a phone shows once its ballot is counted."""

    def get(self, poll: str) -> None:
        """Answer with thanks; on a shared device, with the way to a fresh ballot for the next person; after a slip,
        with the way to its next question; 303 to the group's page where the poll was never opened.
        """
        asked, (status, ended) = self._poll_or_stand_in(poll), self._standing(poll)
        if status and status.state == "waiting":
            self.redirect(self.url("follow"), status=303)
            return
        slips = status is not None and status.slips is not None
        self.show("thanks.html", poll=asked, shared=self.shared_flag, slips=slips, ended=ended)

    def _poll_or_stand_in(self, poll: str) -> Poll:
        """Return the poll, or what stands for one of today's own where a database that has just gone away cannot tell.

        Thanks come first.
        """
        try:
            return self.find_poll(poll)
        except DatabaseAway:
            if not looks_own(poll):
                raise
            return Poll.model_construct(id=poll)

    def _standing(self, poll: str) -> tuple[Status | None, bool]:
        """Return how the poll stands, and whether the evening has ended; None and False where a database that has just
        gone away cannot tell: thanks come first.
        """
        session = self.context.session
        try:
            return session.store.status(poll), session.state().ended
        except DatabaseAway:
            return None, False


class ResultsPage(ListeningPage):
    """The group's picture, or when to expect it."""

    def get(self, poll: str) -> None:
        """Answer with the release, drawn; before it is revealed, with where the poll stands."""
        state = self.context.session.state()
        asked = self.find_poll(poll, state)
        status = self.context.session.store.status(asked.id)
        facts = {
            "picture": picture_of(asked, status),
            "tongue": self.tongue(asked, state),
            "ended": state.ended,
        }
        self.show("results.html", poll=asked, status=status, **self.listening(state), **facts)


def _ticket(store: Store, poll: Poll, sent: str) -> str:
    """Return a sent ticket in its one spelling; raise `BadTicket` for one that this session neither handed out with
    this poll's form nor printed.
    """
    slip = slips.plain(sent)
    if len(slip) == slips.LENGTH:  # a form's ticket has 48 letters
        store.check_slip(slip)
        return slip
    check(store.ticket_key, poll.id, sent)
    return sent
