"""The kit's own wheel: built from an unpacked kit, with whatever somebody changed in it, or put together again.

An installed kit has all that its wheel held.
"""

from __future__ import annotations

import base64
import hashlib
import zipfile
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from importlib.util import find_spec
from pathlib import Path

from afterwave.content.places import CHECKOUT
from afterwave.files import scratch
from afterwave.packing.pip import Hear, last, program, run
from afterwave.refusals import NothingFetched

_MADE_HERE = {"RECORD", "INSTALLER", "REQUESTED", "direct_url.json"}
"""What an installer writes beside a package, and no wheel holds."""
# A zip's first day: any moment of ours would make two wheels of the same kit differ.
_EPOCH = (1980, 1, 1, 0, 0, 0)


def own_wheel(folder: Path, hear: Hear) -> Path:
    """Lay the kit's own wheel into a folder, and return it; raise `NothingFetched` where it cannot be built."""
    with scratch(folder) as made:
        wheel = _build(CHECKOUT, made, hear) if CHECKOUT else packed_again(distribution("afterwave"), made)
        return wheel.replace(folder / wheel.name)


def _build(checkout: Path, folder: Path, hear: Hear) -> Path:
    alone = ["--no-build-isolation"] if find_spec("hatchling") else []  # else pip fetches what builds it
    call = [
        *program(),
        "wheel",
        "--no-deps",
        "--no-input",
        "--disable-pip-version-check",
        *alone,
        "--wheel-dir",
        str(folder),
        str(checkout),
    ]
    code, said = run(call, hear)
    if code:
        raise NothingFetched(last(said))
    return next(folder.glob("afterwave-*.whl"))


def packed_again(installed: Distribution, folder: Path) -> Path:
    """Write the wheel that was installed, and return it: the same files, and a list of them of its own."""
    path = folder / f"{installed.metadata['Name']}-{installed.version}-py3-none-any.whl"
    info, listed = f"{installed.metadata['Name']}-{installed.version}.dist-info", []
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as wheel:
        for name, body in sorted(_files(installed)):
            wheel.writestr(zipfile.ZipInfo(name, _EPOCH), body, zipfile.ZIP_DEFLATED)
            mark = base64.urlsafe_b64encode(hashlib.sha256(body).digest()).rstrip(b"=").decode()
            listed.append(f"{name},sha256={mark},{len(body)}\n")
        wheel.writestr(zipfile.ZipInfo(f"{info}/RECORD", _EPOCH), "".join(listed) + f"{info}/RECORD,,\n")
    return path


def _files(installed: Distribution) -> Iterator[tuple[str, bytes]]:
    """Yield each file's name in the wheel, and what it holds; its programs are made anew by whoever installs it."""
    data = f"{installed.metadata['Name']}-{installed.version}.data/data"
    for file in installed.files or ():
        name = file.as_posix()
        if "__pycache__" in file.parts or file.name in _MADE_HERE:
            continue
        if not name.startswith("../"):
            yield name, file.read_binary()
        elif "/share/" in name:
            yield f"{data}/share/{name.split('/share/', 1)[1]}", file.read_binary()
