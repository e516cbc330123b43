"""The templates, ready to draw: the same for phones and for the static site."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from afterwave.content.language import language, own_name, saying
from afterwave.content.workshop import Workshop
from afterwave.server.reading import FILTERS

TEMPLATES = Path(__file__).resolve().parent / "templates"


def templates(workshop: Workshop) -> Environment:
    """Return the templates in a workshop's language with the kit's filters; a fact that a template asks for and nobody gave is an error."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    spoken = language(workshop.folder, workshop.language)
    environment.install_gettext_translations(spoken.translations, newstyle=True)  # type: ignore[attr-defined]  # the extension named above adds it
    environment.globals["dir"] = spoken.direction
    environment.filters.update(
        {**FILTERS, "whole": spoken.number, "date": spoken.date, "own_name": own_name, "said": saying(workshop.folder, workshop.language)}
    )
    return environment
