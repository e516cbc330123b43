"""The systems, machines and Pythons that packages are gathered for, and what a marker reads there.

pip fetches wheels for another system, but reads every marker (`; sys_platform == "win32"`) as on the machine that it
runs on, so we read them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import chain, product
from typing import Literal

from packaging.markers import Marker
from packaging.tags import Tag, compatible_tags, cpython_tags, mac_platforms

System = Literal["windows", "macos", "linux"]


class Machine(StrEnum):
    """A kind of processor."""

    X64 = "x64"
    ARM64 = "arm64"


PYTHONS = ("3.11", "3.12", "3.13", "3.14")
"""The versions of Python for which every package has wheels."""
USUAL: dict[System, tuple[Machine, ...]] = {
    "windows": (Machine.X64,),
    "macos": (Machine.ARM64, Machine.X64),
    "linux": (Machine.X64, Machine.ARM64),
}
"""The kinds of machine that people have with each system."""
NAMES: dict[System, str] = {"windows": "Windows", "macos": "macOS", "linux": "Linux"}

_MARKS = {
    "windows": ("nt", "win32", "Windows"),
    "macos": ("posix", "darwin", "Darwin"),
    "linux": ("posix", "linux", "Linux"),
}
_MACHINES: dict[tuple[System, Machine], str] = {
    ("windows", Machine.X64): "AMD64",
    ("windows", Machine.ARM64): "ARM64",
    ("macos", Machine.X64): "x86_64",
    ("macos", Machine.ARM64): "arm64",
    ("linux", Machine.X64): "x86_64",
    ("linux", Machine.ARM64): "aarch64",
}
_OLDEST_MAC = (13, 0)
_GLIBC = range(28, 4, -1)
"""Wheels for glibc 2.28 run on every Debian, Ubuntu, Fedora and Raspberry Pi OS that still gets mended."""
_LEGACY = ("manylinux2014", "manylinux2010", "manylinux1")


@dataclass(frozen=True)
class Target:
    """One kind of machine with one Python, for which packages are gathered."""

    system: System
    machine: Machine
    python: str

    def __str__(self) -> str:
        """Return its name as it is told: `Windows (x64), Python 3.12`."""
        return f"{NAMES[self.system]} ({self.machine}), Python {self.python}"

    @property
    def version(self) -> tuple[int, int]:
        """Return its Python's version."""
        major, minor = self.python.split(".")
        return int(major), int(minor)

    def platforms(self) -> list[str]:
        """Return the platforms whose wheels run there, best first."""
        machine = _MACHINES[self.system, self.machine]
        if self.system == "windows":
            return [f"win_{machine.lower()}"]
        if self.system == "macos":
            return list(mac_platforms(_OLDEST_MAC, machine))
        return [*(f"manylinux_2_{minor}_{machine}" for minor in _GLIBC), *(f"{old}_{machine}" for old in _LEGACY)]

    def holds(self, marker: Marker | None, extra: str = "") -> bool:
        """Return whether a requirement with this marker is one there: for the Python's first release, or a later."""
        return marker is None or any(marker.evaluate(self._environment(patch, extra)) for patch in ("0", "99"))

    def _environment(self, patch: str, extra: str) -> dict[str, str]:
        os_name, sys_platform, platform_system = _MARKS[self.system]
        full = f"{self.python}.{patch}"
        return {
            "os_name": os_name,
            "sys_platform": sys_platform,
            "platform_system": platform_system,
            "platform_machine": _MACHINES[self.system, self.machine],
            "platform_python_implementation": "CPython",
            "platform_release": "",
            "platform_version": "",
            "implementation_name": "cpython",
            "implementation_version": full,
            "python_version": self.python,
            "python_full_version": full,
            "extra": extra,
        }


@cache
def tags(target: Target) -> frozenset[Tag]:
    """Return the tags of the wheels that run there."""
    interpreter, platforms = f"cp{target.python.replace('.', '')}", target.platforms()
    return frozenset(
        chain(
            cpython_tags(target.version, [interpreter], platforms),
            compatible_tags(target.version, interpreter, platforms),
        )
    )


def targets(system: System, machines: tuple[Machine, ...] = (), pythons: tuple[str, ...] = ()) -> tuple[Target, ...]:
    """Return what to gather for: these machines and Pythons of a system, or the usual ones where none are named."""
    return tuple(
        Target(system, machine, python) for python, machine in product(pythons or PYTHONS, machines or USUAL[system])
    )
