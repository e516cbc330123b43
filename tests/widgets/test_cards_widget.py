"""A deck: a card turns when its front is pressed, says so, and moves nothing around it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

import axe
from widgets.browser import Scheme, rectangle
from widgets.samples import DECK, step

pytestmark = pytest.mark.browser
Mount = Callable[..., Page]

FRONTS = [front for front, _ in DECK]
SEEN = (
    "[...document.querySelectorAll('.aw-cards-back')].map((back) => back.checkVisibility({ visibilityProperty: true }))"
)


def test_every_card_lies_face_up_and_its_back_is_read_to_nobody(mount: Mount) -> None:
    page = mount("cards")
    assert page.locator(".aw-cards-front").all_inner_texts() == FRONTS
    assert [page.locator("[aria-expanded=false]").count(), page.evaluate(SEEN)] == [3, [False] * 3]


def test_a_card_turns_by_keyboard_and_says_its_back(mount: Mount) -> None:
    page = mount("cards")
    page.get_by_role("button", name="Letting go").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert [page.evaluate(SEEN), page.inner_text("[role=status]")] == [[False, True, False], ". ".join(DECK[1])]
    assert page.get_by_role("button", name="Grief, or longing", expanded=True).count() == 1
    page.keyboard.press("Space")
    assert [page.evaluate(SEEN), page.inner_text("[role=status]")] == [[False] * 3, "Grief, or longing: turned back."]


def test_several_cards_can_lie_turned_and_all_of_them_with_one_press(mount: Mount) -> None:
    page = mount("cards")
    page.click("text=Letting go")
    page.click("text=No clear cause")
    assert page.evaluate(SEEN) == [True, False, True]
    page.click("text=Turn all over")
    assert [page.evaluate(SEEN), page.inner_text("[role=status]")] == [[True] * 3, "All the cards are turned over."]
    page.click("text=Turn all back")
    assert page.evaluate(SEEN) == [False] * 3


@pytest.mark.parametrize("width", [1280, 390, 320, 195])
def test_turning_moves_nothing_and_fits_every_width(mount: Mount, width: int) -> None:
    page = mount("cards")
    page.set_viewport_size({"width": width, "height": 800})
    boxes = (
        "[...document.querySelectorAll('.aw-cards-card')].map((one) => [one.offsetLeft, one.offsetTop, "
        "one.offsetWidth, one.offsetHeight])"
    )
    before = page.evaluate(boxes)
    page.click("text=Turn all over")
    assert page.evaluate(boxes) == before
    inside = (
        "[...document.querySelectorAll('.aw-cards-card')].every((one) => one.scrollHeight <= one.clientHeight + 1 && "
        "one.scrollWidth <= one.clientWidth + 1)"
    )
    assert [page.evaluate(inside), page.evaluate("document.documentElement.scrollWidth <= innerWidth")] == [True, True]


def test_which_card_somebody_turns_is_sent_to_nobody(mount: Mount) -> None:
    page = mount("cards")
    page.click("text=Letting go")
    page.click("text=Turn all over")
    assert page.evaluate("[model.sent, model.saved]") == [[], []]


def test_where_stillness_is_asked_for_a_card_turns_without_moving(mount: Mount) -> None:
    page = mount("cards")
    page.click("text=Letting go")
    assert page.evaluate("document.getAnimations().length") == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_axe_finds_nothing_wrong_turned_or_not(mount: Mount, scheme: Scheme, direction: str) -> None:
    page = mount("cards")
    page.emulate_media(color_scheme=scheme)
    page.evaluate("dir => { document.documentElement.dir = dir; }", direction)
    page.click("text=Letting go")
    assert axe.finds(page, "#here") == {}


@pytest.fixture
def stage(mount: Mount) -> Page:
    steps = [
        step("cards", "tray", "", lead="<p>The whole tray once more.</p>", cards=DECK),
        step("slide", "after", "<h1>After</h1>"),
    ]
    return mount(
        "stage",
        sections=[{"slug": "opening", "title": "Opening", "steps": steps}],
        position={"section": "opening", "step": 0},
    )


def test_on_the_stage_one_card_lies_over_the_others_until_it_is_turned_back(stage: Page) -> None:
    assert stage.locator(".aw-cards-front").all_inner_texts() == FRONTS
    stage.click("text=Letting go")
    deck, card = (rectangle(stage.locator(place)) for place in (".aw-cards-deck", "[data-turned]"))
    assert deck == card
    assert stage.locator("[data-turned] .aw-cards-back").inner_text() == DECK[0][1]
    stage.keyboard.press("Enter")
    assert stage.locator("[data-turned]").count() == 0


def test_on_the_stage_a_turned_card_leaves_the_way_on_to_the_arrow_keys(stage: Page) -> None:
    stage.click("text=Letting go")
    stage.keyboard.press("ArrowRight")
    stage.get_by_role("heading", name="After").wait_for()


def test_on_the_stage_every_word_is_at_least_a_twenty_fourth_of_the_height(stage: Page) -> None:
    stage.click("text=Letting go")
    sizes = stage.evaluate(
        "[...document.querySelectorAll('.aw-cards-front, .aw-cards-back')].map((one) => "
        "parseFloat(getComputedStyle(one).fontSize))"
    )
    assert min(sizes) >= 720 / 24
