"""All slides on the console, in small: a way to each, by hand, by keyboard and by ear."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from widgets.samples import SECTIONS, step

pytestmark = pytest.mark.browser
KEY = ".aw-thumb-key"


def focused(page: Any) -> str:
    return str(page.evaluate("document.activeElement.innerText")).replace("\n", " ")


def test_every_slide_is_named_and_the_one_on_the_stage_is_marked(mount: Callable[..., Any]) -> None:
    page = mount("console", position={"section": "opening", "step": 1})
    page.click("text=All slides")
    assert page.locator(KEY).all_inner_texts() == [
        "1 Tears, shaking, a sudden wave",
        "2 When did a strong feeling last surprise you?",
        "3 Why do people talk so little about this?",
        "1 What helps you feel cared for afterwards?",
        "2 A minute for your breath, if you like.",
    ]
    assert page.locator(f"{KEY}[aria-current=step]").all_inner_texts() == [focused(page)] == ["2 When did a strong feeling last surprise you?"]


def test_a_slide_that_is_pressed_is_a_step_of_the_session_as_any_other(mount: Callable[..., Any]) -> None:
    page = mount("console")
    page.click("text=All slides")
    page.get_by_role("button", name="A minute for your breath").click()
    assert page.evaluate("model.sent") == [{"position": {"section": "care", "step": 1}}]
    assert [page.locator(".aw-sheet").count(), "A minute for your breath" in page.inner_text(".aw-pane-now")] == [0, True]


@pytest.mark.parametrize(("direction", "ahead"), [("ltr", "ArrowRight"), ("rtl", "ArrowLeft")])
def test_arrows_lead_from_slide_to_slide_and_not_the_group(mount: Callable[..., Any], direction: str, ahead: str) -> None:
    page = mount("console", direction=direction)
    page.keyboard.press("a")
    for key in (ahead, ahead, ahead):
        page.keyboard.press(key)
    assert [focused(page)[:12], page.evaluate("model.sent")] == ["1 What helps", []]
    page.keyboard.press("ArrowUp")
    assert focused(page)[:1] in "123"
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    assert page.evaluate("model.sent") == [{"position": {"section": "care", "step": 1}}]


def test_the_tab_key_stops_at_one_slide_and_at_the_way_out(mount: Callable[..., Any]) -> None:
    page = mount("console")
    page.keyboard.press("a")
    first = focused(page)
    page.keyboard.press("Tab")
    assert focused(page) == "Close"
    page.keyboard.press("Tab")
    assert focused(page) == first
    page.keyboard.press("Escape")
    assert page.locator(".aw-sheet").count() == 0


def test_a_hundred_slides_are_drawn_only_as_they_come_into_sight(mount: Callable[..., Any]) -> None:
    many = [step("slide", f"s{index}", f"<h1>Slide {index}</h1>") for index in range(100)]
    page = mount("console", sections=[{**SECTIONS[0], "steps": many}])
    page.keyboard.press("a")
    page.wait_for_selector(".aw-thumb .aw-mini")
    drawn = page.locator(".aw-thumb .aw-mini").count()
    assert [page.locator(KEY).count(), 0 < drawn < 60] == [100, True]
    page.keyboard.press("End")
    page.wait_for_selector(".aw-thumb:last-child .aw-mini")


def test_while_the_list_lies_over_it_the_console_still_softens(mount: Callable[..., Any]) -> None:
    page = mount("console")
    page.keyboard.press("a")
    page.keyboard.press(".")
    assert page.evaluate("model.sent") == [{"calm": True}]
