"""The parts of an evening: one that died or was asked for starts again, and one that will not start ends nothing."""

from __future__ import annotations

import socket
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any, cast

import pytest

from afterwave.cli import home, read
from afterwave.launch.children import Child, ChildFailed, ChildLate
from afterwave.launch.front_door import FrontDoor
from afterwave.launch.parts_desk import answers
from afterwave.launch.supervisor import RETRY, Supervisor, ask_again
from afterwave.refusals import NoProgram


class Part:
    """Stands for a child that a test lets die, or refuse to start."""

    def __init__(self, name: str) -> None:
        self.name, self.alive, self.refuses = name, True, False
        self.done: list[str] = []
        self.meanwhile: Callable[[], object] = list

    def start(self) -> None:
        self.done.append("start")
        self.meanwhile()
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


@pytest.mark.parametrize("refuses", [False, True])
def test_a_terminal_that_hears_nothing_any_more_ends_nothing(
    room: Room, monkeypatch: pytest.MonkeyPatch, refuses: bool
) -> None:
    with open("/dev/full", "w", buffering=1) as deaf:  # noqa: PTH123 - a disk without room, or a window that was closed
        monkeypatch.setattr(sys, "stderr", deaf)
        room.pages.alive, room.pages.refuses = False, refuses
        room.tending.look()
        with suppress(OSError):
            deaf.close()
    assert room.pages.done == ["start"]


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


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (NoProgram("Cannot allocate memory"), "(Cannot allocate memory)"),
        (ChildLate("Voilà"), "this computer is very busy"),
    ],
    ids=["no memory", "late"],
)
def test_where_a_part_says_no_reason_of_its_own_it_is_told_once_and_it_is_tried_later(
    room: Room, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, error: Exception, reason: str
) -> None:
    def start() -> None:
        room.pages.done.append("start")
        raise error

    monkeypatch.setattr(room.pages, "start", start)
    room.pages.alive = False
    for room.now in (0.0, RETRY + 1, 2 * RETRY + 2):
        room.tending.look()
    told = capsys.readouterr().err
    assert [room.pages.done, told.count(reason), told.count("did not start")] == [
        ["start"] * 3,
        1,
        1,
    ]


def test_a_part_that_waits_to_be_tried_is_tried_at_once_when_somebody_asks(room: Room) -> None:
    room.phones.alive, room.phones.refuses = False, True
    room.tending.look()
    room.phones.refuses = False
    ask_again("phones")
    room.tending.look()
    assert room.phones.alive


@pytest.mark.parametrize("refuses", [False, True])
def test_who_asks_for_a_part_while_it_starts_has_it_and_does_not_take_it_down_again(
    room: Room, *, refuses: bool
) -> None:
    room.phones.alive, room.phones.refuses = False, refuses
    room.phones.meanwhile = partial(ask_again, "phones")
    for _ in range(3):
        room.tending.look()
    assert room.phones.done == ["start"]


@pytest.mark.parametrize(("starting", "asked"), [("phones", "pages"), ("pages", "phones")])
def test_who_asks_for_a_part_while_the_other_starts_gets_it(room: Room, starting: str, asked: str) -> None:
    getattr(room, starting).alive = False
    getattr(room, starting).meanwhile = partial(ask_again, asked)
    for _ in range(3):
        room.tending.look()
    assert (getattr(room, starting).done, getattr(room, asked).done) == (["start"], ["stop", "start"])


class Page:
    """Stands for Voilà where it is a command's only part, and does not start a second time."""

    def __init__(self) -> None:
        self.child, self.stopped = Part("Voilà"), False
        self.start, self.carry = self.child.start, None

    def address(self, _notebook: str) -> str:
        self.child.refuses = True
        return "http://127.0.0.1:1/"

    def stop(self) -> None:
        self.stopped = True


@pytest.mark.parametrize("command", [home, read])
def test_a_page_that_dies_and_will_not_start_again_ends_no_command(
    command: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("AFTERWAVE_DATABASE", f"sqlite:///{tmp_path / 's.sqlite'}")
    page, looks = Page(), iter(range(3))
    monkeypatch.setattr(command, "Notebooks", lambda *_, **_more: page)

    def wait(_seconds: float) -> None:
        page.child.alive = False
        if next(looks, None) is None:
            raise KeyboardInterrupt

    monkeypatch.setattr(time, "sleep", wait)
    getattr(command, command.__name__.rpartition(".")[2])(no_browser=True)
    assert (page.child.done, page.stopped) == (["start", "start"], True)
    told = capsys.readouterr().err
    assert [told.count(words) for words in ("starting it again", "tried again every 10 s", "Closed.")] == [1, 1, 1]


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
