"""A Chromium for tests that need one, and pages that fail a test when anything in them goes wrong."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import sync_playwright


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """Start one Chromium for a module's tests; skip them where there is none.

    Not one for the whole run: while it lives, Playwright's event loop runs in this thread, and no other module's asynchronous tests could.
    """
    path = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as running:
        if path is None and not Path(running.chromium.executable_path).exists():
            pytest.skip("no Chromium: install it, and these tests run")
        browser = running.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"])
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Any) -> Iterator[Any]:
    """Give a fresh page; fail the test on any error in it and on any request to another host."""
    context = chromium.new_context(viewport={"width": 1280, "height": 720}, reduced_motion="reduce", accept_downloads=True)
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("request", lambda request: None if request.url.startswith(("http://127.0.0.1", "blob:", "data:")) else wrong.append(request.url))
    yield page
    context.close()
    assert wrong == []
