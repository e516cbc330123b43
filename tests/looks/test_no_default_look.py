"""No button and no link of stage, console and front door has the look that a browser gives it by itself, whatever
stands there.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from looks.test_front_door import MAIN, opened
from looks.test_looks import CONSOLE, STAGE
from widgets.samples import TIMES

__all__ = ["opened"]

pytestmark = pytest.mark.browser

BARE = """() => {
  const frame = document.createElement("iframe");
  document.body.append(frame);
  const bare = frame.contentDocument;
  bare.body.innerHTML = '<button>x</button><a href="about:blank#x">x</a>';
  const look = (one) => getComputedStyle(one);
  const [font, colour] = [look(bare.querySelector("button")).fontFamily, look(bare.querySelector("a")).color];
  frame.remove();
  const isPlain = (one) =>
    one.tagName === "A"
      ? look(one).color === colour
      : look(one).borderTopStyle === "outset" || look(one).fontFamily === font;
  const all = [...document.querySelectorAll("button, summary, a[href]")];
  const seen = all.filter((one) => one.getClientRects().length);
  return [seen.length, seen.filter(isPlain).map((one) => one.outerHTML)];
}"""
"""What a browser makes of a bare button and a bare link, and which of those on the page look like it."""

LATE = {**TIMES, "started": 1.0, "entered": 1.0, "late": 9, "over": ["opening"], "sheet": {"care": 12}}
LOST = {"now": "http://192.168.1.20:8080/", "nearby": ["http://192.168.5.4:8080/"], "ours": True}
IN = {"door": "in", "code": "", "until": 0.0, "signals": ["slower", "pause", "outside"]}
UNEASY = {
    "clock": LATE,
    "addresses": LOST,
    "colleague": IN,
    "astray": "http://192.168.1.9/",
    "slips": 14,
    "skipped": ["opening"],
}
WIDGETS = {
    **{f"stage-{scene}": ("stage", traits) for scene, traits in STAGE.items()},
    "stage-ended": ("stage", {"ended": True}),
    **{f"console-{scene}": ("console", {**UNEASY, **traits}) for scene, traits in CONSOLE.items()},
    "console-pause": ("console", {**UNEASY, "calm": True}),
    "console-ended": ("console", {**UNEASY, "ended": True}),
}


POLL = {
    "name": "tea",
    "path": "/polls/tea.yaml",
    "questions": ["Which tea?"],
    "kind": "pick-one",
    "options": ["Green", "Black"],
}
MISTAKE = {"file": "/own/en/brewing.md", "line": 3, "problem": "no title", "cure": "Write one"}
TOLD = "It is at http://127.0.0.1:8866/"
MUCH = {
    "jobs": {
        "practise": {"state": "running", "facts": {}, "told": TOLD},
        "lead": {"state": "refused", "facts": {}, "told": TOLD},
        "read": {"state": "running", "facts": {"reading": "http://127.0.0.1:8866/"}, "told": ""},
        "print": {"state": "done", "facts": {}, "told": ""},
        "forget": {"state": "refused", "facts": {}, "told": TOLD},
    },
    "refusals": {name: [TOLD] for name in ("choose", "preflight", "check", "new", "keep")},
    "paper": {"number": 1, "kind": "card", "name": "card.pdf", "path": "/x", "first": "/y"},
    "session": {"begun": True, "ended": True, "kept": True, "shown": True, "since": 1.0, "section": "Care"},
    "polls": {"folder": "/polls", "files": [POLL], "saved": 1, "last": "/polls/tea.yaml", "by": ""},
    "own": {"folder": "/own", "first": "/own/workshop.yaml", "looked": 1, "title": "", "problems": [MISTAKE]},
}
"""A front door at which much happened, with something to press or to open in each of its notices."""


def plain(page: Page) -> list[str]:
    """Return the buttons and links that look as the browser made them."""
    page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
    looked, found = page.evaluate(BARE)
    assert looked, "nothing was looked at"
    return list(found)


def silenced(page: Page) -> Page:
    """Return the page once it says that its kernel is silent."""
    page.evaluate("model.answers = false")
    page.locator(".aw-away button").wait_for(timeout=30_000)
    return page


@pytest.mark.parametrize("scene", WIDGETS)
def test_on_stage_and_console(mount: Callable[..., Page], scene: str) -> None:
    name, traits = WIDGETS[scene]
    page = mount(name, **traits)
    assert plain(page) == []


@pytest.mark.parametrize("key", ["j", "a", "?"])
@pytest.mark.parametrize("name", ["stage", "console"])
def test_on_their_sheets(mount: Callable[..., Page], name: str, key: str) -> None:
    page = mount(name)
    page.keyboard.press(key)
    assert plain(page) == []


@pytest.mark.parametrize("name", ["stage", "console"])
def test_where_a_program_stopped(mount: Callable[..., Page], name: str) -> None:
    assert plain(silenced(mount(name))) == []


@pytest.mark.parametrize("runs", [False, True], ids=["much", "while it runs"])
def test_on_every_step_of_the_front_door_and_in_its_notices(opened: Callable[..., Page], runs: bool) -> None:
    page = opened("en", runs=runs)
    if not runs:
        page.evaluate("(much) => model.kernelSays('state', { ...model.traits.state, ...much })", MUCH)
        page.evaluate("model.tell('msg:custom', { paper: 1 }, [1, 2].map(() => new DataView(new ArrayBuffer(4))))")
    silenced(page)
    found = {}
    for step in page.locator(".aw-side button").all():
        step.click()
        found[step.inner_text()] = plain(page)
    assert (len(found) > len(MAIN), {name: ones for name, ones in found.items() if ones}) == (True, {})
