"""How a sentence is marked that people read or hear in their own language, and how it is said.

What is annotated as a `Message` is gathered into the template of messages, and so is what `say` is called with
(`content/template.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol, TypeAlias, TypeVar

Message: TypeAlias = str
"""A sentence in English, with what is filled in as `{name}`; a language's `messages.po` says it in its own words."""

Text = TypeVar("Text", bound=str)


class Say(Protocol):
    """Gives a message in a language, its facts filled in; what has no translation, it gives in English."""

    def __call__(self, sentence: Message, /, **facts: object) -> str:
        """Return the sentence."""
        ...


def english(sentence: Message, /, **facts: object) -> str:
    """Return a message in English, its facts filled in."""
    return fill(sentence, sentence, facts)


def fill(said: Text, sentence: Text, facts: Mapping[str, object]) -> Text:
    """Return a message as it is `said`, its facts filled in.

    Where its own words ask for what nobody gave, it is the English of its `sentence`.
    """
    if not facts:
        return said
    try:
        return said.format(**facts)  # type: ignore[return-value]  # Markup gives Markup
    except (LookupError, ValueError, AttributeError):
        return sentence.format(**facts)  # type: ignore[return-value]  # the same
