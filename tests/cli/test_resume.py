"""Started again, the evening goes on where it was, unless it has ended or somebody asks for a new one."""

from __future__ import annotations

import socket
import threading
from contextlib import closing
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from afterwave.cli.main import app
from afterwave.cli.present import _next_commands, _ready_lines
from afterwave.cli.resume import in_its_language, port_before, renew_or_go_on
from afterwave.launch.evening import EveningAddresses
from afterwave.launch.slips import tell_of_slips
from afterwave.refusals import NotAsked
from afterwave.session.session import Session
from afterwave.session.state import State
from kit_workshop import kit_workshop
from room_process import free_port

WORKSHOP = kit_workshop()


@pytest.fixture
def url(tmp_path: Path) -> str:
    """Return the database of an evening that stopped in the middle."""
    url = f"sqlite:///{tmp_path / 'session.sqlite'}"
    session = Session.open(url)
    session.go("care", 2)
    session.close()
    return url


def after(url: str, *, new: bool = False) -> State:
    renew_or_go_on(url, WORKSHOP, new=new, quiet=False)
    session = Session.open(url)
    try:
        return session.state()
    finally:
        session.close()


def test_an_unfinished_session_goes_on_and_says_where_it_stands(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    state = after(url)
    assert (state.section, state.step) == ("care", 2)
    assert (
        'at the section "Care afterwards". Going on with it; `afterwave present --new` begins afresh.'
        in capsys.readouterr().out
    )


def test_a_no_to_going_on_destroys_nothing_before_it_is_said_twice(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    answers, asked = [False, False], []

    def confirm(question: str, *, abort: bool = False, **_how: bool) -> bool:
        asked.append(question)
        answer = answers.pop(0)
        if abort and not answer:
            raise typer.Abort
        return answer

    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr(typer, "confirm", confirm)
    with pytest.raises(typer.Abort):
        after(url)
    assert "is destroyed" in asked[-1]
    monkeypatch.setattr("sys.stdin.isatty", lambda: False)
    assert after(url).section == "care"


def test_the_last_words_of_an_evening_name_each_command_as_it_is_typed_here(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.with_name("afterwave").touch()
    monkeypatch.setattr("sys.executable", str(python))
    assert f'{Path(".venv/bin/afterwave")} forget --content "my breaks"' in _next_commands(Path("my breaks"))
    python.with_name("afterwave").unlink()
    assert f"{Path('.venv/bin/python')} -m afterwave forget\n" in _next_commands() + "\n"
    monkeypatch.setattr("shutil.which", lambda _name: "/usr/bin/afterwave")
    assert "  afterwave forget" in _next_commands()
    assert '  afterwave forget --file "tea.yaml"' in _next_commands(file=Path("tea.yaml"))


@pytest.mark.parametrize("begun", [False, True])
def test_an_evening_after_polling_alone_begins_at_its_own_first_section_and_has_its_own_minutes(
    tmp_path: Path, *, begun: bool
) -> None:
    url = f"sqlite:///{tmp_path / 'session.sqlite'}"
    session = Session.open(url, first="polls", length=10)
    [slip, *_] = session.store.slips(3)
    if begun:
        session.go("polls")
    session.close()
    state = after(url)
    assert (state.section, state.length, state.started is not None) == ("welcome", WORKSHOP.length, begun)
    again = Session.open(url)
    again.store.check_slip(slip)  # a slip that was printed before is still good
    again.close()


def test_a_session_that_has_ended_is_followed_by_a_new_one(url: str) -> None:
    session = Session.open(url)
    session.end()
    session.close()
    assert (after(url).section, after(url).started) == ("welcome", None)


def test_an_ended_session_whose_pictures_nobody_kept_is_not_destroyed_where_nobody_can_be_asked(url: str) -> None:
    with closing(Session.open(url)) as session:
        for verb in (
            session.store.open,
            lambda poll: session.store.close(poll.id),
            lambda poll: session.store.reveal(poll.id),
        ):
            verb(WORKSHOP.poll("care"))
        session.end()
    with pytest.raises(NotAsked, match="afterwave forget"):
        after(url)
    with closing(Session.open(url)) as session:
        assert session.state().polls["care"] == "revealed"
    assert after(url, new=True).section == "welcome"


def test_slips_that_lead_elsewhere_are_said_when_an_evening_begins(
    url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(Session.open(url)) as session:
        session.printed_for("http://192.168.178.20:8000/")
        for address in ("http://192.168.178.20:8000/", "http://10.0.0.7:8471/"):
            session.reached_at(8000, address)
            tell_of_slips(session.state())
    said = capsys.readouterr().err
    assert (said.count("printed for"), "http://10.0.0.7:8471/" in said, "http://192.168.178.20:8000/" in said) == (
        1,
        True,
        True,
    )


def test_a_new_session_is_begun_where_one_is_asked_for(url: str) -> None:
    assert after(url, new=True).section == "welcome"


def test_a_session_that_never_began_says_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    after(f"sqlite:///{tmp_path / 'fresh.sqlite'}")
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("participants", "alone"), [("http://127.0.0.1:8000/", True), ("http://192.168.1.20:8000/", False)]
)
def test_an_address_that_no_phone_can_reach_is_said(participants: str, *, alone: bool) -> None:
    said = _ready_lines(
        EveningAddresses("http://127.0.0.1/stage", "http://127.0.0.1/console", participants, "sqlite://")
    )
    assert ("Phones cannot reach this address" in said) is alone
    assert participants in said


def test_an_evening_goes_on_in_the_language_it_began_in_until_another_is_asked_for(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'session.sqlite'}"
    spoken = [in_its_language(url, kit_workshop(asked), asked).language for asked in ("es", "", "ar", "")]
    assert spoken == ["es", "es", "ar", "ar"]


def test_phones_find_an_evening_that_goes_on_where_they_found_it_before(url: str) -> None:
    port = free_port()
    with closing(Session.open(url)) as session:
        session.reached_at(port)
    assert port_before(url, WORKSHOP, "127.0.0.1") == port


@pytest.mark.parametrize("command", [["present"], ["poll"]])
def test_an_evening_and_polls_alone_start_at_the_port_that_phones_know(
    url: str, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    started: list[int] = []
    for module in ("present", "poll"):
        monkeypatch.setattr(f"afterwave.cli.{module}.run", lambda _evening, **_how: None)
        monkeypatch.setattr(f"afterwave.cli.{module}.Evening", lambda plan: started.append(plan.port))
    port = free_port()
    with closing(Session.open(url)) as session:
        session.reached_at(port)
    call = [*command, "--json", "--host", "127.0.0.1", "--database", url]
    assert CliRunner().invoke(app, call).exit_code == 0
    assert CliRunner().invoke(app, [*call, "--port", "9"]).exit_code == 0
    assert started == [port, 9]


def test_a_server_that_is_still_on_its_way_out_is_waited_for(url: str) -> None:
    leaving = socket.create_server(("127.0.0.1", 0))
    port = leaving.getsockname()[1]
    with closing(Session.open(url)) as session:
        session.reached_at(port)
    threading.Timer(0.4, leaving.close).start()
    assert port_before(url, WORKSHOP, "127.0.0.1") == port


def test_a_port_that_another_program_took_meanwhile_is_said(
    url: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("afterwave.cli.resume.PATIENCE", 0.0)
    with socket.create_server(("127.0.0.1", 0)) as other, closing(Session.open(url)) as session:
        session.reached_at(port := other.getsockname()[1])
        assert port_before(url, WORKSHOP, "127.0.0.1") is None
    assert f"Port {port}, at which phones reached this session, is taken" in capsys.readouterr().err


def test_a_new_session_looks_for_a_port_of_its_own(url: str) -> None:
    with closing(Session.open(url)) as session:
        session.reached_at(free_port())
    after(url, new=True)
    assert port_before(url, WORKSHOP, "127.0.0.1") is None
