"""The group's picture: where each cell of a release lies on an axis from none to all of the ballots.

One geometry for each band, whatever the count behind it was, so that the drawing says no more than the words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from afterwave.content.kinds import BANDS, Band
from afterwave.content.registry import complete
from afterwave.poll.disclosure import Cell, Release


@dataclass(frozen=True)
class PictureBar:
    """A cell as it is drawn: how far it is sure to reach and how far it may, both in hundredths of the axis."""

    labels: tuple[str, ...]
    band: Band
    count: int | None
    sure: float
    reach: float


def bars(release: Release, labels: Mapping[str, str], margin: int) -> tuple[PictureBar, ...]:
    """Return a release's cells as bars, in their own order."""
    return tuple(_bar(cell, release.ballots, labels, margin) for cell in release.shown)


def _bar(cell: Cell, ballots: int, labels: Mapping[str, str], margin: int) -> PictureBar:
    sure, reach = EXTENTS[cell.band](cell.count or 0, ballots, margin)
    words = tuple(labels.get(option, option) for option in cell.options)
    return PictureBar(words, cell.band, cell.count, round(100 * sure / ballots, 2), round(100 * reach / ballots, 2))


def _few(_count: int, _ballots: int, margin: int) -> tuple[int, int]:
    return 0, margin - 1


def _most(_count: int, ballots: int, margin: int) -> tuple[int, int]:
    return ballots - margin + 1, ballots


def _exact(count: int, _ballots: int, _margin: int) -> tuple[int, int]:
    return count, count


EXTENTS: Mapping[Band, Callable[[int, int, int], tuple[int, int]]] = {
    "exact": _exact,
    "pooled": _exact,
    "few-or-none": _few,
    "most-or-all": _most,
}
"""How far each band is sure to reach and how far it may, in ballots, of its count, all ballots and the margin."""

complete("EXTENTS in server/picture.py", EXTENTS, BANDS)
