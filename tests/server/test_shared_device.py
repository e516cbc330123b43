"""A device that goes from hand to hand: what somebody ticked and did not send is not there for the next person."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from kit_workshop import kit_workshop
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


def test_it_stays_one_in_another_language_and_over_the_group_s_page(
    chromium: Browser, make_server: Callable[..., Server]
) -> None:
    server = make_server(workshop=kit_workshop())
    server.open("arriving")
    page = chromium.new_page(base_url=server.address)
    page.goto("/poll/arriving?shared=1")
    page.get_by_role("link", name="Español").click()
    page.wait_for_url("**/es/poll/arriving?shared=1")
    page.locator("input[name=option]").first.check()
    page.evaluate(HIDE)
    assert page.locator(":checked").count() == 0
    server.session.store.close("arriving")
    page.goto("/en/poll/arriving?shared=1")
    page.get_by_role("link", name="Back to the group").click()
    page.get_by_role("link", name="العربية").click()
    page.wait_for_url("**/ar/follow?shared=1")
    server.open("care")
    page.locator(".asked a.go").click()
    page.locator("a[data-hand]").wait_for()
    page.locator("input[name=option]").first.check()
    page.locator(".send .go").click()
    page.locator("[data-send]").click()
    page.wait_for_url("**/ar/poll/care/thanks?shared=1")
    page.get_by_role("link", name="English").click()
    page.get_by_role("link", name="Hand over to the next person").wait_for()
    page.context.close()


def test_a_detour_over_support_and_the_start_page_brings_its_device_back(page: Page) -> None:
    for way in ("Support", "Start page", "Join the group", "Answer without a name"):
        page.get_by_role("link", name=way, exact=True).first.click()
    assert page.get_by_role("link", name="Pass, and hand on").is_visible()


def test_an_error_s_page_leads_to_other_languages_once(make_server: Callable[..., Server]) -> None:
    page = make_server(workshop=kit_workshop()).http.get("/en/poll/none?shared=1")
    assert (page.status_code, 'href="/es/?shared=1"' in page.text, "?shared=1?" in page.text) == (404, True, False)


def test_the_group_s_page_is_drawn_for_each_kind_of_device(server: Server) -> None:
    server.open()
    asked = ["/follow?shared=%201", "/follow?shared=1", "/follow", "/follow?shared=1"]
    assert ["/poll/tea?shared=1" in server.http.get(path).text for path in asked] == [False, True, False, True]


def test_on_a_phone_nobody_hands_on_no_address_says_so(server: Server) -> None:
    server.open()
    for path in ("/follow", "/poll/tea", "/poll/tea/thanks", "/follow?shared=0"):
        assert "shared" not in server.http.get(path).text
