"""A command that a page began speaks the page's language; one that was typed speaks English."""

from __future__ import annotations

import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from afterwave.cli.forget import DESTROYED, NOTHING_SHOWN
from afterwave.cli.main import app, run
from afterwave.content.language import language
from afterwave.content.places import kit
from afterwave.launch import jobs, readiness
from afterwave.launch.first_phone import REACHED, _page
from afterwave.launch.front_door import FrontDoor
from afterwave.launch.page_language import page_words
from afterwave.message import english
from afterwave.refusals import CannotWrite
from afterwave.session.home import SPOKEN
from afterwave.session.session import Session


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    database = f"sqlite:///{tmp_path / 's.sqlite'}"
    with closing(Session.open(database)) as session:
        session.go("body")
    return database


def test_what_forget_destroyed_is_told_to_a_page_in_its_language(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SPOKEN, "es")
    say = language(kit("content"), "es").say
    told = CliRunner().invoke(app, ["forget", "--yes", "--database", url]).stdout
    assert told.strip() == f"{say(NOTHING_SHOWN)} {say(DESTROYED)}" != f"{NOTHING_SHOWN} {DESTROYED}"


def test_a_refusal_is_told_to_a_page_in_its_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(SPOKEN, "ar")
    monkeypatch.setattr(sys, "argv", ["afterwave", "print", "card", "--output", str(tmp_path)])
    with pytest.raises(SystemExit):
        run()
    refused = CannotWrite(tmp_path, "it is a folder; name a file in it")
    assert capsys.readouterr().err.strip() == refused.message(page_words()) != refused.message(english)


def test_a_command_hears_which_language_its_page_speaks(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[dict[str, str]] = []
    monkeypatch.setattr(jobs, "Job", lambda _words, *, env, **_more: begun.append(env))
    door = FrontDoor(url, browser=False)
    door.answer({"do": "choose", "with": {"language": "ar"}})
    door.start_job("read")
    assert begun[0][SPOKEN] == "ar"


@pytest.mark.parametrize("code", ["es", "ar"])
def test_what_preflight_finds_is_told_to_a_page_in_its_language(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def found() -> list[str]:
        base = "http://192.0.2.7:8000/"
        checks = [readiness.content(2), readiness.support((), "", date(2026, 11, 29)), readiness.memory(1 << 30, 14)]
        checks += [readiness.address(base, reached=True), readiness.slips(3, "", base), readiness.phone(came=False)]
        return [check.found for check in checks]

    typed = found()
    monkeypatch.setenv(SPOKEN, code)
    assert {*typed} & {*found()} == set()


def test_a_first_phone_is_greeted_in_the_pages_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SPOKEN, "ar")
    page, say = _page(), language(kit("content"), "ar").say
    assert ('lang="ar"' in page, say(REACHED) in page, say(REACHED) != REACHED) == (True, True, True)
