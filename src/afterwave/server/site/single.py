"""One section as one file that needs nothing beside it: to send, to hand over on a memory stick, to open anywhere."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from afterwave.content.workshop import Workshop
from afterwave.files import NewFile, new_file, told
from afterwave.server.assets import WIDGETS, neutral_page
from afterwave.server.site.files import Files
from afterwave.server.site.pages import path, section_sheet, sheets
from afterwave.server.site.policy import hash_sources, policy
from afterwave.server.templating import templates

BELOW = ("sources", "support", "privacy", "leaving")
"""What follows a section in its file, in order; on a site these are pages of their own."""

_MAIN = re.compile(r"<main[^>]*>(.*)</main>", re.DOTALL)
_HEADING = re.compile(r"(</?h)([1-5])\b")


@dataclass(frozen=True)
class Inline:
    """The style and the script that stand in the page."""

    style: Markup
    script: Markup


def single(workshop: Workshop, slug: str) -> str:
    """Return one section as a whole page; raise `UnknownSection` where the workshop has none of that name."""
    drawing, sheet = templates(workshop), section_sheet(workshop, slug)
    pages = {found.path: found for found in sheets(workshop)}
    around = _page_facts(workshop)
    wanted = {"sources": path("read", slug, "sources"), **{name: path(name) for name in BELOW[1:]}}
    below = {
        name: _inner(drawing, pages[wanted[name]].template, around | dict(pages[wanted[name]].facts)) for name in BELOW
    }
    facts = around | dict(sheet.facts) | {"below": below, "before": None, "after": None}
    neutral = Markup(neutral_page(workshop))  # noqa: S704 - our own file
    return drawing.get_template("site/single.html").render(**facts, neutral=neutral)


def write(workshop: Workshop, slug: str, file: Path) -> NewFile:
    """Write one section as a file, and return how it is called; raise `UnknownSection`, or `CannotWrite` where the file
    cannot be made.
    """
    text = single(workshop, slug)
    with told(file):
        file.parent.mkdir(parents=True, exist_ok=True)
    with new_file(file, public=True) as made:
        made.write(text.encode())
    return made


def _page_facts(workshop: Workshop) -> dict[str, Any]:
    inline = _inline(workshop)
    return {
        "workshop": workshop,
        "editions": {workshop.language: workshop},
        "alone": True,
        "shared_origin": False,
        "policy": policy(
            style=hash_sources(inline.style, *_styles(neutral_page(workshop))), script=hash_sources(inline.script)
        ),
        "inline": inline,
        "worker": "",
        "url": _anchor,
        "there": lambda _language: "#main",
        "asset": lambda name: "" if name.endswith(".css") else name,
    }


def _anchor(*parts: str) -> str:
    """Return where in the file a page's content stands; without scripts the exit leads to an empty page."""
    match parts:
        case ("exit",):
            return "about:blank"
        case ("read", _) | ("read", _, "sources"):
            return ""  # a claim's own id comes after it
    return f"#{parts[0]}" if parts and parts[0] in BELOW else "#main"


def _inline(workshop: Workshop) -> Inline:
    language, files = workshop.language, Files((workshop,))
    style = "\n".join(files.text(name, language) for name in ("style.css", *(f"{widget}.css" for widget in WIDGETS)))
    scripts = [files.text(f"{widget}.js", language) for widget in (*WIDGETS, "open")]
    script = "".join([*scripts, files.text("words.json", language), files.text("page.js", language)])
    # S704: both are the kit's own files; `</script` in a string would end the element, and means the same with the
    # stroke escaped.
    return Inline(Markup(style), Markup(script.replace("</script", r"<\/script")))  # noqa: S704 - as said above


def _styles(page: str) -> list[str]:
    """Return the style sheets that stand in a page; the one that leaving opens goes by its file's policy."""
    return re.findall(r"<style>(.*?)</style>", page, re.DOTALL)


def _inner(drawing: Environment, template: str, facts: dict[str, Any]) -> Markup:
    """Return what a page says, its headings one level lower."""
    found = _MAIN.search(drawing.get_template(template).render(**facts))
    words = _HEADING.sub(lambda tag: f"{tag[1]}{int(tag[2]) + 1}", found[1] if found else "")
    return Markup(words)  # noqa: S704 - a template of our own drew it, and escaped what it was given
