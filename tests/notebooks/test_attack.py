"""The attack notebook under Voilà: it answers the group's size at once, in words and pictures, and asks nothing of
anybody.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

import axe
from notebooks.conftest import Kept

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(voila: Callable[[str], str], shared: Kept) -> Page:
    return shared.at(voila("attack-your-own-poll"), ".aw-attack svg")


def test_three_attacks_are_told_for_twelve_people(desk: Page) -> None:
    titles = desk.locator(".aw-attack h2").all_inner_texts()
    assert titles == [
        "Bars that move while people send",
        "A threshold, and numbers from there on",
        "One person who answers many times",
    ]
    assert desk.locator(".aw-attack svg").count() == 3
    assert "In 0 %" in desk.inner_text(".aw-attack")


def test_a_size_is_chosen_by_keyboard_and_the_words_follow(desk: Page) -> None:
    desk.get_by_role("button", name="20", exact=True).first.focus()
    desk.keyboard.press("Enter")
    desk.get_by_text("20 people answer").wait_for()
    desk.get_by_text("Of 20 answers").wait_for()


def test_nothing_is_asked_of_a_browsers_maker_and_axe_finds_nothing_wrong(desk: Page) -> None:
    assert desk.locator(":is(input, textarea, select, [contenteditable=true]):visible").count() == 0
    assert axe.finds(desk) == {}


@pytest.mark.parametrize("width", [390, 1366])
def test_it_fits_the_screen(desk: Page, width: int) -> None:
    desk.set_viewport_size({"width": width, "height": 800})
    assert desk.evaluate("document.documentElement.scrollWidth <= innerWidth")
