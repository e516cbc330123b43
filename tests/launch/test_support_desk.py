"""The support lines' sitting on the front door: the same file and the same logic as `afterwave support`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from afterwave.content.calls import Call, entries
from afterwave.content.helplines import SupportLine
from afterwave.content.report import Report
from afterwave.launch.front_door import FrontDoor


@pytest.fixture
def door(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FrontDoor]:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("AFTERWAVE_SUPPORT", str(tmp_path / "support.yaml"))
    front = FrontDoor(f"sqlite:///{tmp_path / 's.sqlite'}", browser=False)
    front.answer({"do": "choose", "with": {"country": "GB"}})
    yield front
    front.stop()


def written(folder: Path) -> list[Call | SupportLine]:
    return list(entries(folder / "support.yaml", Report()))


def test_each_outcome_is_written_as_the_command_writes_it(door: FrontDoor, tmp_path: Path) -> None:
    first, second, third = (line["number"] for line in door.facts()["support"]["lines"][:3])
    for number, found, now in (
        (first, "works", {}),
        (second, "changed", {"now_hours": "at dusk"}),
        (third, "gone", {}),
    ):
        told = door.answer({"do": "ring", "with": {"number": number, "found": found, **now}})
        assert told["refusals"] == {}
    assert [(one.number, one.found, one.now.hours) for one in written(tmp_path) if isinstance(one, Call)] == [
        (first, "works", None),
        (second, "changed", "at dusk"),
        (third, "gone", None),
    ]
    lines = {line["number"]: line for line in door.facts()["support"]["lines"]}
    assert (lines[first]["due"], lines[first]["called"]) == (False, door.speech.date(date.today()))  # noqa: DTZ011 - the facilitator's own day
    assert (lines[second]["hours"], third in lines, door.facts()["support"]["written"]) == ("at dusk", False, 3)


def test_what_a_line_is_for_is_told_in_the_pages_language(door: FrontDoor) -> None:
    told = [
        door.answer({"do": "choose", "with": {"language": code, "country": "ES"}})["support"]["lines"][0]["told"]
        for code in ("en", "es")
    ]
    assert [words.split(" · ")[:2] for words in told] == [
        ["women, violence", "day and night"],
        ["mujeres, violencia", "día y noche"],
    ]


def test_a_change_that_changes_nothing_says_that_the_line_works(door: FrontDoor, tmp_path: Path) -> None:
    line = door.facts()["support"]["lines"][0]
    same = {f"now_{name}": line[name] for name in ("number", "for", "hours", "cost", "languages")}
    door.answer({"do": "ring", "with": {"number": line["number"], "found": "changed", **same}})
    assert [one.found for one in written(tmp_path) if isinstance(one, Call)] == ["works"]


def test_a_call_is_told_and_written_down_in_the_pages_language_and_words_left_as_they_stood_are_no_change(
    door: FrontDoor, tmp_path: Path
) -> None:
    line = door.answer({"do": "choose", "with": {"language": "es", "country": "ES"}})["support"]["lines"][0]
    assert (line["said"]["number"], line["said"]["for"]) == ("016, o WhatsApp 600 000 016", "mujeres, violencia")
    said = {f"now_{name}": words for name, words in line["said"].items()}
    asked = {"number": line["number"], "found": "changed", **said}
    door.answer({"do": "ring", "with": {**asked, "now_hours": "de 9 a 21"}})
    told = door.answer({"do": "ring", "with": {**asked, "now_hours": "de 9 a 21"}})["support"]["lines"][0]
    assert [one.now.model_dump(exclude_none=True) for one in written(tmp_path) if isinstance(one, Call)] == [
        {"hours": "de 9 a 21"},
        {},
    ]
    assert (" de " in told["called"], str(date.today().year) in told["called"]) == (True, True)  # noqa: DTZ011 - the facilitator's own day


def test_a_line_of_ones_own_is_listed_and_one_without_a_number_is_refused(door: FrontDoor, tmp_path: Path) -> None:
    refused = door.answer({"do": "ring_own", "with": {"name": "Night desk", "for": "students"}})
    assert refused["refusals"]["ring_own"][0].startswith("number is missing.")
    assert written(tmp_path) == []
    asked = {"name": "Night desk", "number": "0300 1", "for": "students", "hours": "", "called": True}
    told = door.answer({"do": "ring_own", "with": asked})
    assert told["refusals"] == {}
    assert {"Night desk"} & {line["name"] for line in told["support"]["lines"] if not line["due"]}


@pytest.mark.parametrize("asked", [{"number": "nobody's", "found": "works"}, {}])
def test_a_number_that_is_not_listed_is_written_nowhere_and_refused(
    door: FrontDoor, asked: dict[str, str], tmp_path: Path
) -> None:
    told = door.answer({"do": "ring", "with": asked})  # another window may have changed it meanwhile
    assert (written(tmp_path), "Reload the page" in told["refusals"]["ring"][0]) == ([], True)


def test_nothing_is_told_before_a_country_is_chosen(door: FrontDoor) -> None:
    told = door.answer({"do": "choose", "with": {"country": ""}})
    assert (told["support"]["lines"], told["support"]["emergency"]) == ([], [])
