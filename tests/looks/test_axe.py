"""Axe finds nothing wrong with stage and console in any scene, light or dark, with every fold open."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

import axe
from looks.test_looks import CONSOLE, STAGE
from widgets.samples import TIMES

pytestmark = pytest.mark.browser
LATE = {**TIMES, "started": 1.0, "entered": 1.0, "late": 9, "over": ["opening"], "sheet": {"care": 12}}


@pytest.mark.parametrize("scene", STAGE)
def test_the_stage(mount: Callable[..., Page], scene: str) -> None:
    assert axe.finds_in_both_schemes(mount("stage", **STAGE[scene]), ".aw") == {}


@pytest.mark.parametrize("key", ["j", "a", "?"])
def test_the_stages_sheets(mount: Callable[..., Page], key: str) -> None:
    page = mount("stage")
    page.keyboard.press(key)
    assert axe.finds(page, ".aw") == {}


@pytest.mark.parametrize("scene", CONSOLE)
def test_the_console_with_every_fold_open(mount: Callable[..., Page], page: Page, scene: str) -> None:
    page.set_viewport_size({"width": 1366, "height": 768})
    mount("console", **{**CONSOLE[scene], "clock": LATE, "skipped": ["opening"] if scene == "box" else []})
    page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
    assert axe.finds_in_both_schemes(page, ".aw") == {}


def test_the_console_works_by_keyboard_alone(mount: Callable[..., Page]) -> None:
    page = mount("console", **CONSOLE["box"])
    page.focus("text=Question box")
    page.keyboard.press("Enter")
    for name in ("Turn it off", "Open what has come", "Take off the stage"):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == name
    page.keyboard.press("Enter")
    assert page.evaluate("model.sent") == [{"aside": True}]


def test_what_is_too_pale_in_the_dark_alone_is_found(page: Page) -> None:
    page.set_content(
        "<html lang=en><title>-</title><style>@media (prefers-color-scheme: dark) { p { color: #eee } }</style>"
        "<main style='background: #fff'><h1>One</h1><p>Two</p></main></html>"
    )
    assert axe.finds_in_both_schemes(page) == {"dark": {"color-contrast": ["<p>Two</p>"]}}
