"""What `presenter.ipynb` calls."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from afterwave.poll.questions import Question
from afterwave.poll.status import Status
from afterwave.presenter.desk import Desk
from afterwave.presenter.environment import Environment, open_environment
from afterwave.presenter.scenes import stage_sections
from afterwave.session.pace import lengths
from afterwave.session.state import State
from afterwave.widgets.labels import stage_labels
from afterwave.widgets.stage import Stage


def stage(environment: Environment | None = None) -> Stage:
    """Return the stage of this environment's session (or of another's), following it as long as its page is open."""
    environment = environment or open_environment()
    looks = (
        {"logo": {"src": environment.workshop.logo.address(), "alt": environment.workshop.logo.alt}}
        if environment.workshop.logo
        else {}
    )
    widget = Stage(
        sections=stage_sections(environment.workshop),
        channel=environment.channel,
        **environment.speech(stage_labels),
        **looks,
    )
    widget.desk = StageDesk(widget, environment)
    return widget


class StageDesk(Desk):
    """The stage's kernel side: what every desk does, and the way in for phones."""

    def show(self, state: State, statuses: Mapping[str, Status], asked: Sequence[Question]) -> None:
        """Set what the room sees; the code leads to the address that phones open now."""
        super().show(state, statuses, asked)
        self.widget.lengths = lengths(self.environment.workshop.sections, state)
        # Drawing its code takes longer than all else here, and this runs with every change.
        if (address := self.environment.address_now(state)) != self.widget.join["url"]:
            self.widget.join = self.environment.join(address)
