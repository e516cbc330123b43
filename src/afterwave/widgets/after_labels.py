"""The words of what can be done once an evening has ended, in English, wherever it stands: front door and console."""

from __future__ import annotations

from afterwave.message import Message

AFTERWARDS: dict[str, Message] = {
    "after": "Afterwards",
    "after_how": "What the group saw can be kept as a page. Then forget the session: only its pictures stay.",
    "do_forget": "Forget the session",
    "forget_what": "The tallies, the tickets and slips, the questions, the keys, and where the group was are "
    "destroyed. "
    "The pictures that the group was shown stay, under the date of the evening.",
    "do_forget_yes": "Yes, destroy them",
    "not_yet": "No, leave it",
    "starting": "One moment: it is being made ready.",
    "refused": "It did not start, or stopped. In its own words:",
    "wrong": "What is in the way",
    "mistakes_how": "Each stands there with its file, its line and its cure.",
    "paper": "On paper",
    "paper_open": "Open it to print",
    "paper_save": "Save it",
    "first_page": "The first page: {kind}",
    "kind_handouts": "Handouts to take home",
    "kind_support": "Support lines of the country",
    "kind_card": "Aftercare cards, blank",
    "kind_feedback": "Feedback cards for a box by the door",
    "kind_summary": "What the group saw",
}

ON_CONSOLE_AFTER: dict[str, Message] = {
    "ended_after": "The evening has ended. What can be done now stands under Afterwards.",
    "polls_over": "To ask something more, or to show a picture, go on with the evening.",
    "polls_left_open": (
        "A poll is still open: whoever has it on a phone can still answer. Close it, or go on with the evening to show "
        "its picture."
    ),
    "after_gone": (
        "Nothing of this session is left but what is named above. Stage and phones say goodbye. You can close these "
        "windows, and end the program where you began it."
    ),
}
