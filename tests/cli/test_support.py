"""The sitting in which a facilitator rings their country's lines: one key each, kept at once, to be gone on with, and
possible without a terminal.
"""

from __future__ import annotations

import json
import os
import pty
import sys
import termios
import time
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from afterwave.cli.main import app
from afterwave.cli.sitting import large
from afterwave.content.calling import how_to_check
from afterwave.content.helplines import SupportLine
from afterwave.content.load import load
from afterwave.content.places import kit
from content_folder import Folder, written

TODAY = date.today()  # noqa: DTZ011 - a line is called on a day of the facilitator's own
LINES = "".join(
    f'- {{country: GB, name: Line {number}, number: "0800 {number}{number}", for: anyone}}\n' for number in (1, 2, 3)
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    made = written(tmp_path / "content")
    made.write("support.yaml", LINES)
    monkeypatch.setenv("AFTERWAVE_SUPPORT", str(tmp_path / "mine.yaml"))
    return made


def run(folder: Folder, *args: str, typed: str = "") -> Result:
    return CliRunner().invoke(app, ["support", "--country", "gb", "--content", str(folder.path), *args], input=typed)


def facts(folder: Folder) -> list[tuple[str, str, bool]]:
    return [(line["number"], line["hours"], line["due"]) for line in json.loads(run(folder, "--json").stdout)["lines"]]


def test_each_line_takes_one_key_and_is_dated_changed_or_gone(folder: Folder) -> None:
    said = run(folder, typed="1\n2\n0800 44\n\nday and night\n\n\n3\n\n")
    assert said.exit_code == 0
    assert "United Kingdom: every line was called within a year." in said.stdout
    assert facts(folder) == [("0800 11", "", False), ("0800 44", "day and night", False)]
    assert {line.last_verified for line in load(folder.path).support} == {TODAY}


def test_it_stops_after_any_line_and_goes_on_with_the_next(folder: Folder) -> None:
    stopped = run(folder, typed="w\n0\n")
    assert (stopped.exit_code, "2 of 3 lines still to call. Go on with:" in stopped.stdout) == (0, True)
    gone_on = run(folder, typed="4\n1\n\n").stdout
    assert ("Line 1" in gone_on, "2 of 3: Line 2" in gone_on, "3 of 3: Line 3" in gone_on) == (False, True, True)
    assert [due for _, _, due in facts(folder)] == [False, True, False]
    assert "1 of 3: Line 1" in run(folder, "--again").stdout


def test_an_end_of_what_is_typed_stops_without_a_word_lost(folder: Folder) -> None:
    assert run(folder, typed="1\n2\n").exit_code == 0
    assert [due for _, _, due in facts(folder)] == [False, True, True]


def test_lines_of_ones_own_are_asked_for_and_shown_to_everybody(folder: Folder) -> None:
    said = run(folder, typed="1\n1\n1\nTea house\n015 77\nanyone\nevenings\n\n\n1\n\n")
    assert said.exit_code == 0
    own = load(folder.path).support[-1]
    assert (own.name, own.number, own.hours, own.country, own.last_verified) == (
        "Tea house",
        "015 77",
        "evenings",
        "GB",
        TODAY,
    )


def test_it_can_be_done_without_a_question(folder: Folder) -> None:
    assert run(folder, "--line", "0800 11", "--found", "works", "--on", "2026-11-01").exit_code == 0
    assert run(folder, "--line", "0800 22", "--found", "changed", "--now", "hours=mornings").exit_code == 0
    told = json.loads(
        run(folder, "--own", "name=Ours", "--own", "number=1 2 3", "--own", "for=anyone", "--json").stdout
    )
    assert (told["country"], told["name"], told["emergency"]) == ("GB", "United Kingdom", ["999"])
    assert [(line["name"], line["last_verified"], line["hours"], line["due"]) for line in told["lines"]] == [
        ("Line 1", "2026-11-01", "", False),
        ("Line 2", str(TODAY), "mornings", False),
        ("Line 3", None, "", True),
        ("Ours", None, "", True),
    ]


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("--line", "0800 99", "--found", "works"), 'No line has the number "0800 99"'),
        (("--line", "0800 11", "--found", "odd"), "There are: works, changed, gone."),
        (("--line", "0800 11", "--found", "changed"), "Write `found: changed` together with what is new"),
        (("--line", "0800 11", "--found", "changed", "--now", "nights"), "Write a field, an equals sign and its words"),
        (("--own", "name=Ours"), "number is missing"),
        (("--line", "0800 11", "--found", "works", "--on", "yesterday"), "Write the day as in 2030-01-31."),
    ],
)
def test_what_cannot_be_written_is_refused_in_a_sentence(
    args: tuple[str, ...], told: str, folder: Folder, tmp_path: Path
) -> None:
    said = run(folder, *args)
    assert (said.exit_code, told in " ".join(said.stderr.split())) == (2, True), said.stderr
    assert not (tmp_path / "mine.yaml").exists()


def test_without_a_country_or_with_one_that_is_none_the_way_is_told() -> None:
    assert "--country GB" in CliRunner().invoke(app, ["support"]).stderr
    assert 'No country has the letters "UK"' in CliRunner().invoke(app, ["support", "--country", "uk"]).stderr


def test_check_reads_the_file_and_tells_of_calls_that_count_no_more(folder: Folder, tmp_path: Path) -> None:
    run(folder, "--line", "0800 11", "--found", "works")
    folder.replace("support.yaml", "0800 11", "0800 55")
    told = CliRunner().invoke(app, ["check", str(folder.path)])
    assert (told.exit_code, "no line has the number GB 0800 11 any more" in told.stdout) == (0, True)
    (tmp_path / "mine.yaml").write_text("- {country: GB}\n", "utf-8")
    refused = CliRunner().invoke(app, ["check", str(folder.path)])
    assert (refused.exit_code, "mine.yaml:1: entry 1: name is missing. Add it." in refused.stdout) == (1, True)


def test_numbers_are_drawn_large_and_addresses_are_not() -> None:
    samaritans = next(line for line in load(kit("content")).support if line.number == "116 123")
    assert list(large(samaritans)) == [
        "             _          _   _",
        "      |   | |_       |  _|  _|",
        "      |   | |_|      | |_   _|",
        "",
    ]
    assert [
        name
        for name in (line.number for line in load(kit("content")).support if not list(large(line)))
        if not name[0].isalpha()
    ] == []


def test_nobody_is_sent_to_ring_an_emergency_number() -> None:
    told = {line.country for line in load(kit("content")).support if how_to_check(line) == "emergency"}
    assert told == {"IQ", "JO"}
    assert (
        how_to_check(SupportLine.model_validate({"country": "GB", "name": "A", "number": "999", "for": "b"}))
        == "emergency"
    )


@pytest.mark.prove
def test_on_a_terminal_one_key_is_enough(folder: Folder, tmp_path: Path) -> None:
    child, terminal = pty.fork()
    if child == 0:
        asked = ["--country", "GB", "--content", str(folder.path), "--plain"]
        os.execv(sys.executable, [sys.executable, "-m", "afterwave", "support", *asked])  # noqa: S606 - this very Python
    try:
        for key in (b"1", b"\xd9\xa3", b"q"):  # 3 in the figures of Arabic
            seen = b""
            while b"0 stop" not in seen:
                seen += _read(terminal)
            while (
                termios.tcgetattr(terminal)[3] & termios.ICANON
            ):  # until it listens for keys, the system throws them away
                time.sleep(0.01)
            os.write(terminal, key)
        while _read(terminal):
            pass
    finally:
        os.waitpid(child, 0)
        os.close(terminal)
    assert [line.split("found: ")[1][:5] for line in (tmp_path / "mine.yaml").read_text("utf-8").splitlines()[-2:]] == [
        "works",
        "gone,",
    ]


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # the other end is gone
        return b""
