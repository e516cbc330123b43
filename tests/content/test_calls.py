"""What a facilitator heard on the phone goes over the kit's lines, survives an update, and is refused in a sentence
where the file is broken.
"""

from __future__ import annotations

import os
import stat
from datetime import date
from pathlib import Path

import pytest

from afterwave.content import calls
from afterwave.content.calls import Call, add, own_file, with_calls
from afterwave.content.helplines import SupportLine
from afterwave.content.load import load
from afterwave.content.workshop import Workshop
from afterwave.errors import ContentError
from afterwave.refusals import CannotWrite
from content_folder import Folder, written

DAY = date(2026, 11, 28)
LINES = """\
- {country: GB, name: First, number: "0800 11 11", for: anyone, hours: day, seen: first.example}
- {country: GB, name: Second, number: "0800 22 22", for: anyone}
- {country: IE, name: Third, number: "0800 11 11", for: anyone}
"""


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "data" / "support.yaml"
    monkeypatch.setenv(calls.SUPPORT, str(file))
    return file


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    made = written(tmp_path / "content")
    made.write("support.yaml", LINES)
    return made


def call(number: str, found: str, /, **now: object) -> Call:
    return Call.model_validate(
        {"country": "GB", "number": number, "found": found, "day": DAY, **({"now": now} if now else {})}
    )


def told(workshop: Workshop) -> list[tuple[str, str, str, date | None]]:
    return [(line.name, line.number, line.hours, line.last_verified) for line in workshop.support]


def test_calls_and_lines_of_ones_own_go_over_the_kits(own: Path, folder: Folder) -> None:
    add(own, call("0800 11 11", "changed", number="0800 33 33", hours="night"))
    add(own, call("0800 22 22", "gone"))
    add(
        own,
        SupportLine.model_validate(
            {"country": "GB", "name": "Ours", "number": "015", "for": "anyone", "last_verified": DAY}
        ),
    )
    assert told(load(folder.path)) == [
        ("First", "0800 33 33", "night", DAY),
        ("Third", "0800 11 11", "", None),
        ("Ours", "015", "", DAY),
    ]
    assert load(folder.path).support[0].seen == ""


def test_a_later_call_goes_over_an_earlier_one(own: Path, folder: Folder) -> None:
    add(own, call("0800 11 11", "changed", number="0800 33 33"))
    add(own, call("0800 33 33", "changed", hours="night"))
    add(own, call("0800 22 22", "works"))
    assert told(load(folder.path))[:2] == [("First", "0800 33 33", "night", DAY), ("Second", "0800 22 22", "", DAY)]


def test_an_update_keeps_what_was_found_and_a_number_it_changed_is_to_be_called_again(
    own: Path, folder: Folder
) -> None:
    add(own, call("0800 11 11", "works"))
    add(own, call("0800 22 22", "works"))
    folder.write(
        "support.yaml",
        LINES.replace("0800 22 22", "0800 99 99").replace("0800 11 11", "08001111").replace("First", "The first"),
    )
    after = load(folder.path)
    assert told(after)[:2] == [("The first", "08001111", "day", DAY), ("Second", "0800 99 99", "", None)]
    assert after.unlisted == ("GB 0800 22 22",)


def test_a_line_of_ones_own_that_the_kit_lists_too_stands_once() -> None:
    kit, mine = (
        SupportLine.model_validate({"country": "GB", "name": name, "number": "1 2 3", "for": "anyone"})
        for name in ("Kit", "Mine")
    )
    assert with_calls([kit], [mine])[0] == (mine,)


def test_the_file_keeps_comments_and_is_its_owners_alone(own: Path) -> None:
    add(own, call("1", "works"))
    own.write_text(own.read_text("utf-8") + "# Ask for Ada.\n", "utf-8")
    add(own, call("2", "gone"))
    assert own.read_text("utf-8").splitlines()[-2:] == [
        "# Ask for Ada.",
        "- {country: GB, number: '2', found: gone, day: 2026-11-28}",
    ]
    assert stat.S_IMODE(own.stat().st_mode) == 0o600


def test_the_file_holds_nothing_but_lines_outcomes_and_days() -> None:
    assert set(Call.model_fields) == {"country", "number", "found", "day", "now"}


BROKEN = {
    "- {country: GB, number: 116 123, found: works\n\n- {country: GB}": (
        2,
        (
            "Put a comma between two entries, and end with the bracket that fits the first; words that hold a "
            "bracket or a quotation mark need quotes."
        ),
    ),
    "calls: [1]": (1, "Begin each entry with a hyphen, as in `- {name: …}`."),
    "# mine\n- {country: GB, number: '1', found: dead, day: 2026-11-28}": (2, "There are: works, changed, gone."),
    "- {country: GB, number: '1', found: works}": (1, "Add it."),
    "- {country: GB, number: 116, found: works, day: 2026-11-28}": (
        1,
        'Write it as words; a number or a date needs quotes, such as "1.0".',
    ),
    "- {country: UK, number: '1', found: works, day: 2026-11-28}": (1, "Mend them, or take the entry out."),
    "- {country: GB, number: '1', found: changed, day: 2026-11-28}": (
        1,
        "Write `found: changed` together with what is new, such as now: {hours: day and night}.",
    ),
    "- {country: GB, number: '1', found: works, day: 2026-13-45}": (1, "Write a day as in 2030-01-31."),
    "- {country: GB, number: '1', found: works, caller: Ada, day: 2026-11-28}": (
        1,
        "Remove it or mend its spelling; known are: country, number, found, day, now.",
    ),
    "\ufeff- {country: GB, name: A, number: '1'}": (1, "Add it."),
}


@pytest.mark.parametrize("text", BROKEN)
def test_a_broken_file_is_refused_at_its_line_with_its_cure_and_left_alone(
    text: str, own: Path, folder: Folder
) -> None:
    own.parent.mkdir()
    own.write_text(text, "utf-8")
    with pytest.raises(ContentError) as refused:
        load(folder.path)
    assert [(problem.path, problem.line, problem.cure) for problem in refused.value.problems] == [(own, *BROKEN[text])]
    with pytest.raises(ContentError):
        add(own, call("1", "works"))
    assert own.read_text("utf-8") == text


@pytest.mark.parametrize(
    "text",
    [
        "[{country: GB, number: '1', found: works, day: 2026-11-28}]\n",
        "  - {country: GB, number: '1', found: gone, day: 2026-11-28}\n",
    ],
)
def test_a_list_to_which_no_line_can_be_added_is_left_as_it_is(text: str, own: Path) -> None:
    own.parent.mkdir()
    own.write_text(text, "utf-8")
    with pytest.raises(ContentError):
        add(own, call("1", "works"))
    assert own.read_text("utf-8") == text


def test_a_device_is_never_written_over() -> None:
    with pytest.raises(CannotWrite):
        add(Path(os.devnull), call("1", "works"))
    assert not Path(os.devnull).is_file()


def test_without_a_name_in_the_environment_the_file_is_in_the_data_folder() -> None:
    assert (own_file({}).name, own_file({}).parent.name) == ("support.yaml", "afterwave")
