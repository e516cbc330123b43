"""`afterwave site`: the workshop as finished pages that anyone can host, or one section as one file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from afterwave.cli.options import Content, Country, Json, Language
from afterwave.launch.opening import workshop_in
from afterwave.server.site.build import build
from afterwave.server.site.single import write

Out = Annotated[
    Path | None,
    typer.Argument(help="The folder to build; new, empty, or one with an earlier site.", show_default=False),
]
One = Annotated[
    str,
    typer.Option("--section", help="One section only, as one file that needs nothing beside it.", show_default=False),
]
File = Annotated[Path | None, typer.Option("--output", help="The file for --section.", show_default=False)]


def site(
    out: Out = None,
    section: One = "",
    output: File = None,
    content: Content = None,
    language: Language = "",
    country: Country = "",
    as_json: Json = False,
) -> None:
    """Build pages to read alone: they send nothing, need no server, and work from any folder or from a file.

    A site holds every language of the workshop, beginning with the one you name.
    """
    if bool(section) != bool(output) or bool(section) == bool(out):
        raise typer.BadParameter("Name a folder to build, or one section with --section SLUG --output FILE.html.")
    workshop = workshop_in(content, language, country)
    if output:
        page = write(workshop, section, output)
        sentence = f"{page.path} is one file with everything in it. Open it in any browser, or send it.{page.kept}"
        print(json.dumps({"file": str(page.path)}) if as_json else sentence)
    elif out:
        pages = build(workshop, out)
        start = out / "index.html"
        print(
            json.dumps({"start": str(start), "files": len(pages)})
            if as_json
            else f"{len(pages)} files. Open {start}, or copy the folder to any host."
        )
