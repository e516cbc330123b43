"""From right to left, everything that has a side is on the other one: bars grow from the right, and rules, indents and
cells begin there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from kit_workshop import kit_workshop
from server.conftest import Server

pytestmark = pytest.mark.browser

SIDES = """
(start) => {
  const end = start === "Left" ? "Right" : "Left";
  for (const folded of document.querySelectorAll("details")) folded.open = true;
  const wide = (style, what, side) => parseFloat(style[what(side)]);
  const kinds = [(side) => `border${side}Width`, (side) => `padding${side}`];
  const narrower = (style, what) => wide(style, what, start) < wide(style, what, end);
  const lopsided = (node) => kinds.some((what) => narrower(getComputedStyle(node), what));
  const aligned = (node) => ({ Left: "right", Right: "left" })[start] === getComputedStyle(node).textAlign;
  const wrong = (node) => (lopsided(node) && !node.matches("th, td")) || (aligned(node) && !node.matches(".words"));
  return [...document.querySelectorAll("main *")].filter(wrong)
    .map((node) => `${node.tagName} ${node.className}`);
}
"""
"""What stands on the wrong side; the room after a cell, and the count at a bar's end, stand where a line ends."""

BARS = """
() => [...document.querySelectorAll(".bars svg")].map((axis) => {
  const [all, bar] = [axis, axis.querySelector(".tide")].map((one) => one.getBoundingClientRect());
  const zero = document.querySelector(".ends span").getBoundingClientRect();
  const gaps = [bar.left - all.left, all.right - bar.right, zero.left - all.left, all.right - zero.right];
  return gaps.map(Math.round);
})
"""
"""How far each bar, and the axis' zero, stand from the axis' left and right end, in pixels."""


@pytest.fixture(scope="module")
def revealed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Give a server with the kit's own words and a picture of twelve answers."""
    server = Server(f"sqlite:///{tmp_path_factory.mktemp('sides') / 'session.sqlite'}", kit_workshop())
    server.reveal("arriving", *[(point,) for point in "111122223333"])
    yield server
    server.stop()
    server.session.close()


@pytest.fixture
def look(chromium: Browser, revealed: Server) -> Iterator[Callable[..., Any]]:
    """Give a function that opens a page on a phone and asks it something."""
    page = chromium.new_page(viewport={"width": 390, "height": 844}, reduced_motion="reduce")

    def asked(path: str, question: str, *about: object) -> Any:  # noqa: ANN401 - any JSON
        page.goto(f"{revealed.address}{path}")
        return page.evaluate(question, *about)

    yield asked
    page.close()


@pytest.mark.parametrize(("language", "side"), [("ar", 1), ("en", 0)])
def test_the_bars_of_the_groups_picture_grow_from_where_its_zero_stands(
    look: Callable[..., Any], language: str, side: int
) -> None:
    bars = look(f"/{language}/poll/arriving/results", BARS)
    assert bars
    assert all(bar[side] == 0 and bar[2 + side] <= 1 for bar in bars)
    assert any(bar[1 - side] > 30 for bar in bars)


@pytest.mark.parametrize(("language", "start"), [("ar", "Right"), ("en", "Left")])
def test_rules_indents_and_cells_begin_where_a_line_begins(look: Callable[..., Any], language: str, start: str) -> None:
    paths = ("/read/opening", "/support", "/privacy", "/poll/arriving/results")
    assert {path: wrong for path in paths if (wrong := look(f"/{language}{path}", SIDES, start))} == {}
