"""Writes the notebooks from the content: `python -m afterwave.presenter.write_notebooks`.

A notebook is thin: it names its section and blocks by slug, so words change without it. It only has to be written again when blocks come, go or move, and so
that the outputs stored in it (what a code host shows, and what nbval compares) say what the content says now.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from afterwave.content.blocks import Block
from afterwave.content.places import kit
from afterwave.content.views import View, shown
from afterwave.content.workshop import Section, Workshop
from afterwave.presenter.room import workshop_here

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"

LEAVE = (
    "*In JupyterLab: choose Run, then Run All Cells, and the questions below can be answered; what you type stays in this page. "
    "To leave quickly, press Ctrl+W (Cmd+W on a Mac). Your browser's history will still name this page.*"
)
ABOUT = "A part of the afterwave workshop, to read alone and at your own pace."
STAGE = (
    "# The stage\n\nWhat the projector shows. Run the cell below, then press `?` on it for the keys. "
    "`make present` opens it full screen, with the phones of the room connected."
)
ATTACK = (
    "# Attack your own poll\n\nWhat other ways of polling would give away in a group of your size, and what this kit gives away instead. "
    "Choose how many answer, and how common the answer is."
)
CONSOLE = (
    "# The facilitator's console\n\nNotes, minutes and polls, for the facilitator's own screen. Run the cell below. "
    "`make present` opens it beside the stage, with the phones of the room connected."
)


def write(folder: Path, workshop: Workshop | None = None) -> list[Path]:
    """Write and run every notebook of the workshop into a folder, and return their paths in order."""
    workshop = workshop or workshop_here({})
    notebooks = {section.slug: reader(workshop, section) for section in workshop.sections}
    notebooks["attack-your-own-poll"] = attack(workshop)
    notebooks["presenter"] = dashboard(workshop, "stage", STAGE)
    notebooks["facilitator"] = dashboard(workshop, "console", CONSOLE)
    return [_written(folder / f"{name}.ipynb", notebook) for name, notebook in notebooks.items()]


def reader(workshop: Workshop, section: Section) -> NotebookNode:
    """Return the notebook of one section, not yet run."""
    cells = [
        new_markdown_cell(f"# {section.title}\n\n{ABOUT}", id="title"),
        _for_lab(LEAVE),
        _code("begin", f'from afterwave.presenter.reader import read\n\nhere = read("{section.slug}")\nhere.begin()', tags=["aw-begin"]),
        *(_shown(block) for block in _blocks(section)),
        new_markdown_cell(_ways(workshop, section), id="ways", metadata={"tags": ["aw-ways"]}),
    ]
    return _notebook(workshop, cells, "reader")


def attack(workshop: Workshop) -> NotebookNode:
    """Return the notebook in which a facilitator attacks a poll, not yet run."""
    cells = [new_markdown_cell(ATTACK, id="title"), _code("attack", "from afterwave.presenter.attack import attack\n\nattack()")]
    return _notebook(workshop, cells, "reader")


def dashboard(workshop: Workshop, kind: str, about: str) -> NotebookNode:
    """Return the notebook of the stage or of the console, not yet run."""
    return _notebook(workshop, [_for_lab(about), _code(kind, f"from afterwave.presenter.{kind} import {kind}\n\n{kind}()")], kind)


def _blocks(section: Section) -> Iterator[Block]:
    """Yield what a reader sees; an activity without words of its own waits for its widget."""
    for block, _ in shown(section, View.READER):
        if block.text or block.kind in {"poll", "evidence"}:
            yield block


def _ways(workshop: Workshop, section: Section) -> str:
    """Return the links to the neighbours, relative, so that they work in JupyterLab and under Voilà."""
    before, after = workshop.before(section.slug), workshop.after(section.slug)
    links = [f"[Back: {before.title}]({before.slug}.ipynb)" if before else "", f"[Next: {after.title}]({after.slug}.ipynb)" if after else ""]
    return "A good place to stop, if you like.\n\n" + " · ".join(link for link in links if link)


def _shown(block: Block) -> NotebookNode:
    return _code(f"{block.kind}-{block.id}", f'here.show("{block.id}")', tags=[f"aw-{block.kind}"])


def _for_lab(text: str) -> NotebookNode:
    made: NotebookNode = new_markdown_cell(text, id="about", metadata={"tags": ["aw-lab"]})
    return made


def _code(name: str, source: str, tags: list[str] | None = None) -> NotebookNode:
    made: NotebookNode = new_code_cell(source, id=name[:64], metadata={"jupyter": {"source_hidden": True}, **({"tags": tags} if tags else {})})
    return made


def _notebook(workshop: Workshop, cells: list[NotebookNode], view: str) -> NotebookNode:
    metadata = {
        "title": workshop.discreet_title,
        "afterwave": {"view": view},
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    made: NotebookNode = new_notebook(cells=cells, metadata=metadata)
    return made


def _written(path: Path, notebook: NotebookNode) -> Path:
    language = dict(notebook.metadata.language_info)
    alone = {name: value for name, value in os.environ.items() if not name.startswith("AFTERWAVE_")}
    with patch.dict(os.environ, alone, clear=True):
        NotebookClient(notebook, kernel_name="python3", record_timing=False, store_widget_state=False, timeout=120).execute()
    notebook.metadata.language_info = language  # the version of this machine's Python is nobody's business
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            output.get("data", {}).pop(WIDGET_VIEW, None)  # it names a widget of a kernel that is gone
    nbformat.write(notebook, path)
    return path


if __name__ == "__main__":
    for written in write(Path(sys.argv[1]) if len(sys.argv) > 1 else kit("notebooks")):
        sys.stdout.write(f"{written.name}\n")
