"""The words around a notebook under Voilà, in the workshop's language: the way out, the waiting, the foot, and the pages that stand in for one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from afterwave.content.language import language, saying
from afterwave.content.workshop import Workshop
from afterwave.server.assets import STATIC, leaving_page, neutral_page

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
    "There is nothing at this address",
    "Go back, or open the address that the terminal printed.",
    "This page could not be shown",
    "Reload it. If it stays away, close this window, and look at the terminal in which the kit was started.",
    "Notebooks",
    "Begin here",
)
"""What the template's pages say."""


def spoken(workshop: Workshop) -> dict[str, Any]:
    """Return the language's `code` and `direction` for the template, the `title` of tabs, and what is `said` there, by its English words."""
    say = saying(workshop.folder, workshop.language)
    direction = language(workshop.folder, workshop.language).direction
    return {"code": workshop.language, "direction": direction, "title": workshop.discreet_title, "said": {words: say(words) for words in AROUND}}


def lay_out_pages(folder: Path, workshop: Workshop) -> None:
    """Write into one of Jupyter's data folders, which goes before the kit's own, the pages that open when no kernel runs."""
    there = folder / STATIC
    there.mkdir(parents=True, exist_ok=True)
    (there / "exit.html").write_text(neutral_page(workshop), "utf-8")
    (there / "leaving.html").write_text(leaving_page(workshop), "utf-8")
