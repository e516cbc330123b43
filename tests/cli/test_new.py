"""`afterwave new` begins a workshop that runs everywhere from the first minute, and touches nobody's files."""

from __future__ import annotations

import errno
import json
import re
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path

import pytest
from typer.testing import CliRunner

from afterwave.cli.main import app
from afterwave.content.blocks import DIRECTIVES
from afterwave.content.heads import WorkshopHead
from afterwave.content.labels import LABELS
from afterwave.content.load import load
from afterwave.content.places import EXAMPLE, kit
from afterwave.making.notebooks import notebooks
from ending import ended
from evening_process import Evening, evening, until
from plainness import avoided, grade

PLAIN = 6.0
ACTIVITIES = {"cards", "chart", "card-builder"}
"""Blocks of the kit's own content, which a first workshop does without."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("new") / "my-workshop"
    assert CliRunner().invoke(app, ["new", str(made)]).exit_code == 0
    return made


def afterwave(*args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "afterwave", *args], capture_output=True, text=True, check=False, timeout=120
    )


def refused(path: Path) -> str:
    done = afterwave("new", str(path))
    assert (done.returncode, done.stdout, "Traceback" in done.stderr) == (1, "", False)
    return done.stderr


def page(address: str) -> str:
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    return str(opener.open(address, timeout=60).read().decode())


def test_a_new_workshop_has_no_mistake(folder: Path) -> None:
    done = CliRunner().invoke(app, ["check", str(folder)])
    assert (done.exit_code, "no mistakes" in done.stdout) == (0, True), done.stdout


def test_it_says_what_to_do_next(tmp_path: Path) -> None:
    told = CliRunner().invoke(app, ["new", str(tmp_path / "my evening")]).stdout
    assert f"afterwave check '{tmp_path / 'my evening'}'" in told
    assert [
        verb for verb in ("check", "present --content", "read --content") if f"afterwave {verb} '" not in told
    ] == []


def test_an_empty_folder_will_do(tmp_path: Path) -> None:
    assert CliRunner().invoke(app, ["new", str(tmp_path)]).exit_code == 0
    assert (tmp_path / "workshop.yaml").is_file()


@pytest.mark.parametrize("left", [".git/HEAD", ".DS_Store", "Thumbs.db", "desktop.ini", ".directory"])
def test_a_folder_with_nothing_of_anybodys_will_do_and_keeps_what_it_has(tmp_path: Path, left: str) -> None:
    (tmp_path / left).parent.mkdir(exist_ok=True)
    (tmp_path / left).write_text("as it was")
    assert CliRunner().invoke(app, ["new", str(tmp_path)]).exit_code == 0
    assert [(tmp_path / left).read_text(), (tmp_path / "workshop.yaml").is_file()] == ["as it was", True]


def test_a_full_disk_leaves_no_half_of_a_workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = Path.write_bytes

    def full(path: Path, body: bytes) -> int:
        if path.name == "workshop.yaml":
            raise OSError(errno.ENOSPC, "full")
        return write(path, body)

    monkeypatch.setattr(Path, "write_bytes", full)
    assert "the disk is full" in str(CliRunner().invoke(app, ["new", str(tmp_path / "mine")]).exception)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_other_files_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    assert "holds other files, and none of them is touched" in refused(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_place_where_no_folder_can_be_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert "cannot be written" in refused(tmp_path / "file" / "below")


def test_the_kits_own_words_can_be_the_beginning(tmp_path: Path) -> None:
    copy, own = tmp_path / "ours", kit("content")
    assert CliRunner().invoke(app, ["new", str(copy), "--from-kit"]).exit_code == 0
    files = sorted(path.relative_to(own) for path in own.rglob("*") if path.is_file())
    assert [str(file) for file in files if (copy / file).read_bytes() != (own / file).read_bytes()] == []
    assert load(copy).title == load(own).title


# -- the example teaches


def test_the_example_shows_every_block_that_a_first_workshop_needs() -> None:
    used = {block.kind for section in load(EXAMPLE).sections for block in section.blocks}
    assert set(DIRECTIVES) - used == ACTIVITIES


@pytest.mark.parametrize("path", sorted(EXAMPLE.rglob("*.yaml")), ids=lambda path: path.name)
def test_every_yaml_file_of_the_example_begins_with_what_it_is(path: Path) -> None:
    assert re.match(r"# [A-Z]\w+ .+\.", path.read_text("utf-8"))


def test_every_field_of_the_workshop_is_shown_in_the_example() -> None:
    text = (EXAMPLE / "workshop.yaml").read_text("utf-8")
    assert [field for field in WorkshopHead.model_fields if not re.search(rf"^(# )?{field}:", text, re.MULTILINE)] == []


def test_every_part_of_a_card_is_shown_in_the_example() -> None:
    text = "".join(path.read_text("utf-8") for path in (EXAMPLE / "en").glob("*.md"))
    assert [label for label in LABELS.values() if f"**{label}.**" not in text] == []


def test_what_is_for_the_author_is_shown_to_nobody() -> None:
    assert "<!--" in (EXAMPLE / "en" / "arriving.md").read_text("utf-8")
    assert [
        block.id
        for section in load(EXAMPLE).sections
        for block in section.blocks
        if "<!--" in block.text or "is for you" in block.text
    ] == []


@pytest.mark.parametrize("path", sorted(EXAMPLE.rglob("*.*")), ids=lambda path: path.name)
def test_the_example_is_plain_and_passes_no_verdict(path: Path) -> None:
    text = path.read_text("utf-8")
    assert avoided(text) == ()
    if path.suffix == ".md":
        assert grade(text.split("---\n")[-1]) <= PLAIN


# -- and it runs everywhere


def test_a_site_of_it_has_all_its_sections(folder: Path, tmp_path: Path) -> None:
    assert CliRunner().invoke(app, ["site", str(tmp_path / "site"), "--content", str(folder)]).exit_code == 0
    for section in load(folder).sections:
        assert section.title in (tmp_path / "site" / "en" / "read" / f"{section.slug}.html").read_text("utf-8")


@pytest.mark.parametrize("what", ["run-sheet", "handouts", "references", "guide", "in-your-hand"])
def test_it_can_be_printed(folder: Path, tmp_path: Path, what: str) -> None:
    done = CliRunner().invoke(app, ["print", what, "--output", str(tmp_path / "x.pdf"), "--content", str(folder)])
    assert (done.exit_code, (tmp_path / "x.pdf").read_bytes()[:5]) == (0, b"%PDF-"), done.output


@pytest.fixture(scope="module")
def running(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Evening]:
    head = folder / "workshop.yaml"
    head.write_text(head.read_text("utf-8").replace("Evening notes ", "Garden notes "), "utf-8")
    with evening(tmp_path_factory.mktemp("evening") / "session.sqlite", "--content", str(folder)) as made:
        yield made


def test_phones_read_it_and_its_poll_is_led_from_the_command_line(folder: Path, running: Evening) -> None:
    phones, asked = (
        running.addresses["participants"],
        ("feels-like-yours", "--database", running.addresses["database"], "--content", str(folder), "--json"),
    )
    assert "The way the light fell" in page(f"{phones}read/missing")
    assert afterwave("poll", "open", *asked, "--people", "9").returncode == 0
    ballot = f"{phones}poll/feels-like-yours"
    for _ in range(9):
        ticket = until(lambda: re.search(r'name="ticket" value="([^"]+)"', page(ballot)))[1]
        urllib.request.urlopen(ballot, f"ticket={ticket}&option=time".encode(), timeout=30).close()
    assert afterwave("poll", "close", *asked).returncode == 0
    status = json.loads(afterwave("poll", "reveal", *asked).stdout)
    assert (status["state"], status["ballots"]) == ("revealed", 9)
    assert {"options": ["time"], "labels": ["Just time"], "band": "most-or-all", "count": None} in status["release"][
        "shown"
    ]


@pytest.mark.parametrize("dashboard", ["presenter", "facilitator"])
def test_stage_and_console_open_on_it_under_its_own_discreet_title(running: Evening, dashboard: str) -> None:
    shown = page(running.addresses[dashboard])
    assert "There was an error when executing cell" not in shown
    assert "<title>Garden notes</title>" in shown


# Seconds: notebooks are written for a workshop of one's own, and a kernel begins for each page that is read.
def test_it_is_read_alone_section_by_section(folder: Path) -> None:
    call = [sys.executable, "-m", "afterwave", "read", "--no-browser", "--content", str(folder)]
    with ended(subprocess.Popen(call, stdout=subprocess.PIPE, text=True)) as process:
        address = process.stdout.readline().split()[-1] if process.stdout else ""
        first, second = page(address), page(address.replace("arriving", "missing"))
        process.send_signal(signal.SIGINT)
        process.wait(30)
    assert "Some people move once in a life" in first
    assert "The way the light fell" in second
    assert [slug for slug in notebooks(load(folder)) if slug in {"arriving", "missing", "settling"}] == [
        "arriving",
        "missing",
        "settling",
    ]
