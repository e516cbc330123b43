"""The elastic run sheet: shares an evening's minutes out among its sections, and names what to cut first when they do not suffice.

A pure function of the sections and the minutes. Whole minutes; no kept section under its least; essential sections are never cut.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from afterwave.content.workshop import Section


@dataclass(frozen=True)
class Slot:
    """One section's share: whole minutes, or none when it is cut."""

    slug: str
    title: str
    minutes: int
    cut: bool = False


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
    def cut(self) -> tuple[str, ...]:
        """Return the slugs that are cut, in the evening's order."""
        return tuple(slot.slug for slot in self.slots if slot.cut)

    def of(self, slug: str) -> int:
        """Return the minutes of one section; 0 for one that is cut, done, or not there."""
        return sum(slot.minutes for slot in self.slots if slot.slug == slug)


def plan(sections: Sequence[Section], minutes: float, done: Collection[str] = ()) -> Plan:
    """Return how to share `minutes` among the sections that are not `done` (a skipped section is done and counts nothing)."""
    left = [section for section in sections if section.slug not in done]
    kept = _kept(left, minutes)
    shares = _shares(kept, minutes)
    slots = tuple(Slot(section.slug, section.title, shares.get(section.slug, 0), section.slug not in shares) for section in left)
    return Plan(slots, max(0, math.ceil(_least(kept) - minutes)))


def shortest(sections: Sequence[Section]) -> int:
    """Return the fewest minutes that an evening with these sections can take: every essential section at its least."""
    return _least([section for section in sections if section.essential])


def _least(sections: Sequence[Section]) -> int:
    return sum(section.minutes.min for section in sections)


def _kept(sections: Sequence[Section], minutes: float) -> list[Section]:
    """Cut the section with the lowest cut_order, again and again, until the rest fits or only essential ones are left."""
    kept = list(sections)
    while _least(kept) > minutes:
        may_go = [section for section in kept if not section.essential]
        if not may_go:
            break
        kept.remove(min(may_go, key=lambda section: section.cut_order or math.inf))
    return kept


def _shares(sections: Sequence[Section], minutes: float) -> dict[str, int]:
    """Stretch every section by the same fraction of its room, then round to whole minutes by the largest remainders."""
    wanted = {section.slug: _stretched(section, _stretch(sections, minutes)) for section in sections}
    shares = {section.slug: max(section.minutes.min, math.floor(wanted[section.slug])) for section in sections}
    spare = math.floor(min(minutes, sum(wanted.values())) + 1e-9) - sum(shares.values())
    for slug in sorted(shares, key=lambda slug: shares[slug] - wanted[slug])[: max(spare, 0)]:
        shares[slug] += 1
    return shares


def _stretch(sections: Sequence[Section], minutes: float) -> float:
    """Return how far to stretch: 0 everything at its least, 1 at its ideal, 2 at its most."""
    least, ideal, most = (sum(getattr(section.minutes, name) for section in sections) for name in ("min", "ideal", "max"))
    if minutes <= ideal:
        return 0.0 if ideal <= least else max(0.0, (minutes - least) / (ideal - least))
    return 1.0 if most <= ideal else 1.0 + min(1.0, (minutes - ideal) / (most - ideal))


def _stretched(section: Section, stretch: float) -> float:
    room = section.minutes
    if stretch <= 1:
        return room.min + stretch * (room.ideal - room.min)
    return room.ideal + (stretch - 1) * (room.max - room.ideal)
