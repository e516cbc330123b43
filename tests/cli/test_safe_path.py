"""The folder in which a command is typed holds no code of ours: a file there that is named like a module never runs."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from evening_process import evening, listed
from warm_programs import PROCESS

pytestmark = pytest.mark.usefixtures("cold")

NAMES = (
    "typing",
    "html",
    "json",
    "string",
    "re",
    "secrets",
    "random",
    "socket",
    "ssl",
    "asyncio",
    "logging",
    "tempfile",
    "pathlib",
    "platform",
    "calendar",
    "locale",
    "gettext",
    "zoneinfo",
    "tornado",
    "jinja2",
    "yaml",
    "pydantic",
    "sqlalchemy",
    "markdown_it",
    "typer",
    "voila",
    "traitlets",
    "anywidget",
    "ipykernel",
    "ipykernel_launcher",
    "jupyter_client",
    "nbformat",
)
"""Of the standard library and of what we use, but for the few that Python itself needs for `-m`: only `-P`, which
`make` says, keeps it from those.
"""


@pytest.fixture
def downloads(tmp_path: Path) -> Path:
    """Give a folder full of files that say so once they run, and then break whoever took them for a module."""
    folder = tmp_path / "downloads"
    folder.mkdir()
    for name in NAMES:
        code = f"open({str(tmp_path / 'ran')!r}, 'a').write({name + ' '!r})\nraise SystemExit('{name}.py ran')\n"
        (folder / f"{name}.py").write_text(code)
    return folder


def ran(downloads: Path) -> str:
    told = downloads.with_name("ran")
    return told.read_text() if told.exists() else ""


@pytest.mark.prove
@pytest.mark.parametrize(
    "way",
    [[sys.executable, "-m", "afterwave"], [str(Path(sys.executable).with_name("afterwave"))]],
    ids=["module", "command"],
)
def test_no_file_of_the_folder_in_which_a_command_is_typed_runs(way: list[str], downloads: Path) -> None:
    done = subprocess.run([*way, "check"], cwd=downloads, capture_output=True, text=True, check=False)
    assert (done.returncode, ran(downloads)) == (0, ""), done.stderr


def test_those_files_would_run_where_nobody_took_care(downloads: Path) -> None:
    env = {name: value for name, value in os.environ.items() if name != "PYTHONSAFEPATH"}
    subprocess.run([sys.executable, "-c", "import html"], cwd=downloads, env=env, capture_output=True, check=False)
    assert ran(downloads) == "html ", "the test above could not fail"


@pytest.mark.prove
def test_no_such_file_runs_in_an_evening_nor_in_its_kernels(downloads: Path, tmp_path: Path) -> None:
    with evening(tmp_path / "session.sqlite", folder=downloads, log=tmp_path / "log") as running:
        for page in ("presenter", "facilitator"):
            assert httpx.get(running.addresses[page], timeout=90, follow_redirects=True).status_code == 200
        assert httpx.get(running.addresses["participants"]).status_code == 200
        assert [one for one in running.family() if "ipykernel_launcher" in listed(one)], (
            "no kernel was there to be looked at"
        )
        assert [one for one in running.family() if PROCESS in listed(one)] == []
    assert ran(downloads) == ""
    # No import went wrong, either; a kernel that is ended at work may say so in a traceback of its own.
    assert re.findall(r"(?:Import|ModuleNotFound|Attribute)Error.*", (tmp_path / "log").read_text()) == []
