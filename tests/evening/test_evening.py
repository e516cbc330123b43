"""A whole evening, as it will be: one process, a projector, a facilitator's laptop, and eight people with phones, two
of them without JavaScript.

Every day two of the eight hold a phone, one with scripts and one without, and the others send their ballots' forms as a
phone without scripts does. With the long proofs all eight hold one, and a whole Chromium draws a screen of each kind.
"""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import Browser, Error, Locator, Page, ViewportSize, sync_playwright

from afterwave.cli.present import _next_commands
from afterwave.content.polls import Poll
from afterwave.content.views import steps
from afterwave.poll.disclosure import Cell, margin, release
from enumeration import daily
from evening_process import Evening, evening, until
from kit_workshop import kit_workshop
from net_log import ARGS, asked, elsewhere
from widgets.browser import SHELL

pytestmark = pytest.mark.browser

WORKSHOP = kit_workshop()
PHONES = 8
SCRIPTED = range(PHONES - 2)
"""Whose phones run scripts."""
EVERY_DAY = (0, PHONES - 1)
"""Who holds a phone when only two do."""
PHONE: ViewportSize = {"width": 390, "height": 844}

BALLOTS: dict[str, list[tuple[str, ...]]] = {
    "arriving": [("1",), ("1",), ("2",), ("2",), ("3",), ("3",), ("3",), ("3",)],
    "care": [
        ("holding", "words"),
        ("holding", "words", "warmth"),
        ("holding", "words"),
        ("holding", "words", "alone"),
        ("holding",),
        ("holding",),
        ("holding", "else"),
        (),
    ],
    "leaving": [("2",), ("2",), ("2",), ("2",), ("3",), ("3",), ("3",), ("3",)],
}


@pytest.fixture(scope="module")
def chromium_path() -> str:
    """Skip the evening where there is no browser to play it in."""
    found = shutil.which("chromium") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("no Chromium: install it, and this test runs")
    return found


class Room:
    """Every screen in the room, with whatever went wrong on any of them."""

    def __init__(self, browsers: Sequence[Browser], running: Evening, pictures: Path | None) -> None:
        browser, self.light = browsers[0], browsers[-1]
        self.running, self.pictures, self.wrong = running, pictures, list[str]()
        self.stage = self._screen(browser, {"width": 1920, "height": 1080})
        self.console = self._screen(browser, {"width": 1366, "height": 768})
        self.phones = {
            number: self._screen(
                browser if number in EVERY_DAY else self.light, PHONE, java_script_enabled=number in SCRIPTED
            )
            for number in (range(PHONES) if len(browsers) > 1 else EVERY_DAY)
        }
        self.stage.goto(running.addresses["presenter"])
        self.console.goto(running.addresses["facilitator"])
        self.stage.wait_for_selector(".aw-stage", timeout=120_000)
        self.console.wait_for_selector(".aw-console", timeout=120_000)
        self.console.clock.install()
        for phone in self.phones.values():
            phone.goto(running.addresses["participants"])
            phone.get_by_role("link", name="Join the group").click()

    def _screen(self, browser: Browser, size: ViewportSize, *, java_script_enabled: bool = True) -> Page:
        # Some people ask their phones for less motion; here those whose every frame costs the tests most.
        motion: Literal["reduce", "no-preference"] = "reduce" if browser is self.light else "no-preference"
        context = browser.new_context(viewport=size, java_script_enabled=java_script_enabled, reduced_motion=motion)
        page = context.new_page()
        page.on("pageerror", lambda error: self.wrong.append(f"{page.url}: {error}"))
        page.on(
            "console",
            lambda message: self.wrong.append(f"{page.url}: {message.text}") if message.type == "error" else None,
        )
        return page

    def ask(self, poll: Poll, ballots: Sequence[tuple[str, ...]]) -> None:
        """Take a poll from waiting to its picture, with one ballot from each phone."""
        box = self.console.locator(".aw-ballotbox", has_text=poll.question)
        box.get_by_label("People in the room").fill(str(PHONES))
        until(lambda: f"all {PHONES} answer" in box.locator(".aw-outlook").inner_text())
        self.press(box.get_by_role("button", name="Open the poll"))
        self.stage.get_by_text("Answers are counted in threes").wait_for()
        for number, ballot in enumerate(ballots):
            if number in self.phones:
                self.send(self.phones[number], poll, ballot, script=number in SCRIPTED)
            else:
                self.post(poll, ballot)
        self.stage.get_by_text("At least 6 answers are in").wait_for()
        box.get_by_role("button", name="Close the poll").click()
        box.get_by_role("button", name="Undo").wait_for()
        self.console.clock.fast_forward(20_000)
        self.press(box.get_by_role("button", name="Show the picture"))
        self.stage.locator(".aw-picture").wait_for()

    def press(self, button: Locator) -> None:
        """Press a button of the console whose act is final, and let the moment pass in which it can be undone."""
        button.click()
        self.console.clock.fast_forward(5_000)

    def send(self, phone: Page, poll: Poll, ballot: tuple[str, ...], *, script: bool) -> None:
        """Tick and send, as one person does on one phone."""
        if script:
            phone.get_by_role("link", name="Answer without a name").click()
            phone.locator("form [data-send]").wait_for(
                state="attached"
            )  # until its script is there, Send sends at once
        else:
            ballot_page = f"{self.running.addresses['participants']}poll/{poll.id}"
            try:
                phone.goto(ballot_page)
            except Error:  # without a script the page loads itself anew every 20 s, and that came in between
                phone.goto(ballot_page)
        for option in ballot:
            phone.get_by_label(poll.labels()[option], exact=True).check()
        if phone is self.phones[0] and poll.id == "care":
            self.keep(phone, "phone")
        phone.get_by_role("button", name="Send", exact=True).click()
        if script:
            phone.get_by_role("button", name="Yes, send").click()
        phone.locator("main").get_by_text("Your answer is counted").wait_for()
        phone.get_by_role("link", name="Back to the group").click()

    def post(self, poll: Poll, ballot: tuple[str, ...]) -> None:
        """Send a ballot as the form that it is, as one person does who has neither scripts nor a screen of ours."""
        with httpx.Client(base_url=self.running.addresses["participants"]) as phone:
            ticket = re.findall('name="ticket" value="(.+?)"', phone.get(f"poll/{poll.id}").text)[0]
            answer = phone.post(f"poll/{poll.id}", data={"ticket": ticket, "option": list(ballot)})
            assert "Your answer is counted" in phone.get(answer.headers["location"]).text

    def keep(self, page: Page, name: str) -> None:
        """Take one of the README's pictures, where they are asked for."""
        if self.pictures is not None:
            page.wait_for_timeout(1500)
            page.screenshot(path=self.pictures / f"{name}.png")

    def close(self, browsers: Sequence[Browser]) -> None:
        """Leave the room: every browser profile ends, and its net log is written."""
        for browser in browsers:
            for context in list(browser.contexts):
                context.close()


@pytest.fixture(scope="module")
def evening_log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("evening")


@pytest.fixture(scope="module", params=daily(["two phones", "eight phones"], ["two phones"]))
def browsers(chromium_path: str, evening_log: Path, request: pytest.FixtureRequest) -> Iterator[Sequence[Browser]]:
    """Give a light Chromium for all screens, or a whole one for one screen of each kind and a light one for the other
    phones: a whole one draws a window with bars and menus around each of them.
    """
    light = shutil.which(SHELL) or chromium_path
    with sync_playwright() as playwright:
        started = [
            playwright.chromium.launch(
                executable_path=path, args=[*ARGS, f"--log-net-log={evening_log / f'net-{number}.json'}"]
            )
            for number, path in enumerate([light] if request.param == "two phones" else [chromium_path, light])
        ]
        yield started
        for browser in started:
            browser.close()


def in_words(cell: Cell, ballots: int) -> str:
    """Return what the stage says of a cell of a release to which two people might hold the key."""
    least = margin(2)
    bands = {
        "few-or-none": f"fewer than {least}",
        "most-or-all": f"most or all: at least {ballots - least + 1}",
        "pooled": f"{cell.count} together",
    }
    return bands.get(cell.band, str(cell.count))


def expected(poll: Poll, ballots: Sequence[tuple[str, ...]]) -> list[str]:
    """Return the picture's lines that these ballots and the rules of release make."""
    ticks = Counter(option for ballot in ballots for option in ballot)
    shown = release(poll.kind, {option: ticks[option] for option in poll.option_ids()}, len(ballots)).shown
    return [
        f"{' or '.join(poll.labels()[option] for option in cell.options)}: {in_words(cell, len(ballots))}"
        for cell in shown
    ]


def drawn(stage: Page, poll: Poll) -> list[str]:
    """Return the lines of a poll's picture as the stage says them to a screen reader; how people leave stands beside
    how they came.
    """
    rows = stage.locator(".aw-release table").filter(has_text=poll.question).locator("tbody tr").all()
    return [": ".join(row.locator(cell).text_content() or "" for cell in ("th", "td")) for row in rows]


# It takes longer than any other test: eight people, ten sections and three polls, in real browsers.
def test_a_whole_evening(browsers: Sequence[Browser], evening_log: Path, request: pytest.FixtureRequest) -> None:
    for left in evening_log.glob("session.sqlite*"):
        left.unlink()  # by a first try that failed: the second begins at the beginning
    with evening(evening_log / "session.sqlite", log=evening_log / "stderr.txt") as running:
        room = Room(browsers, running, request.config.getoption("--pictures") if len(browsers) > 1 else None)
        for section in WORKSHOP.sections:
            for number, step in enumerate(steps(section)):
                if (section.slug, number) != (WORKSHOP.sections[0].slug, 0):
                    room.stage.keyboard.press("ArrowRight")
                if number == 0:
                    room.console.get_by_role("heading", level=1).get_by_text(section.title).wait_for()
                    room.phones[0].get_by_role("heading", name=section.title).first.wait_for()
                if step.kind != "poll":
                    continue
                poll = WORKSHOP.poll(step.id)
                room.phones[0].locator("main").get_by_text("A question to everyone comes next").wait_for()
                room.ask(poll, BALLOTS[poll.id])
                assert drawn(room.stage, poll) == expected(poll, BALLOTS[poll.id])
                if poll.id == "care":
                    room.keep(room.stage, "stage")
                    room.keep(room.console, "console")
        room.console.get_by_text("This is the last step.").wait_for()
        room.press(room.console.get_by_role("button", name="End the evening"))
        room.phones[0].locator("main").get_by_text("Thank you for being here").wait_for()
        room.phones[PHONES - 1].reload()
        room.phones[PHONES - 1].get_by_text("Thank you for being here").wait_for()
        assert [cookie for phone in room.phones.values() for cookie in phone.context.cookies()] == []
        assert room.wrong == []
        room.close(browsers)
        assert running.interrupt() == 0
    errors = (evening_log / "stderr.txt").read_text()
    assert errors.strip() == _next_commands(database=f"sqlite:///{evening_log / 'session.sqlite'}").strip()


def test_no_request_left_the_machine(browsers: Sequence[Browser], evening_log: Path) -> None:
    for browser in browsers:
        browser.close()
    logs = [evening_log / f"net-{number}.json" for number in range(len(browsers))]
    here = [[urlsplit(url).hostname for url in asked(log)].count("127.0.0.1") for log in logs]
    assert [log for log, times in zip(logs, here, strict=True) if times <= PHONES] == []
    assert sorted({url for log in logs for url in elsewhere(log)}) == []
