"""The elastic run sheet: shares an evening's minutes out among its sections, and names what to cut first when they do
not suffice.

A pure function of the sections and the minutes. Whole minutes; no kept section under its least; essential sections are
never cut. What does not fit with a tenth of the time in hand is left out by the plan, so that nobody has to hurry.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from afterwave.content.workshop import Section

FILLED = 0.9
"""How much of the time may be full; the rest is in hand, for a question, for laughing, for somebody who comes late."""

TURNS = ("talk", "question", "section", "alone")
"""In which turn things go when they do not fit."""


@dataclass(frozen=True)
class Slot:
    """One section's share: whole minutes, or none when it is cut; `left_out` are the steps that go out of it, and
    `needs` the minutes of what stays.
    """

    slug: str
    title: str
    minutes: int
    cut: bool = False
    left_out: tuple[str, ...] = ()
    needs: float = 0.0


@dataclass(frozen=True)
class Plan:
    """An evening's slots in order; `over` is how many minutes even the shortest evening runs past the time there is."""

    slots: tuple[Slot, ...]
    over: int = 0

    @property
    def minutes(self) -> int:
        """Return the planned minutes in all."""
        return sum(slot.minutes for slot in self.slots)

    @property
    def needs(self) -> float:
        """Return the minutes of all that stays; the rest of the planned ones is in hand."""
        return sum(slot.needs for slot in self.slots)

    @property
    def cut(self) -> tuple[str, ...]:
        """Return the slugs that are cut, in the evening's order."""
        return tuple(slot.slug for slot in self.slots if slot.cut)

    def of(self, slug: str) -> int:
        """Return the minutes of one section; 0 for one that is cut, done, or not there."""
        return sum(slot.minutes for slot in self.slots if slot.slug == slug)


def plan(sections: Sequence[Section], minutes: float, done: Collection[str] = ()) -> Plan:
    """Return how to share `minutes` among the sections that are not `done` (a skipped section is done and counts
    nothing).
    """
    left = [section for section in sections if section.slug not in done]
    kept, out = _choose(left, minutes)
    shares = _shares(kept, out, minutes)
    slots = tuple(_slot(section, shares.get(section.slug), out[section.slug]) for section in left)
    return Plan(slots, max(0, math.ceil(_least(kept) - minutes)))


def _slot(section: Section, minutes: int | None, out: Collection[str]) -> Slot:
    if minutes is None:
        return Slot(section.slug, section.title, 0, cut=True)
    left_out = tuple(held.step for held in section.holds if held.step in out)
    return Slot(section.slug, section.title, minutes, left_out=left_out, needs=_needs(section, out))


def shortest(sections: Sequence[Section]) -> int:
    """Return the fewest minutes that an evening with these sections can take: every essential section at its least."""
    return _least([section for section in sections if section.essential])


def _least(sections: Sequence[Section]) -> int:
    return sum(section.minutes.min for section in sections)


def _needs(section: Section, out: Collection[str]) -> float:
    """Return the minutes of what a section still holds, or the least that somebody wrote for it."""
    return (
        sum(held.minutes for held in section.holds if held.step not in out)
        if section.holds
        else float(section.minutes.min)
    )


def _bounds(section: Section, out: Collection[str]) -> tuple[float, float, float]:
    """Return between how many minutes a section may be stretched, and where it is at its best: there it has a tenth in
    hand, or what somebody wrote.
    """
    room = section.minutes
    if not section.holds:
        return float(room.min), float(room.ideal), float(room.max)
    best, least = _needs(section, out) / FILLED, max(room.min, math.floor(_needs(section, out)))
    return float(least), max(best, least), max(float(room.max), best)


def _fits(kept: Sequence[Section], out: Mapping[str, set[str]], minutes: float) -> bool:
    """Return whether there is time for these sections without what is left `out` of them, and a tenth of it in hand;
    one with written minutes has its own.
    """
    filled = sum(_needs(section, out[section.slug]) / (FILLED if section.holds else 1) for section in kept)
    return filled <= minutes and sum(_bounds(section, out[section.slug])[0] for section in kept) <= minutes


def _choose(sections: Sequence[Section], minutes: float) -> tuple[list[Section], dict[str, set[str]]]:
    """Return which sections stay, and what goes out of each: talks in pairs first, then second questions, then whole
    sections, then what each can do alone.

    Within a turn, the section with the lowest cut_order gives first, and essential ones last; these are never cut.
    """
    kept, out = list(sections), {section.slug: set[str]() for section in sections}
    for turn in TURNS:
        # Sorted into a list of its own, for `kept` loses sections meanwhile.
        for section in sorted(kept, key=_patience):
            if _fits(kept, out, minutes):
                return kept, out
            if turn == "section" and not section.essential:
                kept.remove(section)
            for held in section.holds:
                if held.spare == turn and not _fits(kept, out, minutes):
                    out[section.slug].add(held.step)
    return kept, out


def _patience(section: Section) -> float:
    return math.inf if section.essential else section.cut_order or math.inf


def _shares(sections: Sequence[Section], out: Mapping[str, set[str]], minutes: float) -> dict[str, int]:
    """Stretch every section by the same fraction of its room, then round to whole minutes by the largest remainders."""
    bounds = {section.slug: _bounds(section, out[section.slug]) for section in sections}
    stretch = _stretch(list(bounds.values()), minutes)
    wanted = {slug: _minutes_at(room, stretch) for slug, room in bounds.items()}
    shares = {slug: max(math.ceil(bounds[slug][0]), math.floor(want)) for slug, want in wanted.items()}
    # Fractions may add up to a hair less than the whole minute that they are.
    spare = math.floor(min(minutes, sum(wanted.values())) + 1e-9) - sum(shares.values())
    for slug in sorted(shares, key=lambda slug: shares[slug] - wanted[slug])[: max(spare, 0)]:
        shares[slug] += 1
    return shares


def _stretch(bounds: Sequence[tuple[float, float, float]], minutes: float) -> float:
    """Return how far to stretch: 0 everything at its least, 1 at its best, 2 at its most."""
    least, best, most = (sum(room[place] for room in bounds) for place in range(3))
    if minutes <= best:
        return 0.0 if best <= least else max(0.0, (minutes - least) / (best - least))
    return 1.0 if most <= best else 1.0 + min(1.0, (minutes - best) / (most - best))


def _minutes_at(room: tuple[float, float, float], stretch: float) -> float:
    least, best, most = room
    return least + stretch * (best - least) if stretch <= 1 else best + (stretch - 1) * (most - best)
