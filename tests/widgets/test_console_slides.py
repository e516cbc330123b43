"""All slides on the console, in small: a way to each, by hand, by keyboard and by ear."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from widgets.samples import SECTIONS, poll, step

pytestmark = pytest.mark.browser
KEY = ".aw-thumb-key"


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.innerText")).replace("\n", " ")


def test_every_slide_is_named_and_the_one_on_the_stage_is_marked(mount: Callable[..., Page]) -> None:
    page = mount("console", position={"section": "opening", "step": 1})
    page.click(".aw-all")
    assert page.locator(KEY).all_inner_texts() == [
        "1 Tears, shaking, a sudden wave",
        "2 When did a strong feeling last surprise you?",
        "3 Why do people talk so little about this?",
        "1 What helps you feel cared for afterwards?",
        "2 A minute for your breath, if you like.",
    ]
    assert (
        page.locator(f"{KEY}[aria-current=step]").all_inner_texts()
        == [focused(page)]
        == ["2 When did a strong feeling last surprise you?"]
    )


def test_a_long_name_ends_on_a_whole_word_and_the_keys_of_a_row_stand_on_one_line(mount: Callable[..., Page]) -> None:
    long = "Think of a gathering, a choir, a team or a waiting room, in which people are easy with each other."
    page = mount("console", polls={"care": poll("waiting", question=long)})
    page.keyboard.press("a")
    assert page.locator(KEY).nth(3).inner_text().endswith("in which people are…")
    tops = "keys => keys.map((key) => Math.round(key.getBoundingClientRect().top))"
    assert len({*page.locator("section:last-child .aw-thumb-tool").evaluate_all(tops)}) == 1


def test_a_slide_that_is_pressed_is_a_step_of_the_session_as_any_other(mount: Callable[..., Page]) -> None:
    page = mount("console")
    page.click(".aw-all")
    page.get_by_role("button", name="2 A minute for your breath").click()
    assert page.evaluate("model.sent") == [{"position": {"section": "care", "step": 1}}]
    assert [page.locator(".aw-sheet").count(), "A minute for your breath" in page.inner_text(".aw-pane-now")] == [
        0,
        True,
    ]


@pytest.mark.parametrize(("direction", "ahead"), [("ltr", "ArrowRight"), ("rtl", "ArrowLeft")])
def test_arrows_lead_from_slide_to_slide_and_not_the_group(
    mount: Callable[..., Page], direction: str, ahead: str
) -> None:
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


def test_the_tab_key_stops_at_one_slide_and_at_the_way_out(mount: Callable[..., Page]) -> None:
    page = mount("console")
    page.keyboard.press("a")
    stops = []
    for _ in range(5):
        stops.append(focused(page))
        page.keyboard.press("Tab")
    assert stops == [stops[0], "Leave out", "Reword", "Close", stops[0]]
    page.keyboard.press("Escape")
    assert page.locator(".aw-sheet").count() == 0


def test_a_hundred_slides_are_drawn_only_as_they_come_into_sight(mount: Callable[..., Page]) -> None:
    many = [step("slide", f"s{index}", f"<h1>Slide {index}</h1>") for index in range(100)]
    page = mount("console", sections=[{**SECTIONS[0], "steps": many}])
    page.keyboard.press("a")
    page.wait_for_selector(".aw-thumb .aw-mini")
    drawn = page.locator(".aw-thumb .aw-mini").count()
    assert [page.locator(KEY).count(), 0 < drawn < 60] == [100, True]
    page.keyboard.press("End")
    page.wait_for_selector(".aw-thumb:last-child .aw-mini")


def test_while_the_list_lies_over_it_the_console_still_softens(mount: Callable[..., Page]) -> None:
    page = mount("console")
    page.keyboard.press("a")
    page.keyboard.press(".")
    assert page.evaluate("model.sent") == [{"calm": True}]


TOOLS = ".aw-thumb:nth-child(1) .aw-thumb-tool"


def test_a_slide_is_left_out_for_today_and_the_console_steps_over_it(mount: Callable[..., Page]) -> None:
    page = mount("console")
    page.keyboard.press("a")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("model.sent") == [{"hide": {"section": "opening", "step": 1, "on": True}}]
    page.evaluate("model.kernelSays('today', [{ section: 'opening', step: 1, hidden: true, html: null }])")
    page.wait_for_selector("[data-out=true]")
    assert ["left out today" in focused(page), page.locator("h1").first.inner_text()] == [
        True,
        "You are not alone step 1 of 2",
    ]
    key = page.locator("[data-out=true] .aw-thumb-tool").first
    assert [key.inner_text(), key.get_attribute("aria-pressed")] == ["Take it back in", None]
    page.keyboard.press("Escape")
    page.keyboard.press("PageDown")
    assert page.evaluate("model.sent.at(-1)") == {"position": {"section": "opening", "step": 2}}


def test_the_tab_key_still_stops_at_one_slide_when_another_console_changed_two(mount: Callable[..., Page]) -> None:
    page = mount("console")
    page.keyboard.press("a")
    page.focus(".aw-sheet button:text-is('Close')")
    changed = [{"section": "opening", "step": step, "hidden": True, "html": None} for step in (0, 1)]
    page.evaluate("(changed) => model.kernelSays('today', changed)", changed)
    assert page.locator(".aw-thumb-key:not([tabindex='-1'])").all_inner_texts() == [
        "1 Tears, shaking, a sudden wave · left out today"
    ]


def test_the_stage_steps_over_it_too_and_the_next_slide_opens_the_part(mount: Callable[..., Page]) -> None:
    opens = {"title": "You are not alone", "minutes": 8, "note": "Crying."}
    steps = [{**SECTIONS[0]["steps"][0], "opens": opens}, *SECTIONS[0]["steps"][1:]]
    left_out = [{"section": "opening", "step": 0, "hidden": True, "html": None}]
    page = mount(
        "stage",
        sections=[{**SECTIONS[0], "steps": steps}, SECTIONS[1]],
        today=left_out,
        lengths={"opening": 9},
        position={"section": "care", "step": 0},
    )
    page.keyboard.press("Home")
    assert page.evaluate("model.sent") == [{"position": {"section": "opening", "step": 1}}]
    assert [page.inner_text(".aw-part"), "last surprise" in page.inner_text(".aw-words")] == ["You are not alone", True]
    assert page.inner_text(".aw-touches") == "About 9 minutes · Crying."


def test_words_for_today_are_typed_sent_and_a_refusal_stands_beside_them(mount: Callable[..., Page]) -> None:
    page = mount("console")
    page.keyboard.press("a")
    page.get_by_role("button", name="Reword: Tears").click()
    assert (
        focused(page)
        == "Tears, shaking, a sudden wave sadness or tenderness out of nowhere more common than people say"
    )
    page.fill(".aw-thumb-words", "Tears\nand a wave")
    page.click("text=Show these words")
    assert page.evaluate("model.sent") == [{"reword": {"section": "opening", "step": 0, "text": "Tears\nand a wave"}}]
    page.evaluate("model.kernelSays('notice', 'Write plain words.')")
    assert page.inner_text(".aw-thumb-form [role=alert]") == "Write plain words."
    page.evaluate("model.kernelSays('today', [{ section: 'opening', step: 0, hidden: false, html: '<h1>Tears</h1>' }])")
    page.wait_for_selector("text=reworded today")
    assert [page.locator(".aw-thumb-form").count(), focused(page)] == [0, "1 Tears · reworded today"]


def test_words_that_are_still_being_typed_outlive_what_another_console_does_to_the_slide(
    mount: Callable[..., Page],
) -> None:
    page = mount("console")
    page.keyboard.press("a")
    page.get_by_role("button", name="Reword: Tears").click()
    page.fill(".aw-thumb-words", "Tears\nand a wave")
    page.evaluate("model.kernelSays('today', [{ section: 'opening', step: 0, hidden: true, html: null }])")
    before = page.inner_text(".aw-thumb-words")
    page.click("text=Show these words")
    page.evaluate("model.kernelSays('notice', 'Elsewhere.')")
    page.wait_for_selector("text=left out today")
    assert (before, page.locator(".aw-thumb-form").count()) == ("Tears\nand a wave", 0)


def test_new_words_stand_on_the_stage_at_once(mount: Callable[..., Page]) -> None:
    page = mount("stage")
    page.evaluate(
        "model.kernelSays('today', [{ section: 'opening', step: 0, hidden: false, html: '<h1>Tears, today</h1>' }])"
    )
    assert page.inner_text(".aw-words") == "Tears, today"


def test_the_notes_of_a_slide_that_is_left_out_lead_the_step_after_it(mount: Callable[..., Page]) -> None:
    own = [
        {**one, "steps": [{**each, "notes": f"<p>Say {each['id']}.</p>"} for each in one["steps"]]} for one in SECTIONS
    ]
    first, second = (each["id"] for each in own[0]["steps"][:2])
    hidden = [{"section": own[0]["slug"], "step": 0, "hidden": True, "html": None}]
    page = mount("console", sections=own, position={"section": own[0]["slug"], "step": 1})
    notes = page.locator(".aw-notes-text")
    assert (f"Say {first}." in notes.inner_text(), f"Say {second}." in notes.inner_text()) == (False, True)
    page.evaluate("(today) => model.kernelSays('today', today)", hidden)
    assert notes.inner_text().split()[:4] == ["Say", f"{first}.", "Say", f"{second}."]
