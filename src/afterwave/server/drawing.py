"""The templates, ready to draw: the same for phones and for the static site."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from afterwave.server.reading import FILTERS

TEMPLATES = Path(__file__).resolve().parent / "templates"


def templates() -> Environment:
    """Return the templates with the kit's filters; a fact that a template asks for and nobody gave is an error."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    environment.filters.update(FILTERS)
    return environment
