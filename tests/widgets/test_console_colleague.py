"""The colleague's door on the console: shut until it is opened, a code to show, one press that ends it, and signals
until they are put away.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from widgets.test_console_widget import CARE, sent

pytestmark = pytest.mark.browser


def door(state: str, code: str = "", signals: tuple[str, ...] = (), until: float = 0.0) -> dict[str, Any]:
    return {"door": state, "code": code, "until": until, "signals": list(signals)}


def box(mount: Callable[..., Page], state: str) -> Page:
    page = mount("console", position=CARE, colleague=door(state))
    page.click(".aw-colleague summary")
    return page


def test_it_is_opened_with_one_press_and_shows_the_code_in_two_groups(mount: Callable[..., Page]) -> None:
    page = box(mount, state="shut")
    assert [page.inner_text(".aw-colleague .aw-code"), page.is_visible(".aw-colleague button:text-is('End it')")] == [
        "",
        False,
    ]
    page.click("text=Open it with a code")
    assert sent(page) == [{"colleague": True}]
    page.evaluate(
        "until => model.kernelSays('colleague', { door: 'waiting', code: '12345678', until, signals: [] })",
        page.evaluate("Date.now() / 1000 + 90"),
    )
    page.wait_for_selector(".aw-code:text('1234 5678')")
    assert "192.168.1.20:8080/colleague" in page.inner_text(".aw-colleague")
    assert "Good for one device" in page.inner_text(".aw-colleague")


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("in", "One device is in"),
        ("late", "within two minutes"),
        ("guessed", "Five wrong codes"),
        ("waiting", "does not know any more"),
    ],
)
def test_it_says_how_it_stands_and_one_press_ends_it(mount: Callable[..., Page], state: str, said: str) -> None:
    page = box(mount, state=state)
    assert said in page.inner_text(".aw-colleague [role=status]")
    page.click(".aw-colleague button:text-is('End it')")
    assert sent(page) == [{"colleague": False}]


def test_signals_stand_at_the_top_until_each_is_put_away(mount: Callable[..., Page]) -> None:
    page = mount("console", position=CARE, colleague=door("in", signals=("pause", "outside")))
    assert page.locator(".aw-top .aw-signals p").count() == 2
    page.click(".aw-signals p:has-text('outside with somebody') button")
    assert sent(page) == [{"put_away": "outside"}]
    page.evaluate("model.kernelSays('colleague', { door: 'in', code: '', until: 0, signals: [] })")
    page.wait_for_selector(".aw-signals p", state="detached")


def test_the_keyboard_stays_with_its_signal_and_then_with_the_console(mount: Callable[..., Page]) -> None:
    page = mount("console", alone=False, colleague=door("in", signals=("pause",)))
    says = "signals => model.kernelSays('colleague', { door: 'in', code: '', until: 0, signals })"
    page.focus(".aw-signals button")
    page.evaluate(says, ["slower", "pause"])
    page.keyboard.press("Enter")
    page.evaluate(says, ["slower"])
    page.keyboard.press("PageDown")
    assert sent(page) == [{"put_away": "pause"}, {"position": {"section": "opening", "step": 1}}]


def test_where_no_phone_can_come_there_is_no_door(mount: Callable[..., Page]) -> None:
    page = mount("console", position=CARE, addresses={"now": "", "nearby": [], "ours": False})
    assert not page.is_visible(".aw-colleague")


def test_a_signal_comes_into_a_status_that_was_there_before_it(mount: Callable[..., Page]) -> None:
    page = mount("console", position=CARE)
    assert page.locator(".aw-signals").evaluate("node => getComputedStyle(node).display") != "none"
