"""That somebody asked to go slower is said on the console where it moves nothing, and can be put away."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from afterwave.content.language import language
from afterwave.content.places import kit
from afterwave.widgets.labels import LABELS, console_labels
from widgets.browser import rectangle
from widgets.samples import TIMES
from widgets.test_console_widget import CARE, sent

pytestmark = pytest.mark.browser
CARD = ".aw-slower p"


def asked(page: Page, *, on: bool) -> None:
    """Say what a kernel says while the lamp is lit, and when it goes out."""
    page.evaluate("(on) => model.kernelSays('slower', on)", on)


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080), (683, 384)])
def test_it_comes_and_nothing_moves_for_it(mount: Callable[..., Page], page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    mount("console", position=CARE)
    places = [page.locator(one) for one in (".aw-top", ".aw-all", ".aw-pane-now", ".aw-notes-text", ".aw-ballotbox h3")]
    before = [rectangle(one) for one in places]
    asked(page, on=True)
    after, card = [rectangle(one) for one in places], rectangle(page.locator(".aw-slower > div"))
    assert [after == before, "Slower, please" in page.inner_text(CARD)] == [True, True]
    assert [card["x"] >= 0, card["x"] + card["width"] <= size[0], card["y"] >= before[0]["height"]] == [True] * 3


@pytest.mark.parametrize("code", ["en", "es", "ar"])
@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080), (1024, 700), (683, 384)])
def test_it_lies_over_headings_and_over_nothing_that_is_read(
    mount: Callable[..., Page], page: Page, size: tuple[int, int], code: str
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    speech = language(kit("content"), code)
    said = console_labels({widget: speech.labels(words) for widget, words in LABELS.items()})
    mount("console", position=CARE, slower=True, language=code, direction=speech.direction, labels=said)
    card = rectangle(page.locator(".aw-slower > div"))
    words, end = rectangle(page.locator(CARD)), card["y"] + card["height"]
    below = [page.locator(one) for one in (".aw-notes-text", ".aw-ballotbox h3", ".aw-pane-now h2 + *")]
    assert [words["height"] <= card["height"], *(rectangle(one)["y"] >= end for one in below)] == [True] * 4
    page.evaluate("document.querySelector('.aw-notes-text').style.height = '3000px'")
    page.evaluate("document.querySelector('.aw-pane-notes').scrollTop = 300")
    heading = rectangle(page.locator(".aw-pane-notes > h2"))
    stacked = size[0] < 900
    assert stacked or heading["y"] + heading["height"] >= end


def test_a_refusal_and_a_colleagues_signal_come_below_the_line_at_the_top(
    mount: Callable[..., Page], page: Page
) -> None:
    page.set_viewport_size({"width": 1366, "height": 768})
    mount("console", position=CARE, clock={**TIMES, "started": time.time(), "entered": time.time()})
    places = [page.locator(one) for one in (".aw-top h1", ".aw-clock", ".aw-all")]
    before = [rectangle(one) for one in places]
    refusal = "Fewer than 3 questions wait, so the box stays closed. They come out only together."
    page.evaluate("(refusal) => model.kernelSays('notice', refusal)", refusal)
    signals = {"door": "in", "code": "", "until": 0.0, "signals": ["pause"]}
    page.evaluate("(signals) => model.kernelSays('colleague', signals)", signals)
    assert [rectangle(one) for one in places] == before


def test_it_is_put_away_and_comes_again_only_when_asked_for_anew(mount: Callable[..., Page]) -> None:
    page = mount("console", position=CARE, slower=True)
    page.click(".aw-slower button")
    page.evaluate("model.kernelSays('notice', 'Something else.')")
    away = [page.inner_text(CARD), page.is_visible(".aw-slower button"), sent(page)]
    asked(page, on=False)
    asked(page, on=True)
    assert [away, "Slower, please" in page.inner_text(CARD)] == [["", False, []], True]


def test_the_keyboard_that_put_it_away_goes_on_leading(mount: Callable[..., Page]) -> None:
    page = mount("console", alone=False, slower=True)
    page.focus(".aw-slower button")
    page.keyboard.press("Enter")
    page.keyboard.press("PageDown")
    assert [message["position"] for message in sent(page)] == [{"section": "opening", "step": 1}]
