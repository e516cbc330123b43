"""What begins each part of the facilitator's notes: a word in bold, as the language's catalogue has it.

The English one will do, too: translators begin with copies.
"""

from __future__ import annotations

from typing import Literal

from afterwave.content.language import Language
from afterwave.message import Message

Note = Literal["purpose", "say", "ask", "watch", "include", "instead", "short"]

LABELS: dict[Note, Message] = {
    "purpose": "Purpose",
    "say": "Say",
    "ask": "Ask",
    "watch": "Watch for",
    "include": "Include everyone",
    "instead": "Instead",
    "short": "If short",
}


class Labels(dict[str, Note]):
    """Which part of the notes each label begins; `open` where a label of the language's own is lost in a mistake of its
    catalogue, so that none which nobody knows is to be judged.
    """

    open = False


def labels(speech: Language) -> Labels:
    """Return which part of the notes each label begins in a language, its own labels first."""
    return Labels({words: note for labels in (speech.labels(LABELS), LABELS) for note, words in labels.items()})
