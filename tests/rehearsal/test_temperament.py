"""Simulated people behave by their seed alone."""

from __future__ import annotations

import pytest

from afterwave.rehearsal.temperament import LONGEST_THOUGHT, QUESTIONS, head_down, temperaments

OPTIONS = ("alone", "holding", "words")


def choices(seed: int, *, many: bool = True) -> list[tuple[str, ...]]:
    return [person.chooses("care", OPTIONS, many=many) for person in temperaments(40, seed, 300)]


def test_the_same_seed_brings_the_same_people_with_the_same_choices() -> None:
    assert temperaments(40, 7, 300) == temperaments(40, 7, 300)
    assert choices(7) == choices(7)


def test_another_seed_brings_other_people() -> None:
    assert temperaments(40, 7, 300) != temperaments(40, 8, 300)
    assert choices(7) != choices(8)


def test_where_one_may_be_chosen_everybody_chooses_exactly_one() -> None:
    assert {len(chosen) for chosen in choices(7, many=False)} == {1}


def test_where_many_may_be_ticked_some_tick_none_and_some_several() -> None:
    assert {len(chosen) for chosen in choices(7)} >= {0, 1, 2}


def test_nobody_thinks_for_longer_than_a_facilitator_waits() -> None:
    thoughts = [person.thinks("care") for person in temperaments(400, 7, 300)]
    assert 0 < min(thoughts) < max(thoughts) <= LONGEST_THOUGHT


def test_a_group_has_people_who_drop_off_who_send_twice_and_who_ask() -> None:
    group = temperaments(40, 7, 300)
    assert any(person.drops for person in group)
    assert any(person.sends_twice for person in group)
    assert any(person.hangs_up for person in group)
    assert any(person.asks for person in group)
    assert any(person.passes("care") for person in group)


@pytest.mark.parametrize("seed", range(20))
def test_no_question_is_asked_twice_before_each_was_asked_once(seed: int) -> None:
    asked = [person.question for person in temperaments(40, seed, 300) if person.asks is not None]
    first = asked[: len(QUESTIONS)]
    assert len(set(first)) == len(first) > 2


def test_somebody_needs_a_pause_in_the_second_half_or_just_before() -> None:
    assert all(120 <= head_down(seed, 300) <= 210 for seed in range(50))
