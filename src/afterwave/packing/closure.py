"""Which packages the kit needs on another machine, and whether they are in a folder already.

Each wheel says in its metadata what it needs; what is missing is fetched, and read in its turn, until nothing is.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib.metadata import PathDistribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import InvalidWheelFilename, canonicalize_name, parse_wheel_filename
from packaging.version import Version

from afterwave.packing.systems import Target, tags
from afterwave.refusals import NoWheel


@dataclass(frozen=True)
class Want:
    """What is asked of one package: its versions, and its extras."""

    specifier: SpecifierSet = field(default_factory=SpecifierSet)
    extras: frozenset[str] = frozenset()

    def and_(self, other: Requirement) -> Want:
        """Return what is asked once another requirement is heard as well."""
        return Want(self.specifier & other.specifier, self.extras | frozenset(other.extras))


Fetch = Callable[[list[str], Target], None]
"""Lays wheels for these requirements into the folder; raises `AfterwaveError` where it cannot."""


def pins(constraints: str) -> dict[str, SpecifierSet]:
    """Return the version of each package that a file of constraints holds it to."""
    lines = (line.split("#")[0].strip() for line in constraints.splitlines())
    found = (Requirement(line) for line in lines if line)
    return {canonicalize_name(one.name): one.specifier for one in found}


def closure(root: Path, target: Target, folder: Path, held: dict[str, SpecifierSet], fetch: Fetch) -> set[Path]:
    """Return the wheels that a wheel needs there, all of which are then in the folder.

    Raises `NoWheel` for one that nobody built.
    """
    wanted: dict[str, Want] = {}
    read: dict[str, Want] = {}
    found: dict[str, Path] = {}
    _hear(wanted, needs(root, target, frozenset()), held)
    # Until nothing new is asked: a package may be read again, with an extra that somebody wants of it later.
    while unread := {name: want for name, want in wanted.items() if read.get(name) != want}:
        missing = [name for name in unread if find_wheel(folder, name, unread[name].specifier, target) is None]
        if missing:
            fetch([f"{name}{unread[name].specifier}" for name in missing], target)
        for name, want in unread.items():
            wheel = find_wheel(folder, name, want.specifier, target)
            if wheel is None:
                raise NoWheel(f"{name}{want.specifier}", str(target))
            found[name], read[name] = wheel, want
            _hear(wanted, needs(wheel, target, want.extras), held)
    return set(found.values())


def needs(wheel: Path, target: Target, extras: frozenset[str]) -> Iterator[Requirement]:
    """Yield what a wheel needs there, with these of its extras."""
    with zipfile.ZipFile(wheel) as opened:
        info = next(name for name in opened.namelist() if name.endswith(".dist-info/METADATA")).removesuffix("METADATA")
        said = PathDistribution(zipfile.Path(opened, info)).requires or []
    for requirement in map(Requirement, said):
        if any(target.holds(requirement.marker, extra) for extra in ("", *extras)):
            yield requirement


def find_wheel(folder: Path, name: str, specifier: SpecifierSet, target: Target) -> Path | None:
    """Return the newest whole wheel of a package in a folder that runs there, or None."""
    there: list[tuple[Version, Path]] = []
    for path in folder.glob("*.whl"):
        try:
            called, version, _build, runs_on = parse_wheel_filename(path.name)
        except InvalidWheelFilename:
            continue
        if (
            called == name
            and specifier.contains(version, prereleases=True)
            and not runs_on.isdisjoint(tags(target))
            # A copy that broke off on its way is fetched again.
            and zipfile.is_zipfile(path)
        ):
            there.append((version, path))
    return max(there)[1] if there else None


def _hear(wanted: dict[str, Want], said: Iterator[Requirement], held: dict[str, SpecifierSet]) -> None:
    for requirement in said:
        name = canonicalize_name(requirement.name)
        wanted[name] = wanted.get(name, Want(held.get(name, SpecifierSet()))).and_(requirement)
