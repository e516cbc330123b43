"""The colleague's door: one code, one device, two minutes, five tries in all; and nothing of either is left when it
ends.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from afterwave.session import colleague
from afterwave.session.audit import audit
from afterwave.session.colleague import SIGNALS, TRIES, WITHIN, Door, DoorState, digits
from afterwave.session.session import Session
from afterwave.session.tables import look


class Clock:
    """A clock that stands still until it is told."""

    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a look at a code take no time: what makes it slow is Python's own."""
    monkeypatch.setattr(colleague, "COST", 2)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def session(tmp_path: Path, clock: Clock) -> Iterator[Session]:
    tmp_path.chmod(0o700)
    made = Session.open(f"sqlite:///{tmp_path / 'session.sqlite'}")
    made.door = Door(made.store.engine, clock)
    yield made
    made.close()


def other(code: str, by: int = 1) -> str:
    return f"{(int(code) + by) % 10**8:08}"


def test_nobody_comes_in_before_the_console_opened_it(session: Session) -> None:
    assert [session.door.state(), session.door.enter("00000000"), session.door.knows(""), session.door.knows("x")] == [
        DoorState(),
        "",
        False,
        False,
    ]


def test_who_knows_the_code_gets_a_key_and_the_code_is_spent(session: Session) -> None:
    code = session.door.open()
    assert re.fullmatch("[0-9]{8}", code)
    key = session.door.enter(code)
    assert len(key) >= 43
    assert [session.door.knows(key), session.door.knows(key + "A"), session.door.knows(key[:-1])] == [
        True,
        False,
        False,
    ]
    assert [session.door.enter(code), session.door.state()] == ["", DoorState("in")]


def test_two_who_come_with_the_code_at_the_same_moment_are_one(session: Session) -> None:
    code, keys = session.door.open(), list[str]()
    crowd = [threading.Thread(target=lambda: keys.append(session.door.enter(code))) for _ in range(TRIES)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    assert [bool(key) for key in sorted(keys)] == [False] * (TRIES - 1) + [True]
    assert session.door.knows(max(keys))


@pytest.mark.parametrize(
    ("after", "good"), [(0.0, True), (WITHIN - 0.1, True), (WITHIN, False), (WITHIN + 3600, False), (-1.0, False)]
)
def test_a_code_is_good_for_two_minutes_by_a_clock_that_may_be_set(
    session: Session, clock: Clock, after: float, *, good: bool
) -> None:
    code = session.door.open()
    clock.now += after
    assert session.door.state().state == ("waiting" if good else "late")
    assert bool(session.door.enter(code)) is good


def test_five_wrong_codes_in_all_shut_it_even_for_the_right_one(session: Session) -> None:
    code = session.door.open()
    assert [session.door.enter(other(code, by)) for by in range(1, TRIES + 1)] == [""] * TRIES
    assert [session.door.enter(code), session.door.state().state] == ["", "guessed"]
    again = session.door.open()
    assert session.door.enter(again)


def test_a_colleague_may_mistype_four_times(session: Session) -> None:
    code = session.door.open()
    for by in range(1, TRIES):
        assert not session.door.enter(other(code, by))
    assert session.door.enter(code)


def test_guesses_at_the_same_moment_are_no_more_than_five(session: Session) -> None:
    code, looked = session.door.open(), list[str]()
    crowd = [
        threading.Thread(target=lambda by=by: looked.append(session.door.enter(other(code, by)))) for by in range(1, 13)
    ]  # a default binds it
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    with session.store.engine.connect() as connection:
        assert connection.execute(text("SELECT tries, code IS NULL FROM colleague")).one() == (TRIES, 1)
    assert not session.door.enter(code)


@pytest.mark.parametrize("ends", ["end", "open", "evening", "destroy"])
def test_a_key_holds_no_power_after_the_end(session: Session, ends: str) -> None:
    key = session.door.enter(session.door.open())
    {"end": session.door.end, "open": session.door.open, "evening": session.end, "destroy": session.destroy}[ends]()
    session.door.signal(key, "pause", on=True)
    assert [session.door.knows(key), session.door.state().signals] == [False, ()]
    if ends == "evening":
        session.resume()
        assert not session.door.knows(key)


def test_a_signal_stands_until_it_is_put_away_or_taken_back(session: Session) -> None:
    key = session.door.enter(session.door.open())
    for signal in SIGNALS:
        session.door.signal(key, signal, on=True)
    session.door.signal("guessed", "pause", on=False)
    assert session.door.state().signals == SIGNALS
    session.door.put_away("slower")
    session.door.signal(key, "outside", on=False)
    assert session.door.state().signals == ("pause",)


def test_the_database_holds_neither_code_nor_key_and_says_nothing_of_who_when_or_where(
    session: Session, tmp_path: Path
) -> None:
    code = session.door.open()
    key = session.door.enter(code)
    session.door.signal(key, "outside", on=True)
    told = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert [code.encode() in told, key.encode() in told] == [False, False]
    with session.store.engine.connect() as connection:
        row = dict(connection.execute(text("SELECT * FROM colleague")).mappings().one())
    assert row.keys() == {"id", "salt", "code", "until", "tries", "key", *SIGNALS}
    assert [row["code"], row["until"] - 120, len(row["key"])] == [None, Clock.now, 32]


def test_the_audit_holds_while_it_is_open_and_knows_its_table(session: Session) -> None:
    rows = []
    for act in (session.door.open, lambda: session.door.enter(session.door.open()), session.door.end):
        act()
        found = audit(session.url)
        assert [promise for promise in found.promises if not promise.holds] == []
        rows.append(next(table.rows for table in look(session) if table.name == "colleague"))
    assert rows == [1, 1, 0]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("12345678", "12345678"),
        ("1234 5678", "12345678"),
        ("١٢٣٤٥٦٧٨", "12345678"),
        ("1234-5678\n", "12345678"),
        ("code", ""),
    ],
)
def test_a_code_may_be_typed_in_any_digits(typed: str, read: str) -> None:
    assert digits(typed) == read
