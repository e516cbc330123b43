"""The kit's own workshop, read once: most tests need it, none changes it, and reading it takes longer than most of them
do.
"""

from __future__ import annotations

from functools import cache

from afterwave.content.language import ENGLISH
from afterwave.content.load import load
from afterwave.content.places import kit
from afterwave.content.workshop import Workshop


def kit_workshop(language: str = ENGLISH, country: str = "") -> Workshop:
    """Return the kit's workshop in a language, and in a country where one is named; the same object whenever it is
    asked for, which nothing can change.
    """
    return _read(language, country)


@cache
def _read(language: str, country: str) -> Workshop:
    return load(kit("content").resolve(), language, country)
