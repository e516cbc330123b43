"""What a person types is theirs: nothing of it leaves the page, and it goes when they say so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from afterwave.message import Message
from afterwave.widgets.reader_labels import CARD, REFLECTION
from afterwave.widgets.reflection import Reflection
from widgets.samples import TRAITS as ALL

pytestmark = pytest.mark.browser
WORDS = "purple lighthouse 4711"
BOX = "[role=textbox]"
TRAITS = ALL["reflection"]


def typed(page: Page, words: str = WORDS) -> None:
    page.click(BOX)
    page.keyboard.type(words)


def test_typing_and_choosing_sends_nothing(mount: Callable[..., Page]) -> None:
    page = mount("reflection")
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    typed(page)
    page.click("text=It felt good")
    page.click("input[type=checkbox]")
    assert [page.evaluate("[model.sent, model.saved]"), requests] == [[[], []], []]


@pytest.mark.parametrize("words", [REFLECTION, CARD], ids=["reflection", "card"])
def test_whoever_writes_is_told_that_a_look_at_support_may_lose_it(words: dict[str, Message]) -> None:
    assert "opening another page may lose it" in words["private"]


def test_no_trait_is_made_to_hold_what_is_typed() -> None:
    own = {
        name
        for name in Reflection(key="a", question="b").keys
        if not name.startswith("_") and name not in {"layout", "tabbable", "tooltip"}
    }
    assert own == {"key", "question", "choices", "minutes", "instead", "labels", "shared_origin", "filename"}


def test_the_place_to_write_is_no_textarea_and_is_not_spell_checked(mount: Callable[..., Page]) -> None:
    page = mount("reflection")
    box = page.locator(BOX)
    facts = [
        box.get_attribute("contenteditable"),
        box.get_attribute("spellcheck"),
        box.get_attribute("aria-multiline"),
        page.locator("textarea").count(),
    ]
    assert facts == ["plaintext-only", "false", "true", 0]


def test_drawn_again_it_still_holds_the_words(mount: Callable[..., Page]) -> None:
    page = mount("reflection")
    typed(page)
    page.evaluate("t => { gone(); el.remove(); again(t); }", TRAITS)
    assert page.inner_text(BOX) == WORDS


def test_two_views_show_the_same_words(mount: Callable[..., Page]) -> None:
    page = mount("reflection")
    page.evaluate("t => { again(t); }", TRAITS)
    typed(page)
    assert page.locator(BOX).nth(1).inner_text() == WORDS


def test_another_question_does_not_see_them(mount: Callable[..., Page]) -> None:
    page = mount("reflection")
    typed(page)
    page.evaluate("t => { again(t); }", {**TRAITS, "key": "another"})
    assert page.locator(BOX).nth(1).inner_text() == ""


def test_leaving_drops_words_choice_and_what_was_kept_at_once(mount: Callable[..., Page]) -> None:
    page = mount("reflection")
    page.click("input[type=checkbox]")
    typed(page)
    page.click("text=It felt strange")
    assert WORDS in page.evaluate("JSON.stringify(sessionStorage)")
    page.evaluate("window.dispatchEvent(new CustomEvent('afterwave:leave'))")
    assert [page.inner_text(BOX), page.locator("input:checked").count(), page.evaluate("sessionStorage.length")] == [
        "",
        0,
        0,
    ]


def test_nothing_is_kept_in_the_browser_unless_asked(mount: Callable[..., Page]) -> None:
    page = mount("reflection")
    typed(page)
    assert page.evaluate("[sessionStorage.length, localStorage.length]") == [0, 0]


def test_kept_words_are_there_after_a_reload_and_gone_after_clear(mount: Callable[..., Page]) -> None:
    page = mount("reflection")
    page.click("input[type=checkbox]")
    typed(page)
    mount("reflection")
    assert page.inner_text(BOX) == WORDS
    page.click("text=Clear everything")
    page.click(BOX)
    page.keyboard.press("Control+z")
    assert [page.inner_text(BOX), page.evaluate("sessionStorage.length")] == ["", 0]


def test_keeping_is_not_offered_where_others_share_the_origin(mount: Callable[..., Page]) -> None:
    assert mount("reflection", shared_origin=True).locator("input[type=checkbox]").count() == 0


def test_nothing_is_preselected_and_arrow_keys_stay_inside(mount: Callable[..., Page]) -> None:
    page = mount("reflection")
    page.evaluate("t => { again(t); }", {**TRAITS, "key": "another"})
    assert page.locator("input[type=radio]:checked").count() == 0
    page.locator("input[type=radio]").nth(2).focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("[...document.querySelectorAll('input[type=radio]')].map((one) => one.checked)") == [
        True,
        False,
        False,
        False,
        False,
        False,
    ]


def test_the_choices_are_one_group_named_by_its_legend_and_inside_its_question(mount: Callable[..., Page]) -> None:
    page = mount("reflection")
    group = page.get_by_role("group", name="If one of these fits, you may tick it")
    assert [
        group.locator("legend").count(),
        group.get_by_role("radio").count(),
        group.locator("xpath=self::fieldset").count(),
    ] == [1, 3, 1]
    group.get_by_role("radio").first.focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('role')") == "textbox"


def test_the_download_is_made_here_and_named_discreetly(mount: Callable[..., Page]) -> None:
    page = mount("reflection")
    typed(page)
    with page.expect_download() as waiting:
        page.click("text=Download")
    download = waiting.value
    assert download.suggested_filename == "notes.txt"
    assert WORDS in Path(download.path()).read_text()
