"""What `attack-your-own-poll.ipynb` calls: three ways to learn somebody's answer, tried on a group of this size."""

from __future__ import annotations

import ipywidgets
import traitlets

from afterwave.poll.disclosure import DEFAULT_THRESHOLD
from afterwave.presenter import attack_pictures as pictures
from afterwave.presenter.attacks import chance, seen_alone, stuffed, this_kit, threshold_alone

SIZES, SHARES = (5, 6, 7, 8, 9, 10, 12, 14, 16, 20, 25, 30, 40), (0, 5, 10, 20, 30, 50, 80, 100)
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

LEAD = (
    "Nothing here is about your group: it is worked out for any group of this size. “For certain” means that somebody who knows the rules, the picture and "
    "their own answers is sure of another person's answer."
)


class Attack(ipywidgets.VBox):
    """A group's size and how common an answer is, and what three attackers would learn of it."""

    people = traitlets.Int(12)
    share = traitlets.Int(20)

    def __init__(self) -> None:
        """Show a group of twelve, of whom about one in five would tick."""
        self._shown, self._labels = ipywidgets.HTML(), (ipywidgets.HTML(), ipywidgets.HTML())
        super().__init__([self._labels[0], self._row("people", SIZES), self._labels[1], self._row("share", SHARES), self._shown])
        self.observe(self._draw, ["people", "share"])
        self._draw()

    def _row(self, name: str, numbers: tuple[int, ...]) -> ipywidgets.HBox:
        """Return a row of buttons, one for each number. Not a slider: ipywidgets' has no name that a screen reader could say."""
        buttons = [ipywidgets.Button(description=str(number), layout=ipywidgets.Layout(width="auto", min_width="3rem", height="2.5rem")) for number in numbers]
        for button, number in zip(buttons, numbers, strict=True):
            button.on_click(lambda _button, number=number: self.set_trait(name, number))
        return ipywidgets.HBox(buttons, layout=ipywidgets.Layout(flex_flow="row wrap"))

    def _draw(self, _change: object = None) -> None:
        self._labels[0].value = _label(f"{self.people} people answer")
        self._labels[1].value = _label(f"{self.share} in 100 would tick the answer")
        self._shown.value = page(self.people, self.share / 100)

    def __repr__(self) -> str:
        """Return what stands here where no widget can run, such as on a code host."""
        return "Attack your own poll"


def attack() -> Attack:
    """Return the desk at which a facilitator attacks a poll."""
    return Attack()


def page(people: int, share: float) -> str:
    """Return the three attacks on so many people as HTML: a sentence on what others would give away, one on this kit, and a picture that says no more."""
    kit = this_kit(INSIDERS)
    live, alone, ours = seen_alone(people), chance(threshold_alone, people, INSIDERS, share), chance(kit, people, INSIDERS, share)
    few = min(STUFFED, people - 1)
    invented = max(people, DEFAULT_THRESHOLD) - few
    loose, loose_kit, slips = (stuffed(rule, few, added, share) for rule, added in ((threshold_alone, invented), (kit, invented), (kit, 0)))
    parts = [
        (
            "Bars that move while people send",
            f"Of {people} answers, about <strong>{round(people * live)}</strong> come alone between two looks. Whoever sees you press Send sees what you sent.",
            "Nothing moves. “At least so many answers are in” goes in steps of three, and there is one picture, after the end.",
            pictures.live(people, SIZES[0], SIZES[-1]),
        ),
        (
            "A threshold, and numbers from there on",
            f"In <strong>{percent(alone)}</strong> of such groups two friends learn what everybody else answered. In a room of one mind, everyone does.",
            f"In <strong>{percent(ours)}</strong>. Numbers that few or nearly all share are shown as ranges.",
            pictures.tiles(people, INSIDERS),
        ),
        (
            "One person who answers many times",
            f"Who adds {invented} answers to {few} real ones learns all {few} with a chance of <strong>{percent(loose)}</strong>.",
            f"With slips, <strong>{percent(slips)}</strong>: they refuse invented answers. Without them it is {percent(loose_kit)}; use them among strangers.",
            pictures.stuffing(people, share, INSIDERS),
        ),
    ]
    drawn = [
        f"<section><h2>{title}</h2><p><strong>Elsewhere.</strong> {elsewhere}</p><p><strong>Here.</strong> {here}</p>{picture}</section>"
        for title, elsewhere, here, picture in parts
    ]
    return f'<div class="aw-attack">{STYLE}<p>{LEAD}</p>{"".join(drawn)}</div>'


def _label(words: str) -> str:
    return f'<p class="aw-attack-label"><strong>{words}</strong></p>'


def percent(chance: float) -> str:
    """Return a chance in words that never round a small one away."""
    if 0 < chance < 0.01:  # noqa: PLR2004 - one in a hundred
        return "under 1 %"
    return f"{100 * chance:.0f} %"
