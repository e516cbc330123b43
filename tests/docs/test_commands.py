"""Every command that the guide, the README and the docs name is one that the kit has, with the options they give it."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
import urllib.request
from pathlib import Path

import click
import pytest
import typer

from afterwave.cli.main import app
from afterwave.content.guide import chapters
from afterwave.content.places import kit
from docs_text import FILES, ROOT, commands, fences
from ending import ended
from room_process import free_port

TEXTS = {chapter.slug: chapter.text for chapter in chapters(kit("facilitator_guide"))} | {
    file.name: file.read_text("utf-8") for file in FILES
}
NAMED = sorted({(name, found) for name, text in TEXTS.items() for found in commands(text)})


def options(command: click.Command) -> set[str]:
    return {name for parameter in command.params for name in parameter.opts}


def test_the_docs_name_commands_on_lines_of_their_own_and_within_sentences() -> None:
    named = {found for name, found in NAMED if name in {"server.md", "network.md"}}
    assert {
        "serve --host 127.0.0.1 --port 8001 --base /evening/",
        "present --people-address http://192.168.1.20:8000/",
    } <= named


@pytest.mark.parametrize(("name", "named"), NAMED, ids=[f"{name}: {named}" for name, named in NAMED])
def test_a_command_that_is_named_is_there_with_its_options(name: str, named: str) -> None:
    verb, *words = shlex.split(named)
    command = getattr(typer.main.get_command(app), "commands").get(verb)  # noqa: B009 - click's group is typed without it
    assert command is not None, f"{name}: {verb}"
    while words and words[0] in getattr(command, "commands", {}):
        command = command.commands[words.pop(0)]
    assert {word for word in words if word.startswith("-")} <= options(command)


def test_a_make_target_that_is_named_is_one_of_the_makefile() -> None:
    named = {target for text in TEXTS.values() for target in re.findall(r"(?:^|`)make ([a-z]+)", text, re.MULTILINE)}
    assert named
    assert named <= set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))


QUICK = {"check", "check --language pl", "site pages", "site --section care --output notes.html"}
"""What the docs tell people to type that ends by itself."""


@pytest.mark.parametrize("command", sorted(QUICK))
def test_a_command_that_ends_by_itself_does_what_the_docs_say(tmp_path: Path, command: str) -> None:
    assert command in {found for _, found in NAMED}
    content = kit("content")
    if "pl" in command:
        content = tmp_path / "content"
        shutil.copytree(kit("content"), content)
        shutil.copytree(
            content / "en", content / "pl", ignore=shutil.ignore_patterns("messages.po")
        )  # which is begun by a command of its own
        head = content / "workshop.yaml"
        head.write_text(re.sub(r"languages: \[", "languages: [pl, ", head.read_text("utf-8")), "utf-8")
    call = [
        sys.executable,
        "-m",
        "afterwave",
        *shlex.split(command),
        *([str(content)] if command.startswith("check") else []),
    ]
    done = subprocess.run(call, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout


def test_the_servers_of_the_docs_share_a_session_and_answer(tmp_path: Path) -> None:
    serving = [found for name, found in NAMED if name == "server.md" and re.match(r"serve .*--port 800[12]", found)]
    assert len(serving) == 2
    for command in serving:
        port = free_port()
        words = re.sub(r"--port \d+", f"--port {port}", command)
        call = [
            sys.executable,
            "-m",
            "afterwave",
            *shlex.split(words),
            "--database",
            f"sqlite:///{tmp_path / 's.sqlite'}",
        ]
        with ended(subprocess.Popen(call, stdout=subprocess.PIPE)) as server:
            assert server.stdout is not None
            assert f"http://127.0.0.1:{port}/evening/" in server.stdout.readline().decode()
            assert urllib.request.urlopen(f"http://127.0.0.1:{port}/evening/healthz").read() == b"ok\n"


def test_python_in_the_hubs_page_lays_the_notebooks_out(tmp_path: Path) -> None:
    (code,) = [
        one.text for one in fences(ROOT / "docs/jupyterhub.md") if one.language == "python" and "notebooks" in one.text
    ]
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True)
    assert (tmp_path / "afterwave-notebooks/presenter.ipynb").is_file()
