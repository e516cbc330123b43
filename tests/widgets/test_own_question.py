"""A question of one's own on console and stage: typed and kept, mistakes in words, laid over the step, put aside."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from widgets.samples import poll
from widgets.test_console_widget import CARE, HEARD, sent

pytestmark = pytest.mark.browser

OWN = "q-00000001"
HOSTILE = "Which <img src=x onerror=document.title=1> leaf?"


def asked(state: str = "waiting", **more: object) -> dict[str, Any]:
    return {"care": poll("waiting"), OWN: poll(state, question="Which leaf?", own=True, **more)}


def typed(mount: Callable[..., Page], question: str, options: str) -> Page:
    page = mount("console", position=CARE)
    page.click(".aw-own summary")
    page.fill(".aw-own [aria-labelledby=aw-own-question]", question)
    page.check(".aw-own input[value=scale]")
    page.fill(".aw-own [aria-labelledby=aw-own-options]", options)
    page.click(".aw-own button:text-is('Keep it')")
    return page


def test_it_is_sent_as_it_was_typed_and_leaves_the_form_once_it_is_kept(mount: Callable[..., Page]) -> None:
    page = typed(mount, "Which leaf?", "Green\nBlack")
    assert sent(page) == [{"own": {"question": "Which leaf?", "kind": "scale", "options": "Green\nBlack"}}]
    assert page.inner_text(".aw-own [aria-labelledby=aw-own-question]") == "Which leaf?"
    page.evaluate("model.kernelSays('own', { wrong: [], kept: 1 })")
    assert [
        page.inner_text(".aw-own [aria-labelledby=aw-own-question]").strip(),
        page.inner_text(".aw-own [role=status]"),
    ] == [
        "",
        "It is kept, and stands above.",
    ]


def test_what_is_typed_while_a_question_is_on_its_way_stays(mount: Callable[..., Page]) -> None:
    page = typed(mount, "Which leaf?", "Green\nBlack")
    page.fill(".aw-own [aria-labelledby=aw-own-question]", "And which cup?")
    page.evaluate("model.kernelSays('own', { wrong: [], kept: 1 })")
    boxes = [".aw-own [aria-labelledby=aw-own-question]", ".aw-own [aria-labelledby=aw-own-options]"]
    assert [page.inner_text(box).strip() for box in boxes] == ["And which cup?", ""]


def test_two_clicks_in_a_hurry_ask_for_it_once(mount: Callable[..., Page]) -> None:
    page = typed(mount, "", "")
    page.fill(".aw-own [aria-labelledby=aw-own-question]", "Which leaf?")
    page.dblclick(".aw-own button:text-is('Keep it')")
    assert [one["own"]["question"] for one in sent(page)] == ["", "Which leaf?"]


def test_its_mistakes_stand_beside_it_and_what_was_typed_stays(mount: Callable[..., Page]) -> None:
    page = typed(mount, "Which leaf?", "Green")
    page.evaluate(
        "model.kernelSays('own', { wrong: ['Write at least two options, one on each line.', 'Another.'], kept: 0 })"
    )
    assert page.locator(".aw-own [role=alert] li").all_inner_texts() == [
        "Write at least two options, one on each line.",
        "Another.",
    ]
    assert page.inner_text(".aw-own [aria-labelledby=aw-own-question]") == "Which leaf?"


def test_no_key_that_is_typed_there_moves_the_evening(mount: Callable[..., Page]) -> None:
    page = mount("console", position=CARE)
    page.click(".aw-own summary")
    page.click(".aw-own [aria-labelledby=aw-own-question]")
    page.keyboard.type("a. b ?")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowRight")
    assert [sent(page), page.inner_text(".aw-own [aria-labelledby=aw-own-question]")] == [[], "a. b ?"]


def test_it_stands_first_among_the_polls_with_the_same_forecast_and_can_be_taken_out(
    mount: Callable[..., Page],
) -> None:
    page = mount("console", position=CARE, polls=asked(), outlook={OWN: "6 people: nothing will be shown."})
    first = page.locator(".aw-pane-polls .aw-ballotbox").first
    assert [first.locator("h3").inner_text(), first.locator(".aw-outlook").inner_text()] == [
        "Which leaf?",
        "6 people: nothing will be shown.",
    ]
    first.locator("button:text-is('Put on the stage')").click()
    first.locator("button:text-is('Take it out')").click()
    assert sent(page) == [{"lay_over": OWN}, {"take_out": OWN}]


def test_once_it_is_open_it_cannot_be_taken_out_and_a_step_puts_it_aside(mount: Callable[..., Page]) -> None:
    page = mount("console", position=CARE, polls=asked("open", atLeast=3), over=OWN)
    assert [page.is_visible("button:text-is('Take it out')"), page.inner_text(".aw-pane-now .aw-big")] == [
        False,
        "Which leaf?",
    ]
    page.keyboard.press("ArrowRight")
    page.click(".aw-ballotbox button:text-is('Take off the stage')")
    assert sent(page) == [{"aside": True}, {"lay_over": ""}]


def test_the_stage_shows_it_over_the_step_and_goes_on_below_it(mount: Callable[..., Page]) -> None:
    page = mount("stage", position=CARE, polls=asked("open", atLeast=3), over=OWN)
    assert ["Which leaf?" in page.inner_text(".aw-body"), page.locator(".aw-join").count()] == [True, 1]
    page.keyboard.press("ArrowRight")
    assert [sent(page), "Which leaf?" in page.inner_text(".aw-body")] == [[{"aside": True}], False]


def test_what_was_typed_is_text_on_stage_and_console(mount: Callable[..., Page]) -> None:
    for widget in ("stage", "console"):
        page = mount(widget, position=CARE, polls={OWN: poll("open", question=HOSTILE, own=True)}, over=OWN)
        assert [HOSTILE in page.inner_text("body"), page.locator("img[src=x]").count(), page.title() != "1"] == [
            True,
            0,
            True,
        ]


def test_a_listener_at_the_console_hears_what_comes_to_lie_over_the_step_and_the_step_when_it_goes(
    mount: Callable[..., Page],
) -> None:
    page = mount("console", position=CARE, polls=asked())
    page.evaluate(HEARD)
    for trait, value in (("over", OWN), ("over", OWN), ("over", ""), ("question", "May I?"), ("question", "")):
        page.evaluate("([trait, value]) => model.kernelSays(trait, value)", [trait, value])
    care = "Aftercare is for everyone: step 1 of 2. What helps you feel cared for afterwards?"
    assert page.evaluate("heard") == [
        "The stage shows, over this step: Which leaf?",
        care,
        "The stage shows, over this step: May I?",
        care,
    ]
