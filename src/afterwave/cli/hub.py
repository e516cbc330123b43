"""`afterwave hub`: what a JupyterHub needs so that its facilitators can lead from there, and what a facilitator needs
on one.
"""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer

from afterwave.cli.options import Content, Country, Json, Language
from afterwave.content.places import kit
from afterwave.files import new_file, told
from afterwave.launch.opening import workshop_in

FOLDER = "afterwave-notebooks"
PREFIX = "JUPYTERHUB_SERVICE_PREFIX"
LOCAL = "sqlite:///{folder}/{{group}}.sqlite"

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_FILLED = re.compile(r"^(GROUPS|PUBLIC|DATABASES|COMMAND)\b(: [^=]*)? = .*?(  # .*)?$", re.MULTILINE)

Group = Annotated[
    list[str],
    typer.Option(
        "--group",
        help="A group that meets, and who leads it there: evening=ana, or evening=ana,ben.",
        show_default=False,
    ),
]
Public = Annotated[str, typer.Option(help="The hub as phones reach it: https://hub.example/.", show_default=False)]
Databases = Annotated[
    str,
    typer.Option(
        "--databases",
        help="Where sessions are kept, with {group} in it; files beside the settings unless you say.",
        show_default=False,
    ),
]
Output = Annotated[Path, typer.Option(help="The file of settings to write; one that is there is kept.")]

ADMIN = """{file} holds the settings.{kept} Add this line to jupyterhub_config.py, and start the hub anew:

  load_subconfig({path!r})

{groups}
Who leads starts their server, opens a terminal in it, and types: afterwave hub"""

LEADER = """The notebooks are in {folder}. Open these two in windows of their own:

  stage     {stage}
  console   {console}
  phones    {phones}
"""
UNKNOWN = "the stage shows it, once it is open"


def hub(
    group: Group = [],  # noqa: B006 - Typer reads it, and never adds to it
    public: Public = "",
    databases: Databases = "",
    output: Output = Path("afterwave_hub.py"),
    content: Content = None,
    language: Language = "",
    country: Country = "",
    as_json: Json = False,
) -> None:
    """Lead from a JupyterHub: with --group, write the settings that the hub needs; without, copy the notebooks to where
    you are, and tell what to open.
    """
    asked = group or public
    facts = (
        _settings(_groups(group), _root(public), databases, output) if asked else _notebooks(content, language, country)
    )
    print(json.dumps(facts) if as_json else facts["told"])


def _groups(given: list[str]) -> dict[str, list[str]]:
    """Return who leads each group; raise `BadParameter` for a name that would not do in an address, or a group without
    anybody.
    """
    pairs = dict(one.partition("=")[::2] for one in given)
    teams = {
        name: [leader.strip() for leader in leaders.split(",") if leader.strip()] for name, leaders in pairs.items()
    }
    for name, leaders in teams.items():
        if not _NAME.fullmatch(name) or not leaders:
            raise typer.BadParameter(
                "Name a group in small letters, digits and hyphens, and who leads it: --group evening=ana."
            )
    everybody = [leader for leaders in teams.values() for leader in leaders]
    # Who leads has one server, and its environment names one group's session.
    leads_two = len(everybody) > len(set(everybody))
    if not teams or len(teams) < len(given) or leads_two:
        raise typer.BadParameter(
            "Name each group once, and let nobody lead two of them: --group evening=ana --group friday=ben,cy."
        )
    return teams


def _root(public: str) -> str:
    """Return the hub's address with a slash at its end; raise `BadParameter` for what is none."""
    parts = urlsplit(public)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise typer.BadParameter("Say how phones reach the hub: --public https://hub.example/.")
    return parts._replace(path=f"{parts.path.rstrip('/')}/", query="", fragment="").geturl()


def _settings(groups: dict[str, list[str]], public: str, databases: str, output: Path) -> dict[str, object]:
    """Write the settings, and return what is told of them; raise `CannotWrite` where they cannot be written."""
    sessions = databases or LOCAL.format(folder=output.resolve().parent.as_posix())
    if "{group}" not in sessions:
        raise typer.BadParameter(
            "Two groups would share one session. Write {group} where its name belongs: "
            "--databases postgresql://db/{group}."
        )
    values: dict[str, object] = {
        "GROUPS": groups,
        "PUBLIC": public,
        "DATABASES": sessions,
        # The Python in which the kit is, wherever the hub finds another. -P: it takes no file beside it for a module.
        "COMMAND": [sys.executable, "-P", "-m", "afterwave", "serve"],
    }
    text = (kit("share") / "jupyterhub" / "settings.py").read_text("utf-8")
    # What is filled in reads the same in JSON and in Python: names, addresses, lists.
    text = _FILLED.sub(
        lambda line: f"{line[1]}{line[2] or ''} = {json.dumps(values[line[1]], ensure_ascii=False)}{line[3] or ''}",
        text,
    )
    with new_file(output) as file:
        file.write(text.encode())
    addresses = {name: f"{public}services/{name}/" for name in groups}
    rows = "".join(
        f"  {name}: led by {', '.join(groups[name])}; phones open {address}\n" for name, address in addresses.items()
    )
    message = ADMIN.format(file=file.path, kept=file.kept, path=str(file.path.resolve()), groups=rows)
    return {"settings": str(file.path.resolve()), "phones": addresses, "told": message}


def _notebooks(content: Path | None, language: str, country: str) -> dict[str, object]:
    """Copy those notebooks that are not there yet, and return where they are and what to open; raise `CannotWrite`
    where they cannot be written.
    """
    from afterwave.launch.notebooks import copy_notebooks  # noqa: PLC0415 - brings nbformat, whose imports take longer than any other command

    folder = Path(FOLDER)
    with told(folder):
        copy_notebooks(folder, workshop_in(content, language, country))
    prefix = os.environ.get(PREFIX, "/")
    stage, console = (f"{prefix}voila/render/{folder.as_posix()}/{name}.ipynb" for name in ("presenter", "facilitator"))
    phones = os.environ.get("AFTERWAVE_PARTICIPANTS", "") or UNKNOWN
    return {
        "notebooks": str(folder.resolve()),
        "stage": stage,
        "console": console,
        "phones": phones,
        "told": LEADER.format(folder=folder, stage=stage, console=console, phones=phones),
    }
