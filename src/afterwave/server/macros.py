"""Which macro of `templates/parts.html` draws which kind of block: on a section's page, and on phones that follow the stage.

Each of them gets the block and its section, and finds the workshop around it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, nodes

from afterwave.content.blocks import Block
from afterwave.content.registry import complete
from afterwave.content.views import View, all_drawn

PARTS = Path(__file__).resolve().parent / "templates" / "parts.html"

PAGE: Mapping[str, str] = {
    "prose": "prose",
    "prompt": "reflecting",
    "discuss": "thought",
    "poll": "question",
    "evidence": "evidence",
    "breathe": "breath",
    "cards": "deck",
    "chart": "chart",
    "card-builder": "carding",
}
"""The macros of a section's page, by kind of block; a block that is its words alone is drawn by `words`."""

FOLLOW: Mapping[str, str] = {
    "prompt": "reflecting",
    "discuss": "talk",
    "poll": "asking",
    "breathe": "breath",
    "cards": "deck",
    "chart": "chart",
    "card-builder": "carding",
}
"""The macros of the page that follows the stage; a block that is its words alone is drawn by `slide`."""


def on_page(block: Block) -> str:
    """Return the macro that draws a block on a section's page."""
    return PAGE.get(block.kind, "words")


def beside_stage(block: Block) -> str:
    """Return the macro that draws the stage's step on phones."""
    return FOLLOW.get(block.kind, "slide")


def macros(template: str) -> frozenset[str]:
    """Return the names of a template's macros, given its text."""
    parsed = Environment(autoescape=True, extensions=["jinja2.ext.i18n"]).parse(template)
    return frozenset(macro.name for macro in parsed.find_all(nodes.Macro))


all_drawn("PAGE in server/macros.py", View.READER, PAGE)
all_drawn("FOLLOW in server/macros.py", View.STAGE, FOLLOW)
_NAMED = {"words", "slide", *PAGE.values(), *FOLLOW.values()}
complete("server/templates/parts.html", _NAMED & macros(PARTS.read_text("utf-8")), _NAMED)
