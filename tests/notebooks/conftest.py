"""The kit's own notebooks, and Voilà showing them with the kit's template."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from notebooks_process import TOKEN, VOILA, Notebooks
from widgets.browser import STAYING, chromium, fresh, page, watched

__all__ = ["chromium", "page"]


def cells(path: Path) -> list[dict[str, Any]]:
    """Return a notebook's cells."""
    found: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))["cells"]
    return found


def ways_out(html: str) -> list[str]:
    """Return where the links lead, as a page has them, by which its reader leaves quickly."""
    return re.findall(r'<a class="aw-leave[^"]*" href="([^"?]+(?:\?[^"]*)?)"', html)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Notebooks]:
    """Run Voilà on a copy of the notebooks, in practice, telling all it does."""
    server = Notebooks(tmp_path_factory.mktemp("voila"), VOILA, log_level="DEBUG")
    yield server
    server.stop()


@pytest.fixture(scope="session")
def voila(server: Notebooks) -> Callable[[str], str]:
    """Give a function from a notebook's name to its address under that Voilà."""
    return lambda name: f"http://127.0.0.1:{server.port}/voila/render/{name}.ipynb?token={TOKEN}"


class Kept:
    """Pages of notebooks, in one browser, that tests read one after the other: a kernel for each test takes longer than
    what the tests do.
    """

    def __init__(self, chromium: Browser, *, staying: bool = False) -> None:
        """Take a Chromium, and whether the pages stay when a module's tests are done."""
        self._chromium, self._staying = chromium, staying
        self._context: BrowserContext | None = None
        self._pages: dict[str, tuple[Page, str]] = {}
        self._wrong: list[list[str]] = []

    def at(self, address: str, ready: str) -> Page:
        """Return the page at an address, once `ready` is there; opened anew only where a test has led it elsewhere."""
        page, there = self._pages.get(address, (None, ""))
        if page is None or page.url != there:
            if page is not None:
                page.close()  # a tab that was left remembers so
            page = self._opened()
            page.goto(address)
        page.wait_for_selector(ready, timeout=60_000)
        page.wait_for_selector("#loading", state="detached")
        self._pages[address] = page, page.url
        page.bring_to_front()
        return page

    def wrong(self) -> list[str]:
        """Return every error in a page, and every request to another host, since this was last asked."""
        found = [words for wrong in self._wrong for words in wrong]
        for wrong in self._wrong:
            wrong.clear()
        return found

    def close(self) -> None:
        """Close all of them, before what serves them ends: they would say that it is gone."""
        for shown, _ in self._pages.values():
            shown.close()
        self._pages.clear()

    def _opened(self) -> Page:
        if self._context is None:
            page, wrong = fresh(self._chromium)
            self._context = page.context
            if self._staying:
                STAYING.add(page.context)
        else:
            page = self._context.new_page()
            wrong = watched(page)
        self._wrong.append(wrong)
        return page


@cache
def everybodys(chromium: Browser) -> Kept:
    """Return the pages that the tests of all modules share; they end with the run's Chromium."""
    return Kept(chromium, staying=True)


@pytest.fixture(scope="module")
def pages(chromium: Browser) -> Kept:
    """Give pages for a module with a Voilà of its own."""
    return Kept(chromium)


@pytest.fixture
def shared(chromium: Browser) -> Iterator[Kept]:
    """Give the pages of the one Voilà, which the tests of all modules share; fail the test as `kept` does."""
    pages = everybodys(chromium)
    yield pages
    assert pages.wrong() == []


@pytest.fixture
def kept(pages: Kept) -> Iterator[Kept]:
    """Give the pages that a module's tests share; fail the test on any error in one of them and on any request to
    another host.
    """
    yield pages
    assert pages.wrong() == []
