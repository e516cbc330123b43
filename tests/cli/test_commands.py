"""Every command explains itself, refuses with a sentence, and uses the exit statuses that scripts rely on."""

from __future__ import annotations

import os
import shlex
import socket
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import typer
from typer.core import TyperCommand
from typer.testing import CliRunner

from afterwave.cli.help_text import as_typed
from afterwave.cli.main import Verbs, app, purpose


def commands(group: object, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    here = [path] if path else []
    return here + [
        found for name, sub in getattr(group, "commands", {}).items() for found in commands(sub, (*path, name))
    ]


ALL = commands(typer.main.get_command(app))


def afterwave(*args: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "afterwave", *args],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **env},
        timeout=60,
    )


@pytest.mark.parametrize(
    "words", [("--version",), ("--help",), ("poll", "--help"), ("check",), ("new", "mine")], ids=" ".join
)
def test_what_nobody_can_be_told_is_said_so_without_a_traceback(words: tuple[str, ...], tmp_path: Path) -> None:
    call = [sys.executable, "-m", "afterwave", *words]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            call, stdout=full, stderr=subprocess.PIPE, text=True, check=False, timeout=60, cwd=tmp_path
        )
    said = "What this command says could not be written: the disk is full. "
    assert (done.stderr.startswith(said), done.stderr.count("\n"), done.returncode) == (True, 1, 1), done.stderr


FULL = """
import errno, os, sys, tempfile
from afterwave.cli import main

def full(*_, **__):
    if sys.argv[1] == "ENOENT":
        tempfile._candidate_tempdir_list = lambda: []
        tempfile.tempdir = None
        tempfile.mkdtemp()
    raise OSError(getattr(errno, sys.argv[1]), "no room")

main.app = full
main.run()
"""


@pytest.mark.parametrize(
    ("error", "why"), [("ENOSPC", "the disk is full"), ("EDQUOT", None), ("ENOENT", "there is no folder for it")]
)
def test_what_cannot_be_kept_for_a_while_is_not_taken_for_what_cannot_be_told(error: str, why: str | None) -> None:
    done = subprocess.run([sys.executable, "-c", FULL, error], capture_output=True, text=True, timeout=60, check=False)
    said = f"What this command keeps for a while could not be written: {why or ''}"
    assert (done.stderr.startswith(said), done.stderr.count("\n"), done.returncode) == (True, 1, 1), done.stderr


@pytest.mark.parametrize("error", ["ENOENT, 'gone', 'missing'", "ENOENT, 'gone'", "EIO, 'bad', 'on a stick'"])
def test_what_is_wrong_with_a_file_is_not_taken_for_a_full_disk(error: str) -> None:
    """Whatever nobody foresaw is told as it is, for whoever mends it."""
    code = f"""
import errno
from afterwave.cli import main
def app():
    raise OSError(errno.{error})
main.app = app
main.run()
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert "Traceback" in done.stderr


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_the_help_of_every_command_ends_with_an_example_that_begins_with_it(path: tuple[str, ...]) -> None:
    last = CliRunner().invoke(app, [*path, "--help"]).stdout.strip().splitlines()[-1]
    assert last.strip().startswith(f"Example: afterwave {' '.join(path)}"), last


@pytest.mark.parametrize("path", [(), ("print",), ("poll",)], ids=" ".join)
def test_the_list_of_commands_cuts_no_sentence_short(path: tuple[str, ...]) -> None:
    listed = CliRunner().invoke(app, [*path, "--help"]).stdout.split("Commands:")[1]
    assert "..." not in listed


def test_the_list_of_commands_says_of_each_what_its_own_help_says() -> None:
    shown = {verb: command.get_short_help_str(limit=400) for verb, command in Verbs().items()}
    assert {verb: TyperCommand(verb, help=purpose(verb)).get_short_help_str(limit=400) for verb in Verbs()} == shown


def test_the_list_of_commands_waits_for_no_commands_imports() -> None:
    code = (
        "import sys; from afterwave.cli.main import app; app(['--help'], standalone_mode=False); print(*sys.modules, "
        "file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = {"typst", "nbformat", "jsonschema", "sqlalchemy", "pydantic", "tornado", "PIL", "afterwave.cli.present"}
    assert (set(done.stderr.split()) & heavy, "Commands:" in done.stdout) == (set(), True)


def test_a_port_that_is_taken_is_named_with_a_way_out(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        done = afterwave("serve", "--host", "127.0.0.1", "--port", port, "--database", f"sqlite:///{tmp_path}/s.sqlite")
    assert (done.returncode, done.stdout) == (1, "")
    assert (
        done.stderr
        == f"Port {port} on 127.0.0.1 is taken by another program. Close it, or choose another with --port.\n"
    )


def test_a_content_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    done = afterwave("serve", "--content", str(tmp_path / "none"), "--database", f"sqlite:///{tmp_path}/s.sqlite")
    assert done.returncode == 1
    assert "workshop.yaml:1: the file cannot be read" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_installed_command_refuses_with_a_sentence_as_well(tmp_path: Path) -> None:
    module, name = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text())["project"]["scripts"][
        "afterwave"
    ].split(":")
    script = f"import sys; from {module} import {name}; sys.exit({name}())"  # what pip writes into .venv/bin/afterwave
    done = subprocess.run(
        [sys.executable, "-c", script, "check", str(tmp_path / "none")],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    refused = subprocess.run(
        [sys.executable, "-c", script, "present", "--content", str(tmp_path / "none")],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, refused.returncode) == (1, 1)
    assert "workshop.yaml:1: the file cannot be read" in refused.stderr
    assert "Traceback" not in done.stderr + refused.stderr


def test_a_data_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = afterwave("poll", "status", "care", XDG_DATA_HOME=str(tmp_path / "file"), HOME=str(tmp_path / "file"))
    assert done.returncode == 1
    assert "cannot be written to" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unknown_poll_is_refused_with_those_there_are(tmp_path: Path) -> None:
    done = afterwave("poll", "open", "milk", "--database", f"sqlite:///{tmp_path}/s.sqlite")
    assert (done.returncode, done.stderr) == (1, 'There is no poll "milk". There are: arriving, care, leaving.\n')


def test_wrong_usage_ends_with_status_2() -> None:
    assert afterwave("poll", "open").returncode == 2


@pytest.mark.skipif(os.name == "nt", reason="Windows' two shells quote in ways of their own")
def test_a_command_that_is_told_can_be_pasted_from_a_folder_with_blanks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    python = tmp_path / "Ana's evening & more/bin/python"
    monkeypatch.setattr(sys, "executable", str(python))
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.chdir("/usr")
    assert shlex.split(as_typed("print summary")) == [str(python), "-m", "afterwave", "print", "summary"]
