"""What a program puts into the system's folder for what passes goes with it, at the latest when the next one begins."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from afterwave import temporary
from ending import ended

MAKES = "from afterwave import temporary; print(temporary.folder('paper'), flush=True); input()"

PRACTISES = (
    "from afterwave.presenter.environment import practice_database; print(practice_database(), flush=True); input()"
)


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder of the system's for what passes, and no other."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def aged(path: Path, seconds: float) -> None:
    """Let a file or folder be that old."""
    os.utime(path, (time.time() - seconds,) * 2)


def test_what_a_killed_program_left_is_swept_and_what_a_living_one_has_is_not(place: Path) -> None:
    env = {**os.environ, "TMPDIR": str(place)}
    call = [sys.executable, "-c", MAKES]
    with ended(subprocess.Popen(call, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE)) as other:
        assert other.stdout is not None
        made = Path(other.stdout.readline().decode().strip())
        (made / "slips.pdf").write_text("keys")
        aged(made / ".held", 1000)
        temporary.sweep()
        assert (made / "slips.pdf").exists()
        other.kill()
        other.wait()
        temporary.sweep()
        assert not made.exists()


def test_a_practice_goes_once_each_kernel_that_practised_in_it_was_killed(place: Path) -> None:
    call, env = [sys.executable, "-c", PRACTISES], {**os.environ, "TMPDIR": str(place)}
    with ended(subprocess.Popen(call, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE)) as kernel:
        assert kernel.stdout is not None
        made = Path(kernel.stdout.readline().decode().strip().removeprefix("sqlite:///")).parent
        (own,) = made.glob("*.practises")
        killed = made / "1.practises"
        killed.touch()

        def is_swept(*ages: float) -> bool:
            for lock, age in zip((own, killed), ages, strict=True):
                aged(lock, age)
            temporary.sweep()
            return not made.exists()

        assert not is_swept(1000, 1000)
        kernel.kill()
        kernel.wait()
        # A kernel that is only beginning has not taken its lock yet.
        assert not is_swept(1000, 0)
        assert is_swept(1000, 1000)


def test_a_folder_that_is_only_being_made_or_is_another_versions_is_left_alone(place: Path) -> None:
    new, bare, old, used = (place / f"afterwave-{name}" for name in ("new", "bare", "old", "used"))
    for folder in (new, bare, old, used, place / "other"):
        folder.mkdir()
    (new / ".held").touch()
    (old / "profile_default").mkdir()  # a kernel that ended late
    (used / "session.sqlite").touch()
    for folder in (old, used, place / "other"):
        aged(folder, 100_000)
    temporary.sweep()
    assert sorted(path.name for path in place.iterdir()) == [
        "afterwave-bare",
        "afterwave-new",
        "afterwave-used",
        "other",
    ]


def test_a_link_is_no_folder_of_ours(place: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("letters")
    (elsewhere / "letter").write_text("dear")
    (place / "afterwave-link").symlink_to(elsewhere)
    aged(elsewhere, 100_000)
    temporary.sweep()
    assert (elsewhere / "letter").exists()


def test_a_folder_that_is_cleared_is_gone_at_once_and_can_be_cleared_again() -> None:
    made = temporary.folder()
    (made / "a").write_text("b")
    temporary.clear(made)
    assert not made.exists()
    temporary.clear(made)
