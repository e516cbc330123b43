"""The kit's own workshop, read once: most tests need it, none changes it, and reading it takes longer than most of them
do.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from afterwave.content.calls import own_file
from afterwave.content.language import ENGLISH
from afterwave.content.load import load
from afterwave.content.places import kit
from afterwave.content.workshop import Workshop

KIT = kit("content").resolve()
OPENING = ("launch.opening", "server.context", "server.site.build")
"""The modules in which commands, servers and sites read a workshop."""


def kit_workshop(language: str = ENGLISH, country: str = "") -> Workshop:
    """Return the kit's workshop in a language, and in a country where one is named; the same object whenever it is
    asked for, which nothing can change.
    """
    return _read(language, country)


@cache
def _read(language: str, country: str) -> Workshop:
    return load(KIT, language, country)


def read_once(folder: Path, language: str = "", country: str = "") -> Workshop:
    """Return what `load` returns; the kit's own workshop is the one that was read before, unless whoever runs it would
    have called support lines of their own.
    """
    if folder.resolve() == KIT and not own_file().is_file():
        return kit_workshop(language or ENGLISH, country)
    return load(folder, language, country)
