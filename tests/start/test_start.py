"""The double click on Linux and macOS: set up once, in the folder alone, and opened from then on."""

from __future__ import annotations

import errno
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import TextIO

import pytest

from docs_text import ROOT


def start(folder: Path, script: str = "start.sh", **env: str) -> subprocess.CompletedProcess[str]:
    """Start the kit from another folder, with this Python first on the path, and wait until it ends."""
    path = os.pathsep.join([str(Path(sys.executable).parent), "/usr/bin", "/bin"])
    call = ["sh", str(folder / script)]
    return subprocess.run(
        call,
        cwd="/",
        env={**os.environ, "PATH": path, **env},
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


@pytest.mark.prove
def test_a_start_sets_up_once_in_its_folder_and_opens_from_then_on(unpacked: Path) -> None:
    # An environment is made, with pip in it.
    venv = unpacked / ".afterwave/venv"
    first = start(unpacked)
    assert "Setting up" in first.stdout, first.stderr
    assert f"OPENED ['{opens()}']" in first.stdout, first.stdout + first.stderr
    assert str(venv) in first.stdout
    second = start(unpacked, "Start.command")
    assert ("Setting up" in second.stdout, "OPENED" in second.stdout) == (False, True)

    assert "OPENED" in start(unpacked.rename(unpacked.with_name("elsewhere"))).stdout


def begin_of(folder: Path) -> ModuleType:
    """Return the start's program as it stands in that folder."""
    spec = importlib.util.spec_from_file_location("begin", folder / "share/start/start.py")
    assert spec is not None
    assert spec.loader is not None
    begin = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(begin)
    return begin


def pretend_venv(folder: Path) -> Path:
    """Put this Python where the kit's own would be, and return it."""
    python = folder / ".afterwave/venv/bin/python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    python.chmod(0o755)
    return python


def test_a_half_made_setup_is_never_taken_for_a_ready_one(unpacked: Path) -> None:
    begin, python = begin_of(unpacked), pretend_venv(unpacked)
    assert not begin.is_ready()  # no note yet: it stopped in the middle
    begin.READY.write_text(begin.fingerprint(python))
    assert begin.is_ready()
    (unpacked / "constraints.txt").write_text("tinything==1.1\n")  # a newer kit was unpacked over it
    assert not begin.is_ready()
    begin.READY.write_text(begin.fingerprint(python))
    python.unlink()
    assert not begin.is_ready()
    begin.READY.write_text("")
    assert not begin.is_ready()


def test_a_second_start_waits_for_the_first_and_sets_nothing_up(
    unpacked: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    begin, python = begin_of(unpacked), pretend_venv(unpacked)
    done: list[str] = []
    monkeypatch.setattr(begin, "set_up", lambda: done.append("set up"))

    def opened(_arguments: list[str]) -> int:
        done.append("opened")
        return 0

    monkeypatch.setattr(begin, "open_kit", opened)
    first = os.open(unpacked / ".afterwave/lock", os.O_RDWR | os.O_CREAT)
    assert begin.locked(first)

    def end(_seconds: float) -> None:
        begin.READY.write_text(begin.fingerprint(python))
        os.close(first)

    with monkeypatch.context() as waiting:
        waiting.setattr(begin.time, "sleep", end)
        assert begin.main([]) == 0
    assert done == ["opened"]
    assert "This one waits" in capsys.readouterr().out


def test_a_download_that_breaks_off_is_tried_again_with_what_has_arrived(
    unpacked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin = begin_of(unpacked)
    shutil.rmtree(unpacked / "packages")
    begin.MADE.mkdir()
    calls: list[list[str]] = []

    def third_time_lucky(call: list[str], *_: object) -> int:
        calls.append(call)
        return int(len(calls) < 3)

    monkeypatch.setattr(begin, "_run", third_time_lucky)
    begin.install(Path("python"))
    assert len(calls) == 3
    assert {call[call.index("--cache-dir") + 1] for call in calls} == {str(begin.MADE / "downloads")}


def test_a_kit_that_was_unpacked_in_part_is_not_set_up(unpacked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(unpacked / "src/afterwave/widgets")
    assert begin_of(unpacked).main([]) == 1
    assert parts()[0] in " ".join(capsys.readouterr().err.split())


def full(*_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("when", ["before", "while it is written", "while packages are put in their place"])
def test_a_full_disk_is_called_full_and_not_the_internet_missing(
    unpacked: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], when: str
) -> None:
    begin = begin_of(unpacked)
    shutil.rmtree(unpacked / "packages")
    asked: list[object] = []

    def pip(_call: object, log: TextIO, _progress: object) -> int:
        asked.append(
            log.write("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device")
        )
        return 1

    if when == "before":
        monkeypatch.setattr("shutil.disk_usage", lambda _folder: shutil._ntuple_diskusage(10**9, 10**9, 1000))
    monkeypatch.setattr(begin, "make_venv", full if when == "while it is written" else lambda: Path("python"))
    monkeypatch.setattr(begin, "_run", pip)
    assert begin.main([]) == 1
    assert "too little room on this disk" in capsys.readouterr().err
    assert len(asked) == (1 if when.endswith("place") else 0)  # once: the same would come of it


def test_a_folder_in_which_nothing_can_be_written_is_refused_in_words(
    unpacked: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    begin = begin_of(unpacked)

    def refused(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(begin.MADE))

    monkeypatch.setattr(begin.os, "open", refused)
    assert begin.main([]) == 1
    assert "Put it where you may write" in " ".join(capsys.readouterr().err.split())


class Counted:
    """Stands for the line that moves, and keeps what it is told."""

    def __init__(self) -> None:
        self.said: list[tuple[str, int]] = []

    def found(self, count: int) -> None:
        self.said.append(("found", count))

    def placing(self, count: int) -> None:
        self.said.append(("placing", count))


def test_what_pip_says_moves_a_line_that_counts_what_is_found_and_then_what_lies_in_its_place(
    unpacked: Path, tmp_path: Path
) -> None:
    begin_of(unpacked)  # which leads to the module beside it
    import progress  # noqa: PLC0415 - it lies on no path of the tests

    counted = Counted()
    said = ["Looking in links: file:///a%20stick", "Processing ./packages/a_b-1.0-py3-none-any.whl"]
    said += ["Collecting c>=2,<3 (from a-b)", "  Using cached c-2-py3-none-any.whl (1 kB)", "Collecting a-b"]
    said += ["Installing collected packages: c, a-b"]
    progress.told(iter(said), counted)
    assert counted.said == [("found", 1), ("found", 2), ("found", 2), ("placing", 2)]

    site = tmp_path / "venv/lib/python3.11/site-packages"
    (site / "pip-23.dist-info").mkdir(parents=True)
    line = progress.Progress(tmp_path / "venv")
    line.placing(2)
    assert line._placed() == "2 of 2. Packages in their place: 0 of 2"
    (site / "a-1.dist-info").mkdir()
    assert line._placed() == "2 of 2. Packages in their place: 1 of 2"


def test_packages_that_are_not_for_this_machine_are_refused_in_words(unpacked: Path) -> None:
    begin, python = begin_of(unpacked), pretend_venv(unpacked)
    (unpacked / "pyproject.toml").write_text('[project]\ndependencies = ["anotherthing"]\n')
    with pytest.raises(begin.CannotStart, match="not the ones for this system and this Python"):
        begin.install(python)


def test_a_slim_install_is_chosen_once_and_undone_with_a_word(unpacked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begin, python = begin_of(unpacked), pretend_venv(unpacked)
    (unpacked / "slim.txt").write_text("# a word\n-c constraints.txt\nslimthing\n")
    opened: list[list[str]] = []
    monkeypatch.setattr(begin, "set_up", lambda: begin.READY.write_text(begin.fingerprint(python)))

    def noted(arguments: list[str]) -> int:
        opened.append(arguments)
        return 0

    monkeypatch.setattr(begin, "open_kit", noted)
    wanted = []
    for words in (["--slim", "check"], [], ["--whole"]):
        assert begin.main(words) == 0
        assert begin.is_ready()
        wanted.append(begin.wanted())
    assert wanted == [["slimthing"], ["slimthing"], ["tinything"]]
    assert opened == [["check"], [], []]


def test_a_folder_of_packages_says_that_it_is_whole(unpacked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(unpacked / "src")
    assert begin_of(unpacked).main(["--slim"]) == 1
    assert "A folder of packages is whole" in capsys.readouterr().err


def opens() -> str:
    """Return the command that a start opens."""
    (found,) = re.findall(r'^OPENS = "(\w+)"$', (ROOT / "share/start/start.py").read_text("utf-8"), re.MULTILINE)
    return str(found)


def test_where_there_is_no_python_a_start_says_where_to_get_one(unpacked: Path, tmp_path: Path) -> None:
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("sh", "dirname", "uname"):
        (tools / name).symlink_to(str(shutil.which(name)))
    script = unpacked / "start.sh"
    script.write_text(
        re.sub(
            r"(?s)for python in .*?; do", 'for python in "${AFTERWAVE_PYTHON:-}" python3; do', script.read_text("utf-8")
        ),
        "utf-8",
    )
    done = start(unpacked, PATH=str(tools))
    assert (done.returncode, done.stderr) == (1, "")
    assert "sudo apt install python3 python3-venv" in done.stdout


def test_a_python_that_is_too_old_is_passed_by(unpacked: Path, tmp_path: Path) -> None:
    old = tmp_path / "python3"
    old.write_text("#!/bin/sh\nexit 3\n")
    old.chmod(0o755)
    env = {"PATH": os.pathsep.join([str(tmp_path), "/usr/bin", "/bin"]), "AFTERWAVE_PYTHON": str(old)}
    script = unpacked / "start.sh"
    script.write_text(
        re.sub(
            r"(?s)for python in .*?; do", 'for python in "${AFTERWAVE_PYTHON:-}" python3; do', script.read_text("utf-8")
        ),
        "utf-8",
    )
    done = start(unpacked, **env)
    assert (done.returncode, "finds none" in done.stdout) == (1, True)


def test_shellcheck_finds_nothing_in_the_scripts() -> None:
    checker = shutil.which("shellcheck", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
    if checker is None:
        pytest.skip("no shellcheck here")
    done = subprocess.run(
        [checker, "--shell=sh", str(ROOT / "start.sh"), str(ROOT / "Start.command")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == ""


def test_the_scripts_can_be_double_clicked() -> None:
    assert [
        name for name in ("start.sh", "Start.command", "Start.desktop") if not os.access(ROOT / name, os.X_OK)
    ] == []


def parts() -> list[str]:
    """Return what is said, in each language, where only a part of the kit lies there."""
    words = json.loads((ROOT / "share/start/words.json").read_text("utf-8"))
    (english,) = [one for one in words["es"] if one.startswith("Only a part")]
    return [english, *(words[language][english] for language in ("es", "ar"))]


def desktop_call(folder: Path, *where: str) -> list[str]:
    """Return what a file manager runs for Start.desktop, where it writes that file's place in this way."""
    (line,) = re.findall(r"^Exec=(.*)$", (folder / "Start.desktop").read_text("utf-8"), re.MULTILINE)
    read = line.replace("\\\\", "\\")  # a value's escapes are read first, and then the quotes
    (script,) = re.fullmatch(r'sh -c "(.*)" start %k', read).groups()  # type: ignore[union-attr]
    assert "%" not in script  # what a field's mark means inside quotes, each file manager knows for itself
    return ["sh", "-c", re.sub(r"\\(.)", r"\1", script), "start", *where]


@pytest.mark.parametrize("named", ["path", "address", "folder", "pieces", "nothing"])
def test_the_desktop_file_finds_the_script_beside_it(unpacked: Path, named: str) -> None:
    file = unpacked / "Start.desktop"
    places = {"path": [str(file)], "address": [file.as_uri()], "folder": [str(unpacked)], "nothing": []}
    where = (places | {"pieces": str(unpacked).split(" ")})[named]  # as PCManFM, which quotes no blanks
    (unpacked / "start.sh").write_text("echo HERE\n")
    call, inside = desktop_call(unpacked, *where), unpacked if named == "nothing" else "/"
    assert subprocess.run(call, cwd=inside, capture_output=True, text=True, check=False).stdout == "HERE\n"


def test_the_desktop_file_alone_says_in_every_language_that_the_rest_is_missing(unpacked: Path) -> None:
    (unpacked / "start.sh").unlink()
    call = desktop_call(unpacked, str(unpacked / "Start.desktop"))
    said = subprocess.run(call, cwd="/", capture_output=True, text=True, check=False, input="\n").stdout
    assert [part in said for part in parts()] == [True, True, True]


def test_a_desktop_file_that_is_told_nothing_of_its_place_says_another_way(unpacked: Path, tmp_path: Path) -> None:
    call = desktop_call(unpacked)  # as `gio launch` runs it from another folder
    said = subprocess.run(call, cwd=tmp_path, capture_output=True, text=True, check=False, input="\n").stdout
    assert "start start.sh there" in said


@pytest.mark.parametrize("script", ["start.sh", "Start.command", "release/bundled/start.sh"])
def test_a_script_alone_says_that_the_rest_is_missing_and_not_that_there_is_no_python(
    script: str, tmp_path: Path
) -> None:
    alone = Path(shutil.copy2(ROOT / script, tmp_path))
    call, said = ["sh", str(alone)], ""
    for language in ("en", "es", "ar"):
        env = {**os.environ, "LANG": "C.UTF-8", "AFTERWAVE_LANGUAGE": language}
        done = subprocess.run(call, env=env, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
        assert (done.returncode, done.stderr) == (1, "")
        said += done.stdout
    assert [part in said for part in parts()] == [True, True, True]


def test_a_file_manager_shows_the_desktop_file_by_a_name_that_begins_as_the_readme_calls_it(unpacked: Path) -> None:
    names = dict(re.findall(r"^Name(\S*)=(.*)$", (unpacked / "Start.desktop").read_text("utf-8"), re.MULTILINE))
    assert set(names) == {"", "[es]", "[ar]"}
    assert names[""].startswith("Start")


BATCH = (ROOT / "Start.bat").read_bytes()


def test_the_batch_file_is_ascii_with_the_line_ends_that_windows_needs_for_its_labels() -> None:
    assert BATCH.isascii()
    assert BATCH.count(b"\n") == BATCH.count(b"\r\n") > 0


def test_every_jump_of_the_batch_file_leads_somewhere_and_every_label_is_reached() -> None:
    text = BATCH.decode()
    labels, jumps = re.findall(r"^:(\w+)", text, re.MULTILINE), re.findall(r"goto (\w+)", text)
    assert set(labels) == set(jumps)
    assert len(labels) == len(set(labels))


def test_the_batch_file_never_reads_its_own_path_where_a_letter_could_be_an_order() -> None:
    text = "\n".join(line for line in BATCH.decode().splitlines() if not line.startswith("rem"))
    assert "DisableDelayedExpansion" in text  # an exclamation mark stays one
    assert re.findall(r".*%~dp0.*", text) == ['pushd "%~dp0"']  # quoted, and read once
    assert "call " not in text  # which reads its words a second time
    assert "%CD%" not in text.upper()
