"""A card of what helps afterwards: made, folded, laid beside another, downloaded and printed here, and known to nobody
else.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, ViewportSize

import axe
from afterwave.widgets.card import AftercareCard
from pdf_text import pages
from widgets.browser import rectangle
from widgets.samples import CARE
from widgets.samples import TRAITS as ALL

pytestmark = pytest.mark.browser
WORDS = "purple lighthouse at half past nine, and a very slow breakfast 4711"
OTHER = "green harbour 1174"
BOXES = "[role=textbox]"
TRAITS = ALL["card"]
SIZES: tuple[ViewportSize, ...] = (
    {"width": 320, "height": 640},
    {"width": 390, "height": 844},
    {"width": 195, "height": 422},
    {"width": 1366, "height": 768},
)
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def made(page: Page, words: str = WORDS, keys: int = 4) -> None:
    """Tick two forms right after, and write some words there: at once, and the last letters key by key."""
    page.get_by_role("group", name=TRAITS["parts"][1]).get_by_label(CARE[0]).check()
    page.get_by_role("group", name=TRAITS["parts"][1]).get_by_label(CARE[3]).check()
    page.locator(BOXES).nth(1).click()
    page.keyboard.insert_text(words[:-keys])
    page.keyboard.type(words[-keys:])


def press(page: Page, *names: str) -> None:
    for name in names:
        page.get_by_role("button", name=name, exact=True).click()


def two(page: Page, keys: int = 4) -> None:
    """Make one card, hand over, and make another."""
    made(page, keys=keys)
    press(page, "Fold it", "A second card, for somebody beside me")
    made(page, OTHER, keys)


# Over 5 s where it is a browser's first download: Chromium readies itself for the first one of a run.
def test_ticking_writing_folding_and_printing_send_nothing(mount: Callable[..., Page]) -> None:
    page = mount("card")
    page.evaluate("globalThis.print = () => {}")
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.get_by_label("Keep it in this browser").check()
    two(page, keys=len(WORDS))
    press(page, "Fold it", "Unfold both, side by side", "Print, or save as PDF")
    with page.expect_download():
        press(page, "Download as a picture")
    assert [page.evaluate("[model.sent, model.saved]"), [url for url in requests if not url.startswith("blob:")]] == [
        [[], []],
        [],
    ]


def test_no_trait_is_made_to_hold_what_is_ticked_or_written() -> None:
    own = {
        name
        for name in AftercareCard(key="a").keys
        if not name.startswith("_") and name not in {"layout", "tabbable", "tooltip"}
    }
    assert own == {
        "key",
        "invitation",
        "minutes",
        "title",
        "lead",
        "forms",
        "parts",
        "labels",
        "shared_origin",
        "filename",
    }


def test_every_part_offers_every_form_and_own_words_and_nothing_is_ticked(mount: Callable[..., Page]) -> None:
    page = mount("card")
    for part in TRAITS["parts"]:
        group = page.get_by_role("group", name=part)
        assert [group.get_by_role("checkbox").count(), group.get_by_role("textbox", name=part).count()] == [
            len(CARE),
            1,
        ]
    assert page.locator("input:checked").count() == 0
    boxes = page.locator(BOXES).evaluate_all(
        "all => all.map((one) => [one.tagName, one.contentEditable, one.spellcheck])"
    )
    assert boxes == [["DIV", "plaintext-only", False]] * 4


def test_the_open_card_holds_what_was_ticked_and_written_and_no_empty_part(mount: Callable[..., Page]) -> None:
    page = mount("card")
    made(page)
    press(page, "Look at the card")
    card = page.get_by_role("article")
    assert card.get_by_role("listitem").all_inner_texts() == [CARE[0], CARE[3]]
    assert WORDS in card.inner_text()
    assert TRAITS["parts"][2] not in card.inner_text()


def test_a_folded_card_shows_its_outside_only_and_opens_again(mount: Callable[..., Page]) -> None:
    page = mount("card")
    made(page)
    press(page, "Fold it")
    assert WORDS not in page.content()
    assert page.get_by_role("status").inner_text() == "Folded. Only the outside shows."
    press(page, "Unfold it")
    assert WORDS in page.get_by_role("article").inner_text()
    press(page, "Write on it again")
    assert page.locator(BOXES).nth(1).inner_text() == WORDS


def test_while_the_second_person_writes_nothing_of_the_first_card_is_in_the_page(mount: Callable[..., Page]) -> None:
    page = mount("card")
    two(page)
    assert (WORDS in page.content(), page.get_by_role("button", name="Unfold").count()) == (False, 0)
    press(page, "Fold it")
    assert (WORDS in page.content(), OTHER in page.content()) == (False, False)


def test_two_cards_are_unfolded_together_and_lie_side_by_side(mount: Callable[..., Page]) -> None:
    page = mount("card")
    two(page)
    press(page, "Fold it", "Unfold both, side by side")
    cards = page.get_by_role("article")
    assert [words in card for words, card in zip((WORDS, OTHER), cards.all_inner_texts(), strict=True)] == [True, True]
    first, second = (rectangle(cards.nth(which)) for which in (0, 1))
    assert first["y"] == second["y"]
    assert first["x"] + first["width"] <= second["x"]
    press(page, "Write on the second again")
    assert page.locator(BOXES).nth(1).inner_text() == OTHER


def test_back_to_one_card_drops_the_second_and_keeps_the_first(mount: Callable[..., Page]) -> None:
    page = mount("card")
    two(page)
    press(page, "Back to one card", "Unfold it")
    assert WORDS in page.get_by_role("article").inner_text()
    assert OTHER not in page.evaluate("JSON.stringify([...globalThis[Symbol.for('afterwave.kept')].kept])")


def test_the_whole_way_works_by_keyboard_alone(mount: Callable[..., Page]) -> None:
    page = mount("card")
    page.get_by_role("checkbox").first.focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Fold it").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Unfold it"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Download as a picture"
    assert page.get_by_role("article").get_by_role("listitem").all_inner_texts() == [CARE[0]]


def test_the_picture_is_made_here_named_discreetly_and_holds_the_words(mount: Callable[..., Page]) -> None:
    page = mount("card")
    page.evaluate(
        "() => { window.said = []; const own = CanvasRenderingContext2D.prototype.fillText; "
        "CanvasRenderingContext2D.prototype.fillText = function (words, ...at) { said.push(words); return "
        "own.call(this, words, ...at); }; }"
    )
    made(page)
    press(page, "Look at the card")
    with page.expect_download() as waiting:
        press(page, "Download as a picture")
    assert waiting.value.suggested_filename == "notes.png"
    data = Path(waiting.value.path()).read_bytes()
    width, height = struct.unpack(">II", data[16:24])
    assert [data[:8], width > 1000, height > 600] == [b"\x89PNG\r\n\x1a\n", True, True]
    assert WORDS in " ".join(page.evaluate("said"))


def test_two_cards_make_one_picture_twice_as_wide(mount: Callable[..., Page]) -> None:
    page = mount("card")
    two(page)
    press(page, "Fold it", "Unfold both, side by side")
    with page.expect_download() as waiting:
        press(page, "Download as a picture")
    assert struct.unpack(">I", Path(waiting.value.path()).read_bytes()[16:20])[0] == 2240


def test_the_printer_gets_the_card_and_nothing_else_of_the_page(mount: Callable[..., Page]) -> None:
    page = mount("card")
    page.evaluate(
        "() => { window.titles = []; globalThis.print = () => titles.push(document.title); "
        "document.body.insertAdjacentHTML('beforeend', '<p>Somebody else</p>'); }"
    )
    made(page)
    press(page, "Look at the card", "Print, or save as PDF")
    sheets = pages(page.pdf())
    text = " ".join(" ".join(sheets).split())
    assert [len(sheets), WORDS in text, "Somebody else" in text, "Clear everything" in text] == [
        1,
        True,
        False,
        False,
    ]
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate("[titles, document.title, document.querySelectorAll('.aw-card-paper').length]") == [
        ["notes"],
        "Harness",
        0,
    ]
    assert "Somebody else" in pages(page.pdf())[0]


def test_nothing_is_kept_in_the_browser_unless_asked(mount: Callable[..., Page]) -> None:
    page = mount("card")
    made(page)
    press(page, "Fold it")
    assert page.evaluate("[sessionStorage.length, localStorage.length]") == [0, 0]


def test_a_kept_card_is_there_after_a_reload_as_it_lay_and_gone_after_clear(mount: Callable[..., Page]) -> None:
    page = mount("card")
    page.get_by_label("Keep it in this browser").check()
    made(page)
    press(page, "Fold it")
    mount("card")
    assert WORDS not in page.content()
    press(page, "Write on it again")
    assert page.locator(BOXES).nth(1).inner_text() == WORDS
    press(page, "Clear everything here")
    page.locator(BOXES).nth(1).click()
    page.keyboard.press("Control+z")
    assert [
        page.locator(BOXES).all_inner_texts(),
        page.locator("input:checked").count(),
        page.evaluate("sessionStorage.length"),
    ] == [[""] * 4, 0, 0]


def test_keeping_is_not_offered_where_others_share_the_origin(mount: Callable[..., Page]) -> None:
    assert mount("card", shared_origin=True).get_by_label("Keep it").count() == 0


def test_leaving_drops_both_cards_what_was_kept_and_what_lay_ready_to_print(mount: Callable[..., Page]) -> None:
    page = mount("card")
    page.evaluate("globalThis.print = () => {}")
    page.get_by_label("Keep it in this browser").check()
    two(page)
    press(page, "Fold it", "Unfold both, side by side", "Print, or save as PDF")
    assert WORDS in page.evaluate("JSON.stringify(sessionStorage)")
    page.evaluate("window.dispatchEvent(new CustomEvent('afterwave:leave'))")
    assert [WORDS in page.content(), OTHER in page.content(), page.evaluate("sessionStorage.length")] == [
        False,
        False,
        0,
    ]


def test_two_views_of_one_card_show_the_same(mount: Callable[..., Page]) -> None:
    page = mount("card")
    page.evaluate("t => { again(t); }", TRAITS)
    made_in = page.locator(".aw-card").first
    made_in.locator(BOXES).first.click()
    page.keyboard.type(WORDS)
    assert page.locator(".aw-card").nth(1).locator(BOXES).first.inner_text() == WORDS


def test_axe_finds_nothing_wrong_on_any_side_of_the_cards(mount: Callable[..., Page], page: Page) -> None:
    mount("card")
    two(page)
    for step in (None, "Fold it", "Unfold both, side by side"):
        if step:
            press(page, step)
        assert axe.finds_in_both_schemes(page, ".aw") == {}


def test_every_side_fits_every_screen_and_can_be_hit_by_a_thumb(mount: Callable[..., Page], page: Page) -> None:
    mount("card")
    two(page)
    wrong = []
    for step in (None, "Fold it", "Unfold both, side by side"):
        if step:
            press(page, step)
        for size in SIZES:
            page.set_viewport_size(size)
            small = page.evaluate(
                "[...document.querySelectorAll('.aw-card :is(button, label)')].filter((one) => "
                "one.getBoundingClientRect().height < 43.9).length"
            )
            wrong += [(step, size, page.evaluate(OVERFLOW), small)] if page.evaluate(OVERFLOW) > 0 or small else []
    assert wrong == [], wrong


def test_in_a_language_written_from_the_right_it_is_mirrored(mount: Callable[..., Page]) -> None:
    page = mount("card")
    page.evaluate("document.documentElement.dir = 'rtl'")
    two(page)
    press(page, "Fold it", "Unfold both, side by side")
    first, second = (rectangle(page.get_by_role("article").nth(which)) for which in (0, 1))
    assert second["x"] + second["width"] <= first["x"]
