"""Workshops of a facilitator's own: a folder to begin with, and all that is wrong with one."""

from __future__ import annotations

from pathlib import Path

from afterwave.content.load import languages, load
from afterwave.content.places import EXAMPLE, kit
from afterwave.content.workshop import Workshop
from afterwave.errors import ContentError, Problem
from afterwave.files import is_fresh, scratch, told
from afterwave.refusals import NotEmpty


def begin_workshop(folder: Path, *, from_kit: bool) -> None:
    """Copy the kit's own words into a folder, or else the small example, whole or not at all.

    Raises `NotEmpty` where other files lie, `CannotWrite` where it cannot be made.
    """
    source = kit("content") if from_kit else EXAMPLE
    with told(folder), scratch(folder) as whole:
        if not is_fresh(folder):
            raise NotEmpty(folder)
        for file in sorted(path for path in source.rglob("*") if path.is_file()):
            copy = whole / file.relative_to(source)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(file.read_bytes())
        folder.mkdir(parents=True, exist_ok=True)
        # One after the other, for the folder may be there already, with what version control and file managers leave.
        for entry in sorted(whole.iterdir()):
            entry.rename(folder / entry.name)


def read_editions(folder: Path, language: str = "") -> tuple[list[Workshop], list[Problem]]:
    """Return the workshop in each of its languages, or in the one that is named, and every mistake there is, once."""
    editions: list[Workshop] = []
    problems: set[Problem] = set()
    for code in [language] if language else languages(folder):
        try:
            editions.append(load(folder, code))
        except ContentError as error:
            problems.update(error.problems)
    return editions, sorted(problems)
