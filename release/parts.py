"""The list of a release's parts, as CycloneDX has it: each package that the kit needs somewhere, its version and
licence.
"""

from __future__ import annotations

import uuid
import zipfile
from datetime import UTC, datetime
from importlib.metadata import Distribution, PackageNotFoundError, PathDistribution, distribution
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from afterwave.packing.closure import pins
from afterwave.packing.systems import USUAL, targets

EVERYWHERE = [target for system in USUAL for target in targets(system)]


def bill(wheel: Path, constraints: str, moment: int) -> dict[str, Any]:
    """Return the list for a wheel: what it needs on any system, as its tests passed with it, dated to a moment."""
    with zipfile.ZipFile(wheel) as opened:
        info = next(name for name in opened.namelist() if name.endswith(".dist-info/METADATA")).removesuffix("METADATA")
        kit = PathDistribution(zipfile.Path(opened, info))
        root, needed = _part(kit.metadata["Name"], kit.version, kit), _needed(kit)
    held = {name: str(specifier).removeprefix("==") for name, specifier in pins(constraints).items()}
    parts = [_part(name, held.get(name, ""), _installed(name)) for name in sorted(needed)]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, root['purl'] + constraints)}",
        "version": 1,
        "metadata": {
            "timestamp": datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": root,
        },
        "components": parts,
        "dependencies": [{"ref": root["bom-ref"], "dependsOn": [part["bom-ref"] for part in parts]}],
    }


def _needed(kit: Distribution) -> set[str]:
    """Return the names of all that is needed by what is needed, where any of the systems asks for it."""
    found: dict[str, frozenset[str]] = {}
    waiting = [Requirement(said) for said in kit.requires or ()]
    waiting = [one for one in waiting if any(target.holds(one.marker) for target in EVERYWHERE)]
    while waiting:
        one = waiting.pop()
        name, extras = canonicalize_name(one.name), frozenset(one.extras)
        if name in found and extras <= found[name]:
            continue
        found[name] = found.get(name, frozenset()) | extras
        there = _installed(name)
        for said in map(Requirement, (there.requires or ()) if there else ()):
            if any(target.holds(said.marker, extra) for target in EVERYWHERE for extra in ("", *found[name])):
                waiting.append(said)
    return set(found)


def _installed(name: str) -> Distribution | None:
    """Return a package as it is installed here; None for one that only another system has."""
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def _part(name: str, version: str, installed: Distribution | None) -> dict[str, Any]:
    called = canonicalize_name(name)
    address = f"pkg:pypi/{called}@{version}" if version else f"pkg:pypi/{called}"
    part: dict[str, Any] = {"type": "library", "bom-ref": address, "name": called, "purl": address}
    if version:
        part["version"] = version
    if installed and (licence := _licence(installed)):
        part["licenses"] = [licence]
    return part


def _licence(installed: Distribution) -> dict[str, Any] | None:
    said: Any = installed.metadata  # an email's message, which Python 3.11 types as less
    if expression := said.get("License-Expression"):
        return {"expression": expression}
    named = [line.split(" :: ")[-1] for line in said.get_all("Classifier", []) if line.startswith("License :: ")]
    if named or (said.get("License") and "\n" not in said["License"]):
        return {"license": {"name": named[0] if named else said["License"]}}
    return None
