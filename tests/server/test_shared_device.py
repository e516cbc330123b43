"""A device that goes from hand to hand: what somebody ticked and did not send is not there for the next person."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from patience import scripted, until_true
from server.conftest import Server

pytestmark = pytest.mark.browser

HIDE = """() => {
    Object.defineProperty(document, "hidden", { configurable: true, get: () => true });
    document.dispatchEvent(new Event("visibilitychange"));
}"""
CLEARS = "this page clears itself for the next person"


@pytest.fixture
def page(chromium: Browser, server: Server) -> Iterator[Page]:
    """Give a page of a device that is handed on, at the open question with an answer ticked."""
    server.open()
    context = chromium.new_context(
        viewport={"width": 390, "height": 844}, base_url=server.address, reduced_motion="reduce"
    )
    page = context.new_page()
    page.clock.install()
    page.goto("/poll/tea?shared=1")
    scripted(page)
    page.get_by_label("Green").check()
    yield page
    context.close()


def is_fresh(page: Page) -> bool:
    return (
        page.locator(":checked").count() == 0
        and page.get_by_role("button", name="Send", exact=True).is_visible()
        and page.locator(".sure li").count() == 0
    )


@pytest.mark.parametrize("asked", [False, True])
def test_passing_on_before_sending_clears_the_answer_and_sends_nothing(
    page: Page, server: Server, *, asked: bool
) -> None:
    if asked:
        page.get_by_role("button", name="Send").click()
        page.get_by_role("button", name="Pass, and hand on").click()
    else:
        page.get_by_role("link", name="Pass, and hand on").click()
    assert is_fresh(page)
    assert server.session.store.close("tea").ballots == 0


@pytest.mark.parametrize("asked", [False, True])
def test_after_some_quiet_the_page_says_that_it_clears_and_clears(page: Page, *, asked: bool) -> None:
    if asked:
        page.get_by_role("button", name="Send").click()
    page.clock.fast_forward(61_000)
    page.get_by_text(CLEARS).wait_for()
    page.clock.fast_forward(21_000)
    until_true(page, "!document.querySelector(':checked')")
    assert is_fresh(page)
    assert not page.get_by_text(CLEARS).is_visible()


def test_who_is_still_there_keeps_what_was_ticked(page: Page) -> None:
    page.clock.fast_forward(61_000)
    page.get_by_text(CLEARS).wait_for()
    page.locator("h1").click()
    page.clock.fast_forward(30_000)
    assert page.locator(":checked").count() == 1


@pytest.mark.parametrize("asked", [False, True])
def test_a_page_that_is_hidden_clears_at_once(page: Page, *, asked: bool) -> None:
    if asked:
        page.get_by_role("button", name="Send").click()
    page.evaluate(HIDE)
    assert is_fresh(page)


def test_an_answer_under_way_is_sent_to_its_end_and_out_of_sight(page: Page, server: Server) -> None:
    page.get_by_role("button", name="Send").click()
    page.context.set_offline(True)
    page.clock.fast_forward(600)
    page.get_by_role("button", name="Yes, send").click()
    page.get_by_text("Still trying").wait_for()
    assert not page.locator(".sure li").is_visible()
    page.evaluate(HIDE)
    page.clock.fast_forward(90_000)
    page.context.set_offline(False)
    page.clock.fast_forward(10_000)
    page.wait_for_url("**/poll/tea/thanks?shared=1")
    assert server.session.store.close("tea").ballots == 1


def test_without_scripts_the_page_clears_by_itself_and_says_so(chromium: Browser, server: Server) -> None:
    server.open()
    context = chromium.new_context(base_url=server.address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/poll/tea?shared=1")
    page.get_by_label("Green").check()
    assert page.locator('meta[http-equiv="refresh"]').get_attribute("content") == "180;url=/poll/tea?shared=1"
    assert page.locator("noscript p").inner_text() == "This page clears itself every three minutes."
    page.get_by_role("link", name="Pass, and hand on").click()
    assert page.locator(":checked").count() == 0
    context.close()
