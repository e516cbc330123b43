"""A command that is given a language speaks it to the room; one that is not, the first of the workshop's, or the one in
which the evening began.
"""

from __future__ import annotations

import urllib.request
from pathlib import Path

import pytest
from typer.testing import CliRunner

import pdf_text
from afterwave.cli.main import app
from afterwave.content.load import load
from afterwave.launch.evening import Evening
from afterwave.launch.polls_alone import workshop_of_polls
from afterwave.presenter.environment import Environment
from afterwave.presenter.stage import stage
from afterwave.session.session import Session
from kit_workshop import kit_workshop
from room_process import free_port


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give the list of the pages on which phones begin: `present` starts their server alone, as Voilà and its kernels
    would take ten times as long.
    """
    seen: list[str] = []

    def phones(evening: Evening, **_how: object) -> None:
        try:
            with urllib.request.urlopen(evening.server.start()["participants"], timeout=30) as page:
                seen.append(page.read().decode())
        finally:
            evening.server.stop()

    monkeypatch.setattr("afterwave.cli.present.run", phones)
    return seen


def test_an_evening_is_held_in_a_language_and_goes_on_in_it_when_nobody_names_one(
    tmp_path: Path, pages: list[str]
) -> None:
    begun = [
        "present",
        "--host",
        "127.0.0.1",
        "--port",
        str(free_port()),
        "--database",
        f"sqlite:///{tmp_path / 'session.sqlite'}",
        "--json",
    ]
    for named in (["--language", "es"], [], ["--language", "ar"]):
        result = CliRunner().invoke(app, [*begun, *named])
        assert result.exit_code == 0, result.exception
    spoken = ('<html lang="es" dir="ltr">', '<html lang="es" dir="ltr">', '<html lang="ar" dir="rtl">')
    assert [words in page for words, page in zip(spoken, pages, strict=True)] == [True, True, True]


@pytest.mark.parametrize("language", ["es", "ar"])
def test_polling_alone_speaks_the_language_on_the_stage_and_on_phones(tmp_path: Path, language: str) -> None:
    alone = load(workshop_of_polls(tmp_path / "alone", kit_workshop(language), None))
    whole = kit_workshop(language)
    session = Session.open(f"sqlite:///{tmp_path / 's.sqlite'}")
    shown, known = (stage(Environment(workshop, session, "", practice=True)) for workshop in (alone, whole))
    assert (shown.language, shown.direction, shown.labels) == (language, known.direction, known.labels)
    section = alone.section("polls")
    assert [
        words for words in (section.content_note, *section.objectives) if words.startswith(("A few", "See the"))
    ] == []


@pytest.mark.parametrize(("language", "words"), [("es", "Dónde encontrar apoyo"), ("", "Where to turn")])
def test_paper_is_printed_in_a_language(tmp_path: Path, language: str, words: str) -> None:
    out = tmp_path / "handouts.pdf"
    named = ["--language", language] if language else []
    assert CliRunner().invoke(app, ["print", "handouts", "--output", str(out), *named]).exit_code == 0
    assert words in pdf_text.words(out)


def test_a_language_that_the_workshop_does_not_have_is_refused_with_those_it_has(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["print", "card", "--output", str(tmp_path / "card.pdf"), "--language", "fr"])
    assert "choose a listed one: en, es, ar" in str(result.exception)
