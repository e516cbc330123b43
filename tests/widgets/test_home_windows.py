"""Two windows of one front door: what is typed in one stays there, whatever is done in the other."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from afterwave.launch.front_door import FrontDoor
from afterwave.widgets.home_labels import HOME

pytestmark = pytest.mark.browser

DRINKS = {"question": "What shall we drink?", "kind": "pick-one", "options": "Tea\nWater"}
LINE = {"name": "A line in town", "number": "01234 5", "hours": "at dusk", "for": "anybody", "cost": "free"}


@pytest.fixture
def door(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FrontDoor]:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("AFTERWAVE_SUPPORT", str(tmp_path / "support.yaml"))
    front = FrontDoor(f"sqlite:///{tmp_path / 's.sqlite'}", browser=False)
    front.answer({"do": "choose", "with": {"language": "en", "country": "GB"}})
    yield front
    front.stop()


class Window:
    """One window, which stands at a step: what it asks comes to the door when a test lets it."""

    def __init__(self, page: Page, door: FrontDoor) -> None:
        self.page, self.door, self._heard = page, door, 0

    def look(self) -> None:
        """Tell the window how things stand."""
        self._tell(self.door.answer({"do": "look"}))

    def press(self, words: str) -> None:
        """Press a button, and let the door answer what it asks."""
        self.page.get_by_role("button", name=words, exact=True).click()
        asked = [one for one in self.page.evaluate("model.sent") if "do" in one]
        for one in asked[self._heard :]:
            self._tell(self.door.answer(one))
        self._heard = len(asked)

    def _tell(self, told: dict[str, Any]) -> None:
        state = json.loads(json.dumps({**told, "codes": {}}))
        self.page.evaluate("state => model.kernelSays('state', state)", state)


@pytest.fixture
def window(mount: Callable[..., Page], door: FrontDoor) -> Callable[[str], Window]:
    """Give a function that opens a window at a step."""

    def opened(step: str) -> Window:
        state = json.loads(json.dumps({**door.facts(), "codes": {}}))
        page = mount("home", state=state, language="en", direction="ltr", labels=HOME)
        page.locator(".aw-side").get_by_role("button", name=step, exact=True).click()
        return Window(page, door)

    return opened


def test_a_poll_that_is_being_typed_outlives_one_that_another_window_keeps(
    window: Callable[[str], Window], door: FrontDoor
) -> None:
    here = window("A poll of my own")
    question, options = here.page.get_by_label("Question"), here.page.get_by_label("Options")
    question.fill("Who shall cook?")
    options.fill("You")
    here.press("Keep it")
    door.answer({"do": "save_poll", "with": DRINKS})
    here.look()
    assert (question.input_value(), options.input_value()) == ("Who shall cook?", "You")
    options.fill("You\nWe")
    here.press("Keep it")
    assert (question.input_value(), len(door.facts()["polls"]["files"])) == ("", 2)


def test_a_support_line_that_is_being_typed_outlives_one_that_another_window_adds(
    window: Callable[[str], Window], door: FrontDoor
) -> None:
    here = window("Call the support lines")
    here.page.locator("summary").click()
    name = here.page.get_by_label("Name", exact=True)
    name.fill("A line of ours")
    door.answer({"do": "ring_own", "with": LINE})
    here.look()
    assert name.input_value() == "A line of ours"
    for label, words in (("Number", "01234 6"), ("For whom, and for what", "anybody"), ("Hours", "at dawn")):
        here.page.locator("details").get_by_label(label, exact=True).fill(words)
    here.press("Add it")
    assert (name.input_value(), door.facts()["refusals"]) == ("", {})


def test_a_correction_that_is_being_typed_outlives_what_another_window_finds(
    window: Callable[[str], Window], door: FrontDoor
) -> None:
    here = window("Call the support lines")
    first, second = door.facts()["support"]["lines"][:2]
    here.press("It changed")
    here.page.get_by_label("Hours").first.fill("at dusk")
    door.answer({"do": "ring", "with": {"number": first["number"], "found": "works"}})
    door.answer({"do": "ring_own", "with": LINE})
    here.look()
    assert here.page.get_by_label("Hours").first.input_value() == "at dusk"
    here.press("Write it down")
    told = {line["number"]: line["hours"] for line in door.facts()["support"]["lines"]}
    assert told[first["number"]] == "at dusk"
    assert second["name"] in here.page.locator(".aw-step h3").first.inner_text()
