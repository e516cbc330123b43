"""The parts of an evening: one that died or was asked for starts again, and one that will not start ends nothing."""

from __future__ import annotations

import socket
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import pytest

from afterwave.launch.children import Child, ChildFailed
from afterwave.launch.front_door import FrontDoor
from afterwave.launch.parts_desk import answers
from afterwave.launch.supervisor import RETRY, Supervisor, ask_again


class Part:
    """Stands for a child that a test lets die, or refuse to start."""

    def __init__(self, name: str) -> None:
        self.name, self.alive, self.refuses = name, True, False
        self.done: list[str] = []

    def start(self) -> None:
        self.done.append("start")
        if self.refuses:
            raise ChildFailed(self.name)
        self.alive = True

    def stop(self) -> None:
        self.done.append("stop")
        self.alive = False


class Room:
    """Two parts, what tends them, and a clock that a test sets."""

    def __init__(self) -> None:
        self.phones, self.pages, self.now = Part("The participants' server"), Part("Voilà"), 0.0
        parts = cast("Mapping[str, Child]", {"phones": self.phones, "pages": self.pages})
        self.tending = Supervisor(lambda: parts, lambda: self.now)


@pytest.fixture
def room() -> Room:
    return Room()


def test_a_part_that_died_is_started_again_and_the_other_is_left_alone(
    room: Room, capsys: pytest.CaptureFixture[str]
) -> None:
    room.pages.alive = False
    room.tending.look()
    assert (room.pages.done, room.phones.done) == (["start"], [])
    assert "Voilà stopped unexpectedly; starting it again." in capsys.readouterr().err


def test_a_part_that_somebody_asked_for_is_started_again_although_it_runs(
    room: Room, capsys: pytest.CaptureFixture[str]
) -> None:
    ask_again("phones")
    ask_again("nothing of ours")
    room.tending.look()
    room.tending.look()
    assert (room.phones.done, room.pages.done) == (["stop", "start"], [])
    assert "The participants' server is started again, as you asked." in capsys.readouterr().err


def test_a_part_that_will_not_start_ends_nothing_is_told_once_and_tried_later(
    room: Room, capsys: pytest.CaptureFixture[str]
) -> None:
    room.pages.alive, room.pages.refuses = False, True
    for now in (0.0, RETRY / 2, RETRY + 1, RETRY + 2):
        room.now = now
        room.tending.look()
    assert room.pages.done == ["start", "start"]
    assert capsys.readouterr().err.count("Voilà did not start") == 1
    room.pages.refuses, room.now = False, 3 * RETRY
    room.tending.look()
    assert room.pages.alive


def test_a_part_that_waits_to_be_tried_is_tried_at_once_when_somebody_asks(room: Room) -> None:
    room.phones.alive, room.phones.refuses = False, True
    room.tending.look()
    room.phones.refuses = False
    ask_again("phones")
    room.tending.look()
    assert room.phones.alive


class Command:
    """Stands for an evening that the front door runs."""

    def __init__(self, **facts: str) -> None:
        self.facts, self.state, self.alive, self.said = facts, "running", True, list[str]()

    def tell(self, word: str) -> None:
        self.said.append(word)

    def as_dict(self) -> dict[str, Any]:
        return {"state": self.state, "facts": self.facts, "told": ""}


def test_the_front_door_tells_which_part_answers_and_asks_the_evening_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    door = FrontDoor(f"sqlite:///{tmp_path / 's.sqlite'}", browser=False)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        here = f"http://127.0.0.1:{listening.getsockname()[1]}/"
        command = Command(presenter=here, participants="http://127.0.0.1:1/")
        door.jobs["lead"] = cast("Any", command)
        assert door.facts()["parts"] == {"lead": {"pages": True, "phones": False}}
    for facts in ({"job": "lead", "part": "phones"}, {"job": "lead", "part": "x"}, {"job": "read", "part": "pages"}):
        door.answer({"do": "again", "with": facts})
    assert command.said == ["again phones"]
    command.state = "done"
    assert door.facts()["parts"] == {}


def test_an_address_that_is_none_does_not_answer() -> None:
    assert not answers("")
