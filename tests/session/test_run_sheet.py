"""The run sheet stretches and shrinks, and never below what a section or a group needs."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterwave.content.blocks import Discuss, Notes, PollBlock, Prompt, Slide
from afterwave.content.holding import holdings, minutes
from afterwave.content.workshop import Minutes, Section
from afterwave.session.run_sheet import FILLED, plan, shortest
from kit_workshop import kit_workshop


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
    rooms = draw(
        st.lists(st.tuples(st.integers(1, 15), st.integers(0, 15), st.integers(0, 15)), min_size=size, max_size=size)
    )
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
def test_a_kept_section_gets_neither_less_than_its_least_nor_more_than_its_most(
    sections: list[Section], minutes: int
) -> None:
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


SETTINGS = [(language, length) for language in ("en", "es", "ar") for length in (45, 60, 75, 90, 120, 150, 180)]


@pytest.mark.parametrize(("language", "length"), SETTINGS)
def test_what_an_evening_holds_fits_into_its_length_with_a_tenth_in_hand(language: str, length: int) -> None:
    made = plan(kit_workshop(language).sections, length)
    assert made.needs <= FILLED * length
    assert (made.minutes, made.over) == (length, 0)
    assert [slot.slug for slot in made.slots if not slot.cut and slot.minutes <= slot.needs - 1] == []


@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_ninety_minutes_hold_the_whole_evening(language: str) -> None:
    sections = kit_workshop(language).sections
    made = plan(sections, 90)
    assert (made.cut, [slot.left_out for slot in made.slots if slot.left_out]) == ((), [])
    assert sum(section.minutes.ideal for section in sections) <= FILLED * 90


@given(st.sampled_from(["en", "es", "ar"]), st.integers(0, 300), st.sets(st.integers(0, 9)))
def test_at_any_length_the_plan_leaves_out_in_its_order_and_holds_the_sum(
    language: str, length: int, done: set[int]
) -> None:
    sections = kit_workshop(language).sections
    made = plan(sections, length, done=[sections[place].slug for place in done])
    left = {section.slug: section for section in sections if section.slug in {slot.slug for slot in made.slots}}
    assert not [slug for slug in made.cut if left[slug].essential]
    spares = {slot.slug: {held.step: held.spare for held in left[slot.slug].holds} for slot in made.slots}
    out = [spares[slot.slug][step] for slot in made.slots for step in slot.left_out]
    kept = [
        spare
        for slot in made.slots
        if not slot.cut
        for step, spare in spares[slot.slug].items()
        if step not in slot.left_out
    ]
    assert "" not in out
    assert not made.cut or "talk" not in kept
    assert "alone" not in out or not [slot for slot in made.slots if not slot.cut and not left[slot.slug].essential]
    assert made.over or made.needs <= FILLED * length or not set(kept) - {""}
    assert made.minutes <= max(length, sum(left[slot.slug].minutes.min for slot in made.slots if not slot.cut))


def test_a_part_s_minutes_follow_from_what_it_holds() -> None:
    blocks = (
        Slide(id="tea", text="# Tea"),
        Notes(
            id="say-tea",
            text='**Purpose.** Tea.\n\n**Say.** "' + " ".join(["tea"] * 130) + '"\n\n**Watch for.** Steam.',
        ),
        Prompt(id="cup", text="Which?", minutes=2, instead="Look."),
        Prompt(id="pot", text="Which?", minutes=3, instead="Look."),
        Prompt(id="home", text="Which?", minutes=9, instead="Look.", where="phones"),
        Discuss(id="why", text="Why?", minutes=4, people="pairs"),
        PollBlock(id="poll"),
    )
    held = holdings(blocks, "", {"Purpose": "purpose", "Say": "say", "Watch for": "watch"})
    assert [(one.step, round(one.minutes, 2), one.spare) for one in held] == [
        ("", 0.33, ""),
        ("tea", 1.0, ""),
        ("cup", 2.0, "alone"),
        ("pot", 3.0, "question"),
        ("why", 4.0, "talk"),
        ("poll", 2.0, ""),
    ]
    assert minutes(held) == Minutes(min=4, ideal=12, max=30)
