"""The words of the console's list of all slides, in English."""

from __future__ import annotations

from afterwave.message import Message

SLIDES: dict[str, Message] = {
    "slides": "All slides",
    "slides_how": (
        "Enter goes to a slide, and the phones follow; arrows lead from one to the next. What is left out or reworded "
        "is so for today alone."
    ),
    "step_unnamed": "a slide without words",
    "slide_hidden": "left out today",
    "slide_reword": "Reword",
    "slide_reworded": "reworded today",
    "slide_words": "The words for today, line by line",
    "slide_words_how": (
        "Plain words, 40 at most. Stage and phones show them at once; the workshop's own text stays as it is."
    ),
    "slide_keep": "Show these words",
    "slide_own": "Take its own words again",
    "slide_leave": "Leave it as it is",
}
