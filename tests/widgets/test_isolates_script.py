"""What scripts draw from right to left gets the same isolates as a page: at once, later, and never within what somebody
writes.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from afterwave.content.isolates import LRI, isolate
from afterwave.content.places import kit
from afterwave.presenter.environment import Environment
from afterwave.session.session import Session
from drawn_order import NUMBERS, wrong
from kit_workshop import kit_workshop
from widgets.test_tongues import every_kind, on_console, on_stage

SCRIPT = (kit("share") / "jupyter/voila/templates/afterwave/static/isolates.js").read_text("utf-8")
LINES = (
    "اتصل 116 016 أو 13 11 14 الآن",
    "رقم +49 (0)30 1234 هنا، أو 0800-0113",
    "٠٨٠٠ ١٢٣ ٤٥٦ هنا",
    "من 10–19 عند 18:30 في 2026-11-28",
    "نحو 5.3 % أو 2/3 من 1,200",
    "كتب (Bird 2011) ذلك",
    "(كلمة 2015) و WhatsApp",
    "في عام 2015. 30 شخصًا",
    "Rape Crisis (England and Wales, from 16)",
    "ليلًا · Samaritans · 116 123",
    "زوروا https://a.example/b?c=d#e الآن",
    "كلام بلا رقم.",
    "10–19",
)


@pytest.mark.browser
def test_words_of_scripts_are_marked_as_those_of_pages_are(page: Page) -> None:
    page.set_content('<html dir="rtl" lang="ar"><body></body></html>')
    page.add_script_tag(content=SCRIPT)
    marked = page.evaluate(
        "lines => { for (const line of lines) document.body.append(Object.assign(document.createElement('p'), { "
        "textContent: line }));"
        "return new Promise((done) => setTimeout(() => done([...document.querySelectorAll('p')].map(({ textContent }) "
        "=> textContent)))); }",
        LINES,
    )
    assert marked == [isolate(line) for line in LINES]
    assert wrong(page.evaluate(NUMBERS)) == []
    page.evaluate("document.querySelector('p').firstChild.data = 'بعد 13 11 14'")
    assert page.evaluate("document.querySelector('p').textContent") == isolate("بعد 13 11 14")


@pytest.mark.browser
def test_what_somebody_writes_and_a_page_from_left_to_right_stay_as_they_are(page: Page) -> None:
    page.set_content(
        '<html dir="rtl"><body><div contenteditable>أو 1 2</div><p dir="ltr">1 2</p><textarea>1 '
        "2</textarea></body></html>"
    )
    page.add_script_tag(content=SCRIPT)
    assert LRI not in page.evaluate("document.body.innerHTML")
    page.set_content("<html><body><p>1 2</p></body></html>")
    page.add_script_tag(content=SCRIPT)
    assert page.evaluate("document.querySelector('p').textContent") == "1 2"


@pytest.mark.browser
def test_stage_and_console_draw_every_number_as_it_is_said_from_right_to_left(
    mount: Callable[..., Page], tmp_path: Path
) -> None:
    room = Environment(kit_workshop("ar"), Session.open(f"sqlite:///{tmp_path / 's.sqlite'}"), "", practice=True)
    found = []
    for name, traits in (("stage", on_stage), ("console", on_console)):
        page = mount(name, **traits(room))
        page.evaluate("document.body.dir = 'rtl'")
        page.add_script_tag(content=SCRIPT)
        for place in every_kind(room.workshop).values():
            page.evaluate("value => model.kernelSays('position', value)", place)
            found += page.evaluate(NUMBERS)
    assert len(found) > 40
    assert wrong(found) == []
