"""Reading alone under Voilà in another language than English: the words around a section, the side they
begin at, and the pages that need no kernel.
"""

from __future__ import annotations

import urllib.request
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

import axe
from afterwave.content.language import ENGLISH
from afterwave.content.places import kit
from afterwave.content.workshop import Workshop
from afterwave.launch.evening import Notebooks
from afterwave.session.home import CONTENT, LANGUAGE
from drawn_order import NUMBERS, wrong
from enumeration import daily
from kit_workshop import kit_workshop
from notebooks.conftest import Kept, ways_out

pytestmark = pytest.mark.browser
FOLDER = kit("content").resolve()
OTHERS = [language for language in kit_workshop().languages if language != ENGLISH]


@pytest.fixture(scope="module", params=daily(OTHERS, ["ar"]))
def reading(request: pytest.FixtureRequest, pages: Kept) -> Iterator[tuple[Workshop, Notebooks]]:
    """Run what `afterwave read --language …` runs."""
    workshop = kit_workshop(request.param)
    notebooks = Notebooks(workshop, {CONTENT: str(FOLDER), LANGUAGE: workshop.language})
    notebooks.start()
    yield workshop, notebooks
    pages.close()
    notebooks.stop()


@pytest.fixture
def section(reading: tuple[Workshop, Notebooks], kept: Kept) -> Page:
    return kept.at(reading[1].address("opening.ipynb"), "body[data-aw-ready] .celltag_aw-ways a")


@pytest.fixture(scope="module")
def sent(reading: tuple[Workshop, Notebooks]) -> str:
    """Give a section as Voilà sends it, before a script has changed anything."""
    with urllib.request.urlopen(reading[1].address("welcome.ipynb"), timeout=60) as answer:
        page: str = answer.read().decode()
    return page


def ours(workshop: Workshop, words: str) -> str:
    return workshop.speech.say(words)


def test_the_page_says_its_language_and_has_one_title_in_it(reading: tuple[Workshop, Notebooks], section: Page) -> None:
    workshop, _ = reading
    there = section.evaluate(
        "[document.documentElement.lang, document.body.dir, document.title,"
        " ...[...document.querySelectorAll('h1')].map((h) => h.innerText.trim())]"
    )
    title = workshop.section("opening").title
    assert there == [workshop.language, workshop.speech.direction, workshop.discreet_title, title]


def test_every_line_begins_where_reading_begins(reading: tuple[Workshop, Notebooks], section: Page) -> None:
    workshop, _ = reading
    side = "right" if workshop.speech.direction == "rtl" else "left"
    begins = """(side) => [...document.querySelectorAll(".jp-RenderedHTMLCommon p")]
      .filter((p) => p.innerText.trim()).map((p) => {
      const words = document.createRange();
      words.selectNodeContents(p);
      return Math.abs(words.getBoundingClientRect()[side] - p.getBoundingClientRect()[side]);
    })"""
    assert max(section.evaluate(begins, side)) < 2


def test_every_number_in_a_section_is_drawn_as_it_is_said(section: Page) -> None:
    found = section.evaluate(NUMBERS)
    assert len(found) > 20
    assert wrong(found) == []


def test_the_page_around_a_section_speaks_the_workshops_language(
    reading: tuple[Workshop, Notebooks], sent: str
) -> None:
    workshop, _ = reading
    direction, leave = {"es": ("ltr", "Salir de esta página"), "ar": ("rtl", "مغادرة هذه الصفحة")}[workshop.language]
    assert f'<html lang="{workshop.language}"' in sent
    assert f'<body dir="{direction}"' in sent
    assert f">{leave}</a>" in sent


def test_every_way_out_leads_to_the_kits_own_page(sent: str) -> None:
    ways = ways_out(sent)
    assert len(ways) == 2
    assert all("exit.html" in way for way in ways)


def test_an_address_with_nothing_at_it_is_told_in_it(reading: tuple[Workshop, Notebooks], chromium: Browser) -> None:
    workshop, notebooks = reading
    context = chromium.new_context()
    lost = context.new_page()
    lost.goto(notebooks.address("nowhere.ipynb"))
    told = (lost.inner_text("h1"), lost.evaluate("document.documentElement.lang"), lost.title())
    context.close()
    assert told == (ours(workshop, "There is nothing at this address"), workshop.language, workshop.discreet_title)


def test_a_page_of_an_earlier_evening_says_so_and_asks_for_no_token(
    reading: tuple[Workshop, Notebooks], chromium: Browser
) -> None:
    workshop, notebooks = reading
    context = chromium.new_context()
    earlier = context.new_page()
    earlier.goto(notebooks.address("opening.ipynb").partition("?")[0])
    told = (earlier.inner_text("h1"), earlier.evaluate("document.documentElement.lang"), earlier.title())
    asked, found = earlier.locator("form, input").count(), axe.finds(earlier)
    context.close()
    said = ours(workshop, "This page has stopped")
    assert [told, asked, found] == [(said, workshop.language, workshop.discreet_title), 0, {}]


def test_axe_finds_nothing_wrong(section: Page) -> None:
    assert axe.finds(section) == {}


def test_the_ways_on_and_out_are_said_in_it(reading: tuple[Workshop, Notebooks], section: Page) -> None:
    workshop, _ = reading
    after = workshop.section_after("opening")
    assert after
    assert section.inner_text(".celltag_aw-ways a >> nth=1") == ours(workshop, "Next: {title}").format(
        title=after.title
    )
    section.get_by_role("link", name=ours(workshop, "Leaving quickly, and what stays in your browser")).click()
    section.wait_for_load_state()
    assert section.inner_text("h1") == ours(workshop, "Leaving quickly")
    section.click("a.aw-leave")
    section.wait_for_url("**/exit.html*")
    assert section.inner_text("h1") == ours(workshop, "Kitchen conversions")


def test_the_attack_on_a_poll_is_told_in_it(reading: tuple[Workshop, Notebooks], kept: Kept) -> None:
    workshop, notebooks = reading
    page = kept.at(notebooks.address("attack-your-own-poll.ipynb"), ".aw-attack svg")
    titles = [
        "Bars that move while people send",
        "A threshold, and numbers from there on",
        "One person who answers many times",
    ]
    assert page.locator(".aw-attack h2").all_inner_texts() == [ours(workshop, title) for title in titles]
