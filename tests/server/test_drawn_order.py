"""On every page, in every language, a number is drawn in the order in which it is dialled: read from where its
characters stand, and not from the text.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser

from drawn_order import NUMBERS, wrong
from enumeration import daily
from kit_workshop import kit_workshop
from static_host import KitSite

if TYPE_CHECKING:
    from selenium.webdriver.remote.webdriver import WebDriver

LANGUAGES = kit_workshop().languages
PARTED = """() => [...document.querySelectorAll('.number a')].flatMap((link) => {
  const after = link.nextSibling;
  if (!/^[,،]/.test(after?.textContent ?? '')) return [];
  const box = (node, from, to) => {
    const range = document.createRange();
    range.setStart(node, from);
    range.setEnd(node, to);
    return range.getBoundingClientRect();
  };
  const [number, comma] = [box(link.firstChild, 0, link.textContent.length), box(after, 0, 1)];
  const gap = Math.min(Math.abs(comma.left - number.right), Math.abs(number.left - comma.right));
  return [[link.textContent, gap < 1]];
})"""


@pytest.fixture(scope="module")
def pages(kit_site: KitSite) -> Path:
    """Give a folder with the kit's own site, whose pages are drawn by the templates of the phones' pages."""
    return kit_site.pages


@pytest.mark.browser
# What is written from left to right could hardly turn a number round.
@pytest.mark.parametrize("language", daily(LANGUAGES, ["ar"]))
def test_every_number_on_every_page_is_drawn_as_it_is_dialled(chromium: Browser, pages: Path, language: str) -> None:
    page = chromium.new_page(viewport={"width": 390, "height": 844})
    found: dict[str, list[list[str]]] = {}
    for file in sorted((pages / language).rglob("*.html")):
        page.goto(file.as_uri())
        found[file.relative_to(pages).as_posix()] = page.evaluate(NUMBERS)
    page.close()
    assert {name: wrong(numbers) for name, numbers in found.items() if wrong(numbers)} == {}
    dialled = {number for number, _ in found[f"{language}/support.html"]}
    assert {"116016", "131114", "0800-0113", "9-8-8", "600000016", "08088010302"} <= dialled


@pytest.mark.browser
def test_a_comma_stands_right_at_the_number_that_it_follows(chromium: Browser, pages: Path) -> None:
    page = chromium.new_page(viewport={"width": 390, "height": 844})
    page.goto((pages / "es" / "support.html").as_uri())
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    found = page.evaluate(PARTED)
    page.close()
    assert ["016", True] in found
    assert [number for number, close in found if not close] == []


@pytest.mark.prove
def test_firefox_and_webkit_draw_the_support_numbers_as_they_are_dialled_too(engine: WebDriver, pages: Path) -> None:
    for language in LANGUAGES:
        engine.get((pages / language / "support.html").as_uri())
        numbers = engine.execute_script(f"return ({NUMBERS})()")
        assert len(numbers) > 30
        assert wrong(numbers) == []


@pytest.mark.prove
def test_firefox_and_webkit_draw_the_numbers_of_every_page_as_they_are_said(engine: WebDriver, pages: Path) -> None:
    found = {}
    for file in sorted((pages / "ar").rglob("*.html")):
        engine.get(file.as_uri())
        found[file.name] = wrong(engine.execute_script(f"return ({NUMBERS})()"))
    assert {name: numbers for name, numbers in found.items() if numbers} == {}
