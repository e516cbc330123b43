"""Sets a document in Typst: PDF/UA-1, fonts embedded, the same bytes from the same facts on every machine, and nothing
asked of any other.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

from afterwave.content.isolates import isolate
from afterwave.content.theme import LIGHT, kit_colours
from afterwave.refusals import NoTypesetter

try:
    import typst
except ImportError:  # there is no wheel of it for Windows on ARM
    typst = None  # type: ignore[assignment] # asked for below, before it is used

Paper = Literal["a4", "letter"]
Template = Literal["flow", "slips", "card", "feedback", "support", "slides"]

_FOLDER = Path(__file__).resolve().parent
_FONTS = _FOLDER / "fonts"
_DATED = (
    1_767_225_600  # a fixed day: what was printed when is nobody's business, and the same facts give the same bytes
)
_AS_IS = frozenset({"t", "to", "anchor", "look", "columns", "colours", "svg", "drawing", "code", "shown"})
"""Facts that are no words, or that a template sets from left to right by itself."""
_SIZES: dict[Paper, str] = {"a4": "a4", "letter": "us-letter"}


@dataclass(frozen=True)
class Document:
    """What a template needs: its name, the title, the language and its direction, and the facts it draws."""

    template: Template
    title: str
    language: str = "en"
    direction: str = "ltr"
    facts: dict[str, Any] = field(default_factory=dict)


def pdf(document: Document, paper: Paper = "a4") -> bytes:
    """Return the document as a PDF that a screen reader can read."""
    made: bytes = _compile(document, paper, format="pdf", pdf_standards="ua-1", timestamp=_DATED)
    return made


def pdf_and_first_page(document: Document, paper: Paper = "a4") -> tuple[bytes, bytes]:
    """Return the document as such a PDF, and its first page in SVG, for which the same layout serves."""
    if typst is None:
        raise NoTypesetter
    compiler = typst.Compiler(**_job(document, paper))
    svg: Any = compiler.compile(format="svg")
    made: Any = compiler.compile(format="pdf", pdf_standards="ua-1", timestamp=_DATED)
    # Typst gives bytes for a document of one page, and a list of them for more.
    return made, svg if isinstance(svg, bytes) else svg[0]


def pictures(document: Document, paper: Paper = "a4", ppi: float = 96) -> list[bytes]:
    """Return a PNG of every page, to be looked at."""
    made: Any = _compile(document, paper, format="png", ppi=ppi)
    return [made] if isinstance(made, bytes) else list(made)


def _compile(document: Document, paper: Paper, **how: Any) -> Any:  # noqa: ANN401 - Typst's own: bytes, or bytes of each page
    if typst is None:
        raise NoTypesetter
    return typst.compile(**_job(document, paper), **how)


def _job(document: Document, paper: Paper) -> dict[str, Any]:
    colours = {**kit_colours()[LIGHT], **document.facts.get("colours", {})}
    told = {**document.facts, "title": document.title, "colours": colours}
    facts = {
        **(_isolate_facts(told) if document.direction == "rtl" else told),
        "lang": document.language,
        "dir": document.direction,
        "paper": _SIZES[paper],
    }
    return {
        "input": str(_FOLDER / f"{document.template}.typ"),
        # Typst reads no file outside it.
        "root": str(_FOLDER),
        "font_paths": [str(_FONTS), *_arabic()],
        "ignore_system_fonts": True,
        # Typst takes strings alone from outside.
        "sys_inputs": {"facts": json.dumps(facts, ensure_ascii=False)},
    }


def _isolate_facts(fact: Any) -> Any:  # noqa: ANN401 - facts are of every type
    """Return facts whose words hold an isolate around each number, address and Latin name; Typst's own `text(dir: ltr)`
    only embeds, and joins neighbours.
    """
    if isinstance(fact, str):
        return isolate(fact)
    if isinstance(fact, list | tuple):
        return [_isolate_facts(one) for one in fact]
    if not isinstance(fact, dict) or fact.get("t") == "code" or fact.get("look") == "ltr":
        return fact
    return {name: one if name in _AS_IS else _isolate_facts(one) for name, one in fact.items()}


def _arabic() -> list[str]:
    """Return where DejaVu Sans lies, which matplotlib brings along: found without importing matplotlib, which takes
    half a second.
    """
    spec = find_spec("matplotlib")
    places = spec.submodule_search_locations if spec else None
    return [str(Path(place) / "mpl-data" / "fonts" / "ttf") for place in places or ()]
