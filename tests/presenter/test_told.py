"""What stage and console answer comes in the language of the evening, and in English where nobody translated it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from afterwave.content.language import language
from afterwave.content.places import kit
from afterwave.errors import AfterwaveError, CannotLeaveOut
from afterwave.poll.errors import CountAgain, DatabaseAway, NoSlips, NothingToOpen, StepBack, TooManyBallots
from afterwave.presenter.console import console
from afterwave.presenter.environment import Environment, open_environment
from afterwave.presenter.stage import stage
from afterwave.session.home import CONTENT, DATABASE, LANGUAGE
from afterwave.session.session import Session
from kit_workshop import kit_workshop

REFUSED = [
    StepBack("care", "closed", "open"),
    NoSlips(),
    TooManyBallots("care", 12),
    CountAgain("¿Qué tal?", 12, "Mostrar"),
    DatabaseAway("it does not answer"),
    CannotLeaveOut("Bienvenida"),
    NothingToOpen(3),
]


@pytest.fixture
def evening(tmp_path: Path) -> Environment:
    """Give the room of an evening in Spanish."""
    return open_environment(
        {CONTENT: str(kit("content")), LANGUAGE: "es", DATABASE: f"sqlite:///{tmp_path / 's.sqlite'}"}
    )


def test_a_refusal_on_the_console_is_told_in_the_evenings_language(
    evening: Environment, hear: Callable[..., None]
) -> None:
    desk = console(evening)
    hear(desk, leave_out={"section": "welcome", "on": True})
    assert desk.notice == "«Bienvenida» forma parte de todo encuentro. Puede ser breve; no se deja fuera."
    hear(desk, reveal={"poll": "care"})
    assert desk.notice.startswith("La pregunta «care» está en espera y no puede pasar a estar mostrada")


def test_what_a_page_cannot_ask_for_is_told_in_the_evenings_language(
    evening: Environment, hear: Callable[..., None]
) -> None:
    shown = stage(evening)
    hear(shown, position={"section": "nowhere", "step": 0})
    assert shown.notice == "La página pidió algo que el programa no conoce. Vuelve a cargarla."


def test_what_a_poll_will_show_is_told_in_the_evenings_language(
    evening: Environment, hear: Callable[..., None]
) -> None:
    desk = console(evening)
    hear(desk, outlook={"poll": "care", "people": 5, "insiders": 2})
    assert desk.outlook["care"] == "5 personas: no se mostrará nada. Hacen falta al menos 7 respuestas."


def test_practice_is_told_in_the_language_of_the_workshop(tmp_path: Path) -> None:
    room = Environment(kit_workshop("ar"), Session.open(f"sqlite:///{tmp_path / 's.sqlite'}"), "", practice=True)
    assert (stage(room).notice, stage(room).direction, repr(console(room))) == (
        "تدريب: لا هواتف متصلة.",
        "rtl",
        "لوحة من ييسّر اللقاء",
    )


def test_the_guides_card_on_the_console_is_in_the_evenings_language(evening: Environment) -> None:
    told = json.dumps(console(evening).sections, ensure_ascii=False)
    assert [words for words in ("Before it, say", "Watch for", "For oneself", "never under") if words in told] == []
    assert "Antes, decir" in told


@pytest.mark.parametrize("error", REFUSED, ids=lambda error: type(error).__name__)
def test_an_error_tells_its_facts_in_another_language_and_in_english_by_itself(error: AfterwaveError) -> None:
    told = error.message(language(kit("content"), "es").say)
    assert [told != str(error), "{" in told, error.message(), error.message(language(kit("content"), "en").say)] == [
        True,
        False,
        str(error),
        str(error),
    ]
