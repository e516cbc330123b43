"""Commands that run in the tests' own process need not read the kit's workshop anew each time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kit_workshop import read_once


@pytest.fixture(scope="session", autouse=True)
def _read_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("afterwave.launch.opening.load", read_once)
        yield
