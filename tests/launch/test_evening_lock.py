"""A session has one evening at a time; whoever starts a second is told where the first one is, and nothing of it is
changed.
"""

from __future__ import annotations

import errno
import json
import os
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from afterwave.cli.main import app
from afterwave.launch.evening_lock import evening_pages, hold_evening
from afterwave.refusals import AlreadyRunning, AnotherRuns, StillStarting
from afterwave.session.session import Session

PAGES = {
    "presenter": "http://127.0.0.1:1/stage",
    "facilitator": "http://127.0.0.1:1/console",
    "participants": "http://192.168.1.20:8000/",
}


@pytest.fixture
def url(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path / 'session.sqlite'}"
    with closing(Session.open(url)) as session:
        session.go("care", 2)
        session.reached_at(8472)
    return url


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the pages that a command opens."""
    pages: list[str] = []
    monkeypatch.setattr("afterwave.cli.present.open_pages", lambda *addresses: pages.extend(addresses))
    return pages


@pytest.mark.parametrize("command", ["present", "poll"])
def test_a_second_evening_of_a_session_names_and_opens_the_pages_of_the_first(
    url: str, opened: list[str], command: str
) -> None:
    with hold_evening(url) as tell:
        tell(PAGES | {"database": url})
        told = CliRunner().invoke(app, [command, "--database", url, "--port", "8473"])
    assert (told.exit_code, opened) == (0, [PAGES["presenter"], PAGES["facilitator"]])
    assert [page for page in PAGES.values() if page not in told.stdout] == []
    assert "This session runs already" in told.stdout
    with closing(Session.open(url)) as session:
        assert (session.state().port, session.state().section, session.state().step) == (8472, "care", 2)


def test_a_script_gets_the_pages_of_the_first_and_that_it_runs_already(url: str, opened: list[str]) -> None:
    with hold_evening(url) as tell:
        tell(PAGES | {"database": url})
        told = CliRunner().invoke(app, ["present", "--json", "--no-browser", "--database", url])
    assert (json.loads(told.stdout), opened) == (PAGES | {"database": url, "already": True}, [])
    assert "This session runs already" in told.stderr


@pytest.mark.parametrize("command", ["present", "poll"])
@pytest.mark.parametrize(("option", "named"), [("--content", "another"), ("--language", "es")])
def test_what_was_named_and_is_not_what_runs_is_refused_and_nothing_is_opened(
    url: str, opened: list[str], command: str, option: str, named: str
) -> None:
    with hold_evening(url) as tell:
        tell(PAGES | {"database": url, "content": "/some/folder", "language": "en"})
        refused = CliRunner().invoke(app, [command, "--json", "--database", url, option, named])
    assert isinstance(refused.exception, AnotherRuns)
    assert "/some/folder, in the language en. What you named was not used" in str(refused.exception)
    assert (opened, refused.stdout) == ([], "")


def test_who_names_what_runs_gets_its_pages(url: str, opened: list[str], tmp_path: Path) -> None:
    with hold_evening(url) as tell:
        tell(PAGES | {"database": url, "content": str(tmp_path.resolve()), "language": "en"})
        assert evening_pages(url) == PAGES | {"database": url}
        told = CliRunner().invoke(app, ["present", "--database", url, "--content", f"{tmp_path}/.", "--language", "en"])
    assert (told.exit_code, len(opened)) == (0, 2)


def test_an_evening_of_an_older_kit_says_not_what_it_shows_and_gives_its_pages(url: str, opened: list[str]) -> None:
    with hold_evening(url) as tell:
        tell(PAGES | {"database": url})
        told = CliRunner().invoke(app, ["present", "--database", url, "--content", "another"])
    assert (told.exit_code, len(opened)) == (0, 2)


def test_a_new_session_is_not_begun_under_a_running_evening(url: str) -> None:
    with hold_evening(url) as tell:
        tell(PAGES | {"database": url})
        refused = CliRunner().invoke(app, ["present", "--new", "--database", url])
    assert isinstance(refused.exception, AlreadyRunning)
    with closing(Session.open(url)) as session:
        assert session.state().section == "care"


def test_an_evening_that_is_only_just_starting_is_not_started_twice(url: str) -> None:
    """Nor is anybody told to end it."""
    with hold_evening(url):
        refused = CliRunner().invoke(app, ["present", "--no-browser", "--database", url])
        with pytest.raises(StillStarting), hold_evening(url):
            pass
    assert isinstance(refused.exception, StillStarting)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_where_the_pages_are_is_for_the_owner_alone_and_goes_with_the_evening(url: str, tmp_path: Path) -> None:
    with hold_evening(url) as tell:
        tell(PAGES)
        assert stat.S_IMODE((tmp_path / "session.sqlite.evening").stat().st_mode) == 0o600
        assert evening_pages(url) == PAGES
    assert (evening_pages(url), (tmp_path / "session.sqlite.evening").exists()) == (None, False)


def test_an_evening_that_is_told_to_end_leaves_nothing_of_where_it_was(url: str, tmp_path: Path) -> None:
    def ends() -> None:
        with hold_evening(url) as tell:
            tell(PAGES)
            raise SystemExit

    with pytest.raises(SystemExit):
        ends()
    assert (evening_pages(url), (tmp_path / "session.sqlite.evening").exists()) == (None, False)


def test_an_evening_that_was_killed_is_no_longer_running(url: str) -> None:
    code = (
        f"import os, signal\nfrom afterwave.launch.evening_lock import hold_evening\n"
        f"with hold_evening({url!r}) as tell:\n    tell({{'a': 'b'}})\n    os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", code], check=False)
    assert evening_pages(url) is None
    with hold_evening(url) as tell:
        tell(PAGES)
        assert evening_pages(url) == PAGES


def test_a_folder_that_cannot_be_written_keeps_nobody_from_an_evening(tmp_path: Path) -> None:
    with hold_evening(f"sqlite:///{tmp_path / 'no' / 'folder' / 'session.sqlite'}") as tell:
        tell(PAGES)


def test_a_disk_without_a_free_block_keeps_nobody_from_an_evening(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with hold_evening(url) as tell:
        with monkeypatch.context() as disk:
            disk.setattr(os, "write", full)
            tell(PAGES)
        assert evening_pages(url) == {}
    assert evening_pages(url) is None
