"""The run sheet stretches and shrinks, and never below what a section or a group needs."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from afterwave.content.workshop import Minutes, Section
from afterwave.session.run_sheet import plan, shortest


def section(slug: str, room: tuple[int, int, int], cut_order: int | None = None) -> Section:
    least, ideal, most = room
    return Section(
        slug=slug,
        title=slug.title(),
        minutes=Minutes(min=least, ideal=ideal, max=most),
        essential=cut_order is None,
        cut_order=cut_order,
        content_note="Tea.",
        objectives=("Know tea",),
        path=Path("tea.md"),
        blocks=(),
    )


@st.composite
def evenings(draw: st.DrawFn) -> list[Section]:
    size = draw(st.integers(1, 9))
    rooms = draw(st.lists(st.tuples(st.integers(1, 15), st.integers(0, 15), st.integers(0, 15)), min_size=size, max_size=size))
    orders = draw(st.lists(st.none() | st.integers(1, 9), min_size=size, max_size=size))
    return [
        section(f"s{place}", (least, least + more, least + more + most), order)
        for place, ((least, more, most), order) in enumerate(zip(rooms, orders, strict=True))
    ]


@given(evenings(), st.integers(0, 240))
def test_the_minutes_sum_to_what_there_is_or_to_what_can_be_filled(sections: list[Section], minutes: int) -> None:
    made = plan(sections, minutes)
    kept = [one for one in sections if one.slug not in made.cut]
    room = min(minutes, sum(one.minutes.max for one in kept))
    assert made.minutes == max(room, sum(one.minutes.min for one in kept))


@given(evenings(), st.integers(0, 240))
def test_a_kept_section_gets_neither_less_than_its_least_nor_more_than_its_most(sections: list[Section], minutes: int) -> None:
    made = plan(sections, minutes)
    for one in sections:
        if one.slug not in made.cut:
            assert one.minutes.min <= made.of(one.slug) <= one.minutes.max


@given(evenings(), st.integers(0, 240))
def test_an_essential_section_is_never_cut(sections: list[Section], minutes: int) -> None:
    assert not set(plan(sections, minutes).cut) & {one.slug for one in sections if one.essential}


@given(evenings(), st.integers(0, 240))
def test_what_is_cut_comes_before_what_is_kept_in_the_cut_order(sections: list[Section], minutes: int) -> None:
    made = plan(sections, minutes)
    order = {one.slug: one.cut_order for one in sections if one.cut_order is not None}
    cut = [rank for slug, rank in order.items() if slug in made.cut]
    kept = [rank for slug, rank in order.items() if slug not in made.cut]
    assert not cut or not kept or max(cut) <= min(kept)


@given(evenings(), st.integers(0, 240))
def test_an_evening_runs_over_only_when_nothing_is_left_to_cut(sections: list[Section], minutes: int) -> None:
    made = plan(sections, minutes)
    assert made.over == max(0, made.minutes - minutes)
    assert not made.over or set(made.cut) == {one.slug for one in sections if not one.essential}


@given(evenings())
def test_no_evening_is_shorter_than_its_essential_sections(sections: list[Section]) -> None:
    assert plan(sections, 0).minutes == shortest(sections)


def test_a_section_that_is_done_counts_nothing() -> None:
    sections = [section("one", (5, 10, 20)), section("two", (5, 10, 20))]
    assert [slot.slug for slot in plan(sections, 20, done=["one"]).slots] == ["two"]
