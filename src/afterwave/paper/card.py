"""The aftercare card, blank, to fill in by hand: for a partner, a friend, or oneself."""

from __future__ import annotations

from afterwave.content.workshop import Workshop
from afterwave.paper.typesetting import Document
from afterwave.paper.wording import document, saying

CARE = "care"
"""The poll whose options are the forms of aftercare."""

FIELDS = ("Before: ask me, or tell me", "Right after: what may help", "The next day", "Please don't")


def card(workshop: Workshop) -> Document:
    """Return two cards on one page; raise `UnknownPoll` for a workshop without the poll `care`."""
    say = saying(workshop)
    forms = [option.label for option in workshop.poll(CARE).options]
    facts = {
        "lead": say("Yours to fill in, to change, to show or to keep. An answer given before is a hint and no promise."),
        "like": say("What feels like care to me"),
        "forms": forms,
        "fields": [say(field) for field in FIELDS],
    }
    return document(workshop, "card", say("My aftercare card"), facts)
