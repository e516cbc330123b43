"""A program of ours is told by us when to end, and by no key that was pressed in the terminal; what it wrote goes with
it, and nothing else.
"""

from __future__ import annotations

import errno
import io
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from afterwave.launch import children, jobs, voila
from afterwave.poll.errors import DatabaseAway
from afterwave.refusals import NoProgram
from ending import ended


def test_ctrl_and_c_in_a_terminal_reach_no_child_on_either_system() -> None:
    assert children.popen_options("linux") == children.popen_options("darwin") == {"start_new_session": True}
    windows = children.popen_options("win32")
    assert windows == {"creationflags": getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 512)}


STARTS = [lambda: children.Child("one", [], env={}).start(), lambda: jobs.Job([], env={})]


@pytest.mark.parametrize("start", STARTS)
def test_whatever_we_start_is_started_apart(start: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> None:
    def popen(_call: list[str], **how: object) -> None:
        raise InterruptedError(how["creationflags"])

    monkeypatch.setattr(children, "popen_options", lambda: {"creationflags": 512})
    monkeypatch.setattr(subprocess, "Popen", popen)
    with pytest.raises(NoProgram, match="512"):
        start()


@pytest.mark.parametrize("start", STARTS)
def test_a_machine_that_starts_no_more_programs_is_said_in_a_sentence(
    start: Callable[[], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    def popen(*_: object, **_how: object) -> None:
        raise OSError(errno.ENOMEM, "Cannot allocate memory")

    monkeypatch.setattr(subprocess, "Popen", popen)
    with pytest.raises(NoProgram, match=r"cannot start another program now \(Cannot allocate memory\)"):
        start()


def test_a_child_that_ends_without_hearing_us_out_is_said_not_to_have_started() -> None:
    more_than_a_pipe_holds = {"words": "x" * 1_000_000}
    with pytest.raises(children.ChildFailed):
        children.Child("one", ["-c", "pass"], env={}, hello=more_than_a_pipe_holds).start()


def test_a_child_that_is_not_ready_in_time_is_said_to_be_late_and_not_to_have_told_why(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(children, "READY_WITHIN", 0.1)
    late = children.Child("one", ["-c", "input()"], env={})
    with pytest.raises(children.ChildLate, match="was not ready in time; this computer is very busy"):
        late.start()
    assert not late.alive


WAITS = """
import sys, threading, time, traceback
from afterwave.cli import serve
waits = threading.Thread(target=serve._until_closed, args=(print,), daemon=True)
waits.start()
while "_until_closed" not in str(traceback.extract_stack(sys._current_frames()[waits.ident])):
    time.sleep(0.01)
"""


def test_a_program_that_ends_before_its_holder_lets_go_ends_well() -> None:
    call = [sys.executable, "-c", WAITS]
    with ended(subprocess.Popen(call, stdin=subprocess.PIPE, stderr=subprocess.PIPE)) as program:
        code = program.wait(60)
        assert (code, program.stderr and program.stderr.read()) == (0, b"")


def test_a_voila_that_is_started_again_takes_nothing_of_others_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The one before it deleted the folder that TMPDIR names, and Python then falls back to the system's own.
    system, scratch = tmp_path / "system", tmp_path / "system/afterwave-gone"
    system.mkdir()
    (system / "letter").write_text("dear")
    written: list[bool] = []

    class App:
        log, port, ioloop = SimpleNamespace(handlers=[]), 1, SimpleNamespace(add_callback=lambda _: None, stop=None)
        spoken: dict[str, str]

        def __init__(self, config: object) -> None: ...

        def initialize(self, argv: list[str]) -> None: ...

        def start(self) -> None:
            written.append(Path(tempfile.mkdtemp()).parent == scratch)

    for name, fake in {
        "LocalVoila": App,
        "config_for": lambda *_: None,
        "IOLoop": SimpleNamespace(current=lambda: App.ioloop),
    }.items():
        monkeypatch.setattr(voila, name, fake)
    hello = json.dumps({"scratch": str(scratch), "language": {}})
    monkeypatch.setattr(sys, "stdin", io.StringIO(hello + "\n"))
    monkeypatch.setattr(tempfile, "tempdir", str(system))
    monkeypatch.setattr(voila, "in_a_sentence", lambda *_: None)
    monkeypatch.chdir(tmp_path)
    voila.main()
    assert written == [True]
    assert [path.name for path in system.iterdir()] == ["letter"]


def test_what_cannot_be_noted_of_a_command_is_told_and_the_command_goes_on() -> None:
    def ready(_facts: dict[str, Any]) -> None:
        raise DatabaseAway("its disk is full; make room on it first")

    job = jobs.Job(["--version"], env={}, ready=ready)
    job._say('{"ready": 1}')
    job.stop()
    assert (job.facts, "its disk is full" in job.as_dict()["told"]) == ({"ready": 1}, True)
