"""`afterwave present` starts everything, ends everything, and goes on after whatever ended it.

An evening takes seconds to begin (five processes, three of them Jupyter's), so those that begin here are looked at by
several tests.
"""

from __future__ import annotations

import signal
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from afterwave.session.session import Session
from evening_process import Evening, evening, until


def healthy(running: Evening) -> bool:
    try:
        with urllib.request.urlopen(f"{running.addresses['participants']}healthz", timeout=30) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def gone(family: list[psutil.Process]) -> bool:
    return not any(one.is_running() and one.status() != psutil.STATUS_ZOMBIE for one in family)


def place(database: Path) -> tuple[str, int]:
    """Return the section and the step at which a session is."""
    with closing(Session.open(f"sqlite:///{database}")) as session:
        state = session.state()
    return state.section, state.step


def go(database: Path, section: str, step: int) -> None:
    with closing(Session.open(f"sqlite:///{database}")) as session:
        session.go(section, step)


@dataclass(frozen=True)
class Ended:
    """An evening that Ctrl-C ended: its exit status, what it had started, and what its terminal said."""

    status: int
    family: list[psutil.Process]
    said: str


@pytest.fixture(scope="module")
def ended(tmp_path_factory: pytest.TempPathFactory) -> Ended:
    """Give an evening that was asked by a tab of an earlier one, and then ended."""
    folder = tmp_path_factory.mktemp("ended")
    log = folder / "stderr.txt"
    with evening(folder / "session.sqlite", log=log) as running:
        family = running.family()
        stale = running.addresses["presenter"].split("/voila/")[0] + "/api/kernels/of-an-earlier-evening"
        with pytest.raises(urllib.error.HTTPError):
            urllib.request.urlopen(stale, timeout=30)
        status = running.interrupt()
    return Ended(status, family, log.read_text())


@dataclass(frozen=True)
class Killed:
    """A session at "care" that was begun afresh, went to "care" again, and whose evening was killed: where it was then,
    and what had been started.
    """

    database: Path
    afresh: tuple[str, int]
    family: list[psutil.Process]


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Killed:
    database = tmp_path_factory.mktemp("killed") / "session.sqlite"
    go(database, "care", 1)
    with evening(database, "--new") as running:
        afresh = place(database)
        go(database, "care", 1)
        family = running.family()
        running.process.send_signal(signal.SIGKILL)
        until(lambda: gone(family))
    return Killed(database, afresh, family)


@pytest.fixture(scope="module")
def again(killed: Killed) -> Iterator[Evening]:
    """Give the evening that goes on with the session of one that was killed."""
    with evening(killed.database) as running:
        yield running


def test_one_line_of_json_tells_where_everything_is(again: Evening, killed: Killed) -> None:
    assert sorted(again.addresses) == ["already", "database", "facilitator", "participants", "presenter"]
    assert again.addresses["database"] == f"sqlite:///{killed.database}"
    assert again.addresses["presenter"].startswith("http://127.0.0.1:")
    assert healthy(again)


def test_a_tab_of_an_earlier_evening_says_nothing_on_the_terminal(ended: Ended) -> None:
    assert "The session is kept on this machine." in ended.said
    assert "api/kernels" not in ended.said
    assert "Forbidden" not in ended.said


@pytest.mark.prove
def test_where_kernels_talk_over_tcp_they_are_encrypted_and_warn_of_nothing(tmp_path: Path) -> None:
    # As on Windows, on macOS, and wherever the scratch folder's path is long.
    log, scratch = tmp_path / "log.txt", tmp_path / ("long" * 12)
    scratch.mkdir()
    with evening(tmp_path / "session.sqlite", log=log, TMPDIR=str(scratch)) as running:
        with urllib.request.urlopen(running.addresses["presenter"], timeout=60) as answer:
            page = answer.read().decode()
        (keys,) = {
            ("curve_publickey" in file.read_text(), '"transport": "tcp"' in file.read_text())
            for file in scratch.rglob("kernel-*.json")
        }
        said = log.read_text()  # before the end, which may come in the middle of a kernel's first words
    assert "error when executing" not in page
    assert (said, keys) == ("", (True, True))


def test_ctrl_c_ends_every_process(ended: Ended) -> None:
    assert ended.status == 0
    assert len(ended.family) >= 2
    until(lambda: gone(ended.family))


def test_a_kill_leaves_nothing_running_and_the_session_goes_on(killed: Killed, again: Evening) -> None:
    assert len(killed.family) >= 2
    assert gone(killed.family)
    assert healthy(again)
    assert place(killed.database) == ("care", 1)


def test_new_begins_afresh(killed: Killed) -> None:
    assert killed.afresh == ("welcome", 0)


def test_the_dashboards_listen_on_this_machine_only(again: Evening) -> None:
    voila = again.child("afterwave.launch.voila")
    listening = {
        one.laddr.ip
        for process in (voila, *voila.children())
        for one in process.net_connections("tcp")
        if one.status == psutil.CONN_LISTEN
    }
    assert listening == {"127.0.0.1"}


def test_a_server_that_is_killed_comes_back_at_the_same_address(again: Evening) -> None:
    first = again.child("serve")
    first.kill()
    until(lambda: gone([first]) and healthy(again))


def test_polling_alone_has_one_step_for_each_poll_of_a_file_of_one_s_own(tmp_path: Path) -> None:
    file, database = tmp_path / "mine.yaml", tmp_path / "session.sqlite"
    file.write_text(
        "tea:\n  kind: pick-one\n  question: Which tea?\n  options: [{id: green, label: Green}, {id: black, label: "
        "Black}]\n"
    )
    with (
        evening(database, "--file", str(file), command="poll") as running,
        urllib.request.urlopen(f"{running.addresses['participants']}poll/tea") as page,
    ):
        assert "Which tea?" in page.read().decode()
