"""The templates, ready to draw: the same for phones and for the static site."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.ext import Extension
from markupsafe import Markup

from afterwave.content.isolates import isolate, isolated_html
from afterwave.content.language import Language, own_name
from afterwave.content.workshop import Workshop
from afterwave.message import Message, fill
from afterwave.server.filters import FILTERS, card_state

TEMPLATES = Path(__file__).resolve().parent / "templates"
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)


class StripIndents(Extension):
    """How a template is laid out for whoever reads it costs no phone a byte: indents end here, lines stay."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002 - Jinja's own
        """Return a template's text without its indents."""
        return _INDENT.sub("", source)


class RightToLeft(Template):
    """A page in a language that is written from right to left: whatever a template draws, its numbers, addresses and
    Latin names keep their own direction.
    """

    def render(self, *facts: Any, **named: Any) -> str:  # noqa: ANN401 - Jinja's own signature
        """Return the page, with its isolates."""
        return isolated_html(super().render(*facts, **named))


def templates(workshop: Workshop) -> Environment:
    """Return the templates with the kit's filters, in a workshop's language; a fact that a template asks for and nobody
    gave is an error.
    """
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=[StripIndents],
    )
    speak(environment, workshop)
    return environment


def speak(environment: Environment, workshop: Workshop) -> None:
    """Let the templates speak a workshop's language: `_("…")` and `ngettext("…", "…", number)` are what Babel looks for
    in them.
    """
    spoken = workshop.speech
    environment.globals.update(
        {"_": partial(_message_html, spoken), "ngettext": partial(spoken.count, kind=Markup), "dir": spoken.direction}
    )
    environment.filters.update(
        {
            **FILTERS,
            "whole": spoken.number,
            "minutes": spoken.minutes,
            "date": spoken.date,
            "country": spoken.country,
            "own_name": own_name,
            "said": spoken.say,
        }
    )
    if spoken.direction == "rtl":
        environment.template_class = RightToLeft
        # It stands in the page as data, which the isolates of what is drawn pass over.
        environment.filters["card"] = partial(card_state, laid=isolate)


def _message_html(spoken: Language, sentence: Message, /, **facts: object) -> Markup:
    """Return a message as HTML: its own tags count, and those in what is filled in do not."""
    return fill(Markup(spoken.say(sentence)), Markup(sentence), facts)  # noqa: S704 - checked messages, and our own
