"""Where a content folder is, when it is not where somebody said: misspelt, still packed, one folder further, or one too
far.
"""

from __future__ import annotations

import os
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
    if _is_file(folder):
        return Problem(
            folder,
            1,
            "this is a file, and no folder",
            f"Name the folder in which {HEAD} lies, such as {folder.parent}.",
        )
    return Problem(folder / HEAD, 1, f"the file cannot be read ({reason})", _cure(folder))


def _cure(folder: Path) -> str:
    if _is_dir(folder):
        if inner := next((inner for inner in _folders(folder) if _is_file(inner / HEAD)), None):
            return f"It lies one folder further: name {inner}."
        if _is_file(folder.parent / HEAD):
            return f"It lies in the folder around this one: name {folder.parent}."
        return "Name the folder in which it lies, or begin one with `afterwave new`."
    beside = [other for other in _folders(folder.parent) if _is_file(other / HEAD)]
    near = nearest(folder.name, [other.name for other in beside])
    first = f'There is no folder "{folder.name}" here.'
    return f'{first} Write "{near}".' if near else f"{first} Mend its spelling, or begin one with `afterwave new`."


def _folders(folder: Path) -> Iterator[Path]:
    try:
        yield from sorted(inner for inner in folder.iterdir() if _is_dir(inner))
    except OSError:
        return


# What lies in another account's folder is nothing to us. Path says so since Python 3.14, and raises before.
def _is_file(path: Path) -> bool:
    return os.path.isfile(path)  # noqa: PTH113 - see above


def _is_dir(path: Path) -> bool:
    return os.path.isdir(path)  # noqa: PTH112 - see above


def misnamed_files(folder: Path, names: Collection[str], read: Collection[str]) -> Iterator[tuple[Problem, str]]:
    """Yield every file of a folder that nobody reads, where one of these `names` is nearly its own and missing, and
    that name; `read` are all names that are read.
    """
    files = [file.name for file in sorted(folder.iterdir()) if file.is_file()] if folder.is_dir() else []
    absent = {Path(name).stem: name for name in names if name not in files}
    for name in files:
        if name in FORMER:
            cure = (
                "Write its words into messages.po, which `afterwave check --messages` begins for you, and take it out "
                "of the folder."
            )
            yield Problem(folder / name, 1, "nobody reads this file any more", cure), ""
        elif (
            name not in read
            and Path(name).suffix.lower() in _TEXTS
            and (near := nearest(Path(name).stem.lower(), absent))
        ):
            cure = f"Call it {absent[near]}, or take it out of the folder."
            yield Problem(folder / name, 1, "nobody reads a file of this name", cure), absent[near]
