"""The room that a notebook wakes up in, as its environment tells it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest

from afterwave.presenter.environment import open_environment
from afterwave.session.home import BESIDE, DATABASE, PARTICIPANTS

HERE = {
    BESIDE: "/user/ana/afterwave/",
    "VOILA_REQUEST_URL": "https://hub.example/user/ana/voila/render/presenter.ipynb?token=1#x",
}
NAMED = "https://named.example/"


@pytest.mark.parametrize(
    ("env", "address"),
    [
        (HERE, "https://hub.example/user/ana/afterwave/"),
        ({**HERE, PARTICIPANTS: NAMED}, NAMED),
        ({BESIDE: HERE[BESIDE]}, ""),
        ({"VOILA_REQUEST_URL": HERE["VOILA_REQUEST_URL"]}, ""),
    ],
    ids=["asked for at the hub", "named", "in JupyterLab", "nothing beside it"],
)
def test_where_nobody_knows_the_public_address_the_facilitators_browser_does(
    tmp_path: Path, env: Mapping[str, str], address: str
) -> None:
    room = open_environment({**env, DATABASE: f"sqlite:///{tmp_path / 's.sqlite'}"})
    with closing(room.session):
        assert (room.address, room.practice) == (address, False)


def test_a_notebook_that_practises_leads_no_phones() -> None:
    room = open_environment(HERE)
    with closing(room.session):
        assert (room.address, room.practice) == ("", True)


PRACTISES = """
import sys
from afterwave.presenter.environment import practice_database
print(practice_database(), flush=True)
sys.stdin.readline()
"""


@pytest.mark.prove
def test_the_practice_folder_goes_with_the_last_kernel_that_practises_in_it(tmp_path: Path) -> None:
    env = {**os.environ, "TMPDIR": str(tmp_path), "TEMP": str(tmp_path)}
    call = [sys.executable, "-c", PRACTISES]
    kernels = [
        subprocess.Popen(call, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(3)
    ]
    there = {kernel.stdout.readline() for kernel in kernels if kernel.stdout}
    left = []
    for kernel in kernels:
        if kernel is kernels[1]:
            kernel.kill()  # it can let go of nothing
        kernel.communicate()
        left.append(len(list(tmp_path.glob("afterwave-practice-*"))))
    assert (len(there), left) == (1, [1, 1, 0])


SWEPT = """
import os
opened, left = os.open, ["once"]
def swept(path, *how, **more):
    if str(path).endswith(".practises") and left:
        raise FileNotFoundError(left.pop())
    return opened(path, *how, **more)
os.open = swept
"""


def test_a_practice_begins_though_a_kernel_beside_it_swept_its_folder_away(tmp_path: Path) -> None:
    env = {**os.environ, "TMPDIR": str(tmp_path), "TEMP": str(tmp_path)}
    told = subprocess.run(
        [sys.executable, "-c", SWEPT + PRACTISES], env=env, input="", capture_output=True, text=True, check=False
    )
    assert (told.returncode, told.stdout.startswith("sqlite:///")) == (0, True), told.stderr


def test_who_practises_next_clears_away_what_a_killed_practice_left(tmp_path: Path) -> None:
    left = tmp_path / "afterwave-practice-1"
    left.mkdir()
    (left / "2.practises").touch()
    os.utime(left / "2.practises", (1, 1))
    call, env = [sys.executable, "-c", PRACTISES], {**os.environ, "TMPDIR": str(tmp_path), "TEMP": str(tmp_path)}
    subprocess.run(call, env=env, stdin=subprocess.DEVNULL, check=True, timeout=60)
    assert not left.exists()


def test_a_dashboard_asked_to_practise_leaves_the_evening_alone(tmp_path: Path) -> None:
    room = open_environment({**HERE, "QUERY_STRING": "practice=1", DATABASE: f"sqlite:///{tmp_path / 's.sqlite'}"})
    with closing(room.session):
        assert (room.address, room.practice) == ("", True)
    assert list(tmp_path.iterdir()) == []
