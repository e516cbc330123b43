"""The static site in Firefox and in Safari's engine, from a host and from a file: reading, writing, leaving, Back, and
without a network.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from evening_process import until
from participant import Participant
from patience import SECONDS
from static_host import SECRET, SITE, Host

if TYPE_CHECKING:
    from selenium.webdriver.remote.webdriver import WebDriver

pytestmark = pytest.mark.prove

NEXT = "main a[href$='drinking.html']"
OPEN = "[data-widget*='reflection'] [data-open]"


@pytest.fixture(params=["http", "file"])
def reader(request: pytest.FixtureRequest, engine: WebDriver, host: Host, site_folder: Path) -> Participant:
    """Give a reader of the site, on a host and from a file in turn."""
    return Participant(engine, host.site.rstrip("/") if request.param == "http" else (site_folder / SITE).as_uri())


def test_a_reader_writes_walks_on_leaves_and_finds_nothing_on_the_way_back(reader: Participant) -> None:
    reader.goes("/en/index.html")
    reader.goes("/en/read/brewing.html")
    reader.presses(OPEN)
    reader.writes(SECRET)
    assert SECRET in reader.words()
    reader.presses(NEXT)
    reader.arrives("/drinking.html")
    reader.presses("[data-widget*='breathing'] [data-open]")
    reader.sees(".aw-breathing button")
    reader.presses("a.leave")
    until(lambda: reader.driver.title == "Conversions", SECONDS)
    for _ in range(2):  # as many pages as this reader opened: the driver has seen others before
        reader.driver.back()
        until(lambda: reader.driver.title in {"Conversions", ""}, SECONDS)
        assert SECRET not in reader.words()
    reader.goes("/en/read/brewing.html")
    reader.sees(OPEN)


def test_who_only_goes_back_finds_their_words(engine: WebDriver, host: Host) -> None:
    reader = Participant(engine, host.site.rstrip("/"))
    reader.goes("/en/read/brewing.html")
    reader.presses(OPEN)
    reader.writes(SECRET)
    reader.presses(NEXT)
    reader.arrives("/drinking.html")
    engine.back()
    reader.reads(SECRET)


def test_without_a_network_what_was_kept_is_read_and_written_into_and_left(engine: WebDriver, host: Host) -> None:
    reader = Participant(engine, host.site.rstrip("/"))
    reader.goes("/index.html")
    reader.presses("[data-keep]")
    reader.reads("They open without a network now")
    host.stop()
    reader.goes("/en/read/brewing.html")
    reader.presses(OPEN)
    reader.writes(SECRET)
    reader.presses("a.leave")
    until(lambda: engine.title == "Conversions", SECONDS)
    engine.back()
    assert SECRET not in reader.words()
    reader.goes("/index.html")
    reader.presses("[data-drop]")
    reader.reads("They are gone from this device")
