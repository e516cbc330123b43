"""What a rehearsal tells: all that can be typed on a terminal, and on a page only what helps without one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from typer.testing import CliRunner

from afterwave.cli.main import app
from afterwave.cli.rehearse import OVER
from afterwave.content.language import language
from afterwave.content.places import kit
from afterwave.launch.evening import EveningAddresses
from afterwave.message import english
from afterwave.rehearsal.tale import Tale
from afterwave.session.home import SPOKEN

ADDRESSES = EveningAddresses(
    presenter="http://127.0.0.1:8866/voila/render/presenter.ipynb?token=a",
    facilitator="http://127.0.0.1:8866/voila/render/facilitator.ipynb?token=a",
    participants="http://127.0.0.1:8000/",
    database="sqlite:////tmp/s.sqlite",
)
TALE = Tale(
    seed=7,
    people=3,
    joined=3,
    ballots={},
    retries=0,
    sent_twice=0,
    refused=0,
    dropped=0,
    questions=0,
    changes=0,
    slowest=None,
    paused_after=None,
)
TYPED = ("?token=", "sqlite:", "press Enter", "Ctrl", "--seed", "this window")


class Begun:
    def start(self) -> EveningAddresses:
        return ADDRESSES


@pytest.fixture(autouse=True)
def played(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no server start and nobody come."""

    @contextmanager
    def begun(*_about: object) -> Iterator[Begun]:
        yield Begun()

    async def ended(*_about: object) -> Tale:
        return TALE

    monkeypatch.setattr("afterwave.cli.rehearse._evening_of_its_own", begun)
    monkeypatch.setattr("afterwave.cli.rehearse._play", ended)


def test_a_page_is_told_the_addresses_apart_and_nothing_that_only_a_terminal_can_do() -> None:
    done = CliRunner().invoke(app, ["rehearse", "--no-browser", "--people", "3", "--seed", "7", "--for-page"])
    assert (done.exit_code, json.loads(done.stdout)) == (0, ADDRESSES.as_dict())
    assert [word for word in TYPED if word in done.stderr] == []
    assert "3 invented people join, for 5 min." in done.stderr
    assert "People who joined" in done.stderr


def test_a_terminal_is_told_all_of_it() -> None:
    done = CliRunner().invoke(app, ["rehearse", "--no-browser", "--people", "3", "--seed", "7"])
    assert [word for word in TYPED if word not in done.output] == []
    assert done.stdout.startswith("\nThe rehearsal is over.\n")


def test_a_page_in_another_language_is_told_all_of_it_in_that_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SPOKEN, "es")
    say = language(kit("content"), "es").say
    done = CliRunner().invoke(app, ["rehearse", "--no-browser", "--people", "3", "--seed", "7", "--for-page"])
    assert [name for name, value in TALE.rows(say) if f"{name}: {value}" not in done.stderr] == []
    assert [name for name, _ in TALE.rows(english) if name in done.stderr] == []
    assert done.stderr.split("\n\n")[1].strip() == say(OVER) != OVER
