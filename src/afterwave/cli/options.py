"""What several commands ask for in the same words: the database, the content, the language, and JSON for scripts."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from afterwave.content.cures import Wrong
from afterwave.content.workshop import a_country
from afterwave.session.home import CONTENT, COUNTRY, DATABASE, LANGUAGE


def _country(letters: str) -> str:
    """Return a country's letters as they are written in ISO 3166; raise `BadParameter` for letters that no country
    has.
    """
    try:
        return a_country(letters.strip().upper()) if letters else ""
    except Wrong as wrong:
        raise typer.BadParameter(f"{str(wrong)[:1].upper()}{str(wrong)[1:]}.") from None


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
