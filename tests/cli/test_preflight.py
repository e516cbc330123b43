"""Preflight says "ready" only when everything is, and what to do about each thing that is not."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import urllib.request
from contextlib import closing, nullcontext
from datetime import date
from pathlib import Path
from typing import Any, Protocol

import pytest

from afterwave.cli import preflight as command
from afterwave.content.helplines import SupportLine
from afterwave.content.load import load
from afterwave.launch import readiness
from afterwave.launch.first_phone import FirstPhone
from afterwave.launch.readiness import MEGABYTE, Check, ReadinessPart
from afterwave.session.networks import room_address
from afterwave.session.session import Session
from content_folder import FILES, Folder, written

SAID = ("--projector", "--colleague", "--quiet-room")
TODAY = date(2026, 6, 1)


def line(country: str = "GB", called: date | None = None) -> SupportLine:
    return SupportLine.model_validate(
        {"country": country, "name": "A line", "number": "1", "for": "anyone", "last_verified": called}
    )


@pytest.mark.parametrize(
    ("called", "ok"),
    [(None, False), (date(2025, 5, 30), False), (date(2025, 6, 2), True), (TODAY, True), (date(2026, 6, 2), False)],
    ids=str,
)
def test_a_support_line_counts_when_somebody_called_it_within_a_year(called: date | None, ok: bool) -> None:
    assert readiness.support([line(called=called)], "GB", TODAY).ok is ok


def test_one_local_line_that_nobody_called_is_enough_to_wait_and_is_named() -> None:
    found = readiness.support([line(called=TODAY), line()], "GB", TODAY)
    assert (found.ok, found.found) == (False, "1 of 2 for GB not called within a year")
    assert "A line" in found.cure


def test_lines_of_another_country_are_no_local_lines() -> None:
    assert not readiness.support([line("US", TODAY), line("INT", TODAY)], "GB", TODAY).ok


def test_without_a_country_it_is_asked_for() -> None:
    assert "--country" in readiness.support([line(called=TODAY)], "", TODAY).cure


def test_slips_that_lead_elsewhere_are_not_ready(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'session.sqlite'}"
    workshop = load(written(tmp_path / "content").path)

    def looked() -> list[bool]:
        return [check.ok for check in command._about_slips(url, workshop, "127.0.0.1", None, "")]

    before = looked()
    with closing(Session.open(url)) as session:
        session.store.slips(3)
        for address in ("http://127.0.0.1:8471/", "http://192.168.178.20:8471/"):
            session.reached_at(8471)
            session.printed_for(address)
            before += looked()
    assert before == [True, False]


def test_memory_is_measured_against_the_people_expected() -> None:
    assert readiness.memory(800 * MEGABYTE, 14).ok
    assert not readiness.memory(800 * MEGABYTE, 1000).ok


def test_memory_that_is_not_known_is_said_to_be_so() -> None:
    assert readiness.memory(None, 14).found.startswith("not known")


def test_a_full_disk_is_not_ready() -> None:
    assert not readiness.disk(100 * MEGABYTE).ok
    assert readiness.disk(readiness.free_disk(Path("/no/such/folder"))).found.endswith("wanted")


def test_a_loopback_address_is_no_address_for_phones_even_when_it_answers() -> None:
    assert not readiness.address("http://127.0.0.1:8000/", reached=True).ok
    assert readiness.address("http://192.0.2.7:8000/", reached=True).ok
    assert not readiness.address("http://192.0.2.7:8000/", reached=False).ok


def test_every_thing_that_is_not_ready_says_what_to_do() -> None:
    found = [
        readiness.content(2),
        readiness.support([], "GB", TODAY),
        readiness.memory(0, 14),
        readiness.disk(0),
        readiness.address("http://192.0.2.7/", reached=False),
        readiness.exit_page("http://192.0.2.7/exit", answers=False),
        readiness.phone(came=False),
        readiness.projector(seen=False),
        readiness.colleague(there=False),
        readiness.quiet_room(there=False),
    ]
    assert not [check for check in found if check.ok or not check.cure.endswith(".")]


def test_the_table_is_aligned_and_its_last_line_says_how_it_stands() -> None:
    shown = readiness.table(
        [Check("disk", True, "plenty"), Check("first phone", False, "none came", "Try again.")]
    ).splitlines()
    assert len({shown[0].index("plenty"), shown[1].index("none"), shown[2].index("Try")}) == 1
    assert shown[-1] == "Not ready yet: 1 thing needs you."
    assert readiness.table([Check("disk", True, "plenty")]).splitlines()[-1] == "Ready."


def free() -> int:
    with socket.socket() as probe:
        probe.bind(("0.0.0.0", 0))  # noqa: S104 - as the room would reach it
        return int(probe.getsockname()[1])


def test_a_visit_from_this_machine_is_no_first_phone_and_one_from_elsewhere_is() -> None:
    port = free()
    with FirstPhone("127.0.0.1", port, "192.0.2.7") as waiting:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/") as answer:
            assert b"It works" in answer.read()
        assert not waiting.came_within(0.2)
        # Another address of the loopback network stands for a phone.
        with socket.create_connection(("127.0.0.1", port), source_address=("127.0.0.9", 0)) as phone:
            phone.sendall(b"GET / HTTP/1.0\r\n\r\n")
            assert waiting.came_within(5)


def test_a_mistake_in_another_language_is_one_of_the_content(tmp_path: Path) -> None:
    folder = written(tmp_path / "content")
    folder.replace("workshop.yaml", "[en]", "[en, pl]")
    folder.write("pl/brewing.md", FILES["en/brewing.md"].replace(":::{slide} leaf", ":::{slide} lisc"))
    checks, workshop = command._about_content(folder.path, "en", "")
    assert ([(check.name, check.found) for check in checks], workshop) == ([("content", "1 mistake")], None)


@pytest.mark.parametrize("address", ["", "https://tunnel.example/"])
def test_a_phone_is_told_of_only_where_it_was_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setattr(command, "_answers", lambda *_: [])
    monkeypatch.setattr(command, "_server", lambda *_: nullcontext())
    about: dict[str, Any] = {"database": "", "content": None, "language": "", "country": "", "people": 14}
    where: dict[str, Any] = {"said": (), "wait": None, "address": address, "host": "127.0.0.8", "port": None}
    workshop = load(written(tmp_path / "content").path)

    def told(part: ReadinessPart) -> list[str]:
        look = command.Look(**about, **where, parts=frozenset({part}), one_by_one=False)
        return [check.name for check in command._about_network(workshop, look)]

    assert [told(ReadinessPart.NETWORK), told(ReadinessPart.PHONE)] == [[], ["first phone"]]


class Preflight(Protocol):
    """Runs the command over a folder of content."""

    folder: Folder

    def __call__(self, *args: str, at: str = ...) -> tuple[int, Any]: ...


@pytest.fixture
def preflight(tmp_path: Path) -> Preflight:
    folder = written(tmp_path / "content")
    today = date.today()  # noqa: DTZ011 - a line is called on a day of the facilitator's own
    folder.write("support.yaml", f"- {{country: GB, name: A line, number: '1', for: anyone, last_verified: {today}}}\n")

    def run(*args: str, at: str = "127.0.0.8") -> tuple[int, Any]:
        call = [
            sys.executable,
            "-m",
            "afterwave",
            "preflight",
            "--json",
            "--content",
            str(folder.path),
            "--database",
            f"sqlite:///{tmp_path}/s.sqlite",
        ]
        done = subprocess.run(
            [*call, "--host", at, *args],
            capture_output=True,
            text=True,
            check=False,
            timeout=90,
            stdin=subprocess.DEVNULL,
            env={**os.environ},
        )
        assert "Traceback" not in done.stderr, done.stderr
        return done.returncode, json.loads(done.stdout)

    told: Any = run
    told.folder = folder
    return told  # type: ignore[no-any-return] # as the protocol says


def test_a_room_in_which_all_is_there_is_ready(preflight: Preflight, tmp_path: Path) -> None:
    status, said = preflight("--country", "gb", "--no-phone", *SAID)
    assert [check["name"] for check in said["checks"] if not check["ok"]] == []
    assert (status, said["ready"]) == (0, True)
    assert "not tried: you chose --no-phone" in [check["found"] for check in said["checks"]]
    assert not (tmp_path / "s.sqlite").exists()


def test_parts_are_looked_at_alone_and_told_one_by_one(tmp_path: Path) -> None:
    asked = [
        "--one-by-one",
        "--only",
        "phone",
        "--only",
        "projector",
        "--host",
        "127.0.0.8",
        "--wait",
        "1",
        "--database",
        f"sqlite:///{tmp_path}/s.sqlite",
    ]
    done = subprocess.run(
        [sys.executable, "-m", "afterwave", "preflight", *asked],
        capture_output=True,
        text=True,
        check=False,
        timeout=90,
    )
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line.get("name", line.get("participants", "")[:17]) for line in told] == [
        "address",
        "exit page",
        "http://127.0.0.8:",
        "first phone",
        "projector",
    ]
    assert (done.returncode, done.stderr) == (1, "")


def test_what_nobody_vouched_for_and_a_phone_that_did_not_come_are_not_ready(
    preflight: Preflight,
) -> None:
    status, said = preflight("--country", "GB", "--wait", "1")
    assert [check["name"] for check in said["checks"] if not check["ok"]] == [
        "first phone",
        "projector",
        "colleague",
        "quiet room",
    ]
    assert (status, said["ready"]) == (1, False)


def test_an_exit_page_that_does_not_answer_is_named(preflight: Preflight) -> None:
    preflight.folder.write("workshop.yaml", FILES["workshop.yaml"] + f"\nexit_url: http://127.0.0.1:{free()}/quiet\n")
    _, said = preflight("--country", "GB", "--no-phone", *SAID)
    assert [check["name"] for check in said["checks"] if not check["ok"]] == ["exit page"]


def test_content_with_mistakes_is_not_ready(preflight: Preflight) -> None:
    preflight.folder.write("en/polls.yaml", "tea: {}\n")
    status, said = preflight("--country", "GB", "--no-phone", *SAID)
    assert (status, [check["name"] for check in said["checks"] if not check["ok"]]) == (1, ["content"])


def test_the_address_looked_at_is_this_machines_in_its_network(preflight: Preflight) -> None:
    if room_address().startswith("127."):
        pytest.skip("this machine is in no network")
    _, said = preflight("--country", "GB", "--no-phone", *SAID, at="0.0.0.0")  # noqa: S104 - as the room would reach it
    found = next(check for check in said["checks"] if check["name"] == "address")
    assert found["ok"]
    assert found["found"].startswith(f"http://{room_address()}:")
