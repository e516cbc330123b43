"""What the front door tells of the session that its database keeps."""

from __future__ import annotations

from contextlib import closing
from typing import Any

from afterwave.content.workshop import Workshop
from afterwave.launch.evening_lock import evening_pages, phones_address
from afterwave.launch.opening import session_at
from afterwave.session.files import database_exists

Facts = dict[str, Any]


def session_facts(url: str, workshop: Workshop | None, *, is_led_here: bool) -> Facts:
    """Return whether the session was begun and ended, where the group is, and whether anything is kept of it.

    `elsewhere` holds the pages of an evening that runs in another window, {} where it is led from this front door.
    Raises `AfterwaveError` for a database that cannot be read.
    """
    pages = None if is_led_here else evening_pages(url)
    facts: Facts = {"elsewhere": {**pages, "participants": phones_address(url, pages)} if pages else {}}
    # Opening it would make it, and the front door is open before any evening.
    if workshop is None or not database_exists(url):
        return {**facts, "begun": False, "ended": False}
    with closing(session_at(url, workshop)) as session:
        state, slips, questions = session.state(), session.store.slip_count(), session.questions.any()
        mark = session.store.batch_mark()
    titles = {section.slug: section.title for section in workshop.sections}
    return {
        **facts,
        "kept": bool(state.started or state.polls or slips or questions),
        "slips": slips or 0,
        "batch_mark": mark,
        "asked": sorted(state.polls),
        "begun": bool(state.started or state.polls),
        "ended": state.ended,
        "shown": "revealed" in state.polls.values(),
        "since": state.started,
        "section": titles.get(state.section, state.section),
    }
