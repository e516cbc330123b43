"""Calls pip, which fetches packages from wherever it is set up to look, and says in a sentence why nothing arrived."""

from __future__ import annotations

import errno
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

from afterwave.files import scratch
from afterwave.packing.systems import Target
from afterwave.refusals import NoPip, NoRoom, NothingFetched, NoWheel

Hear = Callable[[str], None]
"""Takes what is being fetched."""

AT_ONCE = 8
"""Packages in one call of pip: what a broken one has to begin again."""
_FULL = ("No space left", "[Errno 28]", "not enough space", f"[Errno {errno.EDQUOT}]")
_AWAY = (
    "connection",
    "Max retries",
    "getaddrinfo",
    "name resolution",
    "timed out",
    "ProxyError",
    "SSLError",
    "IncompleteRead",
    "No route to host",
)
_NONE = ("No matching distribution found for ", "Could not find a version that satisfies the requirement ")


def program() -> list[str]:
    """Return the call that runs pip: the one that is here, or the one that Python carries to make environments with.

    Raises `NoPip` where there is neither.
    """
    if find_spec("pip"):
        # -I: a file of the folder in which this is typed is not run in place of one of pip's modules.
        return [sys.executable, "-I", "-m", "pip"]
    carried = find_spec("ensurepip")
    for place in (carried.submodule_search_locations or []) if carried else []:
        for wheel in Path(place, "_bundled").glob("pip-*.whl"):
            # pip runs from within its own wheel, which need not be unpacked.
            return [sys.executable, "-I", str(wheel / "pip")]
    raise NoPip


def fetch(wanted: list[str], target: Target, folder: Path, *, room: int, hear: Hear) -> None:
    """Lay wheels for these requirements, and nothing that they need, into a folder, each once it is whole.

    Raises `NoWheel`, `NothingFetched`, `NoRoom` (telling the bytes of `room`).
    """
    call = [
        *program(),
        "download",
        "--no-deps",
        "--only-binary",
        ":all:",
        "--no-input",
        "--disable-pip-version-check",
        "--progress-bar",
        "off",
    ]
    call += ["--implementation", "cp", "--python-version", target.python]
    for platform in target.platforms():
        call += ["--platform", platform]
    for first in range(0, len(wanted), AT_ONCE):
        with scratch(folder) as coming:
            code, said = run([*call, "--dest", str(coming), *wanted[first : first + AT_ONCE]], hear)
            for wheel in sorted(coming.glob("*.whl")) if code == 0 else []:
                wheel.replace(folder / wheel.name)
        if code:
            raise _reason(said, target, folder, room)


def run(call: list[str], hear: Hear) -> tuple[int, list[str]]:
    """Run pip, telling each package that it turns to, and return its status and the lines it wrote."""
    said: list[str] = []
    with subprocess.Popen(  # noqa: S603 - pip, with arguments of our own
        call,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    ) as pip:
        try:
            for line in pip.stdout or ():
                said.append(line.strip())
                if name := _turned_to(line):
                    hear(name)
            return pip.wait(), said
        finally:  # also where somebody stops us
            pip.kill()


def last(said: list[str]) -> str:
    """Return the last lines that tell something."""
    return "\n".join([line for line in said if line][-3:])


def _turned_to(line: str) -> str:
    """Return the package that a line of pip's turns to: `Collecting numpy==2.4.6`, `Processing
    /folder/numpy-2.4.6.whl`.
    """
    found = re.match(r"\s*(?:Collecting|Processing)\s+(?:\S*[/\\])?([A-Za-z0-9_.]+(?:-[A-Za-z][A-Za-z0-9_.]*)*)", line)
    return found[1] if found else ""


def _reason(said: list[str], target: Target, folder: Path, room: int) -> Exception:
    text = "\n".join(said)
    if any(word in text for word in _FULL):
        return NoRoom(folder, room)
    if not any(word.lower() in text.lower() for word in _AWAY):
        for package in _package_names(said):
            return NoWheel(package, str(target))
    return NothingFetched(last(said))


def _package_names(said: list[str]) -> Iterator[str]:
    for line in said:
        for words in _NONE:
            if words in line:
                yield line.split(words)[1].split(" ")[0]
