"""Who has set a browser's letters twice as large reads every page: nothing runs past the edge, no way lies on
another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, ViewportSize

from enumeration import daily
from kit_workshop import kit_workshop
from server.conftest import Server
from widgets.browser import chromium_path

SMALL: ViewportSize = {"width": 320, "height": 640}
PAST = "() => document.documentElement.scrollWidth - innerWidth"
COVERED = """() => ["home", "near", "leave"].filter((name) => {
    const one = document.querySelector(`.bar .${name}`);
    if (!one) return false;
    const { left, top, width, height } = one.getBoundingClientRect();
    return !one.contains(document.elementFromPoint(left + width / 2, top + height / 2));
})"""


@pytest.fixture(scope="module")
def large(chromium: Browser) -> Iterator[Browser]:
    letters = ["--no-sandbox", "--blink-settings=defaultFontSize=32"]
    browser = chromium.browser_type.launch(executable_path=chromium_path(), args=letters)
    yield browser
    browser.close()


# Spanish has the longest words.
@pytest.mark.parametrize("language", daily(["en", "es", "ar"], ["es"]))
def test_every_page_of_the_kit_is_read_with_letters_twice_as_large(
    large: Browser, make_server: Callable[..., Server], language: str
) -> None:
    server = make_server(workshop=kit_workshop())
    server.session.store.open(server.workshop.poll("care"))
    # About 10 s, for twenty pages of the whole kit in each language: what is too long differs with the words.
    page = large.new_page(base_url=server.address, viewport=SMALL, reduced_motion="reduce")
    paths = ["", "/follow", "/support", "/privacy", "/leaving", "/poll/care"]
    paths += [f"/read/{section.slug}" for section in server.workshop.sections]
    wrong = {}
    for path in paths:
        page.goto(f"/{language}{path}")
        assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
        if (past := page.evaluate(PAST)) > 0 or (covered := page.evaluate(COVERED)):
            wrong[path] = past or covered
    page.close()
    assert wrong == {}
