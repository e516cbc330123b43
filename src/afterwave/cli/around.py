"""The words around a notebook under Voilà, in the workshop's language: the way out, the waiting, the foot."""

from __future__ import annotations

from typing import Any

from afterwave.content.language import language
from afterwave.content.workshop import Workshop

AROUND = (
    "Leave quickly",
    "Leave this page quickly",
    "Shift. Press it 2 more times to leave.",
    "Shift. Press it once more to leave.",
    "Leave this page",
    "One moment",
    "This takes longer than it usually does. Reload this page; nothing is lost.",
    "This page needs JavaScript.",
    "Leaving quickly, and what stays in your browser",
)
"""What the template says."""


def spoken(workshop: Workshop) -> dict[str, Any]:
    """Return the language's `code` and `direction` for the template, and what is `said` there, by its English words."""
    there = language(workshop.folder, workshop.language)
    return {"code": workshop.language, "direction": there.direction, "said": {words: there.translations.gettext(words) for words in AROUND}}
