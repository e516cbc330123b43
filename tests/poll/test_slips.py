"""Slips: printed tickets that the room can count, and that nobody can make."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterwave.content.polls import Poll
from afterwave.poll import slips, tickets
from afterwave.poll.ballot import Ballot, cast
from afterwave.poll.counting import Outcome
from afterwave.poll.errors import BadTicket, NoSlips, PollsOpen
from afterwave.poll.store import Store

Cast = Callable[..., Ballot]
COUNTED, AGAIN, REFUSED = Outcome.COUNTED, Outcome.AGAIN, Outcome.REFUSED


@given(st.integers(1, 9), st.sets(st.integers(0, 39)))
def test_a_slip_read_aloud_and_typed_badly_is_the_same_slip(batch: int, lower: set[int]) -> None:
    key = tickets.new_key()
    (slip,) = slips.make(key, batch, 1)
    typed = "".join(letter.lower() if place in lower else letter for place, letter in enumerate(slips.in_groups(slip)))
    typed = typed.replace("0", "o").replace("1", "l").replace("-", " - ")
    slips.check(key, batch, slips.plain(typed))
    assert slips.plain(typed) == slip


SPELLINGS = (
    "s77c-new5-0123-4abz",
    "S77C–NEW5—0123‑4ABZ",  # dashes that phones put in by themselves
    " s77c new5\u00a00123\u20094abz.\n",
    "S77C\nNEW5\tOI23\u200b4ABZ",
    "s77cnew5ol234abz",
    "S77C-NEW5-0|23-4ABZ",
    "S٧٧C-NEW٥-٠١٢٣-٤ABZ",
    "S७७C-NEW५-०१२३-४ABZ",
    "S۷۷C-NEW۵-۰۱۲۳-۴ABZ",
    "Ｓ７７Ｃ－ＮＥＷ５－０１２３－４ＡＢＺ",
    "S77С-NЕW5-О123-4АВZ",  # C, E, O, A and B from a Cyrillic keyboard
    "S77C-ΝΕW5-Ο123-4ΑΒΖ",  # N, E, O, A, B and Z from a Greek one
    "\u2066S77C-NEW5\u2069-0123-4ABZ",
    "http://192.168.1.20:8000/s/S77C-NEW5-0123-4ABZ",
    "192.168.1.20:8000/evening/es/s/s77cnew501234abz",
    "(S77C) «NEW5» 0123_4ABZ",
)


@pytest.mark.parametrize("typed", SPELLINGS)
def test_a_slip_is_the_same_however_a_keyboard_writes_it(typed: str) -> None:
    assert slips.plain(typed) == "S77CNEW501234ABZ"


def test_a_slip_with_a_letter_wrong_is_shown_again_as_people_read_it_and_nothing_else_is() -> None:
    assert slips.near_slip("s77cnew501234ab") == "S77C-NEW5-0123-4AB"
    assert [
        slips.near_slip(typed) for typed in ("", "<script>alert('here')</script>", "Hello", "ش" * 16, "x" * 99)
    ] == [""] * 5


def test_slips_are_all_different_and_say_nothing_of_their_number() -> None:
    made = slips.make(tickets.new_key(), 1, 500)
    assert (len(set(made)), {len(slip) for slip in made}) == (500, {slips.LENGTH})


@given(st.text(max_size=40))
def test_no_made_up_slip_is_accepted(text: str) -> None:
    with pytest.raises(BadTicket):
        slips.check(b"k" * 32, 1, slips.plain(text))


def test_another_spelling_is_refused_so_that_no_slip_counts_twice() -> None:
    key = tickets.new_key()
    slip = next(slip for slip in slips.make(key, 1, 50) if slip.lower() != slip)
    with pytest.raises(BadTicket):
        slips.check(key, 1, slip.lower())


def test_a_slip_counts_once_in_each_poll(store: Store, care: Poll, moment: Poll) -> None:
    first, second = store.slips(2)
    store.open(care)
    store.open(moment)
    one, two = cast(care, first, ["hold"]), cast(care, second, ["words"])
    again, elsewhere = cast(care, first, ["warmth"]), cast(moment, first, ["tea"])
    assert store.commit([one, two, again, elsewhere]) == [COUNTED, COUNTED, AGAIN, COUNTED]
    assert (store.close(care.id).ballots, store.close(moment.id).ballots) == (2, 1)


def test_with_slips_on_only_slips_count_so_nobody_can_stuff_the_poll(store: Store, care: Poll, fresh: Cast) -> None:
    real = store.slips(8)
    store.open(care)
    other_key = slips.make(tickets.new_key(), 1, 50)
    forged = [cast(care, slip, ["hold"]) for slip in other_key] + [fresh(care, "hold") for _ in range(50)]
    honest = [cast(care, slip, ["words"]) for slip in real]
    assert store.commit([*forged, *honest]) == [REFUSED] * 100 + [COUNTED] * 8
    store.close(care.id)
    shown = store.reveal(care.id)
    assert shown.as_dict()["slips"] == 8
    assert shown.release
    assert [(cell.options, cell.band) for cell in shown.release.shown] == [
        (("hold",), "few-or-none"),
        (("words",), "most-or-all"),
        (("warmth",), "few-or-none"),
    ]


def test_without_slips_a_slip_is_refused(store: Store, care: Poll) -> None:
    (slip,) = store.slips(1)
    store.open(care, slips=False)
    assert (store.commit([cast(care, slip, [])]), "slips" in store.status(care.id).as_dict()) == ([REFUSED], False)


def test_a_reprint_makes_every_earlier_slip_void(store: Store, care: Poll) -> None:
    old, new = store.slips(3), store.slips(3)
    store.open(care)
    assert store.commit([cast(care, slip, []) for slip in (*old, *new)]) == [REFUSED] * 3 + [COUNTED] * 3
    with pytest.raises(BadTicket):
        store.check_slip(old[0])


def test_while_a_poll_is_open_no_slips_are_printed(store: Store, care: Poll) -> None:
    store.slips(3)
    store.open(care)
    with pytest.raises(PollsOpen):
        store.slips(3)
    assert store.slip_count() == 3


def test_slips_stand_for_the_people_where_nobody_counted(store: Store, care: Poll) -> None:
    store.slips(14)
    opened = store.open(care)
    assert (opened.people, opened.slips) == (14, 14)


def test_a_poll_cannot_ask_for_slips_that_nobody_printed(store: Store, care: Poll) -> None:
    with pytest.raises(NoSlips):
        store.open(care, slips=True)
    assert store.status(care.id).state == "waiting"
