"""Whatever somebody writes or ticks in a notebook, under Voilà or in JupyterLab, is in no request, no frame,
no file and no log.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from enumeration import daily
from kit_workshop import kit_workshop
from notebooks_process import LAB, TOKEN, Notebooks
from patience import until_on
from wire import SENTENCE, Wire, holding, typed_everywhere

pytestmark = pytest.mark.browser

FULLEST = "care"
"""The section with something of everything to write in; the others are tried with the long proofs."""

WRITING = [
    section.slug
    for section in kit_workshop().sections
    if any(block.kind in {"prompt", "card-builder"} for block in section.blocks)
]


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[Notebooks]:
    """Run JupyterLab, telling all it does."""
    server = Notebooks(tmp_path, LAB, log_level="DEBUG")
    yield server
    server.stop()


# Seconds: each field is written in key by key, in a real browser, and what is sent late is waited for.
@pytest.mark.parametrize("slug", daily(WRITING, [FULLEST]))
def test_under_voila_nothing_typed_leaves_the_page(
    voila: Callable[[str], str], server: Notebooks, page: Page, slug: str
) -> None:
    wire = Wire(page)
    page.goto(voila(slug))
    page.wait_for_selector("body[data-aw-ready]", timeout=60_000)
    page.wait_for_selector('[role="textbox"]', timeout=60_000)
    assert typed_everywhere(page) > 0
    page.wait_for_timeout(1500)
    until_on(page, lambda: wire.frames > 3)
    page.goto("about:blank")
    assert wire.carrying == []
    assert holding(server.folder) == []


def save(page: Page) -> None:
    """Save by the menu, and wait until the notebook is written: Ctrl+S in a field of a widget's own saves nothing."""
    with page.expect_response(lambda answer: answer.request.method == "PUT" and "/api/contents/" in answer.url):
        page.click('.lm-MenuBar-itemLabel:text-is("File")')
        page.click('.lm-Menu-itemLabel:text-is("Save Notebook")')


# Seconds: JupyterLab itself has to start, and to load its whole application into a browser.
@pytest.mark.prove
def test_in_jupyterlab_nothing_typed_leaves_the_page_even_when_the_notebook_is_saved(
    lab: Notebooks, page: Page
) -> None:
    wire = Wire(page)
    page.goto(f"http://127.0.0.1:{lab.port}/lab/tree/care.ipynb?token={TOKEN}")
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=90_000)
    lab.idle()
    page.wait_for_selector('.jp-Notebook-ExecutionIndicator[data-status="idle"]', timeout=60_000)
    page.click('.lm-MenuBar-itemLabel:text-is("Run")')
    page.click('.lm-Menu-itemLabel:text-is("Run All Cells")')
    page.wait_for_selector('.aw-reflection [role="textbox"]', timeout=60_000)
    lab.idle()
    box = page.locator('.aw-reflection [role="textbox"]').first
    box.scroll_into_view_if_needed()
    box.click()
    page.keyboard.type(SENTENCE)
    save(page)
    saved = lab.folder / "notebooks" / "care.ipynb"
    assert "here.show" in saved.read_text("utf-8")
    assert box.inner_text() == SENTENCE
    card = page.locator(".aw-card")
    while not card.count():  # JupyterLab draws a cell when it comes near
        page.mouse.wheel(0, 2000)
        page.wait_for_timeout(200)
    card.get_by_role("textbox").first.click()
    page.keyboard.type(SENTENCE)
    card.get_by_role("button", name="Look at the card").click()
    assert SENTENCE in card.inner_text()
    with page.expect_download() as made:
        card.get_by_role("button", name="Download as a picture").click()
    assert made.value.suggested_filename == "notes.png"
    save(page)
    assert wire.carrying == []
    assert holding(lab.folder) == []
