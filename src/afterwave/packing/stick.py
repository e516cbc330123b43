"""A folder to hand out: packages for a machine that is never online, and beside them what is double-clicked there."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from packaging.specifiers import SpecifierSet

from afterwave.content.places import kit
from afterwave.files import is_fresh, replaced, told
from afterwave.packing.closure import closure, pins
from afterwave.packing.kit_wheel import own_wheel
from afterwave.packing.pip import Hear, fetch
from afterwave.packing.systems import System, Target
from afterwave.refusals import NoRoom, NotEmpty

PACKAGES = "packages"
STARTS: dict[System, tuple[str, ...]] = {
    "windows": ("Start.bat",),
    "macos": ("Start.command", "start.sh"),
    "linux": ("Start.desktop", "start.sh"),
}
"""What is double-clicked on each system, and what that runs."""
PROGRAM = "share/start/start.py"
_COMMON, _EACH = 60_000_000, 70_000_000
"""Bytes, about, measured in 2026: of what every machine needs, and of what each with one Python needs besides."""


@dataclass(frozen=True)
class Stick:
    """What lies in the folder now: for each target its packages, and the bytes of all of them."""

    folder: Path
    packages: dict[Target, set[Path]]

    @property
    def all(self) -> set[Path]:
        """Return every wheel that one of the targets needs."""
        return set().union(*self.packages.values())

    @property
    def bytes(self) -> int:
        """Return how many bytes they are."""
        return sum(path.stat().st_size for path in self.all)


def fill(folder: Path, targets: tuple[Target, ...], hear: Hear) -> Stick:
    """Gather all that these machines need into a folder; what lies there from before is kept and gone on with.

    Raises `NotEmpty` for a folder with other files, `CannotWrite`, `NoRoom`, `NoWheel`, `NothingFetched`, `NoPip`.
    """
    own = (folder / "pyproject.toml").is_file() and (
        folder / PROGRAM
    ).is_file()  # an unpacked kit: it has its own starts
    packages = folder / PACKAGES
    with told(folder):
        if not (own or is_fresh(folder) or (folder / PROGRAM).is_file() or packages.is_dir()):
            raise NotEmpty(folder)
        packages.mkdir(parents=True, exist_ok=True)
        wanted = _COMMON + _EACH * len(targets)
        here = sum(path.stat().st_size for path in packages.glob("*.whl"))
        if shutil.disk_usage(packages).free < wanted - here:
            raise NoRoom(folder, wanted - here)
        if not own:
            _lay_out(folder, targets)
        hear("afterwave")
        root, held = own_wheel(packages, hear), pins(_constraints())
        return Stick(folder, {target: _gather(root, target, packages, held, wanted, hear) for target in targets})


def _gather(
    root: Path, target: Target, packages: Path, held: dict[str, SpecifierSet], room: int, hear: Hear
) -> set[Path]:
    def bring(wanted: list[str], target: Target) -> None:
        fetch(wanted, target, packages, room=room, hear=lambda name: hear(f"{name}, for {target}"))

    return {root} | closure(root, target, packages, held, bring)


def _constraints() -> str:
    return (kit("share").parent / "constraints.txt").read_text("utf-8")


def _lay_out(folder: Path, targets: tuple[Target, ...]) -> None:
    source = kit("share").parent
    beside = sorted(
        path.relative_to(source).as_posix() for path in (source / PROGRAM).parent.iterdir() if path.is_file()
    )
    for name in (*STARTS[targets[0].system], *beside):
        copy = folder / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        replaced(copy, (source / name).read_bytes())
        if name not in beside:
            copy.chmod(0o755)
