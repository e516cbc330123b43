"""The attacks succeed against other designs and learn nothing from this kit's release; each is exact, and compared with
plain enumeration.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterwave.attacks.odds import LOOKS, Rule, chance, gives_away, seen_alone, stuffing_odds, this_kit, threshold_alone


@given(st.integers(5, 40), st.sampled_from([1, 2]))
def test_this_kit_gives_nobody_away_whatever_people_answer(people: int, insiders: int) -> None:
    assert not any(gives_away(this_kit(insiders), people, insiders))


@pytest.mark.parametrize("people", [8, 12, 30])
def test_a_threshold_alone_gives_all_away_where_few_or_nearly_all_agree(people: int) -> None:
    given = [ticks for ticks, away in enumerate(gives_away(threshold_alone, people, 2)) if away]
    assert given == [0, 1, 2, people - 2, people - 1, people]


@pytest.mark.parametrize("rule", [threshold_alone, this_kit(2), this_kit(1)])
@pytest.mark.parametrize("insiders", [1, 2])
def test_it_is_what_trying_every_room_finds(rule: Rule, insiders: int) -> None:
    people = 8
    rooms = list(product((0, 1), repeat=people))

    def learnt(room: Sequence[int]) -> bool:
        """Whether the insiders, who sit first, are certain of the person who sits last."""
        alike = [
            other
            for other in rooms
            if other[:insiders] == room[:insiders] and rule(sum(other), people) == rule(sum(room), people)
        ]
        return len({other[-1] for other in alike}) == 1

    found = [any(learnt(room) for room in rooms if sum(room) == ticks) for ticks in range(people + 1)]
    assert gives_away(rule, people, insiders) == found


@pytest.mark.parametrize(("people", "percent"), [(8, 94), (20, 85), (40, 72)])
def test_live_bars_expose_most_answers(people: int, percent: int) -> None:
    assert round(100 * seen_alone(people)) == percent
    assert seen_alone(people) == pytest.approx(sum((1 / LOOKS) * (1 - 1 / LOOKS) ** (people - 1) for _ in range(LOOKS)))


def test_a_room_of_one_mind_is_named_by_a_threshold_and_not_by_this_kit() -> None:
    assert [chance(rule, 12, 2, 1.0) for rule in (threshold_alone, this_kit(2))] == [1.0, 0.0]


def test_invented_ballots_isolate_one_person_and_slips_refuse_them() -> None:
    kit = this_kit(2)
    assert stuffing_odds(threshold_alone, 1, 9, 0.5) == 1.0
    assert [stuffing_odds(kit, real, 0, 0.5) for real in (1, 3, 8)] == [0.0, 0.0, 0.0]
    assert stuffing_odds(threshold_alone, 3, 7, 0.5) == pytest.approx(2 * 0.5**3)


def test_without_slips_invented_ballots_harm_here_too_where_most_are_invented() -> None:
    assert stuffing_odds(this_kit(2), 4, 8, 0.5) == pytest.approx(0.5**4)
    assert stuffing_odds(this_kit(2), 3, 9, 0.5) == 0.0
