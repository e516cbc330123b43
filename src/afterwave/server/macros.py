"""Which macro of `templates/parts.html` draws which kind of block: on a section's page, and on phones that follow the
stage.

Each of them gets the block and its section, and finds the workshop around it. What polls need of the templates is
looked at here, too.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from jinja2 import Environment, nodes

from afterwave.content.blocks import Block
from afterwave.content.kinds import BANDS, REASONS, TAKES
from afterwave.content.registry import complete
from afterwave.content.views import View, all_drawn

TEMPLATES = Path(__file__).resolve().parent / "templates"

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
    return frozenset(macro.name for macro in _parse(template).find_all(nodes.Macro))


def table_in(template: str, macro: str) -> frozenset[str]:
    """Return the names in the table that a macro of a template, given its text, looks its words up in."""
    (found,) = (one for one in _parse(template).find_all(nodes.Macro) if one.name == macro)
    table = next(found.find_all(nodes.Dict))
    return frozenset(pair.key.as_const() for pair in table.items)


@cache  # a page's parts are asked for three things
def _parse(template: str) -> nodes.Template:
    return Environment(autoescape=True).parse(template)


all_drawn("PAGE in server/macros.py", View.READER, PAGE)
all_drawn("FOLLOW in server/macros.py", View.STAGE, FOLLOW)
_NAMED = {"words", "slide", *PAGE.values(), *FOLLOW.values()}
_PARTS = (TEMPLATES / "parts.html").read_text("utf-8")
complete("server/templates/parts.html", _NAMED & macros(_PARTS), _NAMED)
complete("the macro `said` in server/templates/parts.html", table_in(_PARTS, "said"), BANDS)
complete("the macro `unseen` in server/templates/parts.html", table_in(_PARTS, "unseen"), REASONS)
# `choices` asks for nothing itself: the others share it.
complete("server/templates/forms.html", macros((TEMPLATES / "forms.html").read_text("utf-8")) - {"choices"}, TAKES)
