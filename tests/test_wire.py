"""The record of what a page sends would tell."""

from __future__ import annotations

import base64
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from playwright.sync_api import Page

from widgets.browser import chromium, page
from wire import SENTENCE, Wire, holding, holds, typed_everywhere

__all__ = ["chromium", "page"]

WAYS = [
    SENTENCE.encode(),
    quote(SENTENCE).encode(),
    urlencode({"text": SENTENCE}).encode(),
    SENTENCE.encode("utf-16-le"),
    *(base64.b64encode(b"x" * before + SENTENCE.encode()) for before in range(3)),
]


@pytest.mark.parametrize("sent", WAYS)
def test_words_are_found_however_they_are_sent(sent: bytes) -> None:
    assert holds(b"before " + sent + b" after")


def test_other_words_are_not_found() -> None:
    assert not holds(b"a hundred green lighthouses, and no sweets")


def test_a_file_that_kept_them_is_named(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "log").write_text(f"somebody wrote: {SENTENCE}")
    (tmp_path / "other").write_text("nothing")
    assert holding(tmp_path) == ["below/log"]


TYPED = "document.querySelector('p').innerText"
LEAKING = """<main><p role="textbox" contenteditable>Here</p><input type="checkbox"></main><script>
addEventListener("keyup", () => WAY)</script>"""


@pytest.mark.browser
@pytest.mark.parametrize(
    "way", [f"fetch('/', {{method: 'POST', body: {TYPED}}})", f"fetch('/?' + encodeURIComponent({TYPED}))"]
)
def test_a_page_that_sends_what_is_typed_is_found_out(page: Page, way: str) -> None:
    page.route("**/*", lambda route: route.fulfill(body=LEAKING.replace("WAY", way), content_type="text/html"))
    wire = Wire(page)
    page.goto("http://127.0.0.1:1/")
    assert typed_everywhere(page) == 1
    assert wire.carrying
