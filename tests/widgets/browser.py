"""A Chromium for tests that need one, and pages that fail a test when anything in them goes wrong."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, FloatRect, Locator, Page, ViewportSize

from patience import until_true

Scheme = Literal["light", "dark"]
"""Which colours somebody's device asks for."""
SIZE: ViewportSize = {"width": 1280, "height": 720}
LASTING = {
    "add_init_script",
    "expose_binding",
    "expose_function",
    "grant_permissions",
    "install",
    "new_cdp_session",
    "route",
    "route_from_har",
    "route_web_socket",
    "set_extra_http_headers",
    "set_geolocation",
    "set_offline",
}
"""What a test may do to a page or its context that outlasts the next address."""

ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--font-render-hinting=none",
]  # letters as wide as in a window
SHELL, CHROMIUM, CHROME = "chromium-headless-shell", "chromium", "google-chrome"


@cache
def chromium_path() -> str | None:
    """Return the program that draws pages here, None where there is none.

    Debian's headless shell is the same Chromium without windows, and without anything that asks its maker: a new page
    costs it a third of the time. What a whole Chromium asks the network for is another question: tests/net_log.py.
    """
    return next(filter(None, map(shutil.which, (SHELL, CHROMIUM, CHROME))), None)


STAYING: set[BrowserContext] = set()
"""What stays open when a module's tests are done."""


@pytest.fixture(scope="module")
def chromium(headless: tuple[Browser, asyncio.AbstractEventLoop]) -> Iterator[Browser]:
    """Give the run's Chromium to a module's tests; skip them where there is none.

    Playwright's event loop counts as running in this thread only as long: other modules' asynchronous tests run loops
    of their own.
    """
    browser, loop = headless
    asyncio._set_running_loop(loop)
    yield browser
    for context in set(browser.contexts) - STAYING:
        context.close()
    asyncio._set_running_loop(None)


def fresh(chromium: Browser) -> tuple[Page, list[str]]:
    """Return a page in a context of its own, and a list that gathers every error in it and every request to another
    host.
    """
    context = chromium.new_context(viewport=SIZE, reduced_motion="reduce", accept_downloads=True)
    page = context.new_page()
    return page, watched(page)


def watched(page: Page) -> list[str]:
    """Return a list that gathers every error in a page from now on, and every request to another host."""
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on(
        "request",
        lambda request: (
            None if request.url.startswith(("http://127.0.0.1", "blob:", "data:")) else wrong.append(request.url)
        ),
    )
    return wrong


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """Give a fresh page; fail the test on any error in it and on any request to another host."""
    page, wrong = fresh(chromium)
    yield page
    page.context.close()
    assert wrong == [], wrong


def rectangle(shown: Locator) -> FloatRect:
    """Return where something stands on its page, in pixels; fail where it is not drawn."""
    found = shown.bounding_box()
    assert found is not None, f"{shown} is not drawn"
    return found


def heard(page: Page) -> None:
    """Wait until the harness's kernel has answered all that the widget sent."""
    until_true(page, "model.unheard === 0")


class Desk:
    """A page that tests have one after the other, for a fresh one costs more than most of them do; what one leaves on
    it, the next does not find.
    """

    def __init__(self, chromium: Browser, blank: str, *, clocked: bool = False) -> None:
        """Take a Chromium, the address of an empty page on the host whose pages are tested, which says with `cleared()`
        whether it is empty again, and whether the tests may stop the page's clock and set it.
        """
        self._chromium, self._blank, self._clocked = chromium, blank, clocked
        self._page: Page | None = None
        self.wrong: list[str] = []
        self.spoilt = False
        """Whether a test did something to this page that its next address will meet, and that nothing undoes."""

    def cleared(self) -> Page:
        """Return the page, with nothing on it, nothing kept, and nobody listening; another one after a test that cannot
        be undone.
        """
        page = self._page
        if page is None or page.is_closed() or self.spoilt or len(page.context.pages) > 1:
            page = self._begin()
        else:
            page = self._tidy(page)
        self.wrong.clear()
        return page

    def _begin(self) -> Page:
        """Open a page, and look out for what would last longer than a test."""
        if self._page is not None:
            self._page.context.close()
        page, self.wrong = fresh(self._chromium)
        self._page, self.spoilt = page, False
        if self._clocked:
            page.clock.install()
        for thing in (page, page.context) if self._clocked else (page, page.context, page.clock):
            for name in LASTING & set(dir(thing)):
                setattr(thing, name, self._spoiling(getattr(thing, name)))
        self._heard = _listeners(page)
        return page

    def _spoiling(self, act: Callable[..., Any]) -> Callable[..., Any]:
        def acted(*args: object, **how: object) -> object:
            self.spoilt = True
            return act(*args, **how)

        return acted

    def _tidy(self, page: Page) -> Page:
        """Undo what the last test did; take another page where it cannot be undone."""
        emitter = page._impl_obj
        for event, heard in _listeners(page).items():
            for one in heard[len(self._heard.get(event, ())) :]:
                emitter.remove_listener(event, one)
        if page.url != self._blank or not page.evaluate("cleared()"):
            page.goto(self._blank)
        if self._clocked:
            page.clock.install()
            page.clock.resume()
        page.evaluate("() => { sessionStorage.clear(); localStorage.clear(); }")
        page.context.clear_cookies()
        page.emulate_media(
            media="null", color_scheme="null", reduced_motion="reduce", forced_colors="null", contrast="null"
        )
        page.mouse.move(-1, -1)
        if page.viewport_size != SIZE:
            page.set_viewport_size(SIZE)
        return page


def _listeners(page: Page) -> dict[str, list[Any]]:
    emitter = page._impl_obj
    return {event: emitter.listeners(event) for event in emitter.event_names()}
