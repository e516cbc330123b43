"""What several commands ask for in the same words: the database, the content, the language, and JSON for scripts."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from afterwave.content.cures import Wrong
from afterwave.content.helplines import a_country
from afterwave.content.language import own_name
from afterwave.content.occasion import MOST_PEOPLE
from afterwave.session.home import CONTENT, COUNTRY, DATABASE, LANGUAGE


def _country(letters: str) -> str:
    """Return a country's letters as they are written in ISO 3166; raise `BadParameter` for letters that no country
    has.
    """
    try:
        return a_country(letters.strip().upper()) if letters else ""
    except Wrong as wrong:
        raise typer.BadParameter(f"{str(wrong)[:1].upper()}{str(wrong)[1:]}.") from None


def _language_letters(letters: str) -> str:
    """Return the letters of some languages as they were written; raise `BadParameter` for what is no language's."""
    for code in filter(None, (one.strip() for one in letters.split(","))):
        # A code for which CLDR has no name comes back as it is.
        if own_name(code) == code:
            raise typer.BadParameter(
                f'No language has the letters "{code}". Write them with commas between, such as es,ar.'
            )
    return letters


Database = Annotated[
    str,
    typer.Option(
        envvar=DATABASE,
        help="Where the session is kept; a file in your data folder unless you say.",
        show_default=False,
    ),
]
Content = Annotated[Path | None, typer.Option(envvar=CONTENT, help="A content folder of your own.", show_default=False)]
Language = Annotated[
    str,
    typer.Option(
        envvar=LANGUAGE,
        help="The language to speak, one of the workshop's.",
        show_default="the first of `languages` in workshop.yaml",
    ),
]
Country = Annotated[
    str,
    typer.Option(
        envvar=COUNTRY,
        callback=_country,
        help="Where it is held, by two letters (DE, GB, US): its support lines stand first.",
        show_default=False,
    ),
]
File = Annotated[
    Path | None,
    typer.Option(help="A polls.yaml of your own, run alone.", exists=True, dir_okay=False, show_default=False),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for a script.")]
Host = Annotated[
    str, typer.Option(help="The address the phones' server listens at; 0.0.0.0 is every network of this machine.")
]
Port = Annotated[
    int | None,
    typer.Option(
        min=1, max=65535, help="The port the phones' server listens at.", show_default="8000, or the next free one"
    ),
]

ForPeople = Annotated[
    int | None,
    typer.Option(
        "--people",
        min=1,
        max=MOST_PEOPLE,
        help="How many people come: what too few could not be shown leaves.",
        show_default=False,
    ),
]
When = Annotated[
    Literal["day", "evening"] | None,
    typer.Option(help="The time of day, for the words: welcome, or good evening.", show_default=False),
]
Where = Annotated[
    Literal["room", "campus", "online"] | None,
    typer.Option(help="Where it is held, for what is said and how people talk.", show_default=False),
]
SpokenLanguages = Annotated[
    str,
    typer.Option(
        callback=_language_letters,
        help="The languages in the room beside the one spoken, such as es,ar.",
        show_default=False,
    ),
]
