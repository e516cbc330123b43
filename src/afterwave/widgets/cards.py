"""A deck of cards to turn over: a word or two on each front, a sentence or two on its back."""

from __future__ import annotations

import anywidget
import traitlets

from afterwave.widgets.modules import script_of, style_of
from afterwave.widgets.reader_labels import CARDS


class CardDeck(anywidget.AnyWidget):
    """An invitation and a deck, each card as a front and a back; which of them somebody turns is no trait and no
    message.
    """

    _esm = script_of("cards")
    _css = style_of("cards")

    invitation = traitlets.Unicode().tag(sync=True)
    cards = traitlets.List(traitlets.List(traitlets.Unicode())).tag(sync=True)
    labels = traitlets.Dict(CARDS).tag(sync=True)

    def __repr__(self) -> str:
        """Return the deck in words: what a code host shows where no widget can run, and what nbval compares."""
        return "\n".join(
            [f"{self.labels['label']}: {self.invitation}", *(f"- {front}: {back}" for front, back in self.cards)]
        )
