"""The pace: where the group stands against the run sheet, and what the minutes that are left suffice for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from afterwave.content.views import steps
from afterwave.content.workshop import Section
from afterwave.session.pace import omissions, pace
from afterwave.session.run_sheet import plan, shortest
from afterwave.session.state import State
from kit_workshop import kit_workshop
from session.test_run_sheet import evenings, section

THREE = [section("a", (5, 10, 20)), section("b", (5, 10, 20), 1), section("c", (5, 10, 20))]
BEGAN = 1_000_000.0


def state(
    here: str, evening: float, within: float, length: int = 30, skipped: tuple[str, ...] = ()
) -> tuple[State, float]:
    """Return a state and the time, in an evening so many minutes old, in a section for so many."""
    now = BEGAN + evening * 60
    return State(
        here,
        0,
        calm=False,
        language="en",
        length=length,
        started=BEGAN,
        entered=now - within * 60,
        ended=False,
        skipped=skipped,
    ), now


def test_an_evening_that_has_not_begun_is_on_time() -> None:
    waiting = State("a", 0, calm=False, language="en", length=30, started=None, entered=None, ended=False)
    found = pace(THREE, waiting, BEGAN)
    assert (found.late, [slot.minutes for slot in found.left.slots], found.cut_first) == (0, [10, 10, 10], "")


def test_a_section_that_takes_too_long_makes_the_group_late_and_the_rest_shorter() -> None:
    found = pace(THREE, *state("a", 16, 16))
    assert (found.late, [(slot.slug, slot.minutes) for slot in found.left.slots]) == (
        6,
        [("a", 10), ("b", 7), ("c", 7)],
    )


def test_within_its_share_a_section_makes_nobody_late_and_its_share_stands() -> None:
    found = [pace(THREE, *state("b", 10 + minutes, minutes)) for minutes in (0, 4, 10)]
    assert [(one.late, one.left.of("b")) for one in found] == [(0, 10)] * 3


def test_going_on_early_puts_the_group_ahead() -> None:
    assert pace(THREE, *state("b", 4, 0)).late == -6


def test_a_section_left_out_counts_nothing() -> None:
    found = pace(THREE, *state("c", 15, 0, skipped=("b",)))
    assert (found.late, found.left.of("b"), found.left.of("c")) == (0, 0, 15)


def test_what_does_not_fit_is_named_and_the_closing_is_kept() -> None:
    found = pace(THREE, *state("a", 22, 22))
    assert (found.cut_first, found.left.cut, found.left.of("c")) == ("b", ("b",), 8)


def test_the_section_the_group_is_in_is_never_cut() -> None:
    found = pace(THREE, *state("b", 27, 1))
    assert (found.left.cut, found.cut_first) == ((), "")


@st.composite
def moments(draw: st.DrawFn) -> tuple[list[Section], State, float]:
    sections = draw(evenings())
    here = draw(st.sampled_from(sections)).slug
    within = draw(st.floats(0, 60))
    skipped = draw(st.sets(st.sampled_from([one.slug for one in sections if not one.essential] or ["none"])))
    return sections, *state(
        here, within + draw(st.floats(0, 120)), within, draw(st.integers(1, 180)), tuple(sorted(skipped))
    )


@given(moments())
def test_what_is_left_keeps_the_run_sheets_promises_at_any_moment(moment: tuple[list[Section], State, float]) -> None:
    sections, now_state, now = moment
    found = pace(sections, now_state, now)
    slugs = [slot.slug for slot in found.left.slots]
    by_slug = {one.slug: one for one in sections}
    coming = [
        one.slug for one in sections[next(i for i, one in enumerate(sections) if one.slug == now_state.section) :]
    ]
    assert slugs == [slug for slug in coming if slug == now_state.section or slug not in now_state.skipped]
    assert not [slug for slug in found.left.cut if by_slug[slug].essential or slug == now_state.section]
    assert all(slot.minutes >= by_slug[slot.slug].minutes.min for slot in found.left.slots[1:] if not slot.cut)
    assert (found.cut_first == "") == (not found.left.cut)


@given(moments())
def test_the_time_left_is_shared_out_to_the_minute_or_the_rest_is_at_its_bounds(
    moment: tuple[list[Section], State, float],
) -> None:
    sections, now_state, now = moment
    found = pace(sections, now_state, now)
    within = (now - (now_state.entered or now)) / 60
    remaining = now_state.length - (now - (now_state.started or now)) / 60
    kept = {slot.slug: slot.minutes for slot in found.left.slots if not slot.cut}
    later = [one for one in sections if one.slug in kept and one.slug != now_state.section]
    least, most = sum(one.minutes.min for one in later), sum(one.minutes.max for one in later)
    assert least <= sum(kept.values()) - kept[now_state.section] <= max(most, least)
    if kept[now_state.section] < within:
        # A clock of millions of seconds has no finer fractions, and the plan takes a hair less for the whole minute.
        assert sum(kept.values()) - kept[now_state.section] <= max(remaining + 1e-9, least)


def test_the_kits_own_evening_fits_into_45_minutes_and_runs_the_kits_essentials() -> None:
    sections = kit_workshop().sections
    short = plan(sections, 45)
    assert shortest(sections) <= 45
    assert (short.minutes, short.over) == (45, 0)
    assert not [one.slug for one in sections if one.essential and one.slug in short.cut]


def test_an_evening_that_is_shorter_passes_over_what_the_plan_leaves_out_but_not_over_the_section_it_is_in() -> None:
    sections = kit_workshop().sections
    ninety, sixty = (omissions(sections, *state("welcome", 1, 1, length=length)) for length in (90, 60))
    inside = omissions(sections, *state("voice", 1, 1, length=60))
    by_slug = {section.slug: [block.id for block in steps(section)] for section in sections}
    assert ninety == {}
    assert (list(sixty["voice"]), sixty["moment"]) == (by_slug["voice"], ("what-could-ines-say",))
    assert "voice" not in inside
    assert "body" not in omissions(sections, *state("welcome", 1, 1, length=60, skipped=("body",)))


@given(
    st.sampled_from([section.slug for section in kit_workshop().sections]),
    st.floats(0, 90),
    st.floats(0, 30),
    st.sampled_from([45, 60, 90]),
)
def test_at_any_moment_the_stage_passes_over_what_the_sheets_minutes_have_no_room_for(
    here: str, before: float, within: float, length: int
) -> None:
    sections = kit_workshop().sections
    now_state, now = state(here, before + within, within, length)
    out, left = omissions(sections, now_state, now), pace(sections, now_state, now).left
    for slot in left.slots:
        if not slot.cut:
            assert out.get(slot.slug, ()) == slot.left_out


def test_a_talk_that_a_late_evening_has_no_room_for_any_more_leaves_the_stage_too() -> None:
    sections = kit_workshop().sections
    in_time, late = (omissions(sections, *state("body", minutes, 0, length=90)) for minutes in (15, 40))
    assert in_time.get("moment", ()) == ()
    assert "what-could-ines-say" in late["moment"]
