"""A program that is forked from what is warm is to its test what one is that begins on anybody's machine."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

import warm_programs
from evening_process import evening, listed, until
from room_process import RoomProcess, content

CALL = [sys.executable, "-m", "afterwave"]
pytestmark = [pytest.mark.prove, pytest.mark.skipif(not warm_programs.ABLE, reason="nothing is forked here")]


def told(*words: str, **env: str) -> tuple[int, str, str]:
    done = subprocess.run([*CALL, *words], capture_output=True, text=True, check=False, env={**os.environ, **env})
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(
    "words",
    [("--version",), ("poll", "--help"), ("poll", "open"), ("check", "nowhere"), ("no-such-verb",)],
    ids=" ".join,
)
def test_it_says_and_returns_what_a_cold_one_does(words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    warm = told(*words)
    monkeypatch.setattr(subprocess.Popen, "_execute_child", warm_programs.BEGUN)
    assert warm == told(*words)


def test_it_is_the_tests_own_child_and_ends_by_the_signal_that_it_is_sent(tmp_path: Path) -> None:
    for number, status in ((signal.SIGINT, 0), (signal.SIGTERM, 0), (signal.SIGKILL, -signal.SIGKILL)):
        room = RoomProcess(f"sqlite:///{tmp_path / 's.sqlite'}", content(tmp_path / "content"))
        seen = psutil.Process(room.process.pid)
        assert (seen.ppid(), warm_programs.PROCESS in seen.cmdline()) == (os.getpid(), True)
        room.process.send_signal(number)
        assert room._gone() == status
        assert not seen.is_running()


def test_it_has_no_descriptor_but_its_three(tmp_path: Path) -> None:
    """What a file that something else holds open would keep from ending, and a flood of phones from being counted."""
    room = RoomProcess(f"sqlite:///{tmp_path / 's.sqlite'}", content(tmp_path / "content"))
    held = [str(one.readlink()) for one in Path(f"/proc/{room.process.pid}/fd").iterdir()]
    room.stop()
    assert [one.partition(":")[0] for one in held if one.startswith("pipe:")] == ["pipe"]  # what it tells its test by
    assert sum(one.startswith("socket:") for one in held) <= 3  # its own two of the loop, and the one where it listens


@pytest.mark.parametrize("name", ["PYTHONPATH", "PYTHONIOENCODING", "LC_ALL", "LANG", "TZ"])
def test_what_python_reads_as_it_begins_makes_it_begin_cold(name: str) -> None:
    streams = [fd for pair in (os.pipe(), os.pipe()) for fd in pair]
    try:
        asked = [{**os.environ, name: "elsewhere"}, {**os.environ, "AFTERWAVE_DATABASE": "elsewhere"}]
        assert [warm_programs.warms([*CALL, "check"], env, streams[:3]) for env in asked] == [False, True]
    finally:
        for stream in streams:
            os.close(stream)


def test_its_folder_and_its_mask_are_those_of_who_starts_it(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        subprocess.run([*CALL, "new", "mine"], cwd=tmp_path, capture_output=True, check=True)
    finally:
        os.umask(before)
    assert (tmp_path / "mine" / "workshop.yaml").stat().st_mode & 0o777 == 0o640


def test_what_a_command_starts_begins_warm_too_is_its_own_child_and_ends_with_it(tmp_path: Path) -> None:
    with evening(tmp_path / "session.sqlite") as running:
        until(lambda: [one for one in running.family() if warm_programs.KERNEL in listed(one)])
        family = running.family()
        phones, voila, kernel = map(running.child, ("serve", warm_programs.VOILA, warm_programs.KERNEL))
        assert [phones.ppid(), voila.ppid(), kernel.ppid()] == [running.process.pid, running.process.pid, voila.pid]
        assert [warm_programs.PROCESS in one.cmdline() for one in (phones, voila, kernel)] == [True] * 3
        for one in (running.process, voila):  # so that nobody is left who would end the kernels
            one.kill()
        until(lambda: not any(one.is_running() and one.status() != psutil.STATUS_ZOMBIE for one in family))
