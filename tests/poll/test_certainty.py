"""No release makes anybody certain of anybody's answer: every tally is tried, by someone who knows the rules and the
insiders' ballots.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import combinations, combinations_with_replacement
from operator import ge

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterwave.content.kinds import KINDS, Kind, kinds_taking
from afterwave.poll.disclosure import Cell, Release, floor, ladder, release
from enumeration import daily

ONE, ANY = kinds_taking("one"), kinds_taking("any")
TRIED = (*ONE, *ANY)
"""Each of these is tried, whoever added it, as what its ballots hold; with a proof for what else ballots may hold, its
kinds come in here.
"""

Tally = tuple[int, ...]
Rule = Callable[[Tally], object]


def tallies(ballots: int, options: int) -> Iterator[Tally]:
    """Yield every way to spread the ballots over the options."""
    for bars in combinations_with_replacement(range(options), ballots):
        yield tuple(bars.count(option) for option in range(options))


def certainties(rule: Rule, ballots: int, options: int, insiders: int) -> list[str]:
    """Return, for every release and every pair of insiders' ballots, each option whose remaining ballots would be known
    to be none or all.
    """
    by_release = defaultdict(list)
    for tally in tallies(ballots, options):
        by_release[rule(tally)].append(tally)
    known = list(tallies(insiders, options))
    return [
        found for group in by_release.values() for own in known for found in certain(group, own, ballots - insiders)
    ]


def certain(group: list[Tally], own: Tally, others: int) -> Iterator[str]:
    """Yield each option of which the others have surely none, or surely all, in every tally that has this release and
    these insiders' ballots.
    """
    possible = [tally for tally in group if all(map(ge, tally, own))]
    for option, mine in enumerate(own if possible else ()):
        residuals = {tally[option] - mine for tally in possible}
        if residuals in ({0}, {others}):
            yield f"insiders with {own} know that option {option} has {residuals} of the other {others} in {possible}"


def ours(kind: Kind, ballots: int, insiders: int) -> Rule:
    """Return the kit's rule, at the lowest threshold it allows."""
    return lambda tally: release(kind, named(tally), ballots, threshold=floor(insiders), insiders=insiders)


def named(tally: Tally) -> dict[str, int]:
    return {str(option): count for option, count in enumerate(tally)}


def one_option(kind: Kind, ballots: int, insiders: int) -> Rule:
    """Return the rule for one option of a kind that takes any number of them, seen as ticks and passes."""
    return lambda tally: release(kind, {"o": tally[0]}, ballots, threshold=floor(insiders), insiders=insiders).shown


def test_every_kind_that_is_declared_is_among_those_tried_here() -> None:
    untried = [kind for kind in KINDS if kind not in TRIED]
    assert untried == [], f"{', '.join(untried)}: nothing here tries what its ballots hold; write its proof here"


@pytest.mark.parametrize("insiders", [1, 2])
@pytest.mark.parametrize("kind", ONE)
@pytest.mark.parametrize("ballots", daily(range(5, 21), range(5, 15)))
def test_nobody_is_certain_of_another_s_one_choice(kind: Kind, ballots: int, insiders: int) -> None:
    for options in range(2, 6):
        assert ballots < floor(insiders) or certainties(ours(kind, ballots, insiders), ballots, options, insiders) == []


@pytest.mark.prove
@pytest.mark.parametrize("insiders", [1, 2])
@pytest.mark.parametrize("kind", ONE)
def test_nobody_is_certain_in_polls_of_six_and_seven_options(kind: Kind, insiders: int) -> None:
    for ballots in range(floor(insiders), 14):
        assert [certainties(ours(kind, ballots, insiders), ballots, options, insiders) for options in (6, 7)] == [
            [],
            [],
        ]


@pytest.mark.parametrize("insiders", [1, 2])
@pytest.mark.parametrize("kind", ANY)
def test_nobody_is_certain_of_another_s_tick(kind: Kind, insiders: int) -> None:
    for ballots in range(floor(insiders), 41):
        assert certainties(one_option(kind, ballots, insiders), ballots, 2, insiders) == []


@given(st.lists(st.integers(0, 12), min_size=2, max_size=5), st.integers(0, 12), st.sampled_from(ANY))
def test_what_is_said_of_an_option_that_may_be_ticked_beside_others_depends_on_no_other(
    others: list[int], count: int, kind: Kind
) -> None:
    together = release(kind, {"o": count, **named(tuple(others))}, 12)
    alone = release(kind, {"o": count}, 12)
    assert together.shown[:1] == alone.shown


@pytest.mark.parametrize("kind", [kind for kind, nature in KINDS.items() if nature.row])
def test_of_two_pictures_of_a_row_one_has_bins_made_of_the_others(kind: Kind) -> None:
    shown = {tuple(cell.options for cell in release(kind, named(tally), 12).shown) for tally in tallies(12, 5)} - {()}
    for a, b in combinations(shown, 2):
        fine, coarse = sorted((a, b), key=len, reverse=True)
        assert all(any(set(bin_) <= set(wider) for wider in coarse) for bin_ in fine)
        assert sum(fine, ()) == sum(coarse, ())


def shows_everything(tally: Tally) -> object:
    return tally


def hides_small_cells_that_can_be_derived(tally: Tally) -> object:
    return tuple(count if count >= 4 else None for count in tally)


def merges_greedily_from_the_left(tally: Tally) -> object:
    bins: list[int | None] = []
    total = 0
    for count in tally:
        total += count
        if 4 <= total <= sum(tally) - 4:
            bins.append(total)
            total = 0
        else:
            bins.append(None)
    return tuple(bins) if total == 0 else ()


def pools_with_a_margin_one_too_small(tally: Tally) -> object:
    return release("pick-one", named(tally), sum(tally), threshold=7, insiders=1)


@pytest.mark.parametrize(
    "wrong",
    [
        shows_everything,
        hides_small_cells_that_can_be_derived,
        merges_greedily_from_the_left,
        pools_with_a_margin_one_too_small,
    ],
)
def test_a_wrong_rule_is_found_out(wrong: Rule) -> None:
    assert any(certainties(wrong, ballots, options, 2) for ballots in range(8, 11) for options in (3, 4, 5))


@st.composite
def situations(draw: st.DrawFn) -> tuple[Tally, Tally, int]:
    """Draw a tally of up to some hundred ballots, and the ballots of one or two insiders among them; small counts are
    likely.
    """
    small = st.integers(0, 6)
    tally = tuple(
        draw(st.lists(small | st.integers(0, 120), min_size=2, max_size=9).filter(lambda counts: sum(counts) >= 7))
    )
    insiders = draw(st.sampled_from([1, 2]))
    own = [0] * len(tally)
    for _ in range(insiders):
        own[draw(st.sampled_from([option for option, count in enumerate(tally) if count > own[option]]))] += 1
    return tally, tuple(own), insiders


def moved(tally: Tally, giver: int, taker: int) -> Tally:
    change = {giver: -1, taker: 1}
    return tuple(count + change.get(option, 0) for option, count in enumerate(tally))


@pytest.mark.parametrize("kind", ONE)
@settings(max_examples=300)
@given(situation=situations())
def test_in_a_group_of_any_size_one_ballot_could_lie_elsewhere(kind: Kind, situation: tuple[Tally, Tally, int]) -> None:
    tally, own, insiders = situation
    rule = ours(kind, sum(tally), insiders)
    givers = [option for option in range(len(tally)) if tally[option] > own[option]]
    for option in range(len(tally)):
        if tally[option] == own[option]:
            assert any(rule(moved(tally, giver, option)) == rule(tally) for giver in givers)
        if givers == [option]:
            assert any(
                rule(moved(tally, option, taker)) == rule(tally) for taker in range(len(tally)) if taker != option
            )


@given(st.integers(2, 30))
def test_each_rung_of_the_ladder_merges_two_neighbours_down_to_two_halves(points: int) -> None:
    rungs = ladder([str(point) for point in range(points)])
    assert [len(rung) for rung in rungs] == list(range(points, 1, -1))
    assert all(sum(rung, ()) == sum(rungs[0], ()) for rung in rungs)
    assert abs(len(rungs[-1][0]) - len(rungs[-1][1])) <= 1


@given(
    st.lists(st.integers(0, 20), min_size=2, max_size=7).filter(lambda counts: sum(counts) >= 8), st.sampled_from(ONE)
)
def test_every_number_shown_is_safe_and_they_add_up(counts: list[int], kind: Kind) -> None:
    shown = release(kind, named(tuple(counts)), sum(counts))
    assert all(4 <= (cell.count or 0) <= sum(counts) - 4 for cell in shown.shown)
    assert sum(cell.count or 0 for cell in shown.shown) == (sum(counts) if shown.shown else 0)


def test_a_pool_holds_every_hidden_option_and_at_least_two() -> None:
    assert release("pick-one", {"a": 6, "b": 6, "c": 0}, 12) == Release(
        "pick-one", 12, (Cell(("b",), "exact", 6), Cell(("a", "c"), "pooled", 6)), None
    )
