"""A language as people meet it: its own name, the direction it is written in, its plurals, dates and numbers, and the words on pages and buttons.

The words of pages are messages of gettext in `<language>/server.po`, read as they stand: nothing compiled is kept. What has no translation is said in English.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.numbers import format_decimal

from afterwave.content import buttons, catalogue
from afterwave.content.buttons import buttons as words_in
from afterwave.content.catalogue import examined
from afterwave.errors import Problem

Say = Callable[[str], str]
"""Gives a sentence in a language; what has no translation, it gives in English."""

MESSAGES = catalogue.MESSAGES
WORDS = buttons.WORDS

log = logging.getLogger("afterwave.content")

ENGLISH = "en"
"""The language of the messages in the templates and of the words in the widgets."""

_REGIONS = {ENGLISH: "en_GB"}
"""Where a bare language would bring one country's dates to all: the day before the month."""


@dataclass(frozen=True)
class Language:
    """One language of a workshop; `translations` falls back to the English message."""

    code: str
    translations: NullTranslations

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        """Return the direction in which it is written."""
        return "rtl" if _locale(self.code).character_order == "right-to-left" else "ltr"

    def date(self, day: date) -> str:
        """Return a day in words."""
        return format_date(day, "long", locale=_locale(self.code))

    def country(self, letters: str) -> str:
        """Return what a country is called, from CLDR, in English where this language has no name for it; letters that no country has, as they stand."""
        return str(_locale(self.code).territories.get(letters) or Locale(ENGLISH).territories.get(letters, letters))

    def number(self, value: float) -> str:
        """Return a number as this language writes it, without needless decimals; digits are the same everywhere, as in the content."""
        return format_decimal(value, locale=_locale(self.code), numbering_system="latn")


@cache
def language(folder: Path, code: str) -> Language:
    """Return a language with the messages that a content folder has for it; what is broken of them is said in English, and told once on the terminal."""
    catalog, problems = examined(folder / code / MESSAGES, code)
    _tell(problems)
    return Language(code, _translations(catalog) if catalog else NullTranslations())


def saying(folder: Path, code: str) -> Say:
    """Return what gives a sentence in this language; nothing for nothing, where gettext would tell who translated."""
    gettext = language(folder, code).translations.gettext
    return lambda sentence: gettext(sentence) if sentence else ""


def own_name(code: str) -> str:
    """Return what a language calls itself."""
    own = _locale_of(code)
    name = own.get_display_name(own) if own else None
    return (name[:1].upper() + name[1:]) if name else code


def words(folder: Path, code: str, english: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """Return the words on widgets, by widget: the English ones, and over them those that a content folder has in this language."""
    found = words_in(folder / code / WORDS, english)
    _tell(problem for problem in found.problems if not problem.problem.startswith("no widget "))  # not every page asks for every widget's words
    return {widget: {**said, **found.words.get(widget, {})} for widget, said in english.items()}


def _tell(problems: Iterable[Problem]) -> None:
    """Say on the terminal what of a translation is said in English for now, each once."""
    for problem in problems:
        if problem not in _told:
            _told.add(problem)
            log.warning("%s Until then it is said in English.", problem)


_told: set[Problem] = set()


def _translations(catalog: Catalog) -> GNUTranslations:
    compiled = BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return GNUTranslations(compiled)


@cache
def _locale(code: str) -> Locale:
    return _locale_of(_REGIONS.get(code, code)) or Locale(ENGLISH)


def _locale_of(code: str) -> Locale | None:
    """Return what is known of a language, by its letters, with a region or a script (`pt-BR`, `zh-Hant`); of a region that nobody knows, its language."""
    letters = code.replace("_", "-").split("-")
    for length in range(len(letters), 0, -1):
        with suppress(UnknownLocaleError, ValueError):
            return Locale.parse("-".join(letters[:length]), sep="-")
    return None
