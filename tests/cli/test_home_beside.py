"""What the front door has beside an evening, by keyboard and screen, without a terminal: a poll, a workshop and support
lines of one's own.
"""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from evening_process import until
from front_door import Door, front_door
from patience import until_true
from widgets.browser import chromium, page

__all__ = ["chromium", "page"]

pytestmark = [pytest.mark.browser, pytest.mark.prove]

FOCUS = "document.activeElement.textContent"


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Door, Path]]:
    folder = tmp_path_factory.mktemp("door")
    with front_door(folder, "home", "--no-browser", "--json") as opened:
        yield opened, folder


def opened(page: Page, address: str, panel: str) -> None:
    page.goto(address)
    page.get_by_role("button", name=panel, exact=True).click(timeout=90_000)


def test_a_poll_of_ones_own_is_written_run_and_ended(page: Page, door: tuple[Door, Path]) -> None:
    opened(page, door[0].address, "A poll of my own")
    page.get_by_label("Question").fill("What shall we drink?")
    page.get_by_label("Options").fill("Tea")
    page.get_by_role("button", name="Keep it").click()
    page.get_by_text("Write at least two options, one on each line.").wait_for()
    page.get_by_label("Options").fill("Tea\nWater")
    page.get_by_role("button", name="Keep it").click()
    page.get_by_text("It is kept in").wait_for()
    until_true(page, f"{FOCUS} === 'Run it'")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Console, for your screen").wait_for(timeout=120_000)
    phones = page.locator(".aw-phones bdi:visible").inner_text()
    assert page.locator(".aw-code svg:visible").count() == 1
    with urllib.request.urlopen(phones) as answer:
        assert answer.status == 200
    for way in ("voila/render/home.ipynb", "home.ipynb", "api/kernels"):
        with pytest.raises(urllib.error.HTTPError, match="404"):
            urllib.request.urlopen(f"{phones}{way}")
    page.get_by_role("button", name="End", exact=True).click()
    page.get_by_role("button", name="Run it").wait_for(timeout=60_000)
    page.goto("about:blank")


def test_a_workshop_of_ones_own_is_begun_mended_and_chosen(page: Page, door: tuple[Door, Path]) -> None:
    folder = door[1] / "mine"
    opened(page, door[0].address, "My own workshop")
    page.get_by_label("The folder of your workshop").fill(str(folder))
    page.get_by_role("button", name="Make the folder").click()
    page.get_by_text("has no mistakes").wait_for()
    head = folder / "workshop.yaml"
    whole = head.read_text("utf-8")
    head.write_text(f"{whole}colour: red\n", "utf-8")
    page.get_by_role("button", name="Look for mistakes").click()
    page.get_by_text("colour is not known here").wait_for()
    until_true(page, f"{FOCUS} === 'Mistakes, each with its cure'")
    assert page.get_by_text(str(head), exact=True).count() == 1
    head.write_text(whole, "utf-8")
    page.get_by_role("button", name="Look for mistakes").click()
    page.get_by_role("button", name="Choose it for the evening").click()
    page.get_by_text("It is chosen for the evening.").wait_for()
    page.get_by_role("button", name="Choose", exact=True).click()
    page.get_by_label("Workshop", exact=True).select_option("")
    page.goto("about:blank")


def test_support_lines_are_called_one_after_the_other_and_written_at_once(page: Page, door: tuple[Door, Path]) -> None:
    opened(page, door[0].address, "Make ready")
    page.locator(".aw-step").get_by_role("button", name="Call the support lines").click()
    page.get_by_label("Country").select_option("GB")
    title = page.locator(".aw-step h3").first
    for outcome in ("It works", "Later", "It is gone"):
        before = title.inner_text()
        page.get_by_role("button", name=outcome, exact=True).click()
        until_true(page, f"before => {FOCUS} !== before && document.activeElement.tagName === 'H3'", before)
    file = door[1] / "support.yaml"
    until(lambda: file.read_text("utf-8").count("found:") == 2, 30)
    page.get_by_role("button", name="It changed").click()
    page.get_by_label("Hours").first.fill("at dusk")
    page.get_by_role("button", name="Write it down").click()
    until(lambda: "hours: at dusk" in file.read_text("utf-8"), 30)
    page.goto("about:blank")
