"""`afterwave read`: the workshop for one person, on this machine only."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from afterwave.cli.options import Content, Country, Json, Language
from afterwave.content.places import in_checkout, kit
from afterwave.content.workshop import Workshop
from afterwave.launch.browser import open_pages
from afterwave.launch.children import SAFE_PATH
from afterwave.launch.evening import Notebooks, jupyter_environment, jupyter_leaves_in, speaks_kits
from afterwave.launch.interrupts import end_when_told, hear_no_more
from afterwave.launch.opening import workshop_in
from afterwave.launch.supervisor import Supervisor
from afterwave.launch.terminal import tell_terminal
from afterwave.refusals import NoLab
from afterwave.session.home import CONTENT, COUNTRY, LANGUAGE

ATTACK = "attack-your-own-poll"
QUIET = [
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.news_url=None",
    "--LabApp.extension_manager=readonly",
    "--ServerApp.ip=127.0.0.1",
]
"""JupyterLab by itself asks other hosts for news, updates and extensions; ours asks nobody."""


def read(
    lab: Annotated[bool, typer.Option("--lab", help="Open JupyterLab, to look inside or to change things.")] = False,
    attack: Annotated[
        bool, typer.Option("--attack", help="Open the notebook in which you attack a poll of your group's size.")
    ] = False,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Print the address, and open nothing.")] = False,
    content: Content = None,
    language: Language = "",
    country: Country = "",
    as_json: Json = False,
) -> None:
    """Open the first section to read alone."""
    workshop = workshop_in(content, language, country)
    env = {CONTENT: str(workshop.folder), LANGUAGE: workshop.language, COUNTRY: workshop.country}
    first = f"{ATTACK if attack else workshop.sections[0].slug}.ipynb"
    if lab:
        raise typer.Exit(_lab(workshop, env, first, browser=not no_browser))
    _voila(Notebooks(workshop, env), first, browser=not no_browser, as_json=as_json)


def _voila(notebooks: Notebooks, first: str, *, browser: bool, as_json: bool) -> None:
    end_when_told()
    try:
        notebooks.start()
        words = (
            f"Reading at {notebooks.address(first)}\nLeave this window open while you read. To end, hold Ctrl and "
            "press C."
        )
        print(json.dumps({"reading": notebooks.address(first)}) if as_json else words, flush=True)
        if browser:
            open_pages(notebooks.address(first))
        Supervisor(lambda: {"pages": notebooks.child}).watch()
    except KeyboardInterrupt:
        tell_terminal("\nClosed. Nothing was kept.")
    finally:
        hear_no_more()
        notebooks.stop()


def _lab(workshop: Workshop, env: dict[str, str], first: str, *, browser: bool) -> int:
    """Run JupyterLab on the notebooks: on a copy in the current folder where the kit is installed and may not be
    written to, or the workshop is one's own.
    """
    # Only looked for: a slim install lacks it, and its import takes longer than the command.
    if find_spec("jupyterlab") is None:
        raise NoLab
    folder = kit("notebooks")
    if not speaks_kits(workshop) or not in_checkout():
        folder = Path.cwd() / (
            "afterwave-notebooks"
            if workshop.language == workshop.languages[0]
            else f"afterwave-notebooks-{workshop.language}"
        )
        from afterwave.launch.notebooks import copy_notebooks  # noqa: PLC0415 - brings nbformat, whose imports take longer than any other command

        copy_notebooks(folder, workshop)
    args = [sys.executable, "-m", "jupyterlab", str(folder / first), *QUIET, *([] if browser else ["--no-browser"])]
    # A kernel that ends last may write there once more while it is being deleted.
    with tempfile.TemporaryDirectory(prefix="afterwave-", ignore_cleanup_errors=True) as scratch:
        places = {**jupyter_leaves_in(scratch), "JUPYTERLAB_WORKSPACES_DIR": scratch}
        del places["JUPYTER_CONFIG_DIR"]  # an author's own settings stay
        return subprocess.call(args, env={**os.environ, **SAFE_PATH, **jupyter_environment(), **places, **env})  # noqa: S603 - Jupyter, with arguments of our own
