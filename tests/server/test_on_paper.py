"""Pages on paper, as Chromium, Firefox and Safari's engine print them: unfolded, whole, and without what only a finger
can use.
"""

from __future__ import annotations

import base64
import os
import re
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from afterwave.content.workshop import Workshop
from engines import SETTLED_WEBKIT, screen
from evening_process import until
from kit_workshop import kit_workshop
from pdf_text import pages as pages_of
from static_host import KitSite

if TYPE_CHECKING:
    from selenium.webdriver import Firefox

Paper = Callable[[str], list[str]]
SYSTEM = "/usr/bin/python3"
A4 = {"width": 21.0, "height": 29.7}  # cm
PRESSED = "const one = document.querySelector(arguments[0]); if (one) one.click(); return Boolean(one)"


def words(pdf: bytes) -> list[str]:
    """Return each page's words, with one space between them."""
    return [" ".join(page.split()) for page in pages_of(pdf)]


def in_chromium(request: pytest.FixtureRequest) -> Paper:
    def printed(address: str) -> list[str]:
        page = request.getfixturevalue("chromium").new_page()
        page.goto(address)
        pdf = page.pdf(format="A4")
        page.close()
        return words(pdf)

    return printed


def in_firefox(request: pytest.FixtureRequest) -> Paper:
    from selenium.webdriver.common.print_page_options import PrintOptions  # noqa: PLC0415 - half a second that only this needs

    def printed(address: str) -> list[str]:
        driver, paper = request.getfixturevalue("firefox"), PrintOptions()
        paper.page_width, paper.page_height = A4["width"], A4["height"]
        driver.get(address)
        return words(base64.b64decode(driver.print_page(paper)))

    return printed


def in_webkit(request: pytest.FixtureRequest) -> Paper:
    here = subprocess.run(
        [SYSTEM, "-c", "import gi; gi.require_version('WebKit2', '4.1')"], capture_output=True, check=False
    )
    if here.returncode:
        pytest.skip("no WebKit that prints: install python3-gi and gir1.2-webkit2-4.1, and these tests run")
    pdf = request.getfixturevalue("tmp_path") / "page.pdf"

    def printed(address: str) -> list[str]:
        with screen() as display:
            around = {**os.environ, **SETTLED_WEBKIT, "DISPLAY": display, "HOME": str(pdf.parent)}
            subprocess.run(
                [SYSTEM, Path(__file__).parents[1] / "webkit_paper.py", address, pdf],
                env=around,
                check=True,
                timeout=60,
                capture_output=True,
            )
        return words(pdf.read_bytes())

    return printed


@pytest.fixture(
    params=[
        pytest.param(in_chromium, marks=pytest.mark.browser),
        pytest.param(in_firefox, marks=[pytest.mark.firefox, pytest.mark.prove]),
        pytest.param(in_webkit, marks=[pytest.mark.webkit, pytest.mark.prove]),
    ]
)
def paper(request: pytest.FixtureRequest) -> Paper:
    """Give a function from an address to the words on each printed page, in each engine in turn."""
    made: Paper = request.param(request)
    return made


@pytest.fixture(scope="module")
def kits() -> Workshop:
    return kit_workshop()


@pytest.fixture(scope="module")
def pages(kit_site: KitSite) -> str:
    """Give where the kit's own site lies, as a folder of files."""
    return f"{kit_site.pages.as_uri()}/en"


def bare(text: str) -> str:
    return re.sub(r"\W", "", text)


def test_every_folded_number_stands_on_the_printed_support_page(pages: str, paper: Paper, kits: Workshop) -> None:
    printed = bare(" ".join(paper(f"{pages}/support.html")))
    assert [line.number for line in kits.support if bare(line.number) not in printed] == []


def test_a_printed_section_is_unfolded_whole_and_without_what_only_a_finger_can_use(pages: str, paper: Paper) -> None:
    printed = paper(f"{pages}/read/care.html")
    every = " ".join(printed)
    assert len(printed) > 3
    assert every.count("Why we say so") == len(re.findall(r"\d sources?\b", every)) > 3
    assert [
        press
        for press in ("Leave this page", "Write, only", "Show the wave", "Make a card, only", "Skip to", "What is kept")
        if press in every
    ] == []
    # A box of evidence begins and ends on one page.
    assert [page for page in printed if page.count("Why we say so") != len(re.findall(r"\d sources?\b", page))] == []


def test_the_start_page_of_a_site_prints_words_and_no_buttons(pages: str, paper: Paper) -> None:
    every = " ".join(paper(f"{pages}/index.html"))
    assert "Care afterwards" in every
    assert [
        press
        for press in ("Begin to read", "Keep these pages", "Without a network", "Leave this page")
        if press in every
    ] == []


@pytest.mark.firefox
@pytest.mark.prove
def test_firefox_adds_no_address_to_a_printed_card(pages: str, firefox: Firefox, tmp_path: Path) -> None:
    card = tmp_path / "card.pdf"
    silently(firefox, card)
    firefox.get(f"{pages}/read/care.html")
    for press in (
        "[data-widget*=card][data-style] [data-open]",
        ".aw-card .aw-own-row button",
        ".aw-card .aw-own-row button:nth-child(2)",
    ):
        until(partial(firefox.execute_script, PRESSED, press))
    until(lambda: card.exists() and card.read_bytes().rstrip().endswith(b"%%EOF"))
    (text,) = words(card.read_bytes())
    assert "My aftercare card" in text
    assert "file:" not in text


def silently(driver: Firefox, file: Path) -> None:
    """Let whatever asks to be printed become a PDF, with the head and foot that Firefox adds by itself."""
    to_pdf = "print.printer_Mozilla_Save_to_PDF.print_to_file"
    with driver.context("chrome"):
        driver.execute_script(
            "const [file, to] = arguments; const set = Services.prefs;"
            "set.setBoolPref('print.always_print_silent', true); set.setCharPref('print_printer', 'Mozilla Save to "
            "PDF');"
            "set.setBoolPref(to, true); set.setStringPref(to + 'name', file);",
            str(file),
            to_pdf,
        )
