"""Every step of the kit's own evening, drawn: no last line is one short word, each kind begins on one line of the page,
and nothing is cut off.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from afterwave.presenter.scenes import polls, stage_sections
from afterwave.widgets.labels import LABELS, stage_labels
from kit_workshop import kit_workshop

pytestmark = pytest.mark.browser
SHORT = 8
"""Letters: a longer word on a line of its own holds it."""

WALK = """async () => {
  const root = document.querySelector(".aw-stage");
  const forward = root.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
  const found = [];
  const lines = (node) => {
    const rows = [];
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    for (let text = walker.nextNode(); text; text = walker.nextNode()) {
      for (const word of text.data.matchAll(/\\S+/g)) {
        const range = document.createRange();
        range.setStart(text, word.index);
        range.setEnd(text, word.index + word[0].length);
        const { top, bottom, height } = range.getBoundingClientRect();
        const row = rows.at(-1);
        if (!height) continue;
        if (row && (top + bottom) / 2 < row.bottom) row.words.push(word[0]);
        else rows.push({ bottom, words: [word[0]] });
      }
    }
    return rows;
  };
  const pen = document.createElement("canvas").getContext("2d");
  /* How far the ink of a first line stands above what is drawn of the body, in pixels. */
  const above = (node, body) => {
    const baseline = document.createElement("span");
    baseline.style.display = "inline-block";
    node.prepend(baseline);
    const { bottom } = baseline.getBoundingClientRect();
    baseline.remove();
    pen.font = getComputedStyle(node).font;
    return body.getBoundingClientRect().top - (bottom - pen.measureText(node.textContent).actualBoundingBoxAscent);
  };
  for (let step = 0; step < 300; step += 1) {
    const body = root.querySelector(".aw-body");
    const node = body.firstElementChild;
    const ours = (one) => !one.querySelector("p, li") && !one.closest(".aw-unseen, svg, button");
    const blocks = [...node.querySelectorAll("h1, p, li")].filter(ours);
    const title = node.querySelector(".aw-words > h1");
    const part = node.querySelector(".aw-part");
    found.push({
      text: node.innerText.slice(0, 60),
      look: node.dataset.look ?? (node.classList.contains("aw-slide") ? "slide" : ""),
      top: title ? Math.round(title.getBoundingClientRect().top) : null,
      cut: part ? above(part, body) : 0,
      orphans: blocks.map(lines)
        .filter((rows) => rows.length > 1 && rows.at(-1).words.length === 1)
        .map((rows) => rows.at(-1).words[0]),
      over: body.scrollHeight > body.clientHeight + 1 || body.scrollWidth > body.clientWidth + 1,
    });
    root.dispatchEvent(new KeyboardEvent("keydown", { key: forward, bubbles: true }));
    if (root.querySelector(".aw-body").firstElementChild === node) break;
  }
  return found;
}"""


def walked(mount: Callable[..., Page], language: str) -> list[dict[str, Any]]:
    """Return what is drawn of every step in a language, at the size of a projector."""
    workshop = kit_workshop(language)
    said = {
        widget: {key: workshop.speech.say(words) for key, words in group.items()} for widget, group in LABELS.items()
    }
    sections = stage_sections(workshop)
    page = mount(
        "stage",
        sections=sections,
        position={"section": sections[0]["slug"], "step": 0},
        polls=polls(workshop, {}),
        language=language,
        direction=workshop.speech.direction,
        labels=stage_labels(said),
    )
    found: list[dict[str, Any]] = page.evaluate(WALK)
    assert len(found) == sum(len(section["steps"]) for section in sections)
    return found


@pytest.mark.parametrize("language", kit_workshop().languages)
def test_no_slide_ends_on_a_short_word_alone_none_is_cut_off_and_each_kind_has_its_line(
    mount: Callable[..., Page], page: Page, language: str
) -> None:
    page.set_viewport_size({"width": 1920, "height": 1080})
    found = walked(mount, language)
    assert [
        (one["text"], one["orphans"])
        for one in found
        if any(len(word.strip('.,;:?!"“”')) < SHORT for word in one["orphans"])
    ] == []
    assert [one["text"] for one in found if one["over"]] == []
    assert [one["text"] for one in found if one["cut"] > 0] == []
    tops = {
        look: {one["top"] for one in found if one["look"] == look and one["top"]}
        for look in ("slide", "heart", "practical")
    }
    assert {look: len(places) for look, places in tops.items()} == dict.fromkeys(tops, 1), tops
