"""The front door's kept pictures: their folder is shown, and what is listed is deleted, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterwave.launch.front_door import FrontDoor
from afterwave.launch.kept_pictures import own_folder, pictures_of
from afterwave.refusals import NothingShows


@pytest.fixture
def door(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FrontDoor:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return FrontDoor(f"sqlite:///{tmp_path / 's.sqlite'}", browser=False)


def test_what_a_page_listed_is_deleted_and_no_other_file(door: FrontDoor, tmp_path: Path) -> None:
    left = pictures_of(None)
    since, notes, outside = left.with_stem(f"{left.stem}-2"), left.with_name("notes.json"), tmp_path / left.name
    for file in (left, since, notes, outside):
        file.write_text("[]")
    named = [left, notes, outside, left.parent / ".." / "kept" / since.name, left.parent]
    told = door.answer({"do": "delete_pictures", "with": {"files": "\n".join(map(str, named))}})
    assert [file.exists() for file in (left, since, notes, outside)] == [False, True, True, True]
    assert (told["pictures"], told["refusals"]) == ([str(since)], {})


@pytest.mark.parametrize("nonsense", [None, {}, {"files": ""}, {"files": 7}, {"files": "\0"}], ids=str)
def test_without_a_listed_file_nothing_is_deleted(door: FrontDoor, nonsense: object) -> None:
    pictures_of(None).write_text("[]")
    assert len(door.answer({"do": "delete_pictures", "with": nonsense})["pictures"]) == 1


def test_what_cannot_be_deleted_is_said(door: FrontDoor) -> None:
    left = pictures_of(None)
    left.mkdir()
    told = door.answer({"do": "delete_pictures", "with": {"files": str(left)}})
    assert (told["pictures"], str(left) in told["refusals"]["delete_pictures"][0]) == ([str(left)], True)


def test_their_folder_is_shown_where_there_are_some(door: FrontDoor, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[Path] = []
    monkeypatch.setattr("afterwave.launch.pictures_desk.open_folder", shown.append)
    door.answer({"do": "show_pictures"})
    pictures_of(None).write_text("[]")
    door.answer({"do": "show_pictures"})
    assert shown == [own_folder()]


def test_where_nothing_shows_a_folder_its_path_is_said_in_the_pages_language(
    door: FrontDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    pictures_of(None).write_text("[]")
    door.answer({"do": "choose", "with": {"language": "es"}})
    told = door.answer({"do": "show_pictures"})["refusals"]["show_pictures"]
    assert told == [door.say(NothingShows.sentence, path=own_folder())] != [str(NothingShows(own_folder()))]
