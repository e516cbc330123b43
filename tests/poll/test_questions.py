"""The question box: off until it is on, out in batches of three or more, and nothing in it about whoever wrote."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterwave.poll import questions as questions_module
from afterwave.poll import tables, tickets
from afterwave.poll.errors import BadQuestion, BoxFull, BoxShut
from afterwave.poll.questions import SCOPE, Questions
from afterwave.poll.store import Store


@pytest.fixture
def box(store: Store) -> Questions:
    """Return a box that is on."""
    box = Questions(store.engine)
    box.turn(on=True)
    return box


def ask(store: Store, box: Questions, *texts: str) -> None:
    for text in texts:
        box.submit(tickets.issue(store.ticket_key, SCOPE), text)


def test_it_is_off_until_it_is_turned_on(store: Store) -> None:
    box = Questions(store.engine)
    with pytest.raises(BoxShut):
        ask(store, box, "May I?")
    assert (box.on(), box.open_questions(), box.open_batch()) == (False, (), False)


def test_two_questions_never_come_out_and_three_come_out_together(store: Store, box: Questions) -> None:
    ask(store, box, "One?", "Two?")
    before = (box.open_batch(), box.open_questions())
    ask(store, box, "Three?")
    after = (box.open_batch(), sorted(question.text for question in box.open_questions()))
    assert (before, after) == ((False, ()), (True, ["One?", "Three?", "Two?"]))


def test_the_next_batch_needs_three_new_ones(store: Store, box: Questions) -> None:
    ask(store, box, "1", "2", "3")
    box.open_batch()
    ask(store, box, "4", "5")
    assert (box.open_batch(), len(box.open_questions())) == (False, 3)


def test_they_come_out_in_no_order_of_arrival(store: Store, box: Questions) -> None:
    texts = [f"{number:03}" for number in range(60)]
    ask(store, box, *texts)
    box.open_batch()
    shown = [question.text for question in box.open_questions()]
    assert (sorted(shown), shown == texts) == (texts, False)


def test_a_retry_puts_nothing_in_twice(store: Store, box: Questions) -> None:
    ticket = tickets.issue(store.ticket_key, SCOPE)
    for _ in range(4):
        box.submit(ticket, "Once?")
    ask(store, box, "Two?")
    assert box.open_batch() is False


@pytest.mark.parametrize("text", ["", "  \n \u200b ", "x" * 501, "x" * 1_000_000])
def test_no_words_and_too_many_are_refused(store: Store, box: Questions, text: str) -> None:
    with pytest.raises(BadQuestion):
        ask(store, box, text)


def test_a_full_box_says_so_and_the_same_ticket_may_try_again(
    store: Store, box: Questions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(questions_module, "MOST", 3)
    ask(store, box, "1", "2", "3")
    ticket = tickets.issue(store.ticket_key, SCOPE)
    with pytest.raises(BoxFull):
        box.submit(ticket, "4")
    box.open_batch()
    box.submit(ticket, "4")
    ask(store, box, "5", "6")
    assert box.open_batch() is True


def test_one_at_a_time_is_on_the_stage_and_never_one_that_waits(store: Store, box: Questions) -> None:
    ask(store, box, "1", "2", "3")
    box.open_batch()
    first, second, _ = box.open_questions()
    ask(store, box, "waits")
    with store.engine.connect() as connection:
        waiting = next(row.key.hex() for row in connection.execute(tables.question.select()) if row.state == "waiting")
    box.show(first.key)
    box.show(second.key)
    box.show(waiting)
    assert {question.key: question.state for question in box.open_questions()} == {
        first.key: "done",
        second.key: "done",
        box.open_questions()[2].key: "opened",
    }


def test_what_never_makes_a_batch_is_destroyed_on_the_disk_too(store: Store, box: Questions, file: Path) -> None:
    ask(store, box, "a very recognisable sentence", "another of that kind")
    box.destroy_waiting()
    on_disk = b"".join(path.read_bytes() for path in file.parent.iterdir())
    assert (b"recognisable" in on_disk, box.on()) == (False, False)


def test_once_it_is_off_no_ticket_is_left_to_tie_a_text_to(store: Store, box: Questions, file: Path) -> None:
    ask(store, box, "1", "2", "3")
    with store.engine.connect() as connection:
        digests = [row.digest for row in connection.execute(tables.asked.select())]
    box.turn(on=False)
    on_disk = b"".join(path.read_bytes() for path in file.parent.iterdir())
    assert (len(digests), [digest for digest in digests if digest in on_disk]) == (3, [])
