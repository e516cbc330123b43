"""How the evening stands: what is left of the run sheet, whether the group is ahead or behind, and what to cut first.

Pure functions of the sections, the session's state and the time. A section left out counts nothing, neither in what was
planned nor in what is left.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from afterwave.content.views import steps
from afterwave.content.workshop import Section
from afterwave.session.run_sheet import Plan, plan
from afterwave.session.state import State

MINUTE = 60.0


@dataclass(frozen=True)
class Pace:
    """How the evening stands.

    `late` is in whole minutes behind the run sheet, negative ahead of it; `left` shares the time there is among the
    section the group is in (with what it already took; overrun, its share stays what it was) and those that come;
    `cut_first` is the section that goes first when not all of them fit, else "".
    """

    late: int
    left: Plan
    cut_first: str


def pace(sections: Sequence[Section], state: State, now: float) -> Pace:
    """Return how the evening stands at `now`, in seconds since the epoch; before it begins, as if it began now."""
    kept = _evening_of(sections, state)
    here = next((place for place, section in enumerate(kept) if section.slug == state.section), 0)
    evening = max(now - state.started, 0.0) / MINUTE if state.started else 0.0
    within = max(now - state.entered, 0.0) / MINUTE if state.entered else 0.0
    left = _share_rest(kept[here:], state.length - evening, within)
    return Pace(_late(plan(kept, state.length), kept[here].slug, evening, within), left, _first(kept[here + 1 :], left))


def omissions(sections: Sequence[Section], state: State, now: float) -> dict[str, tuple[str, ...]]:
    """Return the steps that the plan leaves out at `now`, by section: what a part's minutes have no room for, on the
    stage as on the sheet.

    Of the section that the group is in and of those that come, it is the plan of the time that is left; of those
    before, the plan of the whole evening. A section that the whole evening has no room for is left out with all its
    steps, unless the time that is left has; one that has become too much by now waits for somebody to leave it out.
    """
    kept = _evening_of(sections, state)
    whole = {slot.slug: slot for slot in plan(kept, state.length).slots}
    left = {slot.slug: slot for slot in pace(sections, state, now).left.slots}
    out = {}
    for section in kept:
        slot = left.get(section.slug, whole[section.slug])
        slot = whole[section.slug] if slot.cut else slot
        out[section.slug] = tuple(block.id for block in steps(section)) if slot.cut else slot.left_out
    return {slug: left_out for slug, left_out in out.items() if left_out}


def lengths(sections: Sequence[Section], state: State) -> dict[str, int]:
    """Return the minutes of each section in the plan of the whole evening, and those at which it is at its best for one
    that is left out. Unlike what is left of them they stay the same while time goes by.
    """
    planned = {slot.slug: slot.minutes for slot in plan(_evening_of(sections, state), state.length).slots}
    return {section.slug: planned.get(section.slug) or section.minutes.ideal for section in sections}


def _evening_of(sections: Sequence[Section], state: State) -> list[Section]:
    """Return the sections that were not left out; who stands in one that was is in it all the same."""
    return [section for section in sections if section.slug not in state.skipped or section.slug == state.section]


def _share_rest(kept: Sequence[Section], minutes: float, within: float) -> Plan:
    """Share what is left. Until a section has used its share up, that share stands; from then on each minute more is
    taken from the sections that come.
    """
    # `kept` begins with the section that the group is in.
    now, *coming = kept
    # A plan must not cut the section that the group is in.
    stays = now.model_copy(update={"essential": True, "cut_order": None})
    both = plan([stays, *coming], minutes + within)
    if both.of(now.slug) >= within:
        return both
    rest = plan(coming, minutes)
    return Plan((both.slots[0], *rest.slots), rest.over)


def _late(planned: Plan, here: str, evening: float, within: float) -> int:
    """Return the whole minutes between where the group is and where the run sheet has it after so long."""
    before = 0
    for slot in planned.slots:
        if slot.slug == here:
            # Within its share a section makes nobody late, however it is used.
            return round(evening - before - min(within, slot.minutes))
        before += slot.minutes
    return 0


def _first(coming: Sequence[Section], left: Plan) -> str:
    """Return which of the sections that do not fit goes first: the one with the lowest cut_order."""
    cut = [section for section in coming if section.slug in left.cut]
    return min(cut, key=lambda section: section.cut_order or math.inf).slug if cut else ""
