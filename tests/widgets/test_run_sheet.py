"""The run sheet unfolds whole above the console's bar, in each of the kit's languages."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from afterwave.presenter.environment import Environment
from afterwave.presenter.scenes import console_sections
from afterwave.session.session import Session
from afterwave.widgets.labels import console_labels
from kit_workshop import kit_workshop
from widgets.browser import rectangle
from widgets.samples import TIMES

pytestmark = pytest.mark.browser
UNFOLD = """() => {
    document.querySelector(".aw-jump summary").click();
    return document.querySelector(".aw-jump-list").getBoundingClientRect().y;
}"""
"""Unfolds it, and returns where it begins before anything else has happened."""
LAPTOP = 768
"""Pixels of height that have room for the lengths of the evening without scrolling."""


@cache
def sections_in(language: str) -> list[dict[str, Any]]:
    """Return the kit's sections as a console gets them, in a language."""
    return console_sections(kit_workshop(language))


@pytest.mark.parametrize("language", kit_workshop().languages)
@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080), (683, 384)])
def test_it_lies_whole_on_the_console_and_the_lengths_are_in_sight(
    mount: Callable[..., Page], page: Page, tmp_path: Path, size: tuple[int, int], language: str
) -> None:
    width, height = size
    page.set_viewport_size({"width": width, "height": height})
    room = Environment(kit_workshop(language), Session.open(f"sqlite:///{tmp_path / 's.sqlite'}"), "", practice=True)
    sections = sections_in(language)
    slugs = [section["slug"] for section in sections]
    mount(
        "console",
        sections=sections,
        position={"section": slugs[0], "step": 0},
        clock={**TIMES, "sheet": dict.fromkeys(slugs, 9), "over": slugs[2:4]},
        skipped=slugs[4:6],
        **room.speech(console_labels),
    )
    at_once = page.evaluate(UNFOLD)
    sheet, bar = (rectangle(page.locator(one)) for one in (".aw-jump-list", ".aw-keys"))
    assert at_once == sheet["y"], "it was seen to shrink"
    keys = [rectangle(one) for one in page.locator(".aw-jump-list .aw-toggle").all()]
    sides = [side for one in [sheet, *keys] for side in (one["x"], one["x"] + one["width"])]
    assert [min(sides) >= 0, max(sides) <= width, sheet["y"] >= 0] == [True] * 3
    lengths = rectangle(page.locator(".aw-lengths"))
    assert lengths["y"] + lengths["height"] <= bar["y"] or height < LAPTOP
