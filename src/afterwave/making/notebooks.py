"""A workshop's notebooks, not yet run: thin, for they name sections and blocks by slug, so that words change without
them.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from afterwave.content.blocks import Block
from afterwave.content.language import ENGLISH
from afterwave.content.views import View, blocks_for
from afterwave.content.workshop import Section, Workshop
from afterwave.message import Message

LEAVE: Message = (
    "In JupyterLab: choose Run, then Run All Cells, and the questions below can be answered; what you type stays in "
    "this page. "
    "To leave quickly, press Ctrl+W (Cmd+W on a Mac). Your browser's history will still name this page."
)
ABOUT: Message = "A part of the afterwave workshop, to read alone and at your own pace."
STAGE: Message = (
    "What the projector shows. Run the cell below, then press `?` on it for the keys. "
    "`make present` opens it full screen, with the phones of the room connected."
)
ATTACK: Message = (
    "What other ways of polling would give away in a group of your size, and what this kit gives away instead. "
    "Choose how many answer, and how common the answer is."
)
DESK: Message = "The facilitator's console"
CONSOLE: Message = (
    "Notes, minutes and polls, for the facilitator's own screen. Run the cell below. "
    "`make present` opens it beside the stage, with the phones of the room connected."
)

DOOR: Message = "The front door"
HOME: Message = (
    "One page from which an evening is made: choose, make ready, practise, lead, tidy up. "
    "`afterwave home` opens it; here, in a notebook, there is nothing behind it that could run an evening."
)


def notebooks(workshop: Workshop) -> Mapping[str, NotebookNode]:
    """Return every notebook of a workshop by its name: its sections, the attack on a poll, the support lines, the
    stage, the console and the front door.
    """
    sections = {section.slug: reader(workshop, section) for section in workshop.sections}
    return {
        **sections,
        "attack-your-own-poll": attack(workshop),
        "support": support(workshop),
        "presenter": stage(workshop),
        "facilitator": console(workshop),
        "home": home(workshop),
    }


def lay_out(folder: Path, workshop: Workshop) -> None:
    """Write those notebooks of a workshop into a folder that are not there yet, without running them."""
    for name, notebook in notebooks(workshop).items():
        file = folder / f"{name}.ipynb"
        if not file.exists():
            nbformat.write(notebook, file)


def reader(workshop: Workshop, section: Section) -> NotebookNode:
    """Return the notebook of one section, not yet run. In another language than English it says that it has its
    title.
    """
    say = workshop.speech.say
    begin = "begin()" if workshop.language == ENGLISH else "begin(titled=True)"
    cells = [
        new_markdown_cell(f"# {section.title}\n\n{say(ABOUT)}", id="title"),
        _for_lab(f"*{say(LEAVE)}*\n\n[{say('Support: someone to talk to')}](support.ipynb)"),
        _code(
            "begin",
            f'from afterwave.presenter.reader import read\n\nhere = read("{section.slug}")\nhere.{begin}',
            tags=["aw-begin"],
        ),
        *(_block_cell(block) for block in blocks_for(section, View.READER)),
        new_markdown_cell(_ways(workshop, section), id="ways", metadata={"tags": ["aw-ways"]}),
    ]
    return _notebook(workshop, cells, "reader")


def attack(workshop: Workshop) -> NotebookNode:
    """Return the notebook in which a facilitator attacks a poll, not yet run."""
    say = workshop.speech.say
    about = f"# {say('Attack your own poll')}\n\n{say(ATTACK)}"
    cells = [
        new_markdown_cell(about, id="title"),
        _code("attack", "from afterwave.presenter.attack import attack\n\nattack()"),
    ]
    return _notebook(workshop, cells, "reader")


def support(workshop: Workshop) -> NotebookNode:
    """Return the notebook with the support lines, not yet run."""
    about = f"# {workshop.speech.say('Support: someone to talk to')}"
    cells = [
        new_markdown_cell(about, id="title"),
        _code("support", "from afterwave.presenter.support import support\n\nsupport()"),
    ]
    return _notebook(workshop, cells, "reader")


def stage(workshop: Workshop) -> NotebookNode:
    """Return the notebook of the stage, not yet run."""
    say = workshop.speech.say
    return dashboard(workshop, "stage", f"# {say('The stage')}\n\n{say(STAGE)}")


def console(workshop: Workshop) -> NotebookNode:
    """Return the notebook of the console, not yet run."""
    say = workshop.speech.say
    return dashboard(workshop, "console", f"# {say(DESK)}\n\n{say(CONSOLE)}")


def home(workshop: Workshop) -> NotebookNode:
    """Return the notebook of the front door, not yet run."""
    say = workshop.speech.say
    return dashboard(workshop, "home", f"# {say(DOOR)}\n\n{say(HOME)}")


def dashboard(workshop: Workshop, kind: str, about: str) -> NotebookNode:
    """Return the notebook of the stage, the console or the front door with some words about it, not yet run."""
    return _notebook(
        workshop, [_for_lab(about), _code(kind, f"from afterwave.presenter.{kind} import {kind}\n\n{kind}()")], kind
    )


def _ways(workshop: Workshop, section: Section) -> str:
    """Return the links to the neighbours, relative, so that they work in JupyterLab and under Voilà."""
    say, before, after = (
        workshop.speech.say,
        workshop.section_before(section.slug),
        workshop.section_after(section.slug),
    )
    back = [f"[{say('Back: {title}', title=before.title)}]({before.slug}.ipynb)"] if before else []
    forward = [f"[{say('Next: {title}', title=after.title)}]({after.slug}.ipynb)"] if after else []
    return say("A good place to stop, if you like.") + "\n\n" + " · ".join([*back, *forward])


def _block_cell(block: Block) -> NotebookNode:
    return _code(f"{block.kind}-{block.id}", f'here.show("{block.id}")', tags=[f"aw-{block.kind}"])


def _for_lab(text: str) -> NotebookNode:
    cell: NotebookNode = new_markdown_cell(text, id="about", metadata={"tags": ["aw-lab"]})
    return cell


def _code(name: str, source: str, tags: list[str] | None = None) -> NotebookNode:
    cell: NotebookNode = new_code_cell(
        # An id of our own, for nbformat draws one by chance and every run would change the file; it allows 64 letters.
        source,
        id=name[:64],
        metadata={"jupyter": {"source_hidden": True}, **({"tags": tags} if tags else {})},
    )
    return cell


def _notebook(workshop: Workshop, cells: list[NotebookNode], view: str) -> NotebookNode:
    metadata = {
        "title": workshop.discreet_title,
        "afterwave": {"view": view},
        # Voilà asks other hosts for its default template's scripts. Lab's button and a bare `voila` name none, so the
        # notebook does.
        "voila": {"template": "afterwave"},
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    notebook: NotebookNode = new_notebook(cells=cells, metadata=metadata)
    return notebook
