"""Documents in the workshop's language and direction, under its logo."""

from __future__ import annotations

from typing import Any

from afterwave.content.workshop import Workshop
from afterwave.paper.markup import Node, in_order
from afterwave.paper.typesetting import Document, Template


def document(workshop: Workshop, template: Template, title: str, facts: dict[str, Any]) -> Document:
    """Return a document in the workshop's language and direction, under its logo and in its colours."""
    logo = {"drawing": workshop.logo.drawing(), "words": workshop.logo.alt} if workshop.logo else None
    looks = {
        "logo": logo,
        "colours": workshop.theme.on_white() if workshop.theme else {},
        "page": workshop.speech.say("p."),
    }
    return Document(template, title, workshop.language, workshop.speech.direction, {**looks, **facts})


def text_document(workshop: Workshop, title: str, nodes: list[Node], *, lead: str = "", one: bool = False) -> Document:
    """Return a text under its title and a lead; with `one`, on exactly one page."""
    return document(workshop, "flow", title, {"nodes": in_order(nodes), "lead": lead, "one": one})
