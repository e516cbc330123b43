"""The front door's preflight: a list that fills, and parts that are looked at again by themselves."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from afterwave.launch.front_door import FrontDoor


class Look:
    """Stands for a command that looks, and finds what a test lets it find."""

    def __init__(self, words: tuple[str, ...]) -> None:
        self.words, self.state, self._lines = words, "running", list[str]()
        self.facts: dict[str, str] = {}
        self.waited = False

    @property
    def parts(self) -> list[str]:
        return [word for before, word in zip(self.words, self.words[1:], strict=False) if before == "--only"]

    @property
    def alive(self) -> bool:
        return self.state == "running"

    @property
    def output(self) -> str:
        return "\n".join(self._lines)

    def finds(self, name: str, *, ok: bool = True) -> None:
        self._lines.append(json.dumps({"name": name, "ok": ok, "found": "something", "cure": "" if ok else "Mend it."}))

    def invites(self, address: str) -> None:
        self._lines.append(json.dumps({"participants": address}))

    def as_dict(self) -> dict[str, Any]:
        return {"state": self.state, "facts": {}, "told": "It broke."}

    def end(self) -> None:
        self.state = "done"

    def stop(self) -> None:
        self.end()
        self.waited = True


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[Look]:
    begun: list[Look] = []

    def began(_door: FrontDoor, *words: str, **_ready: object) -> Look:
        begun.append(Look(words))
        return begun[-1]

    monkeypatch.setattr(FrontDoor, "start_job", began)
    return begun


@pytest.fixture
def door(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FrontDoor:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("AFTERWAVE_SUPPORT", str(tmp_path / "support.yaml"))
    return FrontDoor(f"sqlite:///{tmp_path / 's.sqlite'}", browser=False)


def asked(door: FrontDoor, **facts: object) -> dict[str, Any]:
    return {part["part"]: part for part in door.answer({"do": "preflight", "with": facts})["ready"]}


def stands(door: FrontDoor) -> dict[str, tuple[bool, int]]:
    return {part["part"]: (part["looking"], len(part["checks"])) for part in door.facts()["ready"]}


def test_nothing_was_looked_at_before_somebody_asks(door: FrontDoor, looks: list[Look]) -> None:
    assert {*stands(door).values()} == {(False, 0)}
    assert looks == []


def test_the_list_fills_while_it_is_being_looked_at(door: FrontDoor, looks: list[Look]) -> None:
    asked(door)
    assert looks[0].parts == ["content", "support", "machine", "network", "slips"]
    looks[0].finds("content")
    looks[0].finds("memory")
    assert [stands(door)[part] for part in ("content", "machine", "network", "phone")] == [
        (False, 1),
        (True, 1),
        (True, 0),
        (False, 0),
    ]
    looks[0].finds("disk")
    assert stands(door)["machine"] == (False, 2)
    looks[0].end()
    assert stands(door)["network"] == (False, 0)


def test_one_part_is_tried_again_by_itself_and_the_others_stay(door: FrontDoor, looks: list[Look]) -> None:
    asked(door)
    for name in ("content", "support lines"):
        looks[0].finds(name, ok=False)
    looks[0].end()
    asked(door, part="support")
    assert (looks[1].parts, stands(door)["support"], stands(door)["content"]) == (["support"], (True, 0), (False, 1))
    looks[1].finds("support lines")
    assert [part["checks"][0]["ok"] for part in door.facts()["ready"][:2]] == [False, True]


def test_what_is_being_looked_at_is_not_looked_at_twice(door: FrontDoor, looks: list[Look]) -> None:
    asked(door, part="network")
    asked(door, part="network")
    asked(door)
    assert [look.parts for look in looks] == [["network"], ["content", "support", "machine", "slips"]]


def test_a_phone_is_told_where_to_go_until_it_came_or_is_waited_for_no_longer(
    door: FrontDoor, looks: list[Look]
) -> None:
    asked(door, part="phone")
    assert looks[0].parts == ["network", "phone"]
    looks[0].invites("http://192.0.2.7:8000/")
    assert {part["part"]: part["invited"] for part in door.facts()["ready"]}["phone"] == "http://192.0.2.7:8000/"
    told = door.answer({"do": "unwait"})["ready"]
    assert [(part["looking"], part["invited"]) for part in told if part["part"] == "phone"] == [(False, "")]


@pytest.mark.parametrize("act", ["practise", "lead", "poll"])
@pytest.mark.parametrize("part", ["phone", "network"])
def test_whatever_wants_the_phones_port_ends_the_look_that_holds_it_first(
    door: FrontDoor, looks: list[Look], tmp_path: Path, act: str, part: str
) -> None:
    (tmp_path / "tea.yaml").write_text("a: [")  # listed all the same; why it cannot be read, its run says
    door.answer({"do": "polls", "with": {"folder": str(tmp_path)}})
    asked(door, part=part)
    told = door.answer({"do": act, "with": {"people": "2", "minutes": "1", "name": "tea.yaml"}})
    assert (looks[0].alive, looks[0].waited, looks[1].words[0] in {"rehearse", "present", "poll"}) == (
        False,
        True,
        True,
    )
    assert {one["part"]: one["looking"] for one in told["ready"]}[part] is False


@pytest.mark.parametrize("act", ["print", "read"])
def test_what_needs_no_port_lets_a_phone_be_waited_for(door: FrontDoor, looks: list[Look], act: str) -> None:
    asked(door, part="phone")
    door.answer({"do": act})
    assert (looks[0].alive, len(looks)) == (True, 2)


def test_the_network_is_looked_at_while_a_phone_is_waited_for_only_when_that_is_asked(
    door: FrontDoor, looks: list[Look]
) -> None:
    asked(door, part="phone")
    for name in ("address", "exit page"):
        looks[0].finds(name)
    looks[0].invites("http://192.0.2.7:8000/")
    asked(door)
    assert ("network" in looks[1].parts, looks[0].alive, stands(door)["network"]) == (False, True, (False, 2))
    asked(door, part="network")
    assert (looks[2].parts, looks[0].alive) == (["network"], False)


def test_what_was_found_of_another_country_is_told_no_longer(door: FrontDoor, looks: list[Look]) -> None:
    asked(door)
    for name in ("content", "support lines"):
        looks[0].finds(name)
    looks[0].end()
    door.answer({"do": "choose", "with": {"country": "GB"}})
    assert (stands(door)["content"], stands(door)["support"]) == ((False, 1), (False, 0))


def test_support_lines_that_are_called_meanwhile_are_looked_at_again_by_themselves(
    door: FrontDoor, looks: list[Look]
) -> None:
    door.answer({"do": "choose", "with": {"country": "ES"}})
    first, second = (line["number"] for line in door.facts()["support"]["lines"][:2])
    door.answer({"do": "ring", "with": {"number": first, "found": "works"}})
    assert looks == []
    asked(door)
    for name in ("content", "support lines"):
        looks[0].finds(name, ok=False)
    told = door.answer({"do": "ring", "with": {"number": first, "found": "works"}})["ready"]
    assert [(part["part"], part["looking"]) for part in told[:2]] == [("content", False), ("support", True)]
    door.answer({"do": "ring", "with": {"number": second, "found": "works"}})
    assert [look.parts for look in looks[1:]] == [["support"], ["support"]]
    assert [look.alive for look in looks] == [True, False, True]


def test_the_projector_is_vouched_for_by_whoever_ticks_it_and_needs_no_command(
    door: FrontDoor, looks: list[Look]
) -> None:
    before = asked(door, part="machine")["projector"]["checks"]
    told = asked(door, part="projector", projector=True)["projector"]["checks"]
    again = asked(door, projector=False)["projector"]["checks"]
    assert (before, [check["ok"] for check in told + again]) == ([], [True, False])
    assert not [word for look in looks for word in (*look.words, *look.parts) if "projector" in word]


def test_a_colleague_and_a_quiet_room_are_the_facilitators_to_answer_for(door: FrontDoor, looks: list[Look]) -> None:
    told = asked(door, part="beside", colleague=True, room=False)["beside"]["checks"]
    assert [(check["name"], check["ok"], bool(check["cure"])) for check in told] == [
        ("colleague", True, False),
        ("quiet room", False, True),
    ]
    assert looks == []


def test_a_look_that_broke_is_told_in_its_own_words(door: FrontDoor, looks: list[Look]) -> None:
    asked(door, part="machine")
    looks[0].state = "refused"
    told = {part["part"]: part["trouble"] for part in door.facts()["ready"]}
    assert (told["machine"], told["content"]) == ("It broke.", "")


def test_a_part_that_there_is_not_is_not_looked_at(door: FrontDoor, looks: list[Look]) -> None:
    asked(door, part="format the disk")
    assert looks == []
