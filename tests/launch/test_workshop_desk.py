"""A workshop of one's own on the front door: begun, its mistakes told as `afterwave check` tells them, and each file
opened.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from afterwave.cli.main import app
from afterwave.launch import browser
from afterwave.launch.choices import Choice
from afterwave.launch.front_door import FrontDoor
from afterwave.refusals import NothingOpens


@pytest.fixture
def door(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FrontDoor]:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    front = FrontDoor(f"sqlite:///{tmp_path / 's.sqlite'}", browser=False)
    yield front
    front.stop()


def test_a_folder_is_begun_looked_at_and_chosen(door: FrontDoor, tmp_path: Path) -> None:
    folder = str(tmp_path / "mine")
    own = door.answer({"do": "new", "with": {"folder": folder, "kit": False}})["own"]
    assert (own["folder"], own["looked"], own["problems"]) == (folder, 1, [])
    told = door.answer({"do": "choose", "with": {"content": own["folder"]}})
    assert (told["title"], told["choice"]["own"]) == (own["title"], folder)
    assert own["title"]


def test_mistakes_are_those_of_the_command_and_go_when_they_are_mended(door: FrontDoor, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    door.answer({"do": "new", "with": {"folder": str(folder)}})
    head = (folder / "workshop.yaml").read_text("utf-8")
    (folder / "workshop.yaml").write_text(head + "colour: red\n", "utf-8")
    own = door.answer({"do": "check", "with": {"folder": str(folder)}})["own"]
    typed = json.loads(CliRunner().invoke(app, ["check", str(folder), "--json"]).stdout)
    assert own["problems"] == [{**one, "there": True} for one in typed]
    assert (len(typed), own["title"]) == (1, "")
    (folder / "workshop.yaml").write_text(head, "utf-8")
    own = door.answer({"do": "check", "with": {"folder": str(folder)}})["own"]
    assert (own["problems"], own["looked"]) == ([], 3)


def test_a_folder_with_other_files_is_refused_in_the_commands_words(door: FrontDoor, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear", "utf-8")
    told = door.answer({"do": "new", "with": {"folder": str(tmp_path)}})
    typed = CliRunner().invoke(app, ["new", str(tmp_path)])
    assert told["refusals"]["new"] == [str(typed.exception)]


def test_a_page_opens_a_workshops_files_and_no_other(
    door: FrontDoor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr("afterwave.launch.workshop_desk.open_file", opened.append)
    (tmp_path / "letter.txt").write_text("dear", "utf-8")
    first = door.answer({"do": "new", "with": {"folder": str(tmp_path / "mine")}})["own"]["first"]
    for file in (first, str(tmp_path / "letter.txt"), "/etc/passwd", f"{first}/../../letter.txt"):
        door.answer({"do": "open", "with": {"file": file}})
    assert opened == [Path(first)]


@pytest.mark.parametrize(("platform", "opener", "words"), [("linux", "xdg-open", []), ("darwin", "open", ["-t"])])
def test_a_file_is_opened_by_what_the_system_has_for_it(
    platform: str, opener: str, words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(browser, "has_screen", lambda: True)
    monkeypatch.setattr(shutil, "which", lambda name: f"/bin/{name}")
    monkeypatch.setattr(subprocess, "Popen", lambda call, **_: asked.append(call))
    browser.open_file(Path("a b.yaml"))
    assert asked == [[f"/bin/{opener}", *words, "a b.yaml"]]


def test_where_nothing_opens_a_file_its_path_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(NothingOpens, match=r"here/workshop\.yaml"):
        browser.open_file(Path("here/workshop.yaml"))


def test_the_folder_is_there_the_next_time(door: FrontDoor, tmp_path: Path) -> None:
    door.answer({"do": "new", "with": {"folder": str(tmp_path / "mine")}})
    again = FrontDoor(door.url, browser=False)
    assert (again.choice, again.facts()["own"]["folder"]) == (
        Choice(language=door.choice.language, own=str(tmp_path / "mine")),
        str(tmp_path / "mine"),
    )
