"""What the console does with questions of one's own: keep one that was typed, lay it over the step, take it out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from afterwave.content.polls import Poll
from afterwave.errors import UnfitPoll
from afterwave.presenter.environment import Environment
from afterwave.presenter.scenes import Facts


class OwnDesk:
    """The part of a console's kernel that knows questions of one's own."""

    def __init__(self, environment: Environment) -> None:
        """Keep the environment; nothing was typed yet."""
        self._environment, self._wrong, self._kept = environment, list[str](), 0
        self.acts: dict[str, Callable[[Any], None]] = {
            "own": self._keep,
            "take_out": self._take_out,
            "lay_over": self._lay_over,
        }

    def facts(self) -> Facts:
        """Return what the form shows: the mistakes of what was typed last, and how many questions this console kept."""
        return {"wrong": self._wrong, "kept": self._kept}

    def lay_over_open(self, poll: Poll) -> None:
        """Lay a question that was opened over the step, where it is one's own."""
        session = self._environment.session
        if poll.id not in self._environment.workshop.polls:
            # Somebody at another console may have taken it out in the same moment.
            session.own.holds(poll)
            session.lay_over(poll.id)

    def lay_over_revealed(self, poll: str) -> None:
        """Lay a question over the step whose picture is shown, where it is one's own."""
        if poll in self._environment.session.state().own:
            self._environment.session.lay_over(poll)

    def _keep(self, form: Facts) -> None:
        self._wrong = []
        try:
            # What is no mapping raises here, as nonsense of a page does everywhere.
            self._environment.session.own.keep({**form}, self._environment.workshop.polls)
        except UnfitPoll as error:
            self._wrong = error.each(self._environment.say)
        else:
            self._kept += 1

    def _take_out(self, poll: object) -> None:
        self._environment.session.own.take_out(str(poll))

    def _lay_over(self, poll: object) -> None:
        # "" takes it away again.
        if poll and str(poll) not in self._environment.session.state().own:
            raise ValueError
        self._environment.session.lay_over(str(poll))
