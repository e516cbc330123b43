"""What is written for the facilitator, and when it changes, is the facilitator's own business: no other account of the
machine learns of it.
"""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from afterwave.cli.main import app
from afterwave.files import new_file
from afterwave.poll import tickets
from afterwave.poll.ballot import cast
from afterwave.refusals import CannotWrite
from afterwave.session.home import default_database
from afterwave.session.session import Session
from kit_workshop import kit_workshop

OUTPUTS = {
    "slips.pdf": ["print", "slips", "--count", "2", "--address", "http://192.168.1.20:8000/"],
    "run-sheet.pdf": ["print", "run-sheet"],
    "summary.pdf": ["print", "summary"],
    "summary.md": ["print", "summary"],
    "pictures.json": ["forget", "--yes"],
}


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where the data folder of this account is."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.delenv("AFTERWAVE_DATABASE", raising=False)
    return tmp_path / "data" / "afterwave"


@pytest.mark.skipif(sys.platform != "linux", reason="where the data folder is, is told in another way")
@pytest.mark.parametrize("before", [None, 0o755, 0o777])
def test_the_data_folder_is_its_owner_s_alone_also_where_it_was_there_before(home: Path, before: int | None) -> None:
    if before is not None:
        home.mkdir(parents=True)
        home.chmod(before)
    default_database()
    assert mode(home) == 0o700


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can become somebody else")
def test_another_account_cannot_see_that_a_session_changes(home: Path, tmp_path: Path) -> None:
    for folder in (tmp_path, *tmp_path.parents[:3]):
        if folder.stat().st_mode & 0o700 == 0o700 and folder != Path("/tmp"):  # noqa: S108 - where pytest works
            folder.chmod(folder.stat().st_mode | 0o011)
    home.parent.mkdir()
    home.parent.chmod(0o755)
    home.mkdir()
    home.chmod(0o755)
    Session.open(default_database()).close()
    asked = [
        subprocess.run(["stat", "-c", "%Y", path], user="nobody", capture_output=True, check=False).returncode
        for path in (home.parent, home / "session.sqlite")
    ]
    assert asked == [0, 1]


def test_whatever_is_written_is_its_owner_s_alone(tmp_path: Path) -> None:
    url, care = f"sqlite:///{tmp_path / 'session.sqlite'}", kit_workshop().poll("care")
    session = Session.open(url)
    session.store.open(care)
    session.store.commit([cast(care, tickets.issue(session.store.ticket_key, "care"), ["words"]) for _ in range(9)])
    session.store.close("care")
    session.store.reveal("care")
    session.close()
    before = os.umask(0)
    try:
        for name, call in OUTPUTS.items():
            more = [] if "run-sheet" in call else ["--database", url]
            result = CliRunner().invoke(app, [*call, *more, "--output", str(tmp_path / name)])
            assert result.exit_code == 0, result.output
    finally:
        os.umask(before)
    assert {name: mode(tmp_path / name) for name in OUTPUTS} == dict.fromkeys(OUTPUTS, 0o600)
    assert json.loads((tmp_path / "pictures.json").read_text())


def test_a_file_is_its_owner_s_alone_before_its_first_byte_is_there(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        with new_file(tmp_path / "slips.pdf"):
            found = [mode(path) for path in tmp_path.iterdir()]
    finally:
        os.umask(before)
    assert (set(found), mode(tmp_path / "slips.pdf")) == ({0o600}, 0o600)


def test_pictures_that_cannot_be_written_keep_the_session(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="nowhere"), new_file(tmp_path / "nowhere" / "pictures.json"):
        pytest.fail("there is no such folder")


def test_several_servers_of_one_person_on_a_hub_hold_an_evening_each(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("afterwave.session.home.user_data_path", lambda *_a, **_k: tmp_path)
    found = {}
    for name in ("", "group", "a/../b%41?"):
        monkeypatch.setenv("JUPYTERHUB_SERVER_NAME", name)
        found[name] = default_database()
        Session.open(found[name]).close()
    assert len(set(found.values())) == len(found)
    assert {path.name for path in tmp_path.glob("*.sqlite")} == {
        "session.sqlite",
        "session-group.sqlite",
        "session-a----b-41-.sqlite",
    }
