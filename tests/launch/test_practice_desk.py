"""The front door's practice makes room for an evening: it holds the port that printed slips lead to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from afterwave.launch.front_door import FrontDoor
from afterwave.refusals import NoProgram


class Command:
    """Stands for a command that ends when a test lets it; `stop` is what kills it."""

    def __init__(self, *words: str) -> None:
        self.words, self.state, self.facts = words, "running", dict[str, str]()

    @property
    def alive(self) -> bool:
        return self.state in {"running", "ending"}

    def as_dict(self) -> dict[str, Any]:
        return {"state": self.state, "facts": {}, "told": ""}

    def end(self) -> None:
        self.state = "ending"

    def stop(self) -> None:
        self.state = "done"


@pytest.fixture
def door(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FrontDoor:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr(FrontDoor, "start_job", lambda _door, *words, **_: Command(*words))
    (tmp_path / "tea.yaml").write_text("a: [")  # listed all the same; why it cannot be read, its run says
    front = FrontDoor(f"sqlite:///{tmp_path / 's.sqlite'}", browser=False)
    front.answer({"do": "polls", "with": {"folder": str(tmp_path)}})
    return front


def asked(door: FrontDoor, act: str) -> dict[str, Any]:
    return door.answer({"do": act, "with": {"people": "2", "minutes": "1", "name": "tea.yaml"}})


def states(told: dict[str, Any]) -> dict[str, str]:
    return {name: job["state"] for name, job in told["jobs"].items()}


@pytest.mark.parametrize("act", ["lead", "poll"])
def test_an_evening_begins_once_the_practice_that_has_its_port_has_ended(door: FrontDoor, act: str) -> None:
    asked(door, "practise")
    told = asked(door, act)
    assert (states(told), told["ended_for"], act in door.jobs) == (
        {"practise": "ending", act: "starting"},
        act,
        False,
    )
    door.jobs["practise"].stop()
    told = door.answer({"do": "look"})
    assert (states(told), told["ended_for"]) == ({"practise": "done", act: "running"}, act)


def test_an_evening_that_cannot_begin_once_there_is_room_says_why(
    door: FrontDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def start(*_: object, **_how: object) -> None:
        raise NoProgram("Cannot allocate memory")

    asked(door, "practise")
    asked(door, "lead")
    monkeypatch.setattr(FrontDoor, "start_job", start)
    door.jobs["practise"].stop()
    told = door.answer({"do": "look"})
    assert (states(told), told["refusals"]) == (
        {"practise": "done"},
        {"lead": [NoProgram("Cannot allocate memory").message()]},
    )


def test_a_practice_that_does_not_end_keeps_no_evening_waiting(
    door: FrontDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("afterwave.launch.practice_desk.STOP_WITHIN", -1)
    asked(door, "practise")
    asked(door, "lead")
    assert states(door.answer({"do": "look"})) == {"practise": "done", "lead": "running"}


def test_of_a_practice_that_had_ended_before_nothing_is_said(door: FrontDoor) -> None:
    asked(door, "practise")
    door.jobs["practise"].stop()
    told = asked(door, "lead")
    assert (states(told), told["ended_for"]) == ({"practise": "done", "lead": "running"}, "")
