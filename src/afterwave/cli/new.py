"""`afterwave new`: a content folder of one's own to begin with: a small commented example, or a copy of the kit's
words.
"""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer

from afterwave.content.load import load
from afterwave.launch.workshops import begin_workshop

Folder = Annotated[
    Path,
    typer.Argument(
        metavar="DIR", help="The folder to make; a new one, or one with nothing of yours in it.", show_default=False
    ),
]
FromKit = Annotated[
    bool, typer.Option("--from-kit", help="Begin with the kit's own words, in all their languages, to adapt them.")
]

NEXT = """{folder} holds {whose}: {sections} sections, {length} minutes. Open {first} in a text editor; its lines \
that begin with # explain it.

  afterwave check {named}               every mistake at once, each with its cure
  afterwave present --content {named}   your evening: stage, console and phones
  afterwave read --content {named}      the same for one person

The guide's chapter "Making it yours" walks through it."""


def new(folder: Folder, from_kit: FromKit = False) -> None:
    """Begin a workshop of your own: on another subject, or with the kit's words to change."""
    begin_workshop(folder, from_kit=from_kit)
    # Read back as every command reads it: what is told of it is true of what lies there.
    workshop, quoted_path = load(folder.resolve()), shlex.quote(str(folder))
    whose = "a copy of the kit's own words" if from_kit else f"a small workshop to change, “{workshop.title}”"
    facts = {
        "folder": folder,
        "whose": whose,
        "sections": len(workshop.sections),
        "length": workshop.length,
        "first": folder / "workshop.yaml",
        "named": quoted_path,
    }
    print(NEXT.format(**facts))
