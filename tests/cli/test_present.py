"""`afterwave present` starts everything, ends everything, and goes on after whatever ended it."""

from __future__ import annotations

import signal
import urllib.error
import urllib.request
from pathlib import Path

import psutil
import pytest

from afterwave.session.session import Session
from evening_process import Evening, evening, until


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "session.sqlite"


def healthy(running: Evening) -> bool:
    try:
        with urllib.request.urlopen(f"{running.addresses['participants']}healthz", timeout=30) as answer:
            return answer.status == 200
    except OSError:
        return False


def gone(family: list[psutil.Process]) -> bool:
    return not any(one.is_running() and one.status() != psutil.STATUS_ZOMBIE for one in family)


def test_one_line_of_json_tells_where_everything_is(database: Path) -> None:
    with evening(database) as running:
        assert sorted(running.addresses) == ["database", "facilitator", "participants", "presenter"]
        assert running.addresses["database"] == f"sqlite:///{database}"
        assert running.addresses["presenter"].startswith("http://127.0.0.1:")
        assert healthy(running)


def test_a_tab_of_an_earlier_evening_says_nothing_on_the_terminal(database: Path, tmp_path: Path) -> None:
    log = tmp_path / "stderr.txt"
    with evening(database, log=log) as running:
        stale = running.addresses["presenter"].split("/voila/")[0] + "/api/kernels/of-an-earlier-evening"
        with pytest.raises(urllib.error.HTTPError):
            urllib.request.urlopen(stale, timeout=30)
        running.interrupt()
    assert "api/kernels" not in log.read_text()
    assert "Forbidden" not in log.read_text()


@pytest.mark.prove
def test_where_kernels_talk_over_tcp_they_are_encrypted_and_warn_of_nothing(database: Path, tmp_path: Path) -> None:
    # As on Windows, on macOS, and wherever the scratch folder's path is long.
    log, scratch = tmp_path / "log.txt", tmp_path / ("long" * 12)
    scratch.mkdir()
    with evening(database, log=log, TMPDIR=str(scratch)) as running:
        with urllib.request.urlopen(running.addresses["presenter"], timeout=60) as answer:
            page = answer.read().decode()
        (keys,) = {("curve_publickey" in file.read_text(), '"transport": "tcp"' in file.read_text()) for file in scratch.rglob("kernel-*.json")}
        said = log.read_text()  # before the end, which may come in the middle of a kernel's first words
    assert "error when executing" not in page
    assert (said, keys) == ("", (True, True))


def test_ctrl_c_ends_every_process(database: Path) -> None:
    with evening(database) as running:
        family = running.family()
        assert running.interrupt() == 0
        assert len(family) >= 2
        until(lambda: gone(family))


def test_a_kill_leaves_nothing_running_and_the_session_goes_on(database: Path) -> None:
    with evening(database) as running:
        session = Session.open(running.addresses["database"])
        session.go("care", 1)
        session.close()
        family = running.family()
        running.process.send_signal(signal.SIGKILL)
        until(lambda: gone(family))
    with evening(database) as running:
        state = Session.open(running.addresses["database"]).state()
        assert (state.section, state.step) == ("care", 1)


def test_a_server_that_is_killed_comes_back_at_the_same_address(database: Path) -> None:
    with evening(database) as running:
        first = running.child("serve")
        first.kill()
        until(lambda: gone([first]) and healthy(running))


def test_new_begins_afresh(database: Path) -> None:
    session = Session.open(f"sqlite:///{database}")
    session.go("care", 1)
    session.close()
    with evening(database, "--new") as running:
        assert Session.open(running.addresses["database"]).state().section == "welcome"


def test_the_dashboards_listen_on_this_machine_only(database: Path) -> None:
    with evening(database) as running:
        voila = running.child("afterwave.launch.voila")
        listening = {one.laddr.ip for process in (voila, *voila.children()) for one in process.net_connections("tcp") if one.status == psutil.CONN_LISTEN}
        assert listening == {"127.0.0.1"}


def test_polling_alone_has_one_step_for_each_poll_of_a_file_of_one_s_own(database: Path, tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text("tea:\n  kind: pick-one\n  question: Which tea?\n  options: [{id: green, label: Green}, {id: black, label: Black}]\n")
    with evening(database, "--file", str(file), command="poll") as running, urllib.request.urlopen(f"{running.addresses['participants']}poll/tea") as page:
        assert "Which tea?" in page.read().decode()
