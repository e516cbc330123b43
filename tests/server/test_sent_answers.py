"""What a phone says of an answer that it sent is true: nothing but a page of ours counts as an answer, and no mistake
of a script looks like a dead network.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

from enumeration import daily
from kit_workshop import kit_workshop
from patience import scripted, until_on
from server.conftest import Server

pytestmark = pytest.mark.browser

SIGN_IN = "<!doctype html><title>Venue Wi-Fi</title><main><h1>Please sign in</h1><p>Thank you</p></main>"
STRANGE: dict[str, dict[str, Any]] = {
    "redirect": {"status": 302, "headers": {"Location": "/follow"}},
    "sign-in page": {"status": 200, "content_type": "text/html", "body": SIGN_IN},
    "forbidden": {"status": 403, "content_type": "text/html", "body": "<h1>Blocked</h1>"},
    "nothing": {"status": 204},
    "a proxy's 404": {"status": 404, "body": ""},
    "conflict": {"status": 409, "content_type": "application/json", "body": "{}"},
}
"""Answers to a form that come from something other than the group's server."""

GONE = {
    "AbortSignal.timeout": "delete AbortSignal.timeout",
    "AbortController": "delete window.AbortController",
    "fetch": "window.fetch = undefined",
    "fetch that throws": "window.fetch = () => { throw new TypeError('no signal') }",
    "URLSearchParams": "delete window.URLSearchParams",
    "DOMParser": "delete window.DOMParser",
    "FormData": "window.FormData = function () { throw new Error('no') }",
    "replaceChildren": "delete Element.prototype.replaceChildren",
}
"""What an older browser lacks, or a mistake of our own would break."""


@pytest.fixture
def page(chromium: Browser, server: Server) -> Iterator[Page]:
    """Give a page of a fresh phone."""
    context = chromium.new_context(
        viewport={"width": 390, "height": 844}, base_url=server.address, reduced_motion="reduce"
    )
    yield context.new_page()
    context.close()


def confirmed(page: Page) -> None:
    page.get_by_role("button", name="Send").click()
    if page.get_by_role("button", name="Yes, send").is_visible():
        page.get_by_role("button", name="Yes, send").click()


def ticked(page: Page, path: str = "/poll/tea") -> None:
    page.goto(path)
    scripted(page)
    page.get_by_label("Green").check()


def asked(page: Page) -> None:
    page.goto("/question")
    page.locator('[role="textbox"]').press_sequentially("May I?")


def strangely(page: Page, path: str, answer: dict[str, Any]) -> list[Route]:
    """Let the first form that goes to a path be answered by something else."""
    met: list[Route] = []

    def between(route: Route) -> None:
        if route.request.method == "POST" and not met:
            met.append(route)
            route.fulfill(**answer)
        else:
            route.continue_()

    page.route(f"**{path}", between)
    return met


@pytest.mark.parametrize("answer", daily(STRANGE, {"redirect", "nothing"}))
def test_only_our_own_page_thanks_for_a_ballot(page: Page, server: Server, answer: str) -> None:
    server.open()
    met = strangely(page, "/poll/tea", STRANGE[answer])
    ticked(page)
    confirmed(page)
    page.get_by_text("Something other than the group's server answers").wait_for()
    page.wait_for_url("**/poll/tea/thanks")
    assert page.get_by_role("heading", name="Thank you").is_visible()
    assert (len(met), server.session.store.close("tea").ballots) == (1, 1)


@pytest.mark.parametrize("answer", ["redirect", "forbidden"])
def test_only_our_own_page_thanks_for_a_question(page: Page, server: Server, answer: str) -> None:
    server.session.questions.turn(on=True)
    met = strangely(page, "/question", STRANGE[answer])
    asked(page)
    confirmed(page)
    page.get_by_text("Something other than the group's server answers").wait_for()
    page.wait_for_url("**/question/thanks")
    assert len(met) == 1


def test_thanks_stay_thanks_in_another_language(chromium: Browser, make_server: Callable[..., Server]) -> None:
    server = make_server(workshop=kit_workshop())
    server.open("care")
    page = chromium.new_page(base_url=server.address)
    page.goto("/en/poll/care")
    scripted(page)
    page.locator("input[name=option]").first.check()
    confirmed(page)
    page.wait_for_url("**/en/poll/care/thanks")
    page.get_by_role("link", name="Español").click()
    page.wait_for_url("**/es/poll/care/thanks")
    assert (page.locator("fieldset").count(), server.session.store.close("care").ballots) == (0, 1)
    page.context.close()


@pytest.mark.parametrize("missing", daily(GONE, {"AbortSignal.timeout", "fetch that throws", "FormData"}))
def test_where_the_script_fails_the_plain_form_is_sent(page: Page, server: Server, missing: str) -> None:
    server.open()
    page.add_init_script(GONE[missing])
    ticked(page)
    confirmed(page)
    page.wait_for_url("**/poll/tea/thanks")
    assert server.session.store.close("tea").ballots == 1


@pytest.mark.parametrize("missing", ["AbortSignal.timeout", "fetch", "DOMParser"])
def test_where_the_script_fails_a_question_goes_by_the_plain_form(page: Page, server: Server, missing: str) -> None:
    server.session.questions.turn(on=True)
    page.add_init_script(GONE[missing])
    asked(page)
    confirmed(page)
    page.wait_for_url("**/question/thanks")
    assert not page.get_by_text("Still trying").is_visible()


def test_where_a_script_does_not_come_a_form_has_its_plain_field(page: Page, server: Server) -> None:
    server.session.questions.turn(on=True)
    page.route("**/question.*.js", lambda route: route.abort())
    page.goto("/question")
    page.locator("textarea").fill("May I?")
    confirmed(page)
    page.wait_for_url("**/question/thanks")


def test_a_phone_that_sent_nothing_before_the_close_is_told_so(page: Page, server: Server) -> None:
    server.open()
    ticked(page)
    page.get_by_role("button", name="Send").click()
    assert page.get_by_text("Nothing has been sent yet.").is_visible()
    # A phone that cannot hear yet that it closed.
    page.route("**/poll/tea", lambda route: route.abort() if route.request.method == "GET" else route.continue_())
    server.session.store.close("tea")
    page.get_by_role("button", name="Yes, send").click()
    page.get_by_text("It closed before this was sent. Nothing of it was counted.").wait_for()
    assert page.get_by_text("your answer is in").count() == 0


def test_a_phone_whose_earlier_try_may_have_arrived_is_told_that(page: Page, server: Server) -> None:
    server.open()
    met: list[Route] = []

    def lost(route: Route) -> None:
        if route.request.method == "POST" and not met:
            met.append(route)
            server.session.store.close("tea")
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route("**/poll/tea", lost)
    ticked(page)
    confirmed(page)
    page.get_by_text("If an earlier try arrived before that, your answer is in").wait_for()
    assert page.get_by_text("Nothing of it was counted").count() == 0


def test_a_double_tap_on_send_does_not_skip_the_question_whether_to_send(page: Page, server: Server) -> None:
    server.open()
    ticked(page)
    page.set_viewport_size({"width": 390, "height": 560})
    page.get_by_role("button", name="Send").scroll_into_view_if_needed()
    page.get_by_role("button", name="Send").evaluate(
        """(send) => {
            const tap = (button) => button.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
            send.click();
            document.querySelector("[data-send]").click();
            tap(document.querySelector("[data-send]"));
        }"""
    )
    page.wait_for_timeout(300)  # as long as a second tap may come late
    heading = page.get_by_role("heading", name="Send this?")
    heading.wait_for()
    until_on(
        page, lambda: 0 <= heading.evaluate("(one) => one.getBoundingClientRect().top") < 200
    )  # in sight, below the bar
    page.get_by_role("button", name="Yes, send").click()
    page.wait_for_url("**/poll/tea/thanks")
