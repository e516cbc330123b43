"""A small workshop, a room with a session of its own, and a page that says what a browser would."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from anywidget import AnyWidget

from afterwave.content.load import load
from afterwave.content.workshop import Workshop
from afterwave.presenter.environment import Environment
from afterwave.session.session import Session
from content_folder import FILES, written
from kit_workshop import read_once

MORE = """
:::{notes} about-the-cup
**Watch for.** Cold tea.
:::

:::{breathe} steam
Watch the steam rise.
:::
"""


@pytest.fixture(scope="session", autouse=True)
def _read_once() -> Iterator[None]:
    """Let rooms find the kit's own workshop read."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("afterwave.presenter.environment.load", read_once)
        yield


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written(tmp_path / "content", FILES | {"en/brewing.md": FILES["en/brewing.md"] + MORE}).path


@pytest.fixture
def workshop(folder: Path) -> Workshop:
    return load(folder)


@pytest.fixture
def room(workshop: Workshop, tmp_path: Path) -> Environment:
    session = Session.open(f"sqlite:///{tmp_path / 's.sqlite'}", first="brewing")
    return Environment(workshop, session, "http://192.168.1.20:8080/", practice=False)


@pytest.fixture
def hear() -> Callable[..., None]:
    """Return a function that gives a widget one message, as its page would send it."""

    def message(widget: AnyWidget, **facts: object) -> None:
        widget._handle_custom_msg(facts, [])

    return message


@pytest.fixture
def close(hear: Callable[..., None]) -> Callable[..., None]:
    """Return a function that closes a poll on a console, as its page does once the last call is over."""

    def closed(widget: AnyWidget, poll: str) -> None:
        hear(widget, last_call={"poll": poll, "on": True})
        hear(widget, close={"poll": poll, "at": widget.closing["at"]})

    return closed
