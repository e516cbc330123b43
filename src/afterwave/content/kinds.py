"""The kinds of polls, declared once; and all that a release ever says, so that whatever draws it can be asked for each
part.

Every table that has to know a kind, a band or a reason is looked at when its module is imported: `content/registry.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from afterwave.content.registry import complete

Kind = Literal[
    "pick-any",
    "pick-one",
    "scale",
]

Takes = Literal["any", "one"]
"""What a ballot holds: any number of options, none included, or exactly one. Any other limit would tie options
together, and leak.
"""

Band = Literal["exact", "pooled", "few-or-none", "most-or-all"]
"""How a release says a cell: its one option's count, the count of several together, or one of two ranges that hide
it.
"""

Reason = Literal["too-few", "too-close"]
"""Why a release shows nothing."""

TAKES: tuple[Takes, ...] = get_args(Takes)
BANDS: tuple[Band, ...] = get_args(Band)
REASONS: tuple[Reason, ...] = get_args(Reason)


@dataclass(frozen=True)
class Nature:
    """What a kind of poll is.

    With `row`, its options are the steps of a row: they stand close together on phones, and two such polls with the
    same steps are drawn side by side, on the coarser bins of the two. Of any two pictures of it, the bins of one are
    then made of the other's.
    """

    takes: Takes
    row: bool = False


KINDS: Mapping[Kind, Nature] = {
    "pick-any": Nature("any"),
    "pick-one": Nature("one"),
    "scale": Nature("one", row=True),
}
"""Every kind of poll. What it may show is its rule in `poll/disclosure.py`."""

complete("KINDS in content/kinds.py", KINDS, get_args(Kind))


def kinds_taking(takes: Takes) -> tuple[Kind, ...]:
    """Return the kinds whose ballots hold this."""
    return tuple(kind for kind, nature in KINDS.items() if nature.takes == takes)
