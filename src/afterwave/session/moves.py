"""What each move changes of where the group is: from the row as it is, and the time, the columns that become others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from afterwave.session.state import SET_BACK

Row: TypeAlias = Mapping[str, Any]
Move: TypeAlias = Callable[[Row, float], dict[str, Any]]
"""Says what a move changes: the row as it is and the time, in seconds since the epoch, give the columns that differ."""


def to_step(section: str, step: int, *, lifts_the_end: bool) -> Move:
    """Return the move to a step; where the end stays, and the evening has ended, it is none."""

    def move(old: Row, now: float) -> dict[str, Any]:
        if old["ended"] and not lifts_the_end:
            return {"ended": True}  # as it is already: an update has to name some column
        stays = old["section"] == section and old["entered"] and not old["ended"]
        same = (section, step) == (old["section"], old["step"])
        return {
            "section": section,
            "step": max(step, 0),
            "props": old["props"] if same else {},
            "started": old["started"] or now,
            "entered": old["entered"] if stays else now,
            "ended": False,
            "skipped": [slug for slug in old["skipped"] if slug != section],
            **({} if stays else departure(old, now)),
        }

    return move


def with_props(section: str, step: int, props: Row) -> Move:
    """Return the move that sets what a step shows beside its words, but for a poll that lies over it; none at another
    step.
    """

    def move(old: Row, _now: float) -> dict[str, Any]:
        overlay = {"own": old["props"]["own"]} if "own" in old["props"] else {}
        here = (section, step) == (old["section"], old["step"])
        return {"props": {**props, **overlay} if here else old["props"]}

    return move


def with_overlay(poll: str) -> Move:
    """Return the move that lays a poll of one's own over the step; "" takes it away."""

    def move(old: Row, _now: float) -> dict[str, Any]:
        others = {name: prop for name, prop in old["props"].items() if name != "own"}
        return {"props": {**others, **({"own": poll} if poll else {})}}

    return move


def with_section(section: str, *, on: bool) -> Move:
    """Return the move that takes a section into the evening, or leaves it out."""
    return lambda old, _now: {"skipped": sorted({*old["skipped"]} - {section} if on else {*old["skipped"], section})}


def with_step(section: str, block: str, changes: Row) -> Move:
    """Return the move that lets a step be another one today; what is false or empty is as the content has it."""

    def move(old: Row, _now: float) -> dict[str, Any]:
        name = f"{section}/{block}"
        step = {key: value for key, value in {**old["today"].get(name, {}), **changes}.items() if value}
        return {"today": {key: value for key, value in {**old["today"], name: step}.items() if value}}

    return move


def to_occasion(occasion: Row, step: int) -> Move:
    """Return the move that keeps an occasion, and stands at the step which that leaves."""
    return lambda old, _now: {
        "occasion": dict(occasion),
        "step": step,
        "props": old["props"] if step == old["step"] else {},
    }


def to_workshop(first: str, length: int) -> Move:
    """Return the move to the first section of another workshop, with its minutes."""
    return lambda old, now: {
        "section": first,
        "step": 0,
        # Polls that are run alone have ten minutes, in the same file, and an evening after them had no more.
        "length": length,
        "props": {},
        "entered": old["started"] and now,  # before the beginning no clock runs
        **departure(old, now),
    }


def pause(*, on: bool) -> Move:
    """Return the move that begins a pause, which stops the step's timer, or ends it; after the end it is none."""

    def move(old: Row, now: float) -> dict[str, Any]:
        if old["ended"]:
            return {"calm": False}  # nobody sees one, and who goes on with the evening would find it begun
        # {} says that nobody has touched what the step shows, and goes on saying it.
        props = {**old["props"], "timer": None} if on and old["props"] else old["props"]
        # A second press does not begin the pause anew: the console tells how long it has lasted.
        return {"calm": on, "props": props, "softened": (old["softened"] or now) if on else None}

    return move


def end(old: Row, now: float) -> dict[str, Any]:
    """Return what changes when the evening ends: a pause ends with it."""
    return {"ended": True, "calm": False, "softened": None, **departure(old, now)}


def resumption(old: Row, now: float) -> dict[str, Any]:
    """Return what changes when the end is taken back: the section's clock goes on from now."""
    return {"ended": False, "entered": now if old["ended"] and old["entered"] else old["entered"]}


def last_call(poll: str, seconds: float) -> Move:
    """Return the move that closes a poll in so many seconds, or when it was said before, unless the clock was set back
    since.
    """

    def move(old: Row, now: float) -> dict[str, Any]:
        # That of another poll, which somebody has closed before its time, is over.
        same = old["closing"] and old["closing"]["poll"] == poll and old["closing"]["at"] - now <= SET_BACK
        return {"closing": old["closing"] if same else {"poll": poll, "at": now + seconds}}

    return move


def departure(old: Row, now: float) -> dict[str, Any]:
    """Return what changes when the group leaves the section it is in: its seconds are added up. After the end, or
    before the beginning, nothing does.
    """
    if old["ended"] or not old["entered"]:
        return {}
    slug, spent = old["section"], old["spent"]
    # Not below 0: a clock may be set back in an evening.
    return {"spent": {**spent, slug: spent.get(slug, 0.0) + max(now - old["entered"], 0.0)}}
