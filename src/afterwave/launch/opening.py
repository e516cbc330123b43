"""Opens what an evening is about: the workshop in a folder, and the session in a database."""

from __future__ import annotations

from pathlib import Path

from afterwave.content.load import load
from afterwave.content.places import kit
from afterwave.content.workshop import Workshop
from afterwave.session.home import default_database
from afterwave.session.session import Session


def workshop_in(content: Path | None, language: str = "", country: str = "") -> Workshop:
    """Return the workshop in a folder, or the kit's own, in a language or its first, and a country; raise
    `ContentError` for a folder with mistakes.
    """
    return load((content or kit("content")).resolve(), language, country)


def session_at(database: str, workshop: Workshop) -> Session:
    """Return the session in a database, the default one where none is named; whoever comes first makes it."""
    return Session.open(
        database or default_database(),
        first=workshop.sections[0].slug,
        language=workshop.language,
        length=workshop.length,
    )
