"""Where a content folder is, when it is not where somebody said: misspelt, still packed, one folder further, or one too
far.
"""

from __future__ import annotations

import zipfile
from collections.abc import Collection, Iterator
from pathlib import Path

from afterwave.content.known import nearest
from afterwave.errors import Problem

HEAD = "workshop.yaml"
GLOSSARY = "glossary.md"
"""A language's terms, for whoever translates next: nobody's section, and read by no page."""

FORMER = {"server.po", "words.yaml"}
"""What a language's words stood in before they had one catalogue."""
_TEXTS = {".yaml", ".yml", ".po", ".txt"}


def no_workshop(folder: Path, reason: str) -> Problem:
    """Return why there is no workshop in a folder, and where it seems to be; `reason` is the system's, for want of a
    better one.
    """
    if zipfile.is_zipfile(folder):
        return Problem(
            folder, 1, "this is a zip, and no folder", "Unpack it, and name the folder that comes out of it."
        )
    if folder.is_file():
        return Problem(
            folder,
            1,
            "this is a file, and no folder",
            f"Name the folder in which {HEAD} lies, such as {folder.parent}.",
        )
    return Problem(folder / HEAD, 1, f"the file cannot be read ({reason})", _cure(folder))


def _cure(folder: Path) -> str:
    if folder.is_dir():
        if inner := next((inner for inner in _folders(folder) if (inner / HEAD).is_file()), None):
            return f"It lies one folder further: name {inner}."
        if (folder.parent / HEAD).is_file():
            return f"It lies in the folder around this one: name {folder.parent}."
        return "Name the folder in which it lies, or begin one with `afterwave new`."
    beside = [other for other in _folders(folder.parent) if (other / HEAD).is_file()]
    near = nearest(folder.name, [other.name for other in beside])
    first = f'There is no folder "{folder.name}" here.'
    return f'{first} Write "{near}".' if near else f"{first} Mend its spelling, or begin one with `afterwave new`."


def _folders(folder: Path) -> Iterator[Path]:
    try:
        yield from sorted(inner for inner in folder.iterdir() if inner.is_dir())
    except OSError:
        return


def misnamed_files(folder: Path, names: Collection[str], read: Collection[str]) -> Iterator[Problem]:
    """Yield every file of a folder that nobody reads, where one of these `names` is nearly its own and missing; `read`
    are all names that are read.
    """
    there = [file.name for file in sorted(folder.iterdir()) if file.is_file()] if folder.is_dir() else []
    absent = {Path(name).stem: name for name in names if name not in there}
    for name in there:
        if name in FORMER:
            cure = (
                "Write its words into messages.po, which `afterwave check --messages` begins for you, and take it out "
                "of the folder."
            )
            yield Problem(folder / name, 1, "nobody reads this file any more", cure)
        elif (
            name not in read
            and Path(name).suffix.lower() in _TEXTS
            and (near := nearest(Path(name).stem.lower(), absent))
        ):
            yield Problem(
                folder / name,
                1,
                "nobody reads a file of this name",
                f"Call it {absent[near]}, or take it out of the folder.",
            )
