"""Markdown becomes HTML that cannot act, and text that can be read aloud."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from afterwave.content.render import to_html, to_text


def test_raw_html_in_the_content_is_shown_and_not_obeyed() -> None:
    assert "<script" not in to_html("Hello <script>alert(1)</script>")


def test_a_link_that_would_run_code_is_no_link() -> None:
    assert "href" not in to_html("[tea](javascript:alert(1))")


@given(st.text())
def test_no_markdown_yields_a_tag_that_acts(text: str) -> None:
    html = to_html(text).lower()
    assert "<script" not in html
    assert "<iframe" not in html


def test_text_has_no_marks() -> None:
    assert to_text("# A *leaf*\n\n- in **hot**\n  water") == "A leaf\nin hot water"
