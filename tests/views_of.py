"""What participants see of a workshop, as words: phones, the site, a notebook that is read alone, the handouts, the
stage.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple

from IPython.display import Markdown
from jinja2 import Environment

from afterwave.content.views import View, blocks_for
from afterwave.content.workshop import Workshop
from afterwave.paper.handouts import handouts
from afterwave.presenter.reader import Reader
from afterwave.presenter.scenes import polls, stage_sections
from afterwave.server.site.pages import sheets
from afterwave.server.templating import speak, templates

WINDOW = 5
"""So many words in a row are taken from a note: fewer occur by chance."""

_WORD = re.compile(r"[^\W\d_]+")
_TAG = re.compile(r"<[^>]+>")


def words_of(text: str) -> list[str]:
    """Return a text's words, without its marks and in small letters."""
    return _WORD.findall(unescape(text).lower())


def windows(text: str) -> set[tuple[str, ...]]:
    """Return every few words in a row."""
    words = words_of(text)
    return {tuple(words[place : place + WINDOW]) for place in range(len(words) - WINDOW + 1)}


_DRAWN: dict[tuple[Path, str], Environment] = {}


def _drawing(workshop: Workshop) -> Environment:
    key = (workshop.folder, workshop.language)
    if key not in _DRAWN:
        _DRAWN[key] = templates(workshop)
    return _DRAWN[key]


def pages(workshop: Workshop) -> Iterator[tuple[str, str]]:
    """Yield the HTML of every page, for phones and for the site, by its path."""
    drawing = _drawing(workshop)  # drawn up once; what it says may have changed since
    speak(drawing, workshop)
    around = {
        "workshop": workshop,
        "editions": {workshop.language: workshop},
        "shared_origin": False,
        "policy": "",
        "inline": None,
        "worker": "",
    }
    ways: dict[str, Any] = {"url": lambda *_, **__: "#", "there": lambda _: "#", "asset": lambda name: name}
    for sheet in sheets(workshop):
        for alone in (True, False):
            if alone or not sheet.template.startswith("site/"):
                yield (
                    sheet.path,
                    drawing.get_template(sheet.template).render(**around, **ways, alone=alone, **sheet.facts),
                )


def cells(workshop: Workshop) -> Iterator[str]:
    """Yield what a notebook shows of each block to somebody who reads alone."""
    for section in workshop.sections:
        reader = Reader(workshop, section)
        for block in blocks_for(section, View.READER):
            found = reader._view(block)
            state = {} if isinstance(found, Markdown) else found.get_state()
            yield str(
                getattr(found, "data", None)
                or {name: value for name, value in state.items() if not name.startswith("_")}
            )


class Seen(NamedTuple):
    """What participants see: every few words in a row, by page, and how many lines the Support page has."""

    windows: list[set[tuple[str, ...]]]
    support: int

    def among(self, some: set[tuple[str, ...]]) -> set[tuple[str, ...]]:
        """Return which of some words in a row are seen on any page."""
        return set().union(*(some & page for page in self.windows))


def seen(workshop: Workshop) -> Seen:
    """Return what participants see of a workshop anywhere."""
    drawn = list(pages(workshop))
    support = next(page for path, page in drawn if path == "support.html").count("<li")
    stage = str([stage_sections(workshop), polls(workshop, {})])
    texts = (*(page for _, page in drawn), *cells(workshop), str(handouts(workshop).facts), stage)
    return Seen([windows(_TAG.sub(" ", text)) for text in texts], support)
