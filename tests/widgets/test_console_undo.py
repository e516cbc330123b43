"""What is final on the console waits five seconds, in which one press of another key takes it back; until then nobody
is told.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from widgets.browser import rectangle
from widgets.samples import PICTURE, SECTIONS, poll
from widgets.test_console_widget import CARE, GRACE, console, sent

pytestmark = [pytest.mark.browser, pytest.mark.clocked]
END, UNDO = ".aw-key-end", ".aw-end .aw-undo"
SKIP, UNSKIP = ".aw-key-skip", ".aw-skip .aw-undo"
STOOD = {"section": "opening", "step": 1}
SKIPPED = [{"position": CARE}, {"leave_out": {"section": "opening", "on": True}}]
BACK = [{"leave_out": {"section": "opening", "on": False}}, {"position": STOOD}]


def stop_the_clock(page: Page) -> None:
    """Let time pass only where a test says so."""
    page.clock.install(time=0)
    page.clock.pause_at(60_000)


def ending(mount: Callable[..., Page], **traits: object) -> Page:
    """Return a console on which End was pressed a moment ago."""
    page = mount("console", position=CARE, **traits)
    stop_the_clock(page)
    page.click(END)
    return page


def test_the_end_is_told_to_nobody_for_five_seconds(mount: Callable[..., Page]) -> None:
    page = ending(mount)
    page.clock.run_for(GRACE - 1)
    before = sent(page)
    page.clock.run_for(1)
    assert [before, sent(page)] == [[], [{"end": True}]]


@pytest.mark.parametrize("way", ["button", "key"])
def test_an_end_that_was_undone_never_happened(mount: Callable[..., Page], way: str) -> None:
    page = ending(mount)
    if way == "button":
        page.click(UNDO)
    else:
        page.keyboard.press("Escape")
    page.clock.run_for(GRACE)
    assert [sent(page), page.is_visible(UNDO), page.get_attribute(END, "aria-disabled")] == [[], False, "false"]


def test_an_end_that_waits_while_another_console_ends_the_evening_ends_it_no_second_time(
    mount: Callable[..., Page],
) -> None:
    page = ending(mount)
    page.evaluate("model.kernelSays('ended', true)")
    waits = page.is_visible(UNDO)
    page.evaluate("model.kernelSays('ended', false)")  # somebody has gone on
    page.clock.run_for(GRACE)
    assert [waits, sent(page)] == [False, []]


def test_a_second_press_in_the_same_place_neither_undoes_nor_hurries_the_end(mount: Callable[..., Page]) -> None:
    page = mount("console", position=CARE)
    stop_the_clock(page)
    page.dblclick(END)
    assert [sent(page), page.is_visible(UNDO)] == [[], True]
    page.clock.run_for(GRACE)
    assert sent(page) == [{"end": True}]


def test_undo_is_one_stop_from_end_and_says_aloud_what_will_happen(mount: Callable[..., Page]) -> None:
    page = mount("console", position=CARE)
    stop_the_clock(page)
    page.focus(END)
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.className") == "aw-key aw-key-end"
    assert page.inner_text(".aw-end [role=status]") == "The evening ends in five seconds. Nobody has been told."
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent").startswith("Undo")
    page.keyboard.press("Enter")
    page.clock.run_for(GRACE)
    assert [sent(page), page.inner_text(".aw-end [role=status]")] == [[], ""]


def test_a_page_that_goes_meanwhile_tells_nobody(mount: Callable[..., Page]) -> None:
    page = ending(mount)
    page.evaluate("gone()")
    page.clock.run_for(GRACE)
    assert sent(page) == []


def test_end_stands_beside_no_key_that_is_pressed_in_a_hurry(mount: Callable[..., Page]) -> None:
    page = mount("console", position=CARE)
    keys = page.locator(".aw-keys").evaluate(
        "bar => [...bar.children].filter((key) => !key.hidden).map((key) => key.textContent)"
    )
    at = next(place for place, words in enumerate(keys) if words.startswith("End"))
    assert not [
        words for words in keys[max(at - 1, 0) : at + 2] if words.startswith(("Soften", "Next", "Back", "Timer"))
    ]


@pytest.mark.parametrize("way", ["button", "key"])
def test_a_section_is_skipped_at_once_and_undo_leads_back_to_where_the_group_stood(
    mount: Callable[..., Page], way: str
) -> None:
    page = mount("console", position=STOOD)
    stop_the_clock(page)
    page.click(SKIP)
    told, said = sent(page), page.inner_text(".aw-skip [role=status]")
    if way == "button":
        page.click(UNSKIP)
    else:
        page.keyboard.press("Escape")
    assert [told, said, sent(page)] == [
        SKIPPED,
        "Skipped: You are not alone. Undo leads the group back to it.",
        SKIPPED + BACK,
    ]


def test_a_skip_can_be_undone_for_five_seconds_and_says_nothing_more_after_them(mount: Callable[..., Page]) -> None:
    page = mount("console", position=STOOD)
    stop_the_clock(page)
    page.click(SKIP)
    page.clock.run_for(GRACE - 1)
    before = page.is_visible(UNSKIP)
    page.clock.run_for(1)
    page.keyboard.press("Escape")
    assert [before, page.is_visible(UNSKIP), sent(page)] == [True, False, SKIPPED]


def test_a_second_press_in_a_hurry_skips_no_second_section(mount: Callable[..., Page]) -> None:
    more = [{**SECTIONS[0], "slug": slug} for slug in ("opening", "second", "third")]
    page = mount("console", sections=more, position=STOOD)
    page.dblclick(SKIP)
    page.evaluate("model.kernelSays('notice', '')")
    assert [sent(page), page.get_attribute(SKIP, "aria-disabled")] == [
        [{"position": {"section": "second", "step": 0}}, SKIPPED[1]],
        "true",
    ]


def test_undo_takes_nothing_in_that_was_left_out_before(mount: Callable[..., Page]) -> None:
    page = mount("console", position=STOOD, skipped=["opening"])
    page.click(SKIP)
    page.click(UNSKIP)
    assert sent(page) == [SKIPPED[0], BACK[1]]


def test_after_the_end_no_step_is_sent_and_going_on_is_a_press_of_its_own(mount: Callable[..., Page]) -> None:
    page = mount("console", position=CARE, ended=True)
    page.keyboard.press("PageDown")
    page.keyboard.press("Home")
    before = sent(page)
    page.click(".aw-key-end")
    assert [before, sent(page)] == [[], [{"end": False}]]


@pytest.mark.parametrize("page_of", ["stage", "console"])
def test_no_pause_is_begun_after_the_end(mount: Callable[..., Page], page_of: str) -> None:
    page = mount(page_of, position=CARE, ended=True)
    for key in ("b", "."):
        page.keyboard.press(key)
    assert sent(page) == []


@pytest.mark.parametrize("state", ["waiting", "closed"])
def test_what_a_poll_was_asked_is_void_once_the_evening_has_ended(mount: Callable[..., Page], state: str) -> None:
    page = console(mount, state)
    stop_the_clock(page)
    page.click(".aw-ballotbox .aw-act >> nth=0")
    page.evaluate("model.kernelSays('ended', true)")
    page.clock.run_for(GRACE)
    assert (sent(page), page.locator(".aw-undo:visible").count()) == ([], 0)


def test_the_stage_sends_no_step_after_the_end(mount: Callable[..., Page]) -> None:
    page = mount("stage", position=CARE, ended=True)
    for key in ("PageDown", "Home", "End"):
        page.keyboard.press(key)
    assert [sent(page), "Thank you for being here" in page.inner_text(".aw-stage")] == [[], True]


@pytest.mark.parametrize("state", ["waiting", "closed"])
def test_what_a_poll_is_asked_to_do_can_be_undone_for_five_seconds(mount: Callable[..., Page], state: str) -> None:
    page = console(mount, state)
    stop_the_clock(page)
    page.dblclick(".aw-ballotbox .aw-act >> nth=0")
    assert [sent(page), "in five seconds" in page.inner_text(".aw-ballotbox .aw-soon")] == [[], True]
    page.click(".aw-ballotbox .aw-undo")
    page.clock.run_for(GRACE)
    assert [sent(page), page.inner_text(".aw-ballotbox .aw-soon"), page.is_visible(".aw-ballotbox .aw-undo")] == [
        [],
        "",
        False,
    ]


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080), (683, 384)])
def test_a_poll_s_undo_lies_whole_above_the_bar_and_moves_nothing(
    mount: Callable[..., Page], page: Page, size: tuple[int, int]
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    mount("console", position=CARE, polls={"care": poll("waiting")}, slips=14)
    stop_the_clock(page)
    act = page.locator(".aw-ballotbox .aw-act >> nth=0")
    act.scroll_into_view_if_needed()
    before = rectangle(act)
    act.click()
    card, bar = (rectangle(page.locator(one)) for one in (".aw-ballotbox .aw-soon", ".aw-keys"))
    assert [card["x"] >= 0, card["y"] >= 0, card["y"] + card["height"] <= bar["y"], rectangle(act)] == [
        True,
        True,
        True,
        before,
    ]
    page.click(".aw-ballotbox .aw-undo")
    page.clock.run_for(GRACE)
    assert sent(page) == []


def test_two_polls_that_wait_hide_neither_s_undo(mount: Callable[..., Page]) -> None:
    page = mount("console", position=CARE, polls={"own": poll("open", own=True), "care": poll("waiting")})
    stop_the_clock(page)
    page.evaluate("model.kernelSays('closing', { poll: 'own', left: 20, at: 7 })")
    page.click("text=Open the poll")
    first, second = (rectangle(one) for one in page.locator(".aw-ballotbox .aw-soon").all())
    assert second["y"] + second["height"] <= first["y"]


@pytest.mark.parametrize("at", ["act", "undo"])
def test_the_keyboard_goes_from_show_the_picture_to_the_question_above_it(mount: Callable[..., Page], at: str) -> None:
    page = console(mount, "closed")
    stop_the_clock(page)
    page.focus("text=Show the picture")
    page.keyboard.press("Enter")
    if at == "undo":
        page.keyboard.press("Tab")
    page.clock.run_for(GRACE)
    before = page.evaluate("document.activeElement.textContent")
    shown = {"care": poll("revealed", release=PICTURE)}
    page.evaluate("(polls) => model.kernelSays('polls', polls)", shown)
    after = page.evaluate("[document.activeElement.localName, document.activeElement.textContent]")
    assert [before, after] == ["One moment", ["h3", shown["care"]["question"]]]


def calling(mount: Callable[..., Page], left: int = 20) -> Page:
    """Return a console on which Close was pressed a moment ago, and told."""
    page = console(mount, "open")
    stop_the_clock(page)
    page.click("text=Close the poll")
    assert sent(page) == [{"last_call": {"poll": "care", "on": True}}]
    page.evaluate("(closing) => model.kernelSays('closing', closing)", {"poll": "care", "left": left, "at": 7.5})
    return page


def test_closing_is_told_at_once_and_happens_twenty_seconds_later(mount: Callable[..., Page]) -> None:
    page = calling(mount)
    assert "closes in 20 seconds, and phones say so" in page.inner_text(".aw-ballotbox .aw-soon")
    page.click(".aw-ballotbox .aw-act >> nth=0", force=True)
    page.clock.run_for(19_000)
    before = sent(page)[1:]
    page.clock.run_for(1_000)
    assert [before, sent(page)[1:]] == [[], [{"close": {"poll": "care", "at": 7.5}}]]


@pytest.mark.parametrize("way", ["button", "key"])
def test_a_last_call_that_was_undone_is_taken_back_and_closes_nothing(mount: Callable[..., Page], way: str) -> None:
    page = calling(mount)
    if way == "button":
        page.click(".aw-ballotbox .aw-undo")
    else:
        page.keyboard.press("Escape")
    page.evaluate("model.kernelSays('closing', {})")
    page.clock.run_for(20_000)
    assert [sent(page)[1:], page.is_visible(".aw-ballotbox .aw-undo")] == [
        [{"last_call": {"poll": "care", "on": False}}],
        False,
    ]


def test_a_last_call_that_another_console_undid_is_over_here_too(mount: Callable[..., Page]) -> None:
    page = calling(mount)
    page.evaluate("model.kernelSays('closing', {})")
    page.clock.run_for(20_000)
    assert [sent(page)[1:], page.inner_text(".aw-ballotbox .aw-act >> nth=0")] == [[], "Close the poll"]


def test_a_console_that_opens_during_a_last_call_shows_what_is_left_of_it(mount: Callable[..., Page]) -> None:
    page = calling(mount, left=7)
    assert page.inner_text(".aw-ballotbox .aw-undo").startswith("Undo 7")


def test_a_poll_that_moves_on_by_another_hand_is_asked_nothing_more(mount: Callable[..., Page]) -> None:
    page = calling(mount)
    page.evaluate("(polls) => model.kernelSays('polls', polls)", {"care": poll("closed")})
    page.clock.run_for(20_000)
    assert [sent(page)[1:], page.inner_text(".aw-ballotbox .aw-act >> nth=0")] == [[], "Show the picture"]


def test_escape_shuts_the_sheet_that_lies_on_top_and_takes_back_what_waits_below_it_next(
    mount: Callable[..., Page],
) -> None:
    page = calling(mount)
    page.keyboard.press("?")
    page.keyboard.press("Escape")
    after_one = sent(page)[1:], page.locator(".aw-sheet").count()
    page.keyboard.press("Escape")
    assert [after_one, sent(page)[1:]] == [([], 0), [{"last_call": {"poll": "care", "on": False}}]]


def test_escape_undoes_what_was_asked_for_last(mount: Callable[..., Page]) -> None:
    page = calling(mount)
    page.click(END)
    page.keyboard.press("Escape")
    page.clock.run_for(20_000)
    assert sent(page)[1:] == [{"close": {"poll": "care", "at": 7.5}}]


def test_no_key_moves_under_the_hand_when_undo_comes(mount: Callable[..., Page], page: Page) -> None:
    page.set_viewport_size({"width": 1366, "height": 768})
    mount("console", position=CARE)
    stop_the_clock(page)
    before = page.locator(".aw-key").evaluate_all("keys => keys.map((key) => key.getBoundingClientRect().x)")
    page.click(END)
    after = page.locator(".aw-key").evaluate_all("keys => keys.map((key) => key.getBoundingClientRect().x)")
    end, card, bar = (rectangle(page.locator(one)) for one in (END, ".aw-end .aw-soon", ".aw-keys"))
    assert [
        before == after,
        bar["y"] + bar["height"] <= 768,
        card["y"] + card["height"] <= end["y"],
        card["x"] >= 0,
    ] == [True] * 4
