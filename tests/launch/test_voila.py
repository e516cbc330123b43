"""Voilà ends when it is let go of, however early that is."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from afterwave.launch.evening import Notebooks
from kit_workshop import kit_workshop


@pytest.fixture
def notebooks() -> Iterator[Notebooks]:
    prepared = Notebooks(kit_workshop(), {}, warm=("home.ipynb",))
    yield prepared
    prepared.stop()


def test_it_ends_where_it_was_let_go_of_before_it_began_to_listen(notebooks: Notebooks) -> None:
    child = notebooks.child
    done = subprocess.run(
        [sys.executable, *child._args],
        input=f"{json.dumps(child._hello)}\n",
        env={**os.environ, **child._env},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
