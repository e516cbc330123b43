"""The guide's way through an evening goes by the front door as well: who leads from it has seen no terminal."""

from __future__ import annotations

import re

import pytest

from afterwave.content.guide import chapters
from afterwave.content.language import language
from afterwave.content.places import kit
from afterwave.widgets.after_labels import AFTERWARDS
from afterwave.widgets.home_labels import ON_HOME
from kit_workshop import kit_workshop

KEYS = {
    "preflight": ON_HOME["ready"],
    "rehearse": ON_HOME["practise"],
    "present": ON_HOME["lead"],
    "forget": AFTERWARDS["do_forget"],
}


@pytest.mark.parametrize("code", kit_workshop().languages)
def test_each_command_of_an_evening_stands_beside_the_key_that_does_the_same(code: str) -> None:
    guide = kit("facilitator_guide")
    texts = {one.slug: one.text for one in chapters(guide if code == "en" else guide / code)}
    notes = [block.text for block in kit_workshop(code).section("closing").blocks if block.kind == "notes"]
    places = [*(texts[slug] for slug in ("start-here", "checklists", "ready")), *notes]
    say = language(kit("content"), code).say
    alone = [
        passage
        for place in places
        for passage in re.split(r"\n\n|\n(?=[-|])", place)
        for command in re.findall(r"`afterwave (\w+)`", passage)
        if f"*{say(KEYS[command])}*" not in passage
    ]
    assert alone == []
