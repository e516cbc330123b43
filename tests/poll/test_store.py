from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from sqlalchemy import Table, event, text

from afterwave.content.polls import Poll
from afterwave.poll import tables, tickets
from afterwave.poll.ballot import Ballot
from afterwave.poll.counting import Outcome
from afterwave.poll.errors import DatabaseAway, NewerDatabase, StepBack, TooManyBallots, UnknownOption
from afterwave.poll.status import Status
from afterwave.poll.store import Store

Cast = Callable[..., Ballot]
COUNTED, AGAIN, CLOSED = Outcome.COUNTED, Outcome.AGAIN, Outcome.CLOSED


def rows(store: Store, table: Table) -> list[tuple[Any, ...]]:
    with store.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(table.select())]


def tally(store: Store, poll: Poll) -> dict[str, int]:
    return {option: count for name, option, _, count in rows(store, tables.tally) if name == poll.id}


def test_a_poll_that_was_never_opened_is_waiting(store: Store) -> None:
    assert (store.status("care"), store.statuses()) == (Status("care", "waiting"), {})


def test_opening_freezes_the_threshold_by_the_people_and_the_insiders(store: Store, care: Poll, moment: Poll) -> None:
    assert store.open(care) == Status("pick-any", "open", 0, None, 8, 2, None)
    assert store.open(moment, people=6, insiders=1) == Status("pick-one", "open", 0, 6, 6, 1, None)
    assert store.open(moment, people=40, insiders=2) == store.status("pick-one")
    assert list(store.statuses()) == ["pick-any", "pick-one"]


def test_only_one_or_two_insiders_can_be_thought_of(store: Store, care: Poll) -> None:
    with pytest.raises(ValueError, match="1 or 2"):
        store.open(care, insiders=3)


def test_each_ballot_raises_its_options_and_the_number_of_ballots(store: Store, care: Poll, fresh: Cast) -> None:
    store.open(care)
    outcomes = store.commit([fresh(care, "hold", "words"), fresh(care, "hold"), fresh(care)])
    assert (outcomes, tally(store, care)) == ([COUNTED] * 3, {"hold": 2, "words": 1, "warmth": 0})
    assert store.close(care.id).ballots == 3


def test_a_ballot_sent_twice_is_counted_once(store: Store, care: Poll, fresh: Cast) -> None:
    store.open(care)
    ballot = fresh(care, "hold")
    outcomes = [store.commit([ballot, ballot]), store.commit([ballot]), store.commit([ballot, fresh(care, "words")])]
    assert (outcomes, tally(store, care)) == (
        [[COUNTED, AGAIN], [AGAIN], [AGAIN, COUNTED]],
        {"hold": 1, "words": 1, "warmth": 0},
    )


def test_the_first_ballot_on_a_ticket_is_final(store: Store, care: Poll, fresh: Cast) -> None:
    store.open(care)
    first = fresh(care, "hold")
    outcomes = store.commit([first, Ballot(care.id, first.ticket, frozenset(["words"]))])
    assert (outcomes, tally(store, care)) == ([COUNTED, AGAIN], {"hold": 1, "words": 0, "warmth": 0})


def test_a_ballot_for_a_poll_that_is_not_open_harms_no_other(
    store: Store, care: Poll, moment: Poll, fresh: Cast
) -> None:
    store.open(moment)
    assert store.commit([fresh(care, "hold"), fresh(moment, "tea"), fresh(care)]) == [CLOSED, COUNTED, CLOSED]
    store.close(moment.id)
    store.open(care)
    assert store.commit([fresh(moment, "tea"), fresh(care, "hold")]) == [CLOSED, COUNTED]
    assert (tally(store, moment)["tea"], tally(store, care)["hold"]) == (1, 1)


def test_a_repeated_ticket_after_the_close_is_told_that_the_poll_has_closed(
    store: Store, care: Poll, fresh: Cast
) -> None:
    store.open(care)
    ballot = fresh(care, "hold")
    store.commit([ballot])
    store.close(care.id)
    assert store.commit([ballot]) == [CLOSED]


def test_an_option_the_poll_was_not_opened_with_counts_nothing(store: Store, care: Poll, fresh: Cast) -> None:
    store.open(care)
    ballots = [fresh(care, "hold"), Ballot(care.id, "t", frozenset(["kite"]))]
    with pytest.raises(UnknownOption, match="kite"):
        store.commit(ballots)
    assert (sum(tally(store, care).values()), rows(store, tables.spent)) == (0, [])


def test_a_poll_that_lost_its_counters_spends_no_ticket(store: Store, care: Poll, fresh: Cast) -> None:
    store.open(care)
    with store.engine.begin() as connection:
        connection.execute(tables.tally.delete())
    with pytest.raises(DatabaseAway, match="counters"):
        store.commit([fresh(care)])
    assert rows(store, tables.spent) == []


def test_while_open_the_number_of_ballots_is_rounded_down_to_a_multiple_of_three(
    store: Store, care: Poll, fresh: Cast
) -> None:
    store.open(care)
    seen = []
    for _ in range(7):
        store.commit([fresh(care)])
        seen.append((store.status(care.id).ballots, store.statuses()[care.id].ballots))
    assert seen == [(n, n) for n in (0, 0, 3, 3, 3, 6, 6)]
    assert store.close(care.id).ballots == 7


def test_a_poll_goes_from_waiting_to_revealed_and_a_verb_said_twice_does_nothing_twice(
    store: Store, care: Poll, fresh: Cast
) -> None:
    store.open(care)
    store.commit([fresh(care, "hold") for _ in range(8)])
    assert store.open(care).state == "open"
    assert store.close(care.id) == store.close(care.id)
    assert store.reveal(care.id) == store.reveal(care.id, people=3)


def test_a_step_back_or_too_far_is_refused_and_changes_nothing(store: Store, care: Poll) -> None:
    refused = []
    verbs: dict[str, Callable[[], Status]] = {
        "open": lambda: store.open(care),
        "close": lambda: store.close(care.id),
        "reveal": lambda: store.reveal(care.id),
    }
    for step in (None, "open", "close", "reveal"):
        if step:
            verbs[step]()
        before = store.status(care.id)
        for verb, say in verbs.items():
            try:
                say() if verb != {None: "open", "open": "close", "close": "reveal"}.get(step) else None
            except StepBack as error:
                refused.append((before.state, verb, error.state))
        assert store.status(care.id) == before
    assert refused == [
        ("waiting", "close", "waiting"),
        ("waiting", "reveal", "waiting"),
        ("open", "reveal", "open"),
        ("closed", "open", "closed"),
        ("revealed", "open", "revealed"),
        ("revealed", "close", "revealed"),
    ]


def test_the_release_is_all_that_is_left_of_a_revealed_poll(store: Store, care: Poll, fresh: Cast) -> None:
    store.open(care)
    store.commit([fresh(care, *(["hold"] if n < 5 else []), *(["words"] if n < 1 else [])) for n in range(12)])
    closed = store.close(care.id)
    shown = store.reveal(care.id)
    assert (closed.release, shown.ballots) == (None, 12)
    assert shown.as_dict(care.labels())["release"] == {
        "kind": "pick-any",
        "ballots": 12,
        "shown": [
            {"options": ["hold"], "labels": ["Hold"], "band": "exact", "count": 5},
            {"options": ["words"], "labels": ["Words"], "band": "few-or-none", "count": None},
            {"options": ["warmth"], "labels": ["Warmth"], "band": "few-or-none", "count": None},
        ],
        "reason": None,
    }
    assert (tally(store, care), store.statuses()[care.id]) == ({}, shown)


def test_too_few_ballots_are_revealed_as_nothing(store: Store, care: Poll, fresh: Cast) -> None:
    store.open(care)
    store.commit([fresh(care, "hold") for _ in range(7)])
    store.close(care.id)
    found = store.reveal(care.id).release
    assert found is not None
    assert (found.shown, found.reason) == ((), "too-few")


def test_more_ballots_than_people_are_not_revealed_until_the_room_is_counted_again(
    store: Store, care: Poll, fresh: Cast
) -> None:
    store.open(care, people=8)
    store.commit([fresh(care, "hold") for _ in range(9)])
    store.close(care.id)
    for people in (None, 8):
        with pytest.raises(TooManyBallots) as refused:
            store.reveal(care.id, people=people)
        assert (refused.value.people, store.status(care.id).state) == (8, "closed")
        assert "9" not in str(refused.value)
    corrected = store.reveal(care.id, people=9)
    assert (corrected.state, corrected.people, corrected.threshold) == ("revealed", 9, 8)


def test_the_close_destroys_the_tickets_of_its_poll_and_the_key_to_them(
    store: Store, care: Poll, moment: Poll, fresh: Cast
) -> None:
    store.open(care)
    store.open(moment)
    store.commit([fresh(care, "hold"), fresh(moment, "tea")])
    store.close(care.id)
    with store.engine.connect() as connection:
        keys: dict[str, int] = dict(connection.execute(text("SELECT id, key IS NULL FROM poll")).tuples().all())
    assert (keys, [poll for poll, _ in rows(store, tables.spent)]) == ({"pick-any": 1, "pick-one": 0}, ["pick-one"])


def test_two_stores_on_one_database_share_keys_polls_and_tickets(
    opened: Callable[[], Store], care: Poll, fresh: Cast
) -> None:
    one, two = opened(), opened()
    one.open(care)
    ballot = fresh(care, "hold")
    assert (one.commit([ballot]), two.commit([ballot])) == ([COUNTED], [AGAIN])
    assert (two.close(care.id), one.ticket_key) == (one.status(care.id), two.ticket_key)


def test_two_polls_never_share_a_key(store: Store, care: Poll, moment: Poll) -> None:
    store.open(care)
    store.open(moment)
    with store.engine.connect() as connection:
        assert len(set(connection.scalars(text("SELECT key FROM poll")))) == 2


def test_a_newer_database_is_refused_and_left_as_it_is(store: Store) -> None:
    with store.engine.begin() as connection:
        connection.execute(text(f"UPDATE kit SET schema = {tables.SCHEMA + 1}"))
    before = rows(store, tables.kit)
    with pytest.raises(NewerDatabase) as refused:
        store.prepare()
    assert (refused.value.found, refused.value.known, rows(store, tables.kit)) == (
        tables.SCHEMA + 1,
        tables.SCHEMA,
        before,
    )


def test_destroying_forgets_everything_and_the_next_session_has_another_key(
    store: Store, care: Poll, fresh: Cast
) -> None:
    store.open(care)
    store.commit([fresh(care, "hold")])
    old = store.ticket_key
    store.destroy()
    assert [rows(store, table) for table in tables.metadata.sorted_tables] == [[]] * len(tables.metadata.sorted_tables)
    store.prepare()
    assert store.ticket_key != old


def test_no_table_could_hold_a_choice_beside_a_ticket_or_a_time_or_an_order() -> None:
    of_the_session = {"session", "colleague", "own"}  # session/tables has these, and only where it was loaded
    columns = {
        table.name: set(table.columns.keys())
        for table in tables.metadata.sorted_tables
        if table.name not in of_the_session
    }
    assert columns == {
        "kit": {"id", "schema", "ticket_key", "slips", "batch", "box"},
        "poll": {
            "id",
            "kind",
            "state",
            "people",
            "threshold",
            "insiders",
            "ballots",
            "key",
            "slips",
            "batch",
            "release",
        },
        "tally": {"poll", "option", "position", "count"},
        "spent": {"poll", "digest"},
        "asked": {"digest"},
        "question": {"key", "text", "state"},
    }


def test_no_table_keeps_the_order_of_arrival_in_a_rowid(store: Store) -> None:
    with store.engine.connect() as connection:
        made = connection.execute(text("SELECT sql FROM sqlite_master WHERE type = 'table'")).scalars().all()
    assert (len(made) >= 6, all("WITHOUT ROWID" in sql for sql in made)) == (True, True)


def test_within_a_batch_tickets_are_spent_in_the_order_of_their_hashes(store: Store, care: Poll, fresh: Cast) -> None:
    store.open(care)
    written: list[bytes] = []

    def note(_connection: object, _cursor: object, statement: str, parameters: Sequence[object], *_: object) -> None:
        written.extend(
            bytes(value) for value in parameters if isinstance(value, memoryview) and "INTO spent" in statement
        )

    event.listen(store.engine, "before_cursor_execute", note)
    store.commit([fresh(care, "hold") for _ in range(50)])
    assert (len(written), written) == (50, sorted(written))


def test_a_spent_ticket_is_kept_only_as_a_keyed_hash(store: Store, care: Poll, fresh: Cast) -> None:
    store.open(care)
    ballot = fresh(care, "hold")
    store.commit([ballot])
    with store.engine.connect() as connection:
        key = connection.scalar(text("SELECT key FROM poll"))
    assert rows(store, tables.spent) == [(care.id, tickets.digest(key, ballot.ticket))]
