"""The room that a notebook wakes up in, as its environment tells it."""

from __future__ import annotations

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


def test_a_dashboard_asked_to_practise_leaves_the_evening_alone(tmp_path: Path) -> None:
    room = open_environment({**HERE, "QUERY_STRING": "practice=1", DATABASE: f"sqlite:///{tmp_path / 's.sqlite'}"})
    with closing(room.session):
        assert (room.address, room.practice) == ("", True)
    assert list(tmp_path.iterdir()) == []
