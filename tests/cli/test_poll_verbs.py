"""A poll's verbs, said without a browser, print the same JSON as its status."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from afterwave.cli.main import app
from afterwave.errors import AfterwaveError
from afterwave.poll import tickets
from afterwave.poll.ballot import cast
from afterwave.poll.errors import NoSlips, StepBack, TooManyBallots
from afterwave.session.session import Session
from kit_workshop import kit_workshop


class Desk:
    """The command line on one database."""

    def __init__(self, url: str) -> None:
        self.url, self.poll = url, kit_workshop().poll("care")

    def says(self, *args: str) -> dict[str, Any]:
        result = CliRunner().invoke(app, ["poll", *args, "--database", self.url, "--json"])
        if result.exception and isinstance(result.exception, AfterwaveError):
            raise result.exception
        assert result.exit_code == 0, result.output
        return dict(json.loads(result.stdout))

    def vote(self, *ballots: tuple[str, ...]) -> None:
        session = Session.open(self.url)
        key = session.store.ticket_key
        session.store.commit([cast(self.poll, tickets.issue(key, "care"), options) for options in ballots])
        session.close()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(f"sqlite:///{tmp_path / 'session.sqlite'}")


def test_a_poll_that_was_never_opened_is_waiting(desk: Desk) -> None:
    assert desk.says("status", "care") == {"poll": "care", "state": "waiting", "ballots": 0, "release": None}


def test_an_open_poll_tells_its_ballots_in_threes_only(desk: Desk) -> None:
    desk.says("open", "care", "--people", "12")
    desk.vote(*[("words",)] * 5)
    assert desk.says("status", "care")["ballots"] == 3


def test_a_verb_said_twice_does_nothing_twice(desk: Desk) -> None:
    first = desk.says("open", "care")
    assert desk.says("open", "care") == first
    closed = desk.says("close", "care")
    assert desk.says("close", "care") == closed


def test_a_revealed_poll_shows_its_release_with_labels(desk: Desk) -> None:
    desk.says("open", "care", "--people", "9")
    desk.vote(*[("holding", "words")] * 4, *[("holding",)] * 5)
    desk.says("close", "care")
    shown = {cell["options"][0]: cell for cell in desk.says("reveal", "care")["release"]["shown"]}
    assert shown["words"] == {
        "options": ["words"],
        "labels": [desk.poll.labels()["words"]],
        "band": "exact",
        "count": 4,
    }
    assert (shown["holding"]["band"], shown["holding"]["count"]) == ("most-or-all", None)
    assert (shown["alone"]["band"], shown["alone"]["count"]) == ("few-or-none", None)


def test_too_few_answers_show_nothing_but_the_reason(desk: Desk) -> None:
    desk.says("open", "care")
    desk.vote(*[("holding",)] * 7)
    desk.says("close", "care")
    release = desk.says("reveal", "care")["release"]
    assert (release["shown"], release["reason"]) == ([], "too-few")


def test_a_step_back_is_refused(desk: Desk) -> None:
    desk.says("open", "care")
    desk.says("close", "care")
    with pytest.raises(StepBack):
        desk.says("open", "care")


def test_more_answers_than_people_are_not_shown_until_the_room_is_counted_again(desk: Desk) -> None:
    desk.says("open", "care", "--people", "8")
    desk.vote(*[("holding",)] * 9)
    desk.says("close", "care")
    with pytest.raises(TooManyBallots):
        desk.says("reveal", "care")
    assert desk.says("reveal", "care", "--people", "9")["state"] == "revealed"


def test_printed_slips_count_unless_one_says_otherwise(desk: Desk) -> None:
    session = Session.open(desk.url)
    session.store.slips(5)
    session.printed_for("http://192.168.1.20:8000/")
    session.close()
    assert desk.says("open", "care")["slips"] == 5
    assert "slips" not in desk.says("open", "arriving", "--no-slips")


def test_slips_whose_sheet_nobody_has_count_only_where_one_says_so(desk: Desk) -> None:
    session = Session.open(desk.url)
    session.store.slips(5)
    session.close()
    assert "slips" not in desk.says("open", "care")
    assert desk.says("open", "arriving", "--slips")["slips"] == 5


def test_slips_that_nobody_printed_cannot_count(desk: Desk) -> None:
    with pytest.raises(NoSlips):
        desk.says("open", "care", "--slips")
