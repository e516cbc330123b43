"""A 60-minute evening on a clock of its own: it runs late, softens twice, loses a kernel, and still ends on time."""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

from afterwave.session.run_sheet import plan
from afterwave.session.session import Session
from evening_process import Evening, evening, listed, until
from kit_workshop import kit_workshop
from net_log import ARGS

pytestmark = [pytest.mark.browser, pytest.mark.prove]

WORKSHOP = kit_workshop()
MINUTES = 60
LATE = 8
SHOWN = 120_000  # milliseconds until a kernel has begun and drawn, on a busy machine

FAKE = """\
import sys
if any("ipykernel" in word for word in sys.orig_argv):
    import pathlib, time
    real = time.time
    time.time = lambda: real() + float(pathlib.Path({file!r}).read_text() or 0)
"""
"""Moves the clock of the dashboards' kernels, and of nothing else, by what a file says."""

KERNEL = "JSON.parse(document.getElementById('jupyter-config-data').textContent).kernelId"
"""What Voilà calls the kernel of a page."""


class Clock:
    """The evening's clock, which a test moves by whole minutes."""

    def __init__(self, folder: Path) -> None:
        self.file, self.minutes = folder / "offset", 0.0
        self.file.write_text("0")
        (folder / "sitecustomize.py").write_text(FAKE.format(file=str(self.file)))

    def advance(self, minutes: float) -> None:
        self.minutes += minutes
        part = self.file.with_suffix(".part")
        part.write_text(str(self.minutes * 60))
        part.replace(self.file)

    def wall(self) -> str:
        """Return what a clock on the wall says."""
        return time.strftime("%H:%M", time.localtime(time.time() + self.minutes * 60))


@pytest.fixture
def screens(tmp_path: Path) -> Iterator[tuple[Evening, Clock, Page, Page, Page]]:
    found = shutil.which("chromium") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("no Chromium: install it, and this test runs")
    clock = Clock(tmp_path)
    path = os.pathsep.join(filter(None, [str(tmp_path), os.environ.get("PYTHONPATH", "")]))
    with evening(tmp_path / "session.sqlite", PYTHONPATH=path) as running, sync_playwright() as playing:
        browser = playing.chromium.launch(executable_path=found, args=ARGS)
        context = browser.new_context(viewport={"width": 1366, "height": 768})
        pages = [context.new_page() for _ in range(3)]
        for page, name in zip(pages, ("presenter", "facilitator", "participants"), strict=True):
            page.goto(running.addresses[name])
        pages[0].wait_for_selector(".aw-stage", timeout=SHOWN)
        pages[1].wait_for_selector(".aw-console", timeout=SHOWN)
        pages[2].get_by_role("link", name="Join the group").click()
        yield running, clock, pages[0], pages[1], pages[2]
        browser.close()


def knows_the_time(console: Page, clock: Clock) -> None:
    """Wait until the console has heard what time it is from its kernel: before, it counts by the time it was told
    last.
    """
    wall = console.locator(".aw-wall")
    until(lambda: clock.wall() in wall.inner_text())


def minutes_left(console: Page, *, evening: bool = False) -> int:
    """Return the minutes left in this section, or this evening, as the console says them; negative when over."""
    words = console.locator(".aw-clock b").nth(int(evening)).inner_text()
    number = int(re.findall(r"\d+", words)[0])
    return -number if "over" in words else number


def use_up(console: Page, clock: Clock, *, last: bool) -> None:
    """Let the time pass that the section may take, as the console says it, or with the last one the evening; a plan
    told a moment later is followed.
    """
    knows_the_time(console, clock)
    until(lambda: min(minutes_left(console), minutes_left(console, evening=last)) > 0)
    while (left := minutes_left(console, evening=last)) > 0:
        clock.advance(left)
        knows_the_time(console, clock)


def step_on(stage: Page, console: Page, title: str) -> None:
    """Step on by the stage's key until the console has this section's title; the plan passes over some steps and
    sections.
    """
    heading = console.locator(".aw-top h1")
    while title not in (here := heading.inner_text()):
        stage.keyboard.press("ArrowRight")
        until(lambda here=here: heading.inner_text() != here)  # type: ignore[misc] # a default binds it


def soften_and_go_on(stage: Page, phone: Page, clock: Clock) -> None:
    stage.keyboard.press(".")
    stage.get_by_role("heading", name="We are taking a pause").wait_for()
    phone.locator("main").get_by_text("pause", exact=False).first.wait_for()
    clock.advance(1)
    stage.keyboard.press(".")
    stage.get_by_role("heading", name="We are taking a pause").wait_for(state="detached")


def leave_out_what_does_not_fit(console: Page, stage: Page) -> set[str]:
    """Press the one button that does it, and return the titles of what is left out."""
    console.click(".aw-jump summary")
    console.get_by_text("Not everything fits any more").wait_for()
    console.click("text=Leave out what does not fit")
    console.locator(".aw-jump-list li[data-out=true]").first.wait_for()
    until(lambda: not console.locator(".aw-jump-list li[data-over=true]").count())  # each is told by itself
    titles = {
        words.split(maxsplit=1)[1]
        for words in console.locator(".aw-jump-list li[data-out=true] > button:first-child").all_inner_texts()
    }
    console.keyboard.press("Escape")
    until(lambda: not any(map(agenda(stage).__contains__, titles)))  # the stage learns of it from the session
    return titles


def agenda(stage: Page) -> str:
    """Return what the stage's agenda lists."""
    stage.keyboard.press("a")
    stage.locator(".aw-agenda").first.wait_for()
    listed = " ".join(stage.locator(".aw-agenda").all_inner_texts())
    stage.keyboard.press("Escape")
    return listed


def lose_its_kernel(running: Evening, page: Page) -> None:
    """Kill a page's own kernel, not one that is kept ready; wait until the page says so, and reload it."""
    kernel = page.evaluate(KERNEL)
    next(one for one in running.family() if any(f"kernel-{kernel}.json" in word for word in listed(one))).kill()
    page.locator(".aw-away:not([hidden])").wait_for()
    page.reload()
    page.wait_for_selector(".aw-console, .aw-stage", timeout=SHOWN)


def test_it_still_ends_on_time(screens: tuple[Evening, Clock, Page, Page, Page], tmp_path: Path) -> None:
    running, clock, stage, console, phone = screens
    console.click(".aw-jump summary")
    console.click(".aw-lengths >> text=60 min")
    console.keyboard.press("Escape")
    stage.keyboard.press("ArrowRight")
    began = time.monotonic()
    session = Session.open(f"sqlite:///{tmp_path / 'session.sqlite'}")
    planned = plan(WORKSHOP.sections, MINUTES)
    due, held = [section for section in WORKSHOP.sections if section.slug not in planned.cut], list[str]()
    while due:
        section, number = due.pop(0), len(held)
        held.append(section.slug)
        console.get_by_role("heading", level=1).get_by_text(section.title).wait_for()
        # The pages tell each other at once; on a busy machine the clock would move on before the session has heard it.
        until(lambda slug=section.slug: session.state().section == slug)  # type: ignore[misc] # a default binds it
        if number in {1, 3}:
            soften_and_go_on(stage, phone, clock)
        if number == 2:
            lose_its_kernel(running, console)
            console.get_by_role("heading", level=1).get_by_text(section.title).wait_for()
            stage.locator(".aw-where").get_by_text(section.title).wait_for()
        use_up(console, clock, last=not due)
        if number == 1:
            clock.advance(LATE)
            knows_the_time(console, clock)  # it was behind before, and left out what did not fit then
            until(lambda: "behind" in console.inner_text(".aw-pace"))
            out = leave_out_what_does_not_fit(console, stage)
            due = [one for one in due if one.title not in out]
        if not due:
            break
        step_on(stage, console, due[0].title)
    console.get_by_role("button", name="End the evening").click()
    phone.locator("main").get_by_text("Thank you for being here").wait_for()
    spent = session.state().spent
    session.close()
    assert list(spent) == held
    assert planned.cut  # what an evening as short as this has no room for, it had left out beforehand
    assert out
    assert {section.slug for section in WORKSHOP.sections if section.essential} <= set(held)
    ours = (
        time.monotonic() - began
    ) / 60  # what this test itself took, on top of the minutes by which it moved the clock
    assert MINUTES - 3 <= sum(spent.values()) / 60 <= MINUTES + 1 + ours
    assert spent["closing"] / 60 >= WORKSHOP.section("closing").minutes.min
