"""What templates need of the content: Markdown as HTML under a page's own heading, and the widgets' states."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from markupsafe import Markup

from afterwave.content.blocks import Breathe, CardBuilder, Prompt
from afterwave.content.dialling import pieces
from afterwave.content.evidence import badge, citation, whose
from afterwave.content.prevalence import pictures, tables
from afterwave.content.render import to_html, to_text
from afterwave.content.views import reading_minutes
from afterwave.content.workshop import Section
from afterwave.server.macros import beside_stage, on_page

_HEADING = re.compile(r"(</?h)([1-5])>")  # an h6 stays one


def html(markdown: str) -> Markup:
    """Return Markdown as HTML whose headings stand one level lower, below the page's own."""
    # S704: `to_html` escapes raw HTML, and the expression only renames its own heading tags.
    return Markup(_HEADING.sub(lambda tag: f"{tag[1]}{int(tag[2]) + 1}>", to_html(markdown)))  # noqa: S704 - as said above


def reflection_state(prompt: Prompt, section: Section, *, shared_origin: bool) -> str:
    """Return what a private reflection needs beside the words on the page, as JSON; its key is the same wherever the
    prompt is shown.
    """
    key = f"{section.slug}/{prompt.id}"
    return json.dumps(
        {"key": key, "minutes": prompt.minutes, **({"shared_origin": True} if shared_origin else {})},
        ensure_ascii=False,
    )


def breathing_state(block: Breathe) -> str:
    """Return a pacer's state as JSON."""
    return json.dumps({"minutes": block.minutes})


def card_state(block: CardBuilder, section: Section, laid: Callable[[str], str] = str) -> str:
    """Return what a card to make needs beside the words on the page, as JSON, its words `laid`; its key is the same
    wherever the block is shown.
    """
    facts = {
        "key": f"{section.slug}/{block.id}",
        "minutes": block.minutes,
        "title": laid(block.title),
        "lead": laid(block.lead),
    }
    return json.dumps({**facts, "parts": [laid(part) for part in block.parts]}, ensure_ascii=False)


FILTERS: Mapping[str, Callable[..., Any]] = {
    "html": html,
    "on_page": on_page,
    "beside_stage": beside_stage,
    "text": to_text,
    "reading": reading_minutes,
    "reflection": reflection_state,
    "breathing": breathing_state,
    "pictures": pictures,
    "tables": tables,
    "card": card_state,
    "badge": badge,
    "whose": whose,
    "cited": citation,
    "pieces": pieces,
}
"""The filters that templates have beside Jinja's own."""
