"""What anybody may know of a poll at any time: its state, a rounded number of ballots, and its release once it is
revealed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from sqlalchemy import RowMapping

from afterwave.message import Message
from afterwave.poll.disclosure import DEFAULT_THRESHOLD, Cell, Release

State = Literal["waiting", "open", "closed", "revealed"]
STATES: tuple[State, ...] = get_args(State)
STATE_WORDS: tuple[Message, ...] = ("waiting", "open", "closed", "revealed")
"""The same as a facilitator is told of them."""

STEP = 3
"""What a number of ballots is rounded down to: one that moves with every ballot shows who just pressed Send."""


@dataclass(frozen=True)
class Status:
    """A poll's state; `people` is None where nobody counted, `release` until it is revealed, `slips` where not only
    slips count.
    """

    poll: str
    state: State
    ballots: int = 0
    people: int | None = None
    threshold: int = DEFAULT_THRESHOLD
    insiders: int = 2
    release: Release | None = None
    slips: int | None = None

    def as_dict(self, labels: Mapping[str, str] | None = None) -> dict[str, Any]:
        """Return what `afterwave poll status --json` prints; `labels` are the words of the poll's options."""
        shown = None if self.release is None else self.release.as_dict(labels)
        drawn = {} if self.slips is None else {"slips": self.slips}
        return {"poll": self.poll, "state": self.state, "ballots": self.ballots, **drawn, "release": shown}


def read(row: RowMapping) -> Status:
    """Return the status of a row of the table `poll`, with the ballots of an open one rounded down to a multiple of
    3.
    """
    ballots = row["ballots"] // STEP * STEP if row["state"] == "open" else row["ballots"]
    shown = release_from(row["release"]) if row["release"] else None
    return Status(
        row["id"], row["state"], ballots, row["people"], row["threshold"], row["insiders"], shown, row["slips"]
    )


def release_text(release: Release) -> str:
    """Return a release as the text that is kept of a revealed poll."""
    return json.dumps(release.as_dict())


def release_from(text: str) -> Release:
    """Return the release that `release_text` wrote."""
    found = json.loads(text)
    cells = tuple(Cell(tuple(cell["options"]), cell["band"], cell["count"]) for cell in found["shown"])
    return Release(found["kind"], found["ballots"], cells, found["reason"])
