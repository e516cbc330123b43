"""What two programs do to one session in the same moment: neither undoes what the other did."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, event

from afterwave.session.moves import Row
from afterwave.session.session import Session
from enumeration import DATABASES
from postgres import Postgres

both = pytest.mark.parametrize("url", DATABASES, indirect=True)
Opened = Callable[[], Session]


@pytest.fixture
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 's.sqlite'}"
    server: Postgres = request.getfixturevalue("postgres")
    return server.database()


@pytest.fixture
def opened(url: str) -> Iterator[Opened]:
    """Give what opens the session once more, as each program does."""
    sessions: list[Session] = []

    def another() -> Session:
        sessions.append(Session.open(url, first="tea"))
        return sessions[-1]

    yield another
    for session in sessions:
        session.close()


@both
def test_of_two_moves_in_the_same_moment_none_is_lost(opened: Opened) -> None:
    leads, helps = opened(), opened()
    looked = threading.Event()

    def slowly(old: Row, _now: float) -> dict[str, Any]:
        looked.set()
        time.sleep(0.3)  # for the other one, who writes meanwhile where nothing stands in the way
        return {"skipped": ["brewing"], "calm": old["calm"]}

    with ThreadPoolExecutor() as people:
        first = people.submit(leads._change, slowly)
        assert looked.wait(10)
        helps.soften(on=True)
        first.result()
    state = leads.state()
    assert (state.skipped, state.calm) == (("brewing",), True)


@both
def test_two_programs_that_find_a_forgotten_session_both_begin_it(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    sessions = [opened(), opened()]
    sessions[0].destroy()
    together, begin = threading.Barrier(2), Session._stand_anew

    def stand_anew(session: Session, connection: Connection, *, ended: bool) -> None:
        with suppress(threading.BrokenBarrierError):  # where one keeps the other from coming so far
            together.wait(0.3)
        begin(session, connection, ended=ended)

    monkeypatch.setattr(Session, "_stand_anew", stand_anew)
    with ThreadPoolExecutor() as people:
        assert [state.section for state in people.map(Session.state, sessions)] == ["tea", "tea"]


@both
def test_of_two_consoles_that_let_a_colleague_in_at_once_the_later_one_does(opened: Opened) -> None:
    consoles = [opened(), opened()]
    together = threading.Barrier(2)

    def wait(*_: object) -> None:
        with suppress(threading.BrokenBarrierError):  # where one keeps the other from coming so far
            together.wait(0.3)

    for console in consoles:
        event.listen(console.store.engine, "after_cursor_execute", wait)
    with ThreadPoolExecutor() as people:
        codes = list(people.map(lambda console: console.door.open(), consoles))
    assert [bool(opened().door.enter(code)) for code in codes].count(True) == 1


@both
def test_nobody_waits_while_slips_are_drawn(opened: Opened) -> None:
    prints, leads = opened(), opened()
    made = prints.store.slips(3, lambda _codes: leads.go("brewing", 1))
    assert leads.state().section == "brewing"
    for code in made:
        leads.store.check_slip(code)


@both
def test_slips_that_others_were_printed_meanwhile_are_drawn_once_more(opened: Opened) -> None:
    one, other = opened(), opened()
    drawn: list[tuple[str, ...]] = []

    def draw(codes: tuple[str, ...]) -> None:
        drawn.append(codes)
        if len(drawn) == 1:
            other.store.slips(5)

    made = one.store.slips(3, draw)
    assert ([*map(len, drawn)], made, one.store.slip_count()) == ([3, 3], drawn[1], 3)
    assert not {*drawn[0]} & {*made}
    for code in made:
        other.store.check_slip(code)
