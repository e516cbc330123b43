"""Waits on a page for the thing itself, however busy the machine is."""

from __future__ import annotations

import time
from collections.abc import Callable

from playwright.sync_api import Page

SECONDS = 60
"""Far more than anything takes that comes at all; the suite's own limit ends what hangs."""


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
