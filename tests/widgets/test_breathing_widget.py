"""The pacer: begun only when asked, stopped at any time, and words alone where stillness is asked for."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from patience import until_true

pytestmark = pytest.mark.browser


def test_it_begins_and_stops_only_when_asked_and_sends_nothing(mount: Callable[..., Page]) -> None:
    page = mount("breathing")
    assert page.inner_text(".aw-breathing-words") == "If you like"
    page.click("text=Begin")
    assert [page.inner_text(".aw-breathing-words"), page.inner_text(".aw-breathing-count")] == ["breathe in", "1"]
    page.click("text=Stop")
    assert [page.inner_text(".aw-breathing-count"), page.evaluate("model.sent")] == ["", []]


def test_where_stillness_is_asked_for_nothing_moves_and_the_count_stays(mount: Callable[..., Page]) -> None:
    page = mount("breathing")
    page.click("text=Begin")
    assert page.evaluate("document.getAnimations().length") == 0
    until_true(page, "document.querySelector('.aw-breathing-count').textContent === '2'")


def test_another_way_is_always_there(mount: Callable[..., Page]) -> None:
    assert "feel what carries you" in mount("breathing").inner_text(".aw-breathing-other")


@pytest.mark.clocked
def test_a_laptop_that_slept_over_it_finds_it_done_and_a_pause_of_some_beats_goes_on(
    mount: Callable[..., Page], page: Page
) -> None:
    page.clock.install(time=0)
    mount("breathing", minutes=1)
    page.clock.pause_at(60_000)
    page.click("text=Begin")
    page.clock.fast_forward(15_000)
    assert [page.inner_text(".aw-breathing-words"), page.inner_text(".aw-breathing-count")] == ["and out", "2"]
    page.clock.fast_forward(60_000)
    assert [page.inner_text(".aw-breathing-count"), page.inner_text("button")] == ["", "Begin"]


@pytest.mark.clocked
def test_a_clock_that_is_set_back_holds_no_breath(mount: Callable[..., Page], page: Page) -> None:
    page.clock.install(time=10_000_000)
    mount("breathing", minutes=1)
    page.clock.pause_at(10_060_000)
    page.click("text=Begin")
    page.clock.run_for(2000)
    page.clock.set_system_time(6_000_000)
    page.clock.run_for(3000)
    assert [page.inner_text(".aw-breathing-words"), page.inner_text(".aw-breathing-count")] == ["and out", "1"]
    page.clock.run_for(60_000)
    assert page.inner_text("button") == "Begin"
