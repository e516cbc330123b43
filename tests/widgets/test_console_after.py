"""Once the evening has ended, the console offers what can be done with it: see, print, and forget, asked once."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, Literal

import pytest
from playwright.sync_api import Page

import axe
from afterwave.content.language import language
from afterwave.content.places import kit
from afterwave.widgets.labels import LABELS, console_labels
from enumeration import daily
from patience import until_true
from widgets.browser import rectangle
from widgets.samples import BOX, poll
from widgets.test_console_widget import CARE, sent

pytestmark = pytest.mark.browser

KINDS = ["summary", "card", "handouts", "support"]
TOLD: dict[str, Any] = {"kinds": KINDS, "jobs": {}, "paper": {}, "refusals": {}}
MADE = {
    **TOLD,
    "jobs": {"print": {"state": "done", "facts": {}, "told": ""}},
    "paper": {"number": 1, "kind": "summary", "name": "summary.pdf", "path": "/x", "first": "/y"},
}
KEPT = "What the group saw is in /home/ana/kept/pictures-2026-11-29.json. Destroyed: the tallies, the keys."
GONE = {**TOLD, "jobs": {"forget": {"state": "done", "facts": {}, "told": KEPT}}}
REFUSED = {**TOLD, "jobs": {"print": {"state": "refused", "facts": {}, "told": "The disk is full."}}}
STATES = {"ended": TOLD, "made": MADE, "gone": GONE, "refused": REFUSED}
PAGE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 21 29"><path d="M3 5h15M3 9h15"/></svg>'
FOCUS = "document.activeElement.textContent"


@cache
def spoken(code: str) -> dict[str, Any]:
    """Return what a console says in a language."""
    speech = language(kit("content"), code)
    said = console_labels({widget: speech.labels(words) for widget, words in LABELS.items()})
    return {"language": code, "direction": speech.direction, "labels": said}


def ended(mount: Callable[..., Page], after: dict[str, Any], code: str = "en") -> Page:
    """Return a console after the end of the evening, with the sheet that was made, if one was."""
    page = mount("console", position=CARE, ended=True, after=after, **spoken(code))
    if after.get("paper"):
        came(page)
    return page


def came(page: Page) -> None:
    """Let the kernel send the sheet that the page asked for."""
    as_sent = "[1, 2].map((part) => new DataView(new TextEncoder().encode(part === 2 ? page : '%PDF').buffer))"
    page.evaluate(f"(page) => model.tell('msg:custom', {{ paper: 1 }}, {as_sent})", PAGE)


def says(page: Page, after: dict[str, Any]) -> None:
    page.evaluate("(after) => model.kernelSays('after', after)", after)


def test_it_stands_where_the_notes_stood_and_only_after_the_end(mount: Callable[..., Page]) -> None:
    page = mount("console", position=CARE, after=TOLD)
    before = page.locator(".aw-after").count()
    page.evaluate("model.kernelSays('ended', true)")
    assert (before, page.inner_text(".aw-pane-notes h2"), page.is_visible(".aw-after")) == (0, "Afterwards", True)
    assert "stands under Afterwards" in page.inner_text(".aw-notice")
    page.evaluate("model.kernelSays('ended', false)")
    assert (page.inner_text(".aw-pane-notes h2"), page.locator(".aw-after").count()) == ("Notes", 0)


@pytest.mark.parametrize("code", ["en", "es", "ar"])
def test_only_keys_that_still_do_something_are_offered_and_the_bar_grows_by_none(
    mount: Callable[..., Page], code: str
) -> None:
    page = ended(mount, TOLD, code)
    heights, offered = [], []
    for over in (False, True):
        page.evaluate("(on) => model.kernelSays('ended', on)", over)
        heights.append(rectangle(page.locator(".aw-keys"))["height"])
        offered.append(page.locator(".aw-keys button:visible, .aw-keys summary:visible, .aw-all:visible").count())
    end, bar = rectangle(page.locator(".aw-key-end")), rectangle(page.locator(".aw-keys"))
    far = end["x"] - bar["x"] if code == "ar" else bar["x"] + bar["width"] - end["x"] - end["width"]
    assert [heights[1] <= heights[0], offered, far < 40] == [True, [9, 1], True]
    page.keyboard.press("a")
    assert page.locator(".aw-sheet").count() == 0
    page.keyboard.press("?")
    assert page.locator(".aw-sheet dt").all_inner_texts() == ["Esc", "?"]


def test_the_keyboard_that_led_finds_the_key_that_goes_on(mount: Callable[..., Page]) -> None:
    page = mount("console", position=CARE, after=TOLD)
    page.focus(".aw-key-next")
    page.evaluate("model.kernelSays('ended', true)")
    assert page.evaluate("document.activeElement.className") == "aw-key aw-key-end"


def test_after_the_end_the_stage_leads_nowhere_and_asks_nobody_to_join(mount: Callable[..., Page]) -> None:
    page = mount("stage", position=CARE)
    page.keyboard.press("j")
    shown = [page.locator(one).count() for one in (".aw-corner:visible", ".aw-arrow:visible", ".aw-sheet")]
    page.evaluate("model.kernelSays('ended', true)")
    after = [page.locator(one).count() for one in (".aw-corner:visible", ".aw-arrow:visible", ".aw-sheet")]
    assert [shown, after] == [[1, 3, 1], [0, 1, 0]]
    page.keyboard.press("?")
    assert page.locator(".aw-sheet dt").first.inner_text() == "F"


def test_where_no_program_is_behind_it_the_terminal_is_named(mount: Callable[..., Page]) -> None:
    page = mount("console", position=CARE, ended=True)
    assert (page.locator(".aw-after").count(), "In the terminal" in page.inner_text(".aw-notice")) == (0, True)


def test_a_sheet_is_asked_for_once_looked_at_and_saved(mount: Callable[..., Page]) -> None:
    page = ended(mount, TOLD)
    page.get_by_role("button", name="What the group saw").click()
    says(page, {**TOLD, "jobs": {"print": {"state": "starting", "facts": {}, "told": ""}}})
    page.get_by_role("button", name="Handouts to take home").click(force=True)
    says(page, MADE)
    asked = [message for message in sent(page) if message.keys() & {"print", "fetch"}]
    came(page)
    save = page.get_by_role("link", name="Save it")
    assert asked == [{"print": "summary"}, {"fetch": 1}]
    assert (save.get_attribute("download"), (save.get_attribute("href") or "")[:5]) == ("summary.pdf", "blob:")
    assert page.get_by_role("img", name="The first page: What the group saw").count() == 1
    assert page.get_by_role("button", name="What the group saw").get_attribute("aria-pressed") == "true"


def test_an_older_sheet_that_comes_late_does_not_stand_under_the_newer_ones_name(mount: Callable[..., Page]) -> None:
    page = mount("console", position=CARE, ended=True, after=MADE)
    says(page, {**MADE, "paper": {**MADE["paper"], "number": 2, "kind": "card", "name": "card.pdf"}})
    came(page)  # the first one
    assert page.get_by_role("link", name="Save it").count() == 0


def test_forgetting_is_asked_for_once_and_by_keyboard(mount: Callable[..., Page]) -> None:
    page = ended(mount, TOLD)
    page.get_by_role("button", name="Forget the session").focus()
    page.keyboard.press("Enter")
    assert "are destroyed" in page.inner_text(".aw-after-loss")
    assert page.evaluate(FOCUS) == "No, leave it"
    page.keyboard.press("Enter")
    assert (page.evaluate(FOCUS), {"forget": True} in sent(page)) == ("Forget the session", False)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert [message for message in sent(page) if "forget" in message] == [{"forget": True}]


def test_after_that_it_says_what_is_left_and_there_is_nothing_to_go_on_with(mount: Callable[..., Page]) -> None:
    page = ended(mount, TOLD)
    before = page.get_by_role("button", name="Go on with the evening").count()
    page.get_by_role("button", name="Forget the session").click()
    page.get_by_role("button", name="Yes, destroy them").click()
    says(page, {**TOLD, "jobs": {"forget": {"state": "starting", "facts": {}, "told": ""}}})
    assert page.evaluate(FOCUS) == "One moment"
    says(page, {**GONE, "kinds": KINDS[1:]})
    until_true(page, f"{FOCUS}.includes('pictures-2026-11-29.json')")
    assert "Nothing of this session is left" in page.inner_text(".aw-after")
    assert (before, page.get_by_role("button", name="Go on with the evening").count()) == (1, 0)
    assert page.get_by_role("button", name="Forget the session").count() == 0
    assert [page.is_visible(part) for part in (".aw-keys", ".aw-pane-polls", ".aw-after")] == [False, False, True]


def test_after_the_end_no_poll_is_offered_and_one_that_was_left_open_is_said_to_be_and_can_be_closed(
    mount: Callable[..., Page],
) -> None:
    polls = {state: poll(state, question=f"{state}?") for state in ("waiting", "open", "closed", "revealed")}
    polls["own"] = poll("waiting", question="own?", own=True)
    page = mount("console", position=CARE, after=TOLD, polls=polls, box={"on": True, "opened": []})
    pane = page.locator(".aw-pane-polls")
    offered = ".aw-ballotbox:visible h3, .aw-act:visible, .aw-own:visible, .aw-question-box:visible"
    before = pane.locator(offered).count()
    # A status that comes in together with its words is not read aloud.
    assert pane.locator("p[role=status]").first.evaluate("(one) => [one.hidden, one.textContent]") == [False, ""]
    page.evaluate("model.kernelSays('ended', true)")
    assert pane.locator(offered).all_inner_texts() == ["open?", "Close the poll", "closed?", "Question box"]
    assert "still open" in pane.get_by_role("status").first.inner_text()
    pane.get_by_role("button", name="Close the poll").click()
    assert sent(page)[-1] == {"last_call": {"poll": "open", "on": True}}
    left = {name: facts for name, facts in polls.items() if name != "open"}
    page.evaluate("(facts) => ['polls', 'box'].forEach((name, at) => model.kernelSays(name, facts[at]))", [left, BOX])
    assert pane.locator(offered).all_inner_texts() == ["closed?"]
    assert "go on with the evening" in pane.get_by_role("status").first.inner_text()
    page.evaluate("(polls) => (model.kernelSays('ended', false), model.kernelSays('polls', polls))", polls)
    assert pane.locator(offered).count() == before


def test_after_the_end_nothing_is_said_to_lie_over_the_stage_and_nothing_over_afterwards(
    mount: Callable[..., Page],
) -> None:
    polls = {"own": poll("waiting", question="Tea, or water?", own=True)}
    page = mount("console", position=CARE, after=TOLD, polls=polls, over="own", slower=True)
    heard, card, door = page.locator(".aw-top .aw-unseen"), page.locator(".aw-slower"), page.locator(".aw-colleague")
    before = ["Tea, or water?" in heard.inner_text(), "Slower, please" in card.inner_text(), door.is_visible()]
    page.evaluate("model.kernelSays('ended', true)")
    assert [before, "Tea" in heard.inner_text(), card.inner_text(), door.is_visible()] == [[True] * 3, False, "", False]


def test_on_a_narrow_console_afterwards_stands_first(mount: Callable[..., Page]) -> None:
    page = ended(mount, TOLD)
    page.set_viewport_size({"width": 683, "height": 384})
    tops = [rectangle(page.locator(f".aw-pane-{name}"))["y"] for name in ("notes", "polls", "now")]
    assert tops == sorted(tops)
    key = rectangle(page.get_by_role("button", name="What the group saw"))
    assert key["y"] + key["height"] <= rectangle(page.locator(".aw-keys"))["y"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("state", "loud"), [("ended", "What the group saw"), ("made", "Save it")])
def test_after_the_end_the_one_loud_key_stands_under_afterwards(
    mount: Callable[..., Page], state: str, loud: str, scheme: Literal["light", "dark"]
) -> None:
    page = ended(mount, STATES[state])
    page.emulate_media(color_scheme=scheme)
    # As loud as the key that leads on before the end.
    page.evaluate("model.kernelSays('ended', false)")
    deep = page.evaluate("getComputedStyle(document.querySelector('.aw-key-next')).backgroundColor")
    page.evaluate("model.kernelSays('ended', true)")
    filled = f"(one) => one.checkVisibility() && getComputedStyle(one).backgroundColor === '{deep}'"
    assert page.evaluate(
        f"[...document.querySelectorAll('button, a')].filter({filled}).map((one) => one.textContent)"
    ) == [loud]


def test_after_the_end_no_minutes_are_left_of_anything(mount: Callable[..., Page]) -> None:
    page = ended(mount, TOLD)
    assert page.inner_text(".aw-clock").startswith("now ")
    assert "left" not in page.inner_text(".aw-clock")


def test_what_a_command_refuses_stands_there_in_its_own_words(mount: Callable[..., Page]) -> None:
    page = ended(mount, REFUSED)
    assert "The disk is full." in page.get_by_role("alert").filter(has_text="In its own words").inner_text()


# Spanish has the longest words.
@pytest.mark.parametrize("code", daily(["en", "es", "ar"], ["es"]))
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_wrong_and_nothing_is_cut(mount: Callable[..., Page], code: str, state: str) -> None:
    page = ended(mount, STATES[state], code)
    page.set_viewport_size({"width": 1366, "height": 768})
    assert axe.finds_in_both_schemes(page, ".aw") == {}
    for width, height in ((1366, 768), (1920, 1080), (683, 384)):
        page.set_viewport_size({"width": width, "height": height})
        cut = "[...document.querySelectorAll('.aw-after *')].filter((one) => one.scrollWidth > one.clientWidth + 1)"
        shown = f"{cut}.filter((one) => one.clientWidth).map((one) => one.outerHTML)"
        assert page.evaluate(shown) == []
    assert axe.finds(page, ".aw") == {}
