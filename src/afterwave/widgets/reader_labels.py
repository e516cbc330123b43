"""The words on the widgets that a reader meets, in English; `{name}` is filled in by the widget's script.

Content says what the workshop says; these are only the names of buttons and states. They travel to the page in the
trait `labels`, so that another language brings another mapping and no other script.
"""

from __future__ import annotations

from collections.abc import Mapping

from afterwave.message import Message

REFLECTION: dict[str, Message] = {
    "label": "A question for yourself",
    "minutes": "about {minutes} min",
    "choices": "If one of these fits, you may tick it",
    "text": "Your words, only for you",
    "private": "What you write stays on this page. It is not sent and not saved, so opening another page may lose it.",
    "kept": "What you write stays in this browser until you close this tab, clear it, or leave quickly.",
    "instead": "Or instead:",
    "pass": "You may pass.",
    "keep": "Keep it in this browser while this tab is open",
    "download": "Download as a text file",
    "clear": "Clear everything here",
    "cleared": "Cleared.",
    "downloaded": "Saved to your downloads folder; you decide where it goes from there.",
    "choice": "Ticked",
}

BREATHING: dict[str, Message] = {
    "label": "A moment to breathe",
    "start": "Begin",
    "stop": "Stop",
    "in": "breathe in",
    "out": "and out",
    "ready": "If you like",
    "done": "Back to your own pace",
    "running": "The wave is moving. Breathe with it, or do not.",
    "another": "Another way: feel what carries you, or name three things you see, hear or touch.",
}

CARD: dict[str, Message] = {
    "label": "A card of your own",
    "minutes": "about {minutes} min",
    "own": "In your own words",
    "cover": "A card",
    "first": "The first card",
    "second": "The second card",
    "blank": "Nothing stands on it yet.",
    "show": "Look at the card",
    "fold": "Fold it",
    "unfold": "Unfold it",
    "unfold_both": "Unfold both, side by side",
    "change": "Write on it again",
    "change_first": "Write on the first again",
    "change_second": "Write on the second again",
    "another": "A second card, for somebody beside me",
    "alone": "Back to one card",
    "rests": "The second card is folded meanwhile.",
    "hand": "The first card is folded. Hand the device over: the second person writes now.",
    "folded": "Folded. Only the outside shows.",
    "folded_both": "Both are folded. Unfold them together when you like.",
    "picture": "Download as a picture",
    "print": "Print, or save as PDF",
    "private": (
        "What you tick and write stays on this page. It is not sent and not saved, so opening another page may lose it."
    ),
    "kept": "What you tick and write stays in this browser until you close this tab, clear it, or leave quickly.",
    "keep": "Keep it in this browser while this tab is open",
    "clear": "Clear everything here",
    "cleared": "Cleared.",
    "downloaded": "The card is in your downloads folder; you decide where it goes from there.",
}

CARDS: dict[str, Message] = {
    "label": "Cards to turn over",
    "all": "Turn all over",
    "none": "Turn all back",
    "all_over": "All the cards are turned over.",
    "all_back": "All the cards are turned back.",
    "hidden": "{front}: turned back.",
}

PREVALENCE: dict[str, Message] = {
    "table": "The same as a table",
}

READERS: Mapping[str, Mapping[str, str]] = {
    "reflection": REFLECTION,
    "breathing": BREATHING,
    "card": CARD,
    "cards": CARDS,
}
"""Those that phones and the site's pages are given, too, by widget."""
