"""A whole evening from the front door alone: chosen, made ready, practised, led, asked, ended, kept, forgotten."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from typing import Literal

import httpx
import pytest
from playwright.sync_api import Page

import axe
from cli.test_print import codes
from evening_process import listed, until
from front_door import front_door
from kit_workshop import kit_workshop
from patience import until_on, until_true
from pdf_text import words
from widgets.browser import SIZE, chromium, page

__all__ = ["chromium", "page"]

pytestmark = [pytest.mark.browser, pytest.mark.prove]

PEOPLE = 8
POLL = "arriving"
LONG = 120_000


class Evening:
    """The front door's page, and what somebody does on it with keys alone."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def turn(self, name: str) -> None:
        """Go to a step by its key, and hear nothing wrong of it."""
        self.press("button", name)
        until_true(self.page, "name => document.activeElement.textContent === name", name)
        self.well()

    def press(self, role: Literal["button", "link"], name: str, within: str = ".aw-home") -> None:
        key = self.page.locator(within).get_by_role(role, name=name, exact=True)
        key.wait_for(timeout=LONG)
        key.press("Enter")

    def well(self) -> None:
        assert axe.finds(self.page, ".aw-home") == {}

    def saved(self, into: Path) -> Path:
        """Save the sheet that was made, once its first page is seen."""
        drawn = self.page.locator("img.aw-first-page:visible")
        drawn.wait_for(timeout=LONG)
        until_true(self.page, "[...document.querySelectorAll('.aw-first-page')].some((one) => one.naturalWidth > 100)")
        with self.page.expect_download() as download:
            self.press("link", "Save it")
        download.value.save_as(into)
        return into

    def beside(self, link: str) -> Page:
        """Open one of an evening's pages in a window of its own."""
        with self.page.context.expect_page() as opened:
            self.press("link", link)
        return opened.value


def kept_as(page: Page, picture: Path | None, width: int, height: int) -> None:
    """Take one of the README's pictures of the front door, where they are asked for."""
    if picture is not None:
        before = page.viewport_size
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate("document.activeElement.blur()")
        page.wait_for_timeout(1500)
        page.screenshot(path=picture)
        page.set_viewport_size(before or SIZE)


def chosen(evening: Evening) -> None:
    """Choose how long it is, and where."""
    page = evening.page
    page.get_by_label("Minutes").fill("60", timeout=LONG)
    page.get_by_label("Minutes").press("Tab")
    evening.well()
    evening.turn("Make ready")
    page.get_by_label("Country").select_option("GB")
    page.get_by_label("The stage is open on the projector").press("Space")
    evening.press("button", "Look at everything")
    for part in ("This machine", "Network", "Projector"):
        page.locator('li[data-how="ok"]', has_text=part).wait_for(timeout=LONG)
    evening.press("button", "Try again: Support lines")
    page.locator('li[data-how="not"]', has_text="Support lines").get_by_text("not called within a year").wait_for()
    evening.well()


def practised(evening: Evening) -> None:
    evening.turn("Practise")
    evening.page.get_by_label("How many people").fill("3")
    evening.press("button", "Begin to practise")
    tale = evening.page.get_by_role("log").filter(has_text="3 invented people join")
    tale.wait_for(timeout=LONG)
    evening.page.get_by_role("link", name="Console, for your screen").wait_for()
    assert [word for word in ("token=", "sqlite:", "press Enter", "Ctrl") if word in tale.inner_text()] == []
    evening.press("button", "End the practice")
    evening.page.get_by_role("button", name="Begin to practise").wait_for(timeout=LONG)


def is_reached(phones: str) -> bool:
    """Return whether the phones' server answers; a program that was just started is there before it listens."""
    try:
        return httpx.get(phones, follow_redirects=True).status_code == HTTPStatus.OK
    except httpx.TransportError:
        return False


def answered(phones: str, slips: list[str]) -> None:
    """Answer the open poll by slip, as people without JavaScript do."""
    until(lambda: 'name="ticket"' in httpx.get(f"{phones}s/{slips[0]}", follow_redirects=True).text, 60)
    for slip in slips[:PEOPLE]:
        ballot = httpx.get(f"{phones}s/{slip}", follow_redirects=True).text
        ticket, option = (re.search(rf'name="{name}"[^>]*value="([^"]+)"', ballot) for name in ("ticket", "option"))
        assert ticket is not None
        assert option is not None
        sent = httpx.post(f"{phones}poll/{POLL}", data={"ticket": ticket[1], "option": option[1]})
        assert (sent.status_code, sent.headers["location"].endswith("/thanks")) == (303, True)


def asked(console: Page, phones: str, slips: list[str]) -> None:
    """Ask the group a poll, and show its picture, on the console."""
    console.locator(".aw-console").wait_for(timeout=LONG)
    console.clock.install()
    box = console.locator(".aw-ballotbox", has_text=kit_workshop().poll(POLL).question)
    final: list[tuple[str, Callable[[], object]]] = [
        ("Open the poll", lambda: answered(phones, slips)),
        ("Close the poll", lambda: None),
        ("Show the picture", lambda: None),
    ]
    box.get_by_label("People in the room").fill(str(PEOPLE), timeout=LONG)
    until_on(console, lambda: f"all {PEOPLE} answer" in box.locator(".aw-outlook").inner_text())
    for name, then in final:
        box.get_by_role("button", name=name).click(timeout=LONG)
        console.clock.fast_forward(20_000)
        then()


def test_an_evening_is_made_from_the_front_door_alone(
    page: Page, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    pictures: Path | None = request.config.getoption("--pictures")
    with front_door(tmp_path, "home", "--no-browser", "--json") as door:
        evening = Evening(page)
        page.goto(door.address)
        page.get_by_label("Minutes").wait_for(timeout=LONG)
        kept_as(page, pictures and pictures / "front-door.png", 1366, 768)
        chosen(evening)
        evening.turn("On paper")
        evening.press("button", "Make it")
        slips = codes(evening.saved(tmp_path / "slips.pdf"))
        practised(evening)
        evening.turn("Lead")
        evening.press("button", "Begin the evening")
        page.get_by_role("link", name="Stage, for the projector").wait_for(timeout=LONG)
        evening.well()
        kept_as(page, pictures and pictures / "leading.png", 1920, 1080)
        phones = page.locator(".aw-phones:visible bdi").inner_text()
        for way in ("voila/render/home.ipynb", "home.ipynb", "api/kernels"):
            assert httpx.get(f"{phones}{way}").status_code == 404
        serve = next(one for one in door.family() if "serve" in listed(one))
        page.get_by_text("Does something not answer?").press("Enter")
        evening.press("button", "Start it again: The pages for phones")
        until(lambda: not serve.is_running(), 60)
        until(lambda: any("serve" in listed(one) for one in door.family()), 60)
        page.get_by_role("log").filter(has_text="started again, as you asked").wait_for(timeout=LONG)
        page.locator('.aw-parts:visible li[data-alive="true"]').nth(1).wait_for(timeout=LONG)
        until(lambda: is_reached(phones), 60)
        console = evening.beside("Console, for your screen")
        asked(console, phones, slips)
        console.close()
        evening.press("button", "End", within=".aw-step")
        page.get_by_role("button", name="Go on").wait_for(timeout=LONG)
        evening.turn("Afterwards")
        evening.press("button", "Make a page of what the group saw")
        assert kit_workshop().poll(POLL).question.split()[0] in words(evening.saved(tmp_path / "summary.pdf"))
        evening.press("button", "Forget the session")
        page.get_by_text("The tallies, the tickets").wait_for()
        evening.press("button", "Yes, destroy them")
        page.get_by_text("No session is kept").wait_for(timeout=LONG)
        kept = list((tmp_path / "data" / "afterwave" / "kept").glob("pictures-*.json"))
        assert page.locator(".aw-kept li").all_inner_texts() == [str(one) for one in kept]
        assert [POLL in json.dumps(json.loads(one.read_text("utf-8"))) for one in kept] == [True]
        page.goto("about:blank")
