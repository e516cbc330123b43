"""The words that only paper has, in the workshop's language; what has no translation is said in English."""

from __future__ import annotations

from typing import Any, Literal

from afterwave.content import language as languages
from afterwave.content.language import Say, language
from afterwave.content.workshop import Workshop
from afterwave.paper.markup import Node, in_order
from afterwave.paper.typesetting import Document


def saying(workshop: Workshop) -> Say:
    """Return what gives a sentence in the workshop's language."""
    return languages.saying(workshop.folder, workshop.language)


def document(workshop: Workshop, template: Literal["flow", "slips", "card"], title: str, facts: dict[str, Any]) -> Document:
    """Return a document in the workshop's language and direction, under its logo and in its colours."""
    logo = {"drawing": workshop.logo.drawing(), "words": workshop.logo.words} if workshop.logo else None
    looks = {"logo": logo, "colours": workshop.theme.on_white() if workshop.theme else {}, "page": saying(workshop)("p.")}
    return Document(template, title, workshop.language, language(workshop.folder, workshop.language).direction, {**looks, **facts})


def flowing(workshop: Workshop, title: str, nodes: list[Node], *, lead: str = "", one: bool = False) -> Document:
    """Return a text under its title and a lead; with `one`, on exactly one page."""
    return document(workshop, "flow", title, {"nodes": in_order(nodes), "lead": lead, "one": one})
