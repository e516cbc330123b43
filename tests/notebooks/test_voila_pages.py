"""The notebooks under Voilà with the kit's template: whole, quiet, and quick to leave."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

import axe
from afterwave.content.places import kit
from notebooks.conftest import Kept
from patience import until_true
from pdf_text import words

pytestmark = pytest.mark.browser
Voila = Callable[[str], str]

TEXTBOX = ".aw-reflection [role=textbox]"
SHOWN = {"opening": f"body[data-aw-ready] {TEXTBOX}", "presenter": ".aw-stage h1", "facilitator": ".aw-pane-notes"}


@pytest.fixture
def section(voila: Voila, shared: Kept) -> Page:
    """Give the page of a section, which other tests may have written in."""
    return shared.at(voila("opening"), SHOWN["opening"])


def test_a_section_is_whole_and_its_address_keeps_no_token(section: Page) -> None:
    page = section
    assert "There was an error when executing cell" not in page.content()
    assert "token" not in page.url
    facts = """[document.title, document.documentElement.lang,
        document.querySelectorAll('main h1').length, document.querySelectorAll('main').length]"""
    assert page.evaluate(facts) == ["Evening notes", "en", 1, 1]
    # On paper: sources are unfolded, and what stands there for JupyterLab, or to press, stays away.
    paper = words(page.pdf())
    assert [said for said in ("Sources", "doi:") if said not in paper] == []
    assert [said for said in ("In JupyterLab", "Leave this page", "Leaving quickly") if said in paper] == []


def test_leaving_before_the_kernel_starts_shows_the_neutral_page(voila: Voila, page: Page) -> None:
    page.goto(voila("opening"), wait_until="commit")
    page.click("a.aw-leave")
    page.wait_for_url("**/exit.html*")
    assert page.title() == "Conversions"


def test_shift_three_times_counts_aloud_drops_the_words_and_leaves(section: Page) -> None:
    page = section
    page.click(f"{TEXTBOX} >> nth=0")
    page.keyboard.type("purple lighthouse")
    page.locator(".aw-reflection input[type=checkbox]").first.check()
    page.keyboard.press("Shift")
    assert "2 more times" in (page.text_content("#said") or "")
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    page.wait_for_url("**/exit.html*")
    assert page.evaluate("Object.entries(sessionStorage)") == [["-", "-"]]
    page.go_back()
    assert "opening" not in page.url


def test_a_stage_that_comes_as_its_place_gives_up_waiting_is_shown(voila: Voila, page: Page) -> None:
    # The widget manager sleeps for a tenth of a second between two looks, the last time before it gives up: here, that
    # one sleep takes as long as all of them.
    page.add_init_script("{ const wait = setTimeout; setTimeout = (act, ms) => wait(act, ms === 100 ? 2500 : ms); }")
    page.goto(voila("presenter"))
    page.wait_for_selector(SHOWN["presenter"])


@pytest.mark.clocked
def test_a_page_that_takes_long_is_not_to_be_loaded_anew_before_a_slow_computer_has_had_its_time(page: Page) -> None:
    """Each load begins another kernel."""
    page.clock.install(time=0)
    page.set_content('<div class="aw-waiting" hidden><p>It comes by itself</p><button hidden>Reload</button></div>')
    page.add_script_tag(path=kit("share") / "jupyter/voila/templates/afterwave/static/afterwave.js")
    shown = []
    for seconds in (7, 2, 80, 20):
        page.clock.run_for(seconds * 1000)
        shown.append((page.is_visible(".aw-waiting"), page.is_visible("button")))
    assert shown == [(False, False), (True, False), (True, False), (True, True)]


def test_capitals_are_no_wish_to_leave(section: Page) -> None:
    page = section
    page.click(f"{TEXTBOX} >> nth=0")
    page.keyboard.type("AAA BBB")
    for letter in "CDEF":
        page.keyboard.press(f"Shift+{letter}")
    assert "opening" in page.url


def test_stage_and_console_practise_together_and_the_stage_holds_no_notes(voila: Voila, shared: Kept) -> None:
    console, page = (shared.at(voila(name), SHOWN[name]) for name in ("facilitator", "presenter"))
    assert "no phones are connected" in page.inner_text(".aw-notice")
    before = page.inner_text(".aw-body")
    console.bring_to_front()
    console.keyboard.press("ArrowRight")
    until_true(page, "before => document.querySelector('.aw-body').innerText !== before", before)
    notes = console.inner_text(".aw-notes-text p >> nth=0")
    assert notes not in page.content()


@pytest.mark.parametrize("name", SHOWN)
def test_axe_finds_nothing_wrong(voila: Voila, shared: Kept, name: str) -> None:
    assert axe.finds(shared.at(voila(name), SHOWN[name])) == {}


def test_the_pages_foot_stands_below_the_section(section: Page) -> None:
    page = section
    page.evaluate("scrollTo(0, 0)")
    below = "[...document.querySelectorAll('.aw-page-foot, #rendered_cells')].map((one) => one.getBoundingClientRect())"
    until_true(page, f"(([cells, foot]) => foot.top >= cells.bottom - 1 && foot.top > innerHeight)({below})")


def test_a_section_leads_to_what_leaving_leaves_behind_and_that_page_can_be_left_too(section: Page) -> None:
    page = section
    page.get_by_role("link", name="Leaving quickly, and what stays in your browser").click()
    page.wait_for_load_state()  # before its script is there, no key leaves
    assert page.get_by_role("heading", name="How to clear it").is_visible()
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url("**/exit.html*")
