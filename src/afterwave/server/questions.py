"""The question box as a phone meets it: a place to write, and thanks. What others wrote never comes to a phone."""

from __future__ import annotations

import asyncio

from tornado.web import HTTPError

from afterwave.poll.errors import DatabaseAway
from afterwave.poll.questions import LONGEST, SCOPE
from afterwave.poll.tickets import check, issue
from afterwave.server.base import Page


class QuestionPage(Page):
    """The question box, where it is on."""

    largest = 8192  # bytes: 500 letters of any script, as a form writes them, and the ticket

    def get(self) -> None:
        """Answer with a form and a fresh ticket, or say that the box is off."""
        session = self.context.session
        on = session.questions.on()
        self.show("question.html", on=on, ticket=issue(session.store.ticket_key, SCOPE) if on else "", longest=LONGEST)

    async def post(self) -> None:
        """Put the question into the box, and answer 303 to the thanks once it is on the disk; the same ticket again is
        thanked again.

        403 from another site, 409 while the box is off or full, 413 too large, 422 no words, too many or a ticket that
        is not ours, 503 try again.
        """
        with self.context.count_answer():
            fields = self.form()
            tickets, texts = fields.get("ticket", []), fields.get("text", [])
            if len(tickets) != 1 or len(texts) != 1:
                raise HTTPError(422)
            session = self.context.session
            check(session.store.ticket_key, SCOPE, tickets[0])
            # In a thread: the database may have it wait for seconds, and phones that follow would wait along.
            await asyncio.to_thread(session.questions.submit, tickets[0], texts[0])
            self.redirect(self.url("question", "thanks"), status=303)


class QuestionThanksPage(Page):
    """What a phone shows once its question is in the box."""

    def get(self) -> None:
        """Answer with thanks; 303 to the group's page while the box is off."""
        try:
            off = not self.context.session.questions.on()
        except DatabaseAway:
            off = False  # thanks come first
        if off:
            self.redirect(self.url("follow"), status=303)
            return
        self.show("question_thanks.html")
