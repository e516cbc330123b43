"""The notebooks, laid where somebody may open and change them."""

from __future__ import annotations

import shutil
from pathlib import Path

from afterwave.content.places import kit
from afterwave.content.workshop import Workshop
from afterwave.launch.evening import speaks_kits
from afterwave.making.notebooks import lay_out

FOLDER = "afterwave-notebooks"
"""Where they lie, beside somebody's own files."""


def copy_notebooks(folder: Path, workshop: Workshop) -> Path:
    """Copy into a folder those of a workshop's notebooks that are not there yet, and return it: what somebody changed
    there is theirs.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if speaks_kits(workshop):
        for notebook in sorted(kit("notebooks").glob("*.ipynb")):
            if not (folder / notebook.name).exists():
                shutil.copyfile(notebook, folder / notebook.name)
    lay_out(folder, workshop)
    return folder
