"""A slide that is left out or reworded on the console: kept with the session, on stage and phones alike, and nowhere in
the content.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from afterwave.presenter.console import console
from afterwave.presenter.environment import Environment
from afterwave.presenter.stage import stage
from afterwave.session.place import step_now

FIRST = {"section": "brewing", "step": 0}


def test_words_for_today_reach_stage_console_and_phones_and_not_the_content(
    room: Environment, hear: Callable[..., None], folder: Path
) -> None:
    led, shown = console(room), stage(room)
    hear(led, reword={**FIRST, "text": "A leaf\n<3 & more"})
    shown.desk.refresh()
    step = step_now(room.workshop, room.session.state())
    assert shown.today == led.today == [{**FIRST, "hidden": False, "html": shown.today[0]["html"]}]
    assert [
        "A leaf" in shown.today[0]["html"],
        "&lt;3 &amp; more" in shown.today[0]["html"],
        step is not None and "A leaf" in step.text,
    ] == [True] * 3
    assert [file for file in folder.rglob("*.md") if "<3 & more" in file.read_text("utf-8")] == []


def test_words_that_no_slide_may_hold_are_refused_in_a_sentence(room: Environment, hear: Callable[..., None]) -> None:
    led = console(room)
    hear(led, reword={**FIRST, "text": "[a](https://example.org)"})
    assert [led.today, "Write plain words" in led.notice] == [[], True]


def test_a_poll_cannot_be_asked_in_other_words(room: Environment, hear: Callable[..., None]) -> None:
    led = console(room)
    place = next(index for index, step in enumerate(led.sections[0]["steps"]) if step["kind"] == "poll")
    hear(led, reword={"section": "brewing", "step": place, "text": "Another question"})
    assert [led.today, "Only the words of a slide" in led.notice] == [[], True]


def test_leaving_out_the_slide_that_shows_leads_to_the_next_and_begins_nothing(
    room: Environment, hear: Callable[..., None]
) -> None:
    led = console(room)
    hear(led, hide={**FIRST, "on": True})
    state = room.session.state()
    assert [led.position, led.today, state.started] == [
        {"section": "brewing", "step": 1},
        [{**FIRST, "hidden": True, "html": None}],
        None,
    ]
    hear(led, hide={**FIRST, "on": False})
    assert led.today == []


def test_the_last_slide_that_is_left_cannot_be_left_out(room: Environment, hear: Callable[..., None]) -> None:
    led = console(room)
    for section in led.sections:
        for step in range(len(section["steps"])):
            hear(led, hide={"section": section["slug"], "step": step, "on": True})
    hidden = [one for one in led.today if one["hidden"]]
    assert [len(hidden), "Something has to be left" in led.notice] == [
        sum(len(one["steps"]) for one in led.sections) - 1,
        True,
    ]
