"""`afterwave forget` keeps what the group was shown and destroys the rest."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from afterwave.cli.main import app
from afterwave.cli.poll_alone import polls_alone
from afterwave.content.load import load
from afterwave.content.places import kit
from afterwave.poll import tickets
from afterwave.poll.ballot import cast
from afterwave.session.session import Session


def test_the_pictures_are_kept_and_the_tallies_are_not(tmp_path: Path) -> None:
    url, workshop = f"sqlite:///{tmp_path / 'session.sqlite'}", load(kit("content"))
    session = Session.open(url)
    for poll in ("care", "arriving"):
        session.store.open(workshop.poll(poll))
    key = session.store.ticket_key
    session.store.commit([cast(workshop.poll("care"), tickets.issue(key, "care"), ("words",)) for _ in range(9)])
    session.store.close("care")
    session.store.reveal("care")
    session.close()

    result = CliRunner().invoke(app, ["forget", "--yes", "--database", url, "--output", str(tmp_path / "pictures.json")])

    kept = json.loads((tmp_path / "pictures.json").read_text())
    assert result.exit_code == 0, result.output
    assert [(one["poll"], one["release"]["ballots"]) for one in kept] == [("care", 9)]
    assert Session.open(url).store.statuses() == {}


def test_pictures_of_another_workshop_are_kept_too(tmp_path: Path) -> None:
    url, poll = f"sqlite:///{tmp_path / 'session.sqlite'}", load(kit("content")).poll("care").model_copy(update={"id": "break"})
    session = Session.open(url)
    session.store.open(poll)
    session.store.commit([cast(poll, tickets.issue(session.store.ticket_key, "break"), ("words",)) for _ in range(9)])
    session.store.close("break")
    session.store.reveal("break")
    session.close()

    result = CliRunner().invoke(app, ["forget", "--yes", "--database", url, "--output", str(tmp_path / "pictures.json")])

    assert "What the group was shown is in" in result.stdout
    assert [(one["poll"], one["release"]["ballots"]) for one in json.loads((tmp_path / "pictures.json").read_text())] == [("break", 9)]


def test_pictures_of_polls_that_were_run_alone_keep_their_words(tmp_path: Path) -> None:
    file, url = tmp_path / "polls.yaml", f"sqlite:///{tmp_path / 'session.sqlite'}"
    file.write_text('tea: {kind: pick-any, question: "Which tea?", options: [{id: g, label: Green}, {id: b, label: Black}]}\n')
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
    assert (kept["question"], [cell["labels"] for cell in kept["release"]["shown"]]) == ("Which tea?", [["Green"], ["Black"]])


def test_a_session_that_showed_nothing_leaves_no_file(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'session.sqlite'}"
    result = CliRunner().invoke(app, ["forget", "--yes", "--database", url, "--output", str(tmp_path / "pictures.json")])
    assert result.exit_code == 0
    assert "nothing is kept" in result.stdout
    assert not (tmp_path / "pictures.json").exists()
