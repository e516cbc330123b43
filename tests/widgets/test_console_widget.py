"""The console under a facilitator's hands: each button says what it does, and sends that and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from widgets.samples import PICTURE, TRAITS, poll

pytestmark = pytest.mark.browser
CARE = {"section": "care", "step": 0}


def sent(page: Any) -> list[Any]:
    return page.evaluate("model.sent")


def console(mount: Callable[..., Any], state: str = "waiting", **more: Any) -> Any:
    return mount("console", position=CARE, polls={"care": poll(state, **more)})


def test_opening_a_poll_sends_how_many_people_are_here(mount: Callable[..., Any]) -> None:
    page = console(mount)
    page.fill(".aw-number", "12")
    page.click("text=no, everyone came alone")
    page.click("text=Open the poll")
    assert {"open": {"poll": "care", "people": 12, "insiders": 1}} in sent(page)


def test_a_poll_may_be_opened_without_counting(mount: Callable[..., Any]) -> None:
    page = console(mount)
    page.click("text=Open the poll")
    assert sent(page) == [{"open": {"poll": "care", "people": None, "insiders": 2}}]


def test_words_where_a_number_belongs_are_refused_with_a_sentence(mount: Callable[..., Any]) -> None:
    page = console(mount)
    page.fill(".aw-number", "a dozen")
    page.click("text=Open the poll")
    assert [sent(page), "in figures" in page.inner_text(".aw-wrong")] == [[], True]


def test_the_outlook_is_asked_for_once_the_typing_rests(mount: Callable[..., Any]) -> None:
    page = console(mount)
    page.type(".aw-number", "12")
    page.wait_for_function("model.sent.length")
    assert sent(page) == [{"outlook": {"poll": "care", "people": 12, "insiders": 2}}]
    page.evaluate("model.kernelSays('outlook', { care: 'If all 12 answer: numbers.' })")
    assert page.inner_text(".aw-outlook") == "If all 12 answer: numbers."
    assert page.inner_text(".aw-number") == "12"


@pytest.mark.parametrize(("state", "button", "message"), [("open", "Close the poll", {"close": {"poll": "care"}}), ("closed", "Show the picture", None)])
def test_each_state_offers_one_button(mount: Callable[..., Any], state: str, button: str, message: Any) -> None:
    page = console(mount, state)
    page.click(f"text={button}")
    assert sent(page) == [message or {"reveal": {"poll": "care", "people": None}}]


def test_more_answers_than_people_asks_to_count_again(mount: Callable[..., Any]) -> None:
    page = console(mount, "closed", recount=True)
    page.get_by_label("Count the room again").fill("14")
    page.click("text=Show the picture for this many")
    assert sent(page) == [{"reveal": {"poll": "care", "people": 14}}]


def test_a_count_is_only_ever_said_as_at_least(mount: Callable[..., Any]) -> None:
    assert console(mount, "open", atLeast=6).inner_text(".aw-poll-state") == "Open, at least 6 answers are in"


def test_a_released_poll_is_told_in_words(mount: Callable[..., Any]) -> None:
    page = console(mount, "revealed", release=PICTURE)
    assert "most or all: at least 9" in page.inner_text(".aw-released")
    assert page.locator(".aw-act:visible").count() == 0


def test_soften_skip_timer_and_end_ask_nothing_twice(mount: Callable[..., Any]) -> None:
    page = mount("console")
    page.evaluate("() => { window.heard = []; new BroadcastChannel('test').onmessage = ({ data }) => heard.push(data); }")
    for name in ("Soften", "Skip this section", "Timer", "End the evening"):
        page.click(f".aw-keys >> text={name}")
    assert sent(page) == [{"calm": True}, {"position": CARE}, {"end": True}]
    page.wait_for_function("heard.length === 3")
    assert page.evaluate("heard") == [{"calm": True}, {"position": CARE}, {"timer": True}]


def test_notes_and_next_follow_the_place(mount: Callable[..., Any]) -> None:
    page = mount("console")
    page.keyboard.press("PageDown")
    assert "last surprise you" in page.inner_text(".aw-pane-now")
    assert "talk so little" in page.inner_text(".aw-pane-next")
    assert "Nobody has to answer" in page.inner_text(".aw-pane-notes")


def test_keys_typed_into_a_field_do_not_move_the_group(mount: Callable[..., Any]) -> None:
    page = console(mount)
    page.click(".aw-number")
    page.keyboard.type("b.t1")
    page.keyboard.press("ArrowRight")
    assert [message for message in sent(page) if "outlook" not in message] == []


def test_minutes_left_are_counted_from_where_the_section_began(mount: Callable[..., Any]) -> None:
    times = "Date.now() / 1000 - 190"
    page = mount("console")
    page.evaluate(f"model.kernelSays('clock', {{ started: {times}, entered: {times}, length: 90, sheet: {{ opening: 2 }} }})")
    assert page.inner_text(".aw-clock").split("\n") == ["1 min over in this section", "87 min left this evening"]


def test_the_dashboard_fits_a_laptop_and_a_page_at_twice_the_size(mount: Callable[..., Any], page: Any) -> None:
    for width, height in ((1366, 768), (683, 384)):
        page.set_viewport_size({"width": width, "height": height})
        mount("console", polls=TRAITS["console"]["polls"])
        soften = page.locator(".aw-key-soften").bounding_box()
        assert soften["y"] + soften["height"] <= height
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_list_leads_to_any_section(mount: Callable[..., Any]) -> None:
    page = mount("console")
    page.click(".aw-jump summary")
    page.click(f".aw-jump-list >> text={TRAITS['console']['sections'][1]['title']}")
    assert sent(page) == [{"position": {"section": TRAITS["console"]["sections"][1]["slug"], "step": 0}}]
    assert page.locator(".aw-jump-list").is_hidden()


def test_no_field_is_of_a_kind_that_a_browser_asks_its_maker_about(mount: Callable[..., Any]) -> None:
    page = console(mount)
    assert page.locator("input:not([type=radio]), textarea, select").count() == 0
