"""A language as people meet it: what is said in it, its own name, the direction it is written in, its plurals, dates
and numbers.

What the program says are messages of gettext in `<language>/messages.po`, read as they stand: nothing compiled is kept.
What has no translation is said as the content folder's own English has it, else as it stands in the code.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Literal, TypeVar

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.numbers import format_decimal
from babel.units import format_unit

from afterwave.content.catalogue import MESSAGES, examine
from afterwave.content.places import kit
from afterwave.content.wording import Wording
from afterwave.errors import Problem
from afterwave.message import Message, fill

log = logging.getLogger("afterwave.content")

ENGLISH = "en"
"""The language of the messages in the code."""

_REGIONS = {ENGLISH: "en_GB"}
"""Where a bare language would bring one country's dates to all: the day before the month."""

Key = TypeVar("Key")
Text = TypeVar("Text", bound=str)


@dataclass(frozen=True)
class Language:
    """One language of a workshop: what speaks it, wherever words of the program are shown."""

    code: str
    translations: NullTranslations
    wording: Wording | None = None

    def say(self, sentence: Message, /, **facts: object) -> str:
        """Return a message in this language, its facts filled in; nothing for nothing, where gettext would tell who
        translated.
        """
        return fill(self._reword(self.translations.gettext(sentence)), sentence, facts) if sentence else ""

    def count(self, one: Message, many: Message, number: int, *, kind: Callable[[str], Text], **facts: object) -> Text:
        """Return the form of a message that goes with a `number`, which is filled in as `{num}`; in a `kind` of text
        that may mind how it is filled.
        """
        form = self._reword(self.translations.ngettext(one, many, number))
        return fill(kind(form), kind(one if number == 1 else many), {"num": number, **facts})

    def _reword(self, said: str) -> str:
        return self.wording(said) if self.wording else said

    def labels(self, words: Mapping[Key, Message]) -> dict[Key, str]:
        """Return words by their names, each in this language; what their script fills in, stays in braces."""
        return {name: self.say(sentence) for name, sentence in words.items()}

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        """Return the direction in which it is written."""
        return "rtl" if _locale(self.code).character_order == "right-to-left" else "ltr"

    def date(self, day: date) -> str:
        """Return a day in words."""
        return format_date(day, "long", locale=_locale(self.code))

    def country(self, letters: str) -> str:
        """Return what a country is called, from CLDR, in English where this language has no name for it; letters that
        no country has, as they stand.
        """
        return str(_locale(self.code).territories.get(letters) or Locale(ENGLISH).territories.get(letters, letters))

    def number(self, value: float) -> str:
        """Return a number as this language writes it, without needless decimals; digits are the same everywhere, as in
        the content.
        """
        return format_decimal(value, locale=_locale(self.code), numbering_system="latn")

    def minutes(self, length: float) -> str:
        """Return some minutes in words, as CLDR has them: Arabic has a form for two, one for a few and one for many."""
        return format_unit(length, "duration-minute", length="long", locale=_locale(self.code), numbering_system="latn")


def language(folder: Path, code: str) -> Language:
    """Return a language with the messages that a content folder has for it; what is broken of them is said in English,
    and told once on the terminal.
    """
    speech = unchecked_language(folder, code)
    for own in dict.fromkeys((ENGLISH, code)):
        _tell(examine(folder / own / MESSAGES, own)[1])
    return speech


def unchecked_language(folder: Path, code: str) -> Language:
    """Return a language as `language` does, and tell nobody what of it is broken: for whoever reports every mistake.

    A workshop of one's own in a language that the kit speaks needs no messages: where it has none, the kit's are said.
    """
    file = next((file for file in (folder / code / MESSAGES, kit("content") / code / MESSAGES) if file.exists()), None)
    own = examine(file, code)[0] if file and code != ENGLISH else None
    return Language(code, _translations(own, examine(folder / ENGLISH / MESSAGES, ENGLISH)[0]))


def own_name(code: str) -> str:
    """Return what a language calls itself."""
    own = _locale_of(code)
    name = own.get_display_name(own) if own else None
    # CLDR has most languages' names for themselves in small letters, and here each begins a line.
    return (name[:1].upper() + name[1:]) if name else code


def _tell(problems: Iterable[Problem]) -> None:
    """Say on the terminal what of a translation is said in English for now, each once."""
    for problem in problems:
        if problem not in _told:
            _told.add(problem)
            log.warning("%s Until then it is said in English.", problem)


_told: set[Problem] = set()


# A catalogue is itself alone to a cache: `examine` gives the same one for as long as a file says the same.
@lru_cache(maxsize=16)
def _translations(own: Catalog | None, english: Catalog | None) -> NullTranslations:
    """Return what a catalogue says, and behind it what the folder's English does."""
    behind = _compile(english) if english else NullTranslations()
    if own is None:
        return behind
    translations = _compile(own)
    translations.add_fallback(behind)
    return translations


def _compile(catalog: Catalog) -> GNUTranslations:
    compiled = BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return GNUTranslations(compiled)


@cache
def _locale(code: str) -> Locale:
    return _locale_of(_REGIONS.get(code, code)) or Locale(ENGLISH)


def _locale_of(code: str) -> Locale | None:
    """Return what is known of a language, by its letters, with a region or a script (`pt-BR`, `zh-Hant`); of a region
    that nobody knows, its language.
    """
    letters = code.replace("_", "-").split("-")
    for length in range(len(letters), 0, -1):
        with suppress(UnknownLocaleError, ValueError):
            return Locale.parse("-".join(letters[:length]), sep="-")
    return None
