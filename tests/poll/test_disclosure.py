"""What a release says, by example."""

from __future__ import annotations

import pytest

from afterwave.content.kinds import Kind
from afterwave.poll.disclosure import (
    Cell,
    Outlook,
    Release,
    coarser,
    floor,
    ladder,
    outlook,
    release,
    threshold_for,
)
from afterwave.poll.errors import BadThreshold


def scale(*counts: int) -> Release:
    return release("scale", {str(point): count for point, count in enumerate(counts, start=1)}, sum(counts))


def bins(shown: Release) -> list[tuple[str, int | None]]:
    return [("".join(cell.options), cell.count) for cell in shown.shown]


def test_pick_any_shows_counts_in_the_middle_and_bands_at_the_ends() -> None:
    shown = release("pick-any", {"hold": 4, "words": 3, "warmth": 8, "alone": 9, "food": 0}, 12).shown
    assert [(cell.band, cell.count) for cell in shown] == [
        ("exact", 4),
        ("few-or-none", None),
        ("exact", 8),
        ("most-or-all", None),
        ("few-or-none", None),
    ]


def test_one_insider_makes_the_margin_three() -> None:
    shown = release("pick-any", {"hold": 3}, 12, insiders=1).shown
    assert shown == (Cell(("hold",), "exact", 3),)


def test_pick_one_shows_every_count_when_all_are_safe() -> None:
    shown = release("pick-one", {"a": 4, "b": 5, "c": 4}, 13).shown
    assert [cell.count for cell in shown] == [4, 5, 4]


def test_pick_one_pools_what_is_small() -> None:
    shown = release("pick-one", {"a": 3, "b": 8, "c": 1}, 12).shown
    assert shown == (Cell(("b",), "exact", 8), Cell(("a", "c"), "pooled", 4))


def test_a_pool_that_is_too_small_takes_in_the_smallest_option_shown() -> None:
    shown = release("pick-one", {"a": 6, "b": 1, "c": 5, "d": 0}, 12).shown
    assert shown == (Cell(("a",), "exact", 6), Cell(("b", "c", "d"), "pooled", 6))


def test_a_room_of_one_mind_is_shown_nothing() -> None:
    shown = release("pick-one", {"a": 12, "b": 0, "c": 0}, 12)
    assert shown == Release("pick-one", 12, (), "too-close")


@pytest.mark.parametrize("kind", ["pick-one", "scale"])
def test_a_poll_of_one_option_shows_nothing(kind: Kind) -> None:
    assert release(kind, {"a": 12}, 12) == Release(kind, 12, (), "too-close")


def test_a_scale_is_shown_on_the_first_rung_that_is_safe() -> None:
    assert bins(scale(4, 4, 4, 4, 4)) == [("1", 4), ("2", 4), ("3", 4), ("4", 4), ("5", 4)]
    assert bins(scale(1, 3, 4, 4, 4)) == [("12", 4), ("3", 4), ("4", 4), ("5", 4)]
    assert bins(scale(2, 2, 4, 3, 1)) == [("12", 4), ("3", 4), ("45", 4)]
    assert bins(scale(0, 2, 3, 3, 4)) == [("123", 5), ("45", 7)]
    assert scale(6, 6, 0, 0, 0).reason == "too-close"


def test_the_ladder_of_five_points_is_the_one_in_the_specification() -> None:
    assert [["".join(bin_) for bin_ in rung] for rung in ladder("12345")] == [
        ["1", "2", "3", "4", "5"],
        ["12", "3", "4", "5"],
        ["12", "3", "45"],
        ["123", "45"],
    ]


def test_below_the_threshold_nothing_is_shown_but_the_number_of_ballots() -> None:
    assert release("pick-any", {"hold": 4}, 7) == Release("pick-any", 7, (), "too-few")
    assert release("pick-any", {"hold": 7}, 7, threshold=7).shown == (Cell(("hold",), "most-or-all", None),)


def test_a_threshold_below_the_floor_is_refused() -> None:
    assert (floor(1), floor(2)) == (5, 7)
    with pytest.raises(BadThreshold) as refused:
        release("pick-any", {"hold": 4}, 12, threshold=6)
    assert (refused.value.threshold, refused.value.floor) == (6, 7)


def test_counts_that_the_ballots_cannot_give_are_refused() -> None:
    impossible: tuple[tuple[Kind, dict[str, int]], ...] = (
        ("pick-any", {"a": 13}),
        ("pick-any", {"a": -1}),
        ("pick-one", {"a": 6, "b": 5}),
        ("scale", {"1": 9, "2": 9}),
    )
    for kind, counts in impossible:
        with pytest.raises(ValueError, match="ballots"):
            release(kind, counts, 12)


def test_a_release_is_read_as_json_with_or_without_words() -> None:
    shown = release("pick-any", {"hold": 4}, 12)
    cell = {"options": ["hold"], "band": "exact", "count": 4}
    assert shown.as_dict() == {"kind": "pick-any", "ballots": 12, "shown": [cell], "reason": None}
    assert shown.as_dict({"hold": "Holding close"})["shown"] == [{**cell, "labels": ["Holding close"]}]


def test_the_threshold_follows_the_people_within_its_bounds() -> None:
    assert [threshold_for(people, 2) for people in (None, 3, 7, 8, 40)] == [8, 7, 7, 8, 8]
    assert [threshold_for(people, 1) for people in (None, 3, 6, 8, 40)] == [8, 5, 6, 8, 8]


def test_the_facilitator_is_told_what_the_group_will_be_able_to_see() -> None:
    assert outlook("pick-any", 12, 2) == Outlook(8, 4, 4, 8, "counts")
    assert outlook("pick-any", 7, 2) == Outlook(7, 4, None, None, "bands")
    assert outlook("scale", 7, 2) == Outlook(7, 4, None, None, "nothing")
    assert outlook("pick-any", 6, 2) == Outlook(7, 4, None, None, "nothing")
    assert outlook("pick-one", 6, 1) == Outlook(6, 3, 3, 3, "counts")


def test_two_scales_side_by_side_share_the_coarser_bins() -> None:
    fine, coarse = scale(4, 4, 4, 4, 4), scale(0, 2, 3, 3, 4)
    assert [bins(shown) for shown in coarser(fine, coarse)] == [[("123", 12), ("45", 8)], [("123", 5), ("45", 7)]]
    assert [bins(shown) for shown in coarser(coarse, fine)] == [[("123", 5), ("45", 7)], [("123", 12), ("45", 8)]]


def test_beside_a_silent_scale_the_other_stays_as_it_is() -> None:
    silent, fine = scale(6, 6, 0, 0, 0), scale(4, 4, 4, 4, 4)
    assert coarser(silent, fine) == (silent, fine)


def test_only_the_same_scale_can_share_bins() -> None:
    with pytest.raises(ValueError, match="same scale"):
        coarser(scale(4, 4, 4, 4, 4), scale(4, 4, 4, 4))
