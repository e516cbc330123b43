"""`afterwave forget` keeps what the group was shown and destroys the rest."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from afterwave.cli.main import app
from afterwave.launch.polls_alone import polls_alone
from afterwave.poll import tickets
from afterwave.poll.ballot import cast
from afterwave.poll.errors import Unwritable
from afterwave.refusals import CannotWrite, NotAsked
from afterwave.session.session import Session
from kit_workshop import kit_workshop


def shown(tmp_path: Path, ballots: int = 9) -> str:
    """Return the database of an evening that was shown one picture, and has another poll open."""
    url, workshop = f"sqlite:///{tmp_path / 'session.sqlite'}", kit_workshop()
    session = Session.open(url)
    for poll in ("care", "arriving"):
        session.store.open(workshop.poll(poll))
    key = session.store.ticket_key
    session.store.commit([cast(workshop.poll("care"), tickets.issue(key, "care"), ("words",)) for _ in range(ballots)])
    session.store.close("care")
    session.store.reveal("care")
    session.close()
    return url


def test_the_pictures_are_kept_and_the_tallies_are_not(tmp_path: Path) -> None:
    url = shown(tmp_path)

    result = CliRunner().invoke(
        app, ["forget", "--yes", "--database", url, "--output", str(tmp_path / "pictures.json")]
    )

    kept = json.loads((tmp_path / "pictures.json").read_text())
    assert result.exit_code == 0, result.output
    assert [(one["poll"], one["release"]["ballots"]) for one in kept] == [("care", 9)]
    assert Session.open(url).store.statuses() == {}


def test_pictures_of_another_workshop_are_kept_too(tmp_path: Path) -> None:
    url, poll = (
        f"sqlite:///{tmp_path / 'session.sqlite'}",
        kit_workshop().poll("care").model_copy(update={"id": "break"}),
    )
    session = Session.open(url)
    session.store.open(poll)
    session.store.commit([cast(poll, tickets.issue(session.store.ticket_key, "break"), ("words",)) for _ in range(9)])
    session.store.close("break")
    session.store.reveal("break")
    session.close()

    result = CliRunner().invoke(
        app, ["forget", "--yes", "--database", url, "--output", str(tmp_path / "pictures.json")]
    )

    assert "What the group was shown is in" in result.stdout
    assert [
        (one["poll"], one["release"]["ballots"]) for one in json.loads((tmp_path / "pictures.json").read_text())
    ] == [("break", 9)]


def test_pictures_of_polls_that_were_run_alone_keep_their_words(tmp_path: Path) -> None:
    file, url = tmp_path / "polls.yaml", f"sqlite:///{tmp_path / 'session.sqlite'}"
    file.write_text(
        'tea: {kind: pick-any, question: "Which tea?", options: [{id: g, label: Green}, {id: b, label: Black}]}\n'
    )
    with polls_alone(None, "", file) as workshop:
        poll = workshop.poll("tea")
    session = Session.open(url, first="polls")
    session.store.open(poll)
    session.store.commit([cast(poll, tickets.issue(session.store.ticket_key, "tea"), ("g",)) for _ in range(9)])
    session.store.close("tea")
    session.store.reveal("tea")
    session.close()
    place = ["--database", url, "--file", str(file), "--output"]

    CliRunner().invoke(app, ["print", "summary", *place, str(tmp_path / "evening.md")])
    CliRunner().invoke(app, ["forget", "--yes", *place, str(tmp_path / "pictures.json")])

    text, (kept,) = (tmp_path / "evening.md").read_text(), json.loads((tmp_path / "pictures.json").read_text())
    assert ["Which tea?" in text, "Green" in text] == [True, True]
    assert (kept["question"], [cell["labels"] for cell in kept["release"]["shown"]]) == (
        "Which tea?",
        [["Green"], ["Black"]],
    )


def test_pictures_of_a_poll_run_alone_and_of_the_evening_after_it_keep_their_words(tmp_path: Path) -> None:
    file, url = tmp_path / "polls.yaml", shown(tmp_path, 9)
    file.write_text(
        'tea: {kind: pick-any, question: "Which tea?", options: [{id: g, label: Green}, {id: b, label: Black}]}\n'
    )
    with closing(Session.open(url)) as session:
        session.go("body")
        session.go("closing")
    place = ["--database", url, "--file", str(file), "--output"]

    CliRunner().invoke(app, ["print", "summary", *place, str(tmp_path / "evening.md")])
    CliRunner().invoke(app, ["forget", "--yes", *place, str(tmp_path / "pictures.json")])

    text, (kept,) = (tmp_path / "evening.md").read_text(), json.loads((tmp_path / "pictures.json").read_text())
    workshop = kit_workshop()
    question, part = workshop.poll("care").question, workshop.section("body").title
    assert (question in text, part in text, kept["question"]) == (True, True, question)


def test_a_session_that_showed_nothing_leaves_no_file(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'session.sqlite'}"
    result = CliRunner().invoke(
        app, ["forget", "--yes", "--database", url, "--output", str(tmp_path / "pictures.json")]
    )
    assert result.exit_code == 0
    assert "nothing is kept" in result.stdout
    assert not (tmp_path / "pictures.json").exists()


def test_a_session_that_could_not_be_forgotten_leaves_its_pictures_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url, output = shown(tmp_path), tmp_path / "pictures.json"
    call = ["forget", "--yes", "--database", url, "--output", str(output)]

    def full(*_: object, **__: object) -> None:
        raise Unwritable(tmp_path)

    with monkeypatch.context() as disk:
        disk.setattr(Session, "destroy", full)
        refused = CliRunner().invoke(app, call)
    told = CliRunner().invoke(app, call)
    assert (type(refused.exception), told.exit_code) == (Unwritable, 0)
    assert (f"is in {output}." in told.stdout, list(tmp_path.glob("pictures*"))) == (True, [output])


def test_the_pictures_of_an_earlier_evening_stay_beside_those_of_a_later_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told = [
        CliRunner().invoke(app, ["forget", "--yes", "--database", shown(tmp_path, ballots)]).stdout
        for ballots in (9, 11)
    ]
    kept = [
        json.loads((tmp_path / name).read_text())[0]["release"]["ballots"]
        for name in ("pictures.json", "pictures-2.json")
    ]
    assert kept == [9, 11]
    assert "is in pictures-2.json. pictures.json was there already and is kept as it is." in told[1]


@pytest.mark.parametrize("place", ["nowhere/pictures.json", "folder", "session.sqlite/pictures.json"])
def test_where_the_pictures_cannot_be_written_nothing_is_destroyed(tmp_path: Path, place: str) -> None:
    url = shown(tmp_path)
    (tmp_path / "folder").mkdir()
    result = CliRunner().invoke(app, ["forget", "--yes", "--database", url, "--output", str(tmp_path / place)])
    assert isinstance(result.exception, CannotWrite)
    assert set(Session.open(url).store.statuses()) == {"care", "arriving"}


def test_without_a_terminal_nothing_is_destroyed_unless_yes_was_said(tmp_path: Path) -> None:
    url = shown(tmp_path)
    result = CliRunner().invoke(app, ["forget", "--database", url, "--output", str(tmp_path / "pictures.json")])
    assert isinstance(result.exception, NotAsked)
    assert "Add --yes" in str(result.exception)
    assert set(Session.open(url).store.statuses()) == {"care", "arriving"}
    assert not (tmp_path / "pictures.json").exists()


def test_a_no_destroys_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = shown(tmp_path)
    monkeypatch.setattr("afterwave.cli.forget.sys", SimpleNamespace(stdin=SimpleNamespace(isatty=lambda: True)))
    result = CliRunner().invoke(
        app, ["forget", "--database", url, "--output", str(tmp_path / "pictures.json")], input="n\n"
    )
    assert (result.exit_code, set(Session.open(url).store.statuses())) == (1, {"care", "arriving"})
