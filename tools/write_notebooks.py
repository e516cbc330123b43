"""`make notebooks`: writes the kit's notebooks from its content, and runs them; and the pages beside them that open
when no kernel runs, in English, for where no launcher lays them out.

A notebook is thin: it names its section and blocks by slug, so words change without it. It only has to be written again
when blocks come, go or move, and so that the outputs stored in it (what a code host shows, and what nbval compares) say
what the content says now.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from unittest.mock import patch

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

from afterwave.content.load import load
from afterwave.content.places import kit
from afterwave.content.workshop import Workshop
from afterwave.making.notebooks import notebooks
from afterwave.presenter.environment import workshop_here
from afterwave.server.assets import lay_out_pages

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"


def write(folder: Path, workshop: Workshop | None = None) -> list[Path]:
    """Write and run every notebook of the workshop into a folder, and return their paths in order."""
    workshop = workshop or workshop_here({})
    return [_written(folder / f"{name}.ipynb", notebook) for name, notebook in notebooks(workshop).items()]


def _written(path: Path, notebook: NotebookNode) -> Path:
    language = dict(notebook.metadata.language_info)
    alone = {name: value for name, value in os.environ.items() if not name.startswith("AFTERWAVE_")}
    alone["AFTERWAVE_SUPPORT"] = os.devnull  # of support lines, the kit's, and not those that somebody called
    with patch.dict(os.environ, alone, clear=True):
        NotebookClient(
            notebook, kernel_name="python3", record_timing=False, store_widget_state=False, timeout=120
        ).execute()
    notebook.metadata.language_info = language  # the version of this machine's Python is nobody's business
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            output.get("data", {}).pop(WIDGET_VIEW, None)  # it names a widget of a kernel that is gone
    nbformat.write(notebook, path)
    return path


if __name__ == "__main__":
    if len(sys.argv) == 1:
        lay_out_pages(kit("share") / "jupyter", load(kit("content")))
    for written in write(Path(sys.argv[1]) if len(sys.argv) > 1 else kit("notebooks")):
        print(written.name)
