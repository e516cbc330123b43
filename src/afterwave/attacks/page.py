"""Three attacks on a poll, told in sentences: what each learns elsewhere, and what it learns here."""

from __future__ import annotations

from types import ModuleType

from afterwave.attacks.odds import chance, seen_alone, stuffing_odds, this_kit, threshold_alone
from afterwave.message import Message, Say, english
from afterwave.poll.disclosure import DEFAULT_THRESHOLD

try:
    from afterwave.attacks import pictures as drawings
except ModuleNotFoundError as missing:  # a slim install: each picture only repeats what a sentence says
    if missing.name != "matplotlib":
        raise
    pictures: ModuleType | None = None
else:
    pictures = drawings

SIZES = (5, 6, 7, 8, 9, 10, 12, 14, 16, 20, 25, 30, 40)
"""The groups' sizes that can be chosen."""
AttackText = tuple[str, str, str, str]
"""An attack: its title, what it learns elsewhere, what it learns here, and the picture."""

INSIDERS = 2
STUFFED = 3
"""Real answers among invented ones, in the third attack's example."""

STYLE = """<style>
.aw-attack, .aw-attack-label { font-size: 1rem; line-height: 1.55; }
.aw-attack section { margin-top: 2.2rem; }
.aw-attack h2 { margin: 0 0 0.5rem; font-size: 1.3rem; }
.aw-attack p { margin: 0.35rem 0; }
.aw-attack svg { margin-top: 0.6rem; }
</style>"""

LEAD: Message = (
    "Nothing here is about your group: it is worked out for any group of this size. “For certain” means that somebody "
    "who knows the rules, the picture and "
    "their own answers is sure of another person's answer."
)


def page(people: int, share: float, say: Say = english) -> str:
    """Return the three attacks on so many people as HTML: a sentence on what others would give away, one on this kit,
    and a picture that says no more.
    """
    parts = [_live(people, say), _threshold(people, share, say), _ballot_stuffing(people, share, say)]
    sections = [
        (
            f"<section><h2>{title}</h2><p><strong>{say('Elsewhere.')}</strong> "
            f"{elsewhere}</p><p><strong>{say('Here.')}</strong> {here}</p>{picture}</section>"
        )
        for title, elsewhere, here, picture in parts
    ]
    return f'<div class="aw-attack">{STYLE}<p>{say(LEAD)}</p>{"".join(sections)}</div>'


def _live(people: int, say: Say) -> AttackText:
    seen: Message = (
        "Of {people} answers, about <strong>{seen}</strong> come alone between two looks. Whoever sees you press Send "
        "sees what you sent."
    )
    return (
        say("Bars that move while people send"),
        say(seen, people=people, seen=round(people * seen_alone(people))),
        say(
            "Nothing moves. “At least so many answers are in” goes in steps of three, and there is one picture, "
            "after the end."
        ),
        _picture("live", people, SIZES[0], SIZES[-1], say),
    )


def _threshold(people: int, share: float, say: Say) -> AttackText:
    alone, ours = chance(threshold_alone, people, INSIDERS, share), chance(this_kit(INSIDERS), people, INSIDERS, share)
    away: Message = (
        "In <strong>{chance}</strong> of such groups two friends learn what everybody else answered. In a room of one "
        "mind, everyone does."
    )
    here: Message = "In <strong>{chance}</strong>. Numbers that few or nearly all share are shown as ranges."
    return (
        say("A threshold, and numbers from there on"),
        say(away, chance=percent(alone, say)),
        say(here, chance=percent(ours, say)),
        _picture("tiles", people, INSIDERS, say),
    )


def _ballot_stuffing(people: int, share: float, say: Say) -> AttackText:
    few, kit = min(STUFFED, people - 1), this_kit(INSIDERS)
    # As many as it takes to the threshold, for below it nothing is shown.
    invented = max(people, DEFAULT_THRESHOLD) - few
    loose, loose_kit, slips = (
        stuffing_odds(rule, few, added, share)
        for rule, added in ((threshold_alone, invented), (kit, invented), (kit, 0))
    )
    away: Message = (
        "Who adds {invented} answers to {few} real ones learns all {few} with a chance of <strong>{chance}</strong>."
    )
    here: Message = (
        "With slips, <strong>{slips}</strong>: they refuse invented answers. Without them it is {loose}; use them "
        "among strangers."
    )
    return (
        say("One person who answers many times"),
        say(away, invented=invented, few=few, chance=percent(loose, say)),
        say(here, slips=percent(slips, say), loose=percent(loose_kit, say)),
        _picture("stuffing_curves", people, share, INSIDERS, say),
    )


def _picture(name: str, *facts: object) -> str:
    return str(getattr(pictures, name)(*facts)) if pictures else ""


def percent(chance: float, say: Say = english) -> str:
    """Return a chance in words that never round a small one away."""
    if 0 < chance < 0.01:  # noqa: PLR2004 - one in a hundred
        return say("under 1 %")
    return f"{100 * chance:.0f} %"
