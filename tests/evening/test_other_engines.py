"""Stage and console in Firefox and in Safari's engine: two windows of one evening, their keys, the timer, and a poll
from its opening to its picture.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from afterwave.content.views import steps
from afterwave.poll import tickets
from afterwave.poll.ballot import Ballot
from afterwave.session.session import Session
from engines import viewport
from evening_process import Evening, evening, until
from kit_workshop import kit_workshop
from participant import WORDS, Participant
from patience import SECONDS

if TYPE_CHECKING:
    from selenium.webdriver.remote.webdriver import WebDriver

pytestmark = pytest.mark.prove

WORKSHOP = kit_workshop()
SHOWN = 120  # seconds until a kernel has begun and drawn, on a busy machine
ASKED = {"firefox": ("care", "care"), "MiniBrowser": ("closing", "leaving")}
"""A poll of its own for each, in one evening, and its section."""


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Evening, Session]]:
    """Run one evening; give it with its session."""
    database = tmp_path_factory.mktemp("evening") / "session.sqlite"
    with evening(database, log=database.with_name("log")) as present:
        session = Session.open(f"sqlite:///{database}")
        yield present, session
        session.close()


class Laptop:
    """One browser with the stage in one window and the console in the other."""

    def __init__(self, driver: WebDriver, running: Evening) -> None:
        """Open both, and wait until both are drawn."""
        addresses = running.addresses
        self.driver, self.person = driver, Participant(driver, "")
        self.windows: dict[str, str] = {}
        for name, address in (("stage", addresses["presenter"]), ("console", addresses["facilitator"])):
            if self.windows:
                driver.switch_to.new_window("window")
            self.windows[name] = driver.current_window_handle
            viewport(driver, 1366, 768)
            driver.get(address)
            with shown_on_failure(driver, running):
                until(
                    lambda name=name: driver.execute_script(  # type: ignore[misc] # a default binds it
                        "return Boolean(document.querySelector(arguments[0]))", f".aw-{name}"
                    ),
                    SHOWN,
                )

    def at(self, name: str) -> Participant:
        """Turn to a window."""
        self.driver.switch_to.window(self.windows[name])
        return self.person

    def keys(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            ActionChains(self.driver).send_keys(key).perform()

    def close(self) -> None:
        """Close the console's window; the driver's own stays."""
        self.at("console")
        self.driver.close()
        self.at("stage").goes("about:blank")


@contextmanager
def shown_on_failure(driver: WebDriver, running: Evening) -> Iterator[None]:
    """Say how the page looks and what stands on it, and what the evening's programs said, where the block fails."""
    try:
        yield
    except AssertionError as failure:
        picture = Path(tempfile.gettempdir()) / f"{driver.name}-{os.getpid()}.png"
        driver.save_screenshot(str(picture))
        failure.add_note(f"It looks like {picture}, and says: {driver.execute_script(WORDS)!r}")
        failure.add_note(f"The programs said: {running.said()[-2000:]!r}")
        raise


@pytest.fixture
def laptop(engine: WebDriver, running: tuple[Evening, Session]) -> Iterator[Laptop]:
    """Give a browser with both, at the evening's beginning."""
    running[1].go("welcome")
    one = Laptop(engine, running[0])
    yield one
    one.close()


def test_stage_and_console_go_together_through_a_whole_poll(laptop: Laptop, running: tuple[Evening, Session]) -> None:
    session = running[1]
    go_together(laptop, session)
    section, name = ASKED[laptop.driver.name]
    poll = WORKSHOP.poll(name)
    session.go(
        section,
        next(number for number, step in enumerate(steps(WORKSHOP.section(section))) if getattr(step, "id", "") == name),
    )
    console = laptop.at("console")
    # This poll's: until the console has followed, another section's stands there.
    box = f".aw-pane-polls > div .aw-ballotbox:has(#aw-people-{name})"
    console.sees(f"{box}[data-state=waiting]")
    laptop.driver.find_element(By.CSS_SELECTOR, f"{box} .aw-number").send_keys("12")
    console.reads("all 12 answer")
    console.presses(f"{box} .aw-act")
    until(lambda: session.store.status(name).state == "open", SECONDS)
    laptop.at("stage").reads("Answers are counted in threes")
    options = poll.option_ids()
    key = session.store.ticket_key
    session.store.commit(
        [Ballot(name, tickets.issue(key, name), frozenset({options[-(number % 2)]})) for number in range(12)]
    )
    session.store.close(name)
    laptop.at("console").sees(f"{box}[data-state=closed]")
    console.presses(f"{box} .aw-act")
    until(lambda: session.store.status(name).state == "revealed", SECONDS)
    laptop.at("stage").sees(".aw-picture")
    laptop.at("console").sees(f"{box}[data-state=revealed]")


def go_together(laptop: Laptop, session: Session) -> None:
    """Step by the stage's keys, pause and show the way in by the console's, and see each on the other."""
    stage = laptop.at("stage")
    laptop.keys(Keys.ARROW_RIGHT)
    until(lambda: session.state().step == 1, SECONDS)
    laptop.at("console").reads("step 2 of")
    laptop.keys(".")
    laptop.at("stage").sees("[data-scene=calm]")
    laptop.keys(".")
    stage.sees("[data-scene=step]")
    laptop.at("console")
    laptop.keys("j")
    laptop.at("stage").sees(".aw-sheet")
    laptop.keys(Keys.ESCAPE)
    timed = next(
        number for number, step in enumerate(steps(WORKSHOP.section("welcome"))) if getattr(step, "minutes", 0)
    )
    session.go("welcome", timed)
    laptop.at("console").sees(".aw-key-timer[aria-disabled=false]")
    laptop.keys("t")
    until(lambda: session.state().props.get("timer"), SECONDS)
    laptop.at("console").sees(".aw-key-timer[aria-pressed=true]")
