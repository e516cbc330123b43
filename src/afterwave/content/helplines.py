"""Where to find help: support lines, each in its country, and when to turn to one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated

from babel import Locale
from pydantic import AfterValidator, Field

from afterwave.content.cures import Wrong
from afterwave.content.part import ContentModel

YEAR = timedelta(days=365)
"""How long a support line may stand after somebody last called it."""


EVERYWHERE = "INT"
"""Instead of a country: a line that can be reached from anywhere."""

_NOWHERE = frozenset({"QO", "XA", "XB", "ZZ"})
"""Letters that CLDR has for no country: the rest of Oceania, two ways of testing a program, and what is not known."""


def a_country(letters: str) -> str:
    """Return a country's letters, or `EVERYWHERE`; raise `Wrong` for letters that no country has."""
    if letters != EVERYWHERE and (letters not in Locale("en").territories or letters in _NOWHERE):
        problem = (
            f'no country has the letters "{letters}": write the two of ISO 3166, such as GB, or {EVERYWHERE} for '
            "everywhere"
        )
        raise Wrong(problem, "Mend them, or take the entry out.")
    return letters


Letters = Annotated[str, Field(pattern=r"^[A-Z]{2,3}$"), AfterValidator(a_country)]
"""A country's letters (ISO 3166), or `EVERYWHERE`; its name comes from CLDR, and a country without one is none."""


class SupportLine(ContentModel):
    """Somewhere to turn: the country, the number, what for, when, what it costs, in which languages; `last_verified` is
    None until a person has called.
    """

    country: Letters
    name: str
    number: str
    for_: str = Field(alias="for")
    hours: str = ""
    cost: str = ""
    languages: str = ""
    seen: str = ""
    last_verified: date | None = None

    def overdue(self, today: date) -> bool:
        """Return whether somebody called more than a year ago. A line that nobody has called is not overdue: pages say
        of it that it is not checked.
        """
        return self.last_verified is not None and today - self.last_verified > YEAR


class RedFlags(ContentModel):
    """When to see someone: now, soon, and a few gentle words around it."""

    now: tuple[str, ...]
    soon: tuple[str, ...]
    gentle: tuple[str, ...] = ()
