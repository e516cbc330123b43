"""Which pages a site has, what each one is called, and how they point at each other: by relative links only, so that
any folder will do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from posixpath import dirname, relpath
from typing import Any

from afterwave.content.countries import countries
from afterwave.content.views import View, blocks_for
from afterwave.content.workshop import Workshop

START = "index.html"
EXIT = "conversions.html"
"""The harmless page's own name is harmless, too: it is what a browser's history says last."""


@dataclass(frozen=True)
class SitePage:
    """A page to draw: its path within a language, its template, and the facts it tells."""

    path: str
    template: str
    facts: Mapping[str, Any] = field(default_factory=dict)


def sheets(workshop: Workshop) -> Iterator[SitePage]:
    """Yield every page of one language, in the order in which somebody may read them."""
    yield SitePage(START, "site/home.html")
    for section in workshop.sections:
        yield section_sheet(workshop, section.slug)
        yield SitePage(
            path("read", section.slug, "sources"),
            "sources.html",
            {"section": section, "claims": _claims(workshop, section.slug)},
        )
    yield SitePage(path("support"), "support.html", {"lands": countries(workshop)})
    yield SitePage(path("privacy"), "site/privacy.html")
    yield SitePage(path("leaving"), "leaving.html")


def section_sheet(workshop: Workshop, slug: str) -> SitePage:
    """Return the page of one section; raise `UnknownSection` where the workshop has none of that name."""
    section = workshop.section(slug)
    blocks = blocks_for(section, View.READER)
    facts = {
        "section": section,
        "blocks": blocks,
        "before": workshop.section_before(slug),
        "after": workshop.section_after(slug),
    }
    return SitePage(path("read", slug), "read.html", facts)


def path(*parts: str) -> str:
    """Return the file, within a language, for what templates call `read/<slug>`, `support` and so on."""
    if len(parts) == 3:  # noqa: PLR2004 - read, a section, its sources
        return f"sources/{parts[1]}.html"
    return {"": START, "exit": EXIT}.get("/".join(parts), f"{'/'.join(parts)}.html")


def link(here: str, there: str) -> str:
    """Return how the page at `here` points at the file `there`, both counted from the site's folder."""
    return relpath(there, dirname(here) or ".")


def _claims(workshop: Workshop, slug: str) -> list[Any]:
    return [
        workshop.claims[block.id]
        for block in blocks_for(workshop.section(slug), View.READER)
        if block.kind == "evidence"
    ]
