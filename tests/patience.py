"""Waits on a page for the thing itself, however busy the machine is."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

SECONDS = 60
"""Far more than anything takes that comes at all; the suite's own limit ends what hangs."""


def extend() -> None:
    """Let every page wait as long for what is to come, and not only half of it, as Playwright does by itself."""
    for opened in (Browser.new_context, Browser.new_page):
        setattr(Browser, opened.__name__, _waiting(opened))


def _waiting(opened: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(opened)
    def open_patiently(browser: Browser, **how: object) -> BrowserContext | Page:
        made: BrowserContext | Page = opened(browser, **how)
        made.set_default_timeout(SECONDS * 1000)
        return made

    return open_patiently


def until_on(page: Page, what: Callable[[], object]) -> None:
    """Return once something is so, letting the page's events come in meanwhile; fail when it never is."""
    end = time.monotonic() + SECONDS
    while not what():
        assert time.monotonic() < end, f"it did not happen within {SECONDS} s"
        page.wait_for_timeout(50)


def until_true(page: Page, script: str, arg: object = None) -> None:
    """Return once a script is true on the page.

    Playwright's own wait evaluates a string in the page, which the pages' Content-Security-Policy forbids as soon as
    the first look was too early.
    """
    until_on(page, lambda: page.evaluate(script, arg))


def scripted(page: Page) -> None:
    """Wait until a ballot's script is there: it comes after the page, and before it Send sends at once."""
    page.locator("form .sure").wait_for(state="attached")
