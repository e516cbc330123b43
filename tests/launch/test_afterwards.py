"""What stands behind the console once an evening has ended: sheets and the end of the session, by the terminal's own
commands.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from afterwave.launch.afterwards import Afterwards
from afterwave.launch.evening_lock import hold_evening
from afterwave.launch.kept_pictures import pictures_of
from afterwave.launch.kernel_socket import answer_kernels
from afterwave.launch.opening import session_at
from afterwave.launch.sheets import KINDS
from afterwave.poll import tickets
from afterwave.poll.ballot import cast
from afterwave.presenter.after_desk import AfterDesk
from evening_process import until
from kit_workshop import kit_workshop

GB = kit_workshop().model_copy(update={"country": "GB"})


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the database of an evening that was shown one picture, and has ended."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    url, poll = f"sqlite:///{tmp_path / 's.sqlite'}", GB.poll("care")
    with closing(session_at(url, GB)) as session:
        session.go("care")
        session.store.open(poll)
        key = session.store.ticket_key
        session.store.commit([cast(poll, tickets.issue(key, "care"), ("words",)) for _ in range(9)])
        session.store.close("care")
        session.store.reveal("care")
        session.end()
    return url


@pytest.fixture
def behind(url: str, tmp_path: Path) -> Iterator[Afterwards]:
    found = Afterwards(url, GB, tmp_path / "kept")
    yield found
    found.stop()


def done(behind: Afterwards, what: str, about: str = "") -> dict[str, object]:
    """Ask for something, and return how it ended."""
    behind.answer({"do": what, "with": about})
    until(lambda: behind.facts()["jobs"][what]["state"] in {"done", "refused"}, 90)
    return dict(behind.facts()["jobs"][what])


def test_it_offers_the_sheets_of_an_evenings_end(url: str) -> None:
    here, nowhere = (Afterwards(url, workshop).facts()["kinds"] for workshop in (GB, kit_workshop()))
    assert (set(here) <= set(KINDS), here[0], set(here) - set(nowhere)) == (True, "summary", {"support"})


def test_what_is_no_sheet_starts_nothing(behind: Afterwards) -> None:
    for kind in ("slips", "--help", "", "../guide"):
        assert behind.answer({"do": "print", "with": kind})["jobs"] == {}
    assert behind.answer({"do": "format"})["jobs"] == {}


def test_a_sheet_is_made_as_its_command_makes_it_and_goes_with_the_evening(behind: Afterwards) -> None:
    assert done(behind, "print", "summary")["state"] == "done"
    paper = behind.facts()["paper"]
    assert (paper["name"], Path(paper["path"]).read_bytes()[:5]) == ("summary.pdf", b"%PDF-")
    behind.stop()
    assert not Path(paper["path"]).parent.exists()


def test_forgetting_keeps_the_pictures_and_leaves_a_farewell_while_the_evening_runs(
    behind: Afterwards, url: str, tmp_path: Path
) -> None:
    with closing(session_at(url, GB)) as session:
        began = session.state().started
    with hold_evening(url):
        assert done(behind, "forget")["state"] == "done"
    (file,) = (tmp_path / "kept").iterdir()
    assert file == pictures_of(began, tmp_path / "kept")
    assert [one["poll"] for one in json.loads(file.read_text("utf-8"))] == ["care"]
    assert behind.facts()["kinds"] == ["feedback", "card", "handouts", "support"]
    with closing(session_at(url, GB)) as session:
        state = session.state()
        left = (state.ended, state.started, dict(state.polls), session.store.slip_count(), session.questions.any())
    assert left == (True, None, {}, None, False)


def test_what_cannot_be_kept_is_not_destroyed_and_said_in_the_terminals_words(url: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("here")
    behind = Afterwards(url, GB, tmp_path / "file")
    assert behind.answer({"do": "forget"})["jobs"] == {}
    assert "file" in behind.facts()["refusals"]["forget"][0]
    with closing(session_at(url, GB)) as session:
        assert session.state().polls == {"care": "revealed"}


def test_a_console_reaches_it_after_the_end_and_not_before(behind: Afterwards) -> None:
    sent: list[object] = []
    with answer_kernels(behind) as way:
        desk = AfterDesk(way, lambda *facts, **more: sent.append((facts, len(more["buffers"]))))
        assert desk.look(ended=False) == {}
        desk.acts["forget"](True)
        assert behind.facts()["jobs"] == {}
        desk.look(ended=True)
        desk.acts["print"]("card")
        until(lambda: desk.look(ended=True)["paper"], 90)
        number = desk.told["paper"]["number"]
        desk.acts["fetch"](number + 1)
        desk.acts["fetch"](number)
    assert sent == [(({"paper": number},), 2)]


def test_where_no_program_is_nothing_is_offered() -> None:
    desk = AfterDesk("", lambda **_: None)
    assert (desk.look(ended=True), desk.acts["forget"](True)) == ({}, None)
