"""The Python of a bundle, which PyInstaller wraps: it runs modules as any Python does, and knows one folder of them.

The kit starts its own parts, and Jupyter its kernels, as `sys.executable -m …`: something has to understand that.
"""

from __future__ import annotations

import os
import runpy
import site
import sys
from pathlib import Path

SITE = Path(os.environ.get("AFTERWAVE_BUNDLED", Path(sys.executable).resolve().parents[1] / "site"))
"""Where the packages lie: beside the folder in which this program is."""
TAKING = {"-X", "-W"}
"""Options of Python that take a value of their own."""


def settled(words: list[str]) -> list[str]:
    """Return what was asked for, without Python's own options: what they ask is so here in any case."""
    left = list(words)
    while left and left[0].startswith("-") and left[0][:2] not in {"-m", "-c"}:
        left = left[2 if left[0] in TAKING else 1 :]
    return left


def main(words: list[str]) -> None:
    """Run a module, a line of code or a file, as Python would; the front door, where nothing is asked for."""
    sys.prefix = sys.exec_prefix = str(SITE)  # Jupyter looks there for share/jupyter
    site.addsitedir(str(SITE))
    sys.path.insert(0, sys.path.pop(sys.path.index(str(SITE))))
    what, *rest = settled(words) or ["-m", "afterwave"]
    if what == "-m":
        sys.argv = rest
        runpy.run_module(rest[0], run_name="__main__", alter_sys=True)
    elif what == "-c":
        sys.argv = ["-c", *rest[1:]]
        exec(compile(rest[0], "<string>", "exec"), {"__name__": "__main__"})  # noqa: S102 - as `python -c` does
    else:
        sys.argv = [what, *rest]
        runpy.run_path(what, run_name="__main__")


if __name__ == "__main__":
    main(sys.argv[1:])
