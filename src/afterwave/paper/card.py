"""The aftercare card, blank, to fill in by hand: for a partner, a friend, or oneself. The same words as on the card
that people make on a screen.
"""

from __future__ import annotations

from afterwave.content.blocks import CardBuilder
from afterwave.content.registry import complete
from afterwave.content.views import View, blocks_for, kinds
from afterwave.content.workshop import Workshop
from afterwave.errors import NoCard
from afterwave.paper.documents import document
from afterwave.paper.typesetting import Document


def card(workshop: Workshop) -> Document:
    """Return two cards on one page; raise `NoCard` for a workshop whose sections hold none."""
    block = next((block for section in workshop.sections for block in blocks_for(section, View.CARD)), None)
    if not isinstance(block, CardBuilder):
        raise NoCard
    like = workshop.speech.say("What feels like care to me")
    return document(
        workshop, "card", block.title, {"lead": block.lead, "like": like, "forms": block.forms, "fields": block.parts}
    )


complete("paper/card.py", {"card-builder"}, kinds(View.CARD))
