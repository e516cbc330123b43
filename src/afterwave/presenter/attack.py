"""What `attack-your-own-poll.ipynb` calls: three ways to learn somebody's answer, tried on a group of this size."""

from __future__ import annotations

import ipywidgets
import traitlets

from afterwave.attacks.page import SIZES, page
from afterwave.content.workshop import Workshop
from afterwave.presenter.environment import workshop_here

SHARES = (0, 5, 10, 20, 30, 50, 80, 100)


class Attack(ipywidgets.VBox):
    """A group's size and how common an answer is, and what three attackers would learn of it."""

    people = traitlets.Int(12)
    share = traitlets.Int(20)

    def __init__(self, workshop: Workshop) -> None:
        """Show a group of twelve, of whom about one in five would tick, in the workshop's language."""
        self._say = workshop.speech.say
        self._shown, self._labels = ipywidgets.HTML(), (ipywidgets.HTML(), ipywidgets.HTML())
        super().__init__(
            [self._labels[0], self._row("people", SIZES), self._labels[1], self._row("share", SHARES), self._shown]
        )
        self.observe(self._draw, ["people", "share"])
        self._draw()

    def _row(self, name: str, numbers: tuple[int, ...]) -> ipywidgets.HBox:
        """Return a row of buttons, one for each number. Not a slider: ipywidgets' has no name that a screen reader
        could say.
        """
        buttons = [
            ipywidgets.Button(
                description=str(number), layout=ipywidgets.Layout(width="auto", min_width="3rem", height="2.5rem")
            )
            for number in numbers
        ]
        for button, number in zip(buttons, numbers, strict=True):
            button.on_click(lambda _button, number=number: self.set_trait(name, number))
        # A row wraps: on a phone's width the last numbers would lie outside the page.
        return ipywidgets.HBox(buttons, layout=ipywidgets.Layout(flex_flow="row wrap"))

    def _draw(self, _change: object = None) -> None:
        self._labels[0].value = _label(self._say("{people} people answer", people=self.people))
        self._labels[1].value = _label(self._say("{share} in 100 would tick the answer", share=self.share))
        self._shown.value = page(self.people, self.share / 100, self._say)

    def __repr__(self) -> str:
        """Return what stands here where no widget can run, such as on a code host."""
        return self._say("Attack your own poll")


def attack() -> Attack:
    """Return the desk at which a facilitator attacks a poll."""
    return Attack(workshop_here())


def _label(words: str) -> str:
    return f'<p class="aw-attack-label"><strong>{words}</strong></p>'
