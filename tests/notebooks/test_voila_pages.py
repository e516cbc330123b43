"""The notebooks under Voilà with the kit's template: whole, quiet, and quick to leave."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

pytestmark = pytest.mark.browser
Voila = Callable[[str], str]


def test_a_section_is_whole_and_its_address_keeps_no_token(voila: Voila, page: Any) -> None:
    page.goto(voila("opening"))
    page.wait_for_selector(".aw-reflection [role=textbox]")
    assert "There was an error when executing cell" not in page.content()
    assert "token" not in page.url
    facts = "[document.title, document.documentElement.lang, document.querySelectorAll('main h1').length, document.querySelectorAll('main').length]"
    assert page.evaluate(facts) == ["Evening notes", "en", 1, 1]
    # On paper: sources are unfolded, and what stands there for JupyterLab, or to press, stays away.
    paper = " ".join(leaf.extract_text() for leaf in PdfReader(BytesIO(page.pdf())).pages)
    assert [words for words in ("Sources", "doi:") if words not in paper] == []
    assert [words for words in ("In JupyterLab", "Leave this page", "Leaving quickly") if words in paper] == []


def test_leaving_before_the_kernel_starts_shows_the_neutral_page(voila: Voila, page: Any) -> None:
    page.goto(voila("opening"), wait_until="commit")
    page.click("a.aw-leave")
    page.wait_for_url("**/exit.html*")
    assert page.title() == "Conversions"


def test_shift_three_times_counts_aloud_drops_the_words_and_leaves(voila: Voila, page: Any) -> None:
    page.goto(voila("opening"))
    page.click(".aw-reflection [role=textbox] >> nth=0")
    page.keyboard.type("purple lighthouse")
    page.locator(".aw-reflection input[type=checkbox]").first.check()
    page.keyboard.press("Shift")
    assert "2 more times" in page.text_content("#said")
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    page.wait_for_url("**/exit.html*")
    assert page.evaluate("Object.entries(sessionStorage)") == [["-", "-"]]
    page.go_back()
    assert "opening" not in page.url


def test_capitals_are_no_wish_to_leave(voila: Voila, page: Any) -> None:
    page.goto(voila("opening"))
    page.click(".aw-reflection [role=textbox] >> nth=0")
    page.keyboard.type("AAA BBB")
    for letter in "CDEF":
        page.keyboard.press(f"Shift+{letter}")
    assert "opening" in page.url


def test_stage_and_console_practise_together_and_the_stage_holds_no_notes(voila: Voila, page: Any) -> None:
    console = page.context.new_page()
    console.goto(voila("facilitator"))
    page.goto(voila("presenter"))
    page.wait_for_selector(".aw-stage h1")
    console.wait_for_selector(".aw-pane-notes")
    assert "no phones are connected" in page.inner_text(".aw-notice")
    before = page.inner_text(".aw-body")
    console.bring_to_front()
    console.keyboard.press("ArrowRight")
    page.wait_for_function("before => document.querySelector('.aw-body').innerText !== before", arg=before)
    notes = console.inner_text(".aw-notes-text p >> nth=0")
    assert notes not in page.content()


@pytest.mark.parametrize("name", ["opening", "presenter", "facilitator"])
def test_axe_finds_nothing_wrong(voila: Voila, page: Any, name: str) -> None:
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 - only where there is a browser

    page.goto(voila(name))
    page.wait_for_selector(".aw")
    page.wait_for_selector("#loading", state="detached")
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []


def test_the_pages_foot_stands_below_the_section(voila: Voila, page: Any) -> None:
    page.goto(voila("opening"))
    page.wait_for_selector("body[data-aw-ready]")
    page.wait_for_selector('[role="textbox"]')
    below = "[...document.querySelectorAll('.aw-page-foot, #rendered_cells')].map((one) => one.getBoundingClientRect())"
    page.wait_for_function(f"(([cells, foot]) => foot.top >= cells.bottom - 1 && foot.top > innerHeight)({below})")


def test_a_section_leads_to_what_leaving_leaves_behind_and_that_page_can_be_left_too(voila: Voila, page: Any) -> None:
    page.goto(voila("opening"))
    page.get_by_role("link", name="Leaving quickly, and what stays in your browser").click()
    assert page.get_by_role("heading", name="How to clear it").is_visible()
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url("**/exit.html*")
