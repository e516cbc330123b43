"""Every English sentence that the kit says in the workshop's language, as its code has it now."""

from __future__ import annotations

from functools import cache

from afterwave.content.catalogue import in_english
from afterwave.content.places import kit
from afterwave.content.template import template


@cache
def sentences() -> frozenset[str]:
    """Return every message: of templates, of Python, of the errors that a console tells, and of the list of support
    lines.
    """
    return frozenset(in_english(message) for message in template(kit("content")) if message.id)
