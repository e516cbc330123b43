from __future__ import annotations

import errno
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from typer.testing import CliRunner

from afterwave.cli.main import app
from afterwave.content.places import kit
from afterwave.launch.evening_lock import hold_evening
from afterwave.launch.network import public_address
from afterwave.poll.errors import PollsOpen
from afterwave.refusals import CannotWrite
from afterwave.session.session import Session
from pdf_text import pages, words

BASE = ["--address", "http://192.168.1.20:8000/"]


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    url = f"sqlite:///{tmp_path / 'session.sqlite'}"
    monkeypatch.setenv("AFTERWAVE_DATABASE", url)
    return url


def codes(path: Path) -> list[str]:
    text = "".join(words(path).split())
    return [code.replace("-", "") for code in re.findall(r"(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}", text)]


def test_printed_slips_are_those_that_count(database: str, tmp_path: Path) -> None:
    out = tmp_path / "slips.pdf"
    result = CliRunner().invoke(app, ["print", "slips", "--count", "3", "--output", str(out), *BASE])
    assert result.exit_code == 0, result.output
    session = Session.open(database)
    assert session.store.slip_count() == 3
    for code in codes(out):
        session.store.check_slip(code)
    assert len(codes(out)) == 3
    session.close()


def test_a_second_printing_differs_and_says_that_the_first_no_longer_counts(database: str, tmp_path: Path) -> None:
    first, second = tmp_path / "first.pdf", tmp_path / "second.pdf"
    assert (
        "no longer count"
        not in CliRunner().invoke(app, ["print", "slips", "--count", "5", "--output", str(first), *BASE]).output
    )
    result = CliRunner().invoke(app, ["print", "slips", "--count", "5", "--output", str(second), *BASE])
    assert "The 5 slips printed before no longer count." in result.output
    assert set(codes(first)).isdisjoint(codes(second))
    assert database


def test_slips_are_for_the_port_that_phones_know_and_the_session_keeps_their_address(
    database: str, tmp_path: Path
) -> None:
    session = Session.open(database)
    session.reached_at(8471)
    told = CliRunner().invoke(app, ["print", "slips", "--count", "2", "--output", str(tmp_path / "slips.pdf")]).output
    kept = session.state().printed
    session.close()
    assert kept == public_address("0.0.0.0", 8471)  # noqa: S104 - asks which address, binds nothing
    assert f"2 slips for {kept}." in told


def test_slips_are_for_the_address_of_an_evening_that_runs(database: str, tmp_path: Path) -> None:
    with hold_evening(database) as tell:
        tell({"participants": "https://evening.example/"})
        told = (
            CliRunner().invoke(app, ["print", "slips", "--count", "2", "--output", str(tmp_path / "slips.pdf")]).output
        )
    assert "2 slips for https://evening.example/." in told


def test_a_poll_for_slips_that_lead_elsewhere_says_so_when_it_opens(database: str, tmp_path: Path) -> None:
    session = Session.open(database)
    CliRunner().invoke(app, ["print", "slips", "--count", "9", "--output", str(tmp_path / "slips.pdf"), *BASE])
    session.reached_at(8000, "http://10.0.0.7:8000/")
    said = [
        CliRunner().invoke(app, ["poll", "open", poll, *more]).stderr
        for poll, more in (("care", []), ("arriving", ["--no-slips"]))
    ]
    session.close()
    assert [
        "printed for http://192.168.1.20:8000/, and phones open http://10.0.0.7:8000/" in told for told in said
    ] == [True, False]


def test_slips_that_cannot_be_written_make_none_void(database: str, tmp_path: Path) -> None:
    CliRunner().invoke(app, ["print", "slips", "--count", "5", "--output", str(tmp_path / "slips.pdf"), *BASE])
    result = CliRunner().invoke(
        app, ["print", "slips", "--count", "9", "--output", str(tmp_path / "nowhere" / "slips.pdf"), *BASE]
    )
    session = Session.open(database)
    assert isinstance(result.exception, CannotWrite)
    assert session.store.slip_count() == 5
    session.close()


def test_slips_that_a_full_disk_refuses_make_none_void(
    database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    CliRunner().invoke(app, ["print", "slips", "--count", "5", "--output", str(tmp_path / "slips.pdf"), *BASE])

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr("afterwave.files.os.fsync", full)
    result = CliRunner().invoke(app, ["print", "slips", "--count", "9", "--output", str(tmp_path / "more.pdf"), *BASE])
    session = Session.open(database)
    assert isinstance(result.exception, CannotWrite)
    assert (session.store.slip_count(), [path.name for path in tmp_path.glob("*.pdf")]) == (5, ["slips.pdf"])
    for code in codes(tmp_path / "slips.pdf"):
        session.store.check_slip(code)
    session.close()


def test_what_was_printed_before_is_kept(database: str, tmp_path: Path) -> None:
    out = tmp_path / "evening.md"
    out.write_text("the only record of an earlier evening")
    told = CliRunner().invoke(app, ["print", "summary", "--output", str(out)]).output
    assert out.read_text() == "the only record of an earlier evening"
    assert told == f"{tmp_path / 'evening-2.md'} is ready. {out} was there already and is kept as it is.\n"
    assert database


def test_slips_are_refused_while_a_poll_is_open_and_leave_no_file(database: str, tmp_path: Path) -> None:
    CliRunner().invoke(app, ["poll", "open", "care"])
    result = CliRunner().invoke(app, ["print", "slips", "--output", str(tmp_path / "slips.pdf"), *BASE])
    assert isinstance(result.exception, PollsOpen)
    assert list(tmp_path.glob("*slips*")) == []
    assert database


@pytest.mark.parametrize("what", ["run-sheet", "handouts", "card", "references", "guide", "in-your-hand", "summary"])
def test_each_thing_to_print_is_made_on_letter_paper_too(database: str, tmp_path: Path, what: str) -> None:
    out = tmp_path / "out.pdf"
    result = CliRunner().invoke(app, ["print", what, "--output", str(out), "--paper", "letter"])
    assert result.exit_code == 0, result.output
    assert round(PdfReader(out).pages[0].mediabox.width) == 612
    assert database


def test_slides_are_made_in_every_language(tmp_path: Path) -> None:
    for language in ("en", "es", "ar"):
        out = tmp_path / f"{language}.pdf"
        result = CliRunner().invoke(
            app, ["print", "slides", "--language", language, "--paper", "letter", "--output", str(out)]
        )
        assert (result.exit_code, result.output) == (0, f"{out} is ready to print.\n")
        root: Any = PdfReader(out).trailer["/Root"]
        assert root["/Lang"] == language


@pytest.mark.parametrize("what", ["card", "in-your-hand"])
def test_what_is_printed_is_named_after_itself_where_nobody_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(app, ["print", what])
    assert (result.exit_code, result.output, [file.name for file in tmp_path.iterdir()]) == (
        0,
        f"{what}.pdf is ready to print.\n",
        [f"{what}.pdf"],
    )


@pytest.mark.parametrize(
    ("language", "first", "said"),
    [("", "In your hand", "Do not touch"), ("es", "A mano", "Sin tocar"), ("xx", "In your hand", "Do not touch")],
)
def test_what_is_kept_in_the_hand_is_in_the_workshops_language_where_the_guide_has_it(
    tmp_path: Path, language: str, first: str, said: str
) -> None:
    out, content = tmp_path / "hand.pdf", shutil.copytree(kit("content"), tmp_path / "content")
    shutil.copytree(content / "en", content / "xx")
    head = content / "workshop.yaml"
    head.write_text(head.read_text("utf-8").replace("languages: [en,", "languages: [en, xx,"), "utf-8")
    result = CliRunner().invoke(
        app, ["print", "in-your-hand", "--output", str(out), "--content", str(content), "--language", language]
    )
    assert result.exit_code == 0, result.output
    (page,) = pages(out)
    text = " ".join(page.split())
    assert (text.startswith(first), said in text) == (True, True)


@pytest.mark.parametrize(
    ("language", "first", "rest"),
    [("en", "Start here", ""), ("es", "Empieza aquí", "The sections; The poll"), ("xx", "Start here", "")],
)
def test_the_guide_is_in_the_workshops_language_as_far_as_it_has_it_and_names_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, first: str, rest: str
) -> None:
    out, content = tmp_path / "guide.pdf", shutil.copytree(kit("content"), tmp_path / "content")
    guide = shutil.copytree(kit("facilitator_guide"), tmp_path / "guide")
    for untranslated in ("sections", "poll"):
        (guide / "es" / f"{untranslated}.md").unlink()
    monkeypatch.setattr("afterwave.cli.sheets.kit", lambda _: guide)
    shutil.copytree(content / "en", content / "xx")
    head = content / "workshop.yaml"
    head.write_text(head.read_text("utf-8").replace("languages: [en,", "languages: [en, xx,"), "utf-8")
    result = CliRunner().invoke(
        app, ["print", "guide", "--output", str(out), "--content", str(content), "--language", language]
    )
    assert result.exit_code == 0, result.output
    lines = pages(out)[0].splitlines()
    assert lines[1].startswith(first)
    assert [line.startswith(rest) for line in lines if line.startswith("The sections; ")] == [True] * bool(rest)


def test_a_summary_in_markdown_is_text(database: str, tmp_path: Path) -> None:
    out = tmp_path / "evening.md"
    session = Session.open(database)
    session._clock = iter([60.0, 360.0, 960.0]).__next__
    session.go("welcome", 1)
    session.go("body")
    session.end()
    session.close()
    CliRunner().invoke(app, ["print", "summary", "--output", str(out)])
    text = out.read_text("utf-8")
    assert text.startswith("# After the wave")
    assert [line.split("|")[2].strip() for line in text.splitlines() if line.startswith("|")][2:] == ["5 min", "10 min"]


@pytest.mark.parametrize(("people", "asked"), [(4, False), (12, True)])
def test_polls_leave_slides_and_run_sheet_for_fewer_people_than_can_be_shown(
    tmp_path: Path, people: int, asked: bool
) -> None:
    told = []
    for kind in ("slides", "run-sheet"):
        out = tmp_path / f"{kind}.pdf"
        result = CliRunner().invoke(
            app, ["print", kind, "--people", str(people), "--where", "room", "--output", str(out)]
        )
        assert result.exit_code == 0, result.output
        asking = re.sub("Not asked, for so few answers could not be shown:.*?When Part", "", words(out))
        told += [
            sentence in asking
            for sentence in ("How are you, as you arrive?", "One question as you arrive", "What is hardest to ask for")
        ]
    assert told == [asked, asked, True] * 2  # a private question is asked of any number


def test_the_run_sheet_says_for_whom_it_is_planned_and_speaks_of_the_time_of_day(tmp_path: Path) -> None:
    said = []
    for start in ("10:30", "19:00"):
        out = tmp_path / "sheet.pdf"
        asked = ["--people", "4", "--where", "campus", "--spoken", "es", "--start", start, "--output", str(out)]
        result = CliRunner().invoke(app, ["print", "run-sheet", *asked])
        assert result.exit_code == 0, result.output
        said.append(words(out))
        out.unlink()
    for text, planned in zip(
        said, ("for 4 · in the daytime · on a campus", "for 4 · in the evening · on a campus"), strict=True
    ):
        assert planned in text
        assert "Not asked, for so few answers could not be shown: How are you, as you arrive?" in text
        assert "Español" in text
    assert ["Good evening, and welcome" in text for text in said] == [False, True]


def test_a_language_in_the_room_that_is_none_is_a_mistake_of_usage(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["print", "run-sheet", "--spoken", "es,qq", "--output", str(tmp_path / "out.pdf")])
    assert (result.exit_code, '"qq"' in result.output) == (2, True)


def test_a_time_that_is_none_is_a_mistake_of_usage(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["print", "run-sheet", "--start", "25:00", "--output", str(tmp_path / "out.pdf")])
    assert result.exit_code == 2


def test_the_first_page_is_drawn_beside_the_same_sheet_where_it_is_asked_for(tmp_path: Path) -> None:
    plain, sheet, drawn = tmp_path / "plain.pdf", tmp_path / "sheet.pdf", tmp_path / "first.svg"
    CliRunner().invoke(app, ["print", "card", "--output", str(plain)])
    result = CliRunner().invoke(app, ["print", "card", "--output", str(sheet), "--first-page", str(drawn)])
    assert (result.exit_code, sheet.read_bytes()) == (0, plain.read_bytes())
    assert drawn.read_text("utf-8").startswith("<svg")
