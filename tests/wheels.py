"""Writes tiny wheels: a package index of one's own, for tests that install."""

from __future__ import annotations

import base64
import hashlib
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path


def write_wheel(
    folder: Path,
    name: str,
    version: str = "1.0",
    *,
    tag: str = "py3-none-any",
    requires: Iterable[str] = (),
    files: Mapping[str, str] | None = None,
) -> Path:
    """Write a wheel that holds these files, or one empty module, and return it."""
    info = f"{name}-{version}.dist-info"
    wants = "".join(f"Requires-Dist: {one}\n" for one in requires)
    held = {
        **(files or {f"{name}.py": ""}),
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{wants}",
        f"{info}/WHEEL": f"Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: {tag}\n",
    }
    marks = {path: base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()) for path, text in held.items()}
    listed = [f"{path},sha256={marks[path].decode().rstrip('=')},{len(text.encode())}\n" for path, text in held.items()]
    wheel = folder / f"{name}-{version}-{tag}.whl"
    with zipfile.ZipFile(wheel, "w") as opened:
        for path, text in {**held, f"{info}/RECORD": "".join(listed) + f"{info}/RECORD,,\n"}.items():
            opened.writestr(path, text)
    return wheel
