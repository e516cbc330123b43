"""Output that cannot write every letter loses the QR code, not the evening."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from afterwave.launch.terminal import qr_code
from content_folder import FILES, written
from ending import ended
from enumeration import daily

NARROW = {
    "cp1252": {"PYTHONIOENCODING": "cp1252"},
    "ascii": {"PYTHONIOENCODING": "ascii"},
    "POSIX": {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
}


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "latin-1", None])
def test_where_blocks_cannot_be_written_the_address_stands_alone(encoding: str | None) -> None:
    words = qr_code("http://192.168.1.20:8000/", encoding)
    assert "http://192.168.1.20:8000/" in words
    words.encode(encoding or "ascii")


def test_elsewhere_it_is_drawn() -> None:
    assert "█" in qr_code("http://192.168.1.20:8000/", "utf-8")


@pytest.mark.parametrize("how", daily(NARROW, ["ascii"]))
def test_words_in_arabic_end_no_command(tmp_path: Path, how: str) -> None:
    folder = written(
        tmp_path / "content", FILES | {"en/brewing.md": FILES["en/brewing.md"].replace("title: ", "title: مساء ", 1)}
    )
    url = f"sqlite:///{tmp_path / 's.sqlite'}"
    code = (
        "import sys; from afterwave.launch.terminal import lenient; lenient(); "
        f"print({'مساء 🫖'!a}); print({'مساء'!a}, file=sys.stderr)"
    )
    env = {name: value for name, value in os.environ.items() if name not in {"LC_ALL", "PYTHONUTF8"}} | NARROW[how]
    calls = [
        ["-c", code],
        ["-m", "afterwave", "poll", "status", "مساء", "--content", str(folder.path), "--database", url],
    ]
    done = [subprocess.run([sys.executable, *call], capture_output=True, check=False, env=env) for call in calls]
    assert [one.returncode for one in done] == [0, 1]
    assert [one.stderr for one in done if b"Traceback" in one.stderr] == []


@pytest.mark.prove
@pytest.mark.parametrize("how", ["cp1252", "POSIX"])
def test_an_evening_begins_where_the_qr_code_cannot_be_written(tmp_path: Path, how: str) -> None:
    env = {name: value for name, value in os.environ.items() if name not in {"LC_ALL", "PYTHONUTF8"}} | NARROW[how]
    call = [
        sys.executable,
        "-m",
        "afterwave",
        "present",
        "--no-browser",
        "--host",
        "127.0.0.1",
        "--database",
        f"sqlite:///{tmp_path / 's.sqlite'}",
    ]
    with ended(subprocess.Popen(call, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, env=env)) as running:
        said = b"".join(_until(running, b"Leave this window"))
    assert b"cannot draw a QR code" in said


def _until(running: subprocess.Popen[bytes], last: bytes) -> list[bytes]:
    lines = []
    assert running.stdout
    for line in running.stdout:
        lines.append(line)
        if last in line:
            break
    return lines
