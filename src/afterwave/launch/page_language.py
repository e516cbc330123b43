"""In which language a command speaks: English in a terminal, and that of the page where a page began it."""

from __future__ import annotations

import os
from functools import cache

from afterwave.message import Say, english
from afterwave.session.home import SPOKEN


def page_language() -> str:
    """Return the code of the language in which a command speaks, "" for a terminal's English."""
    return os.environ.get(SPOKEN, "")


def page_words() -> Say:
    """Return what says a sentence to whoever began this command."""
    return _words(code) if (code := page_language()) else english


@cache
def _words(code: str) -> Say:
    # A terminal waits for no catalogue, and the phones' server holds none that it does not need.
    from afterwave.content.language import language  # noqa: PLC0415
    from afterwave.content.places import kit  # noqa: PLC0415

    return language(kit("content"), code).say
