"""A store on a database of its own, polls of each kind, and ballots with tickets that the store issued."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from afterwave.content.polls import Poll
from afterwave.poll import tickets
from afterwave.poll.ballot import Ballot, cast
from afterwave.poll.engine import connect
from afterwave.poll.store import Store

Cast = Callable[..., Ballot]


def poll(kind: str, *options: str) -> Poll:
    """Return a poll named like its kind."""
    return Poll.model_validate(
        {
            "id": kind,
            "kind": kind,
            "question": "?",
            "options": [{"id": option, "label": option.title()} for option in options],
        }
    )


@pytest.fixture(scope="session")
def care() -> Poll:
    return poll("pick-any", "hold", "words", "warmth")


@pytest.fixture(scope="session")
def moment() -> Poll:
    return poll("pick-one", "tea", "walk", "music")


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'session.sqlite'}"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "session.sqlite"


@pytest.fixture
def opened(url: str) -> Iterator[Callable[[], Store]]:
    """Return a way to open one more store on the same database; all are closed in the end."""
    stores = []

    def another() -> Store:
        stores.append(Store(connect(url)))
        stores[-1].prepare()
        return stores[-1]

    yield another
    for store in stores:
        store.engine.dispose()


@pytest.fixture
def store(opened: Callable[[], Store]) -> Store:
    return opened()


@pytest.fixture
def fresh(store: Store) -> Cast:
    """Return a way to cast a ballot on a new ticket."""
    return lambda asked, *options: cast(asked, tickets.issue(store.ticket_key, asked.id), options)
