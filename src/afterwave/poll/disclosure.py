"""What a closed poll may show without pointing at anybody.

The reader of a release knows these rules, the release, and the ballots of some `insiders` (couples come together and
compare notes). Nobody may become certain of an answer of anybody else: for each option, the ballots left when the
insiders' own are taken away are never surely none and never surely all.

With the margin m = insiders + 2, a number is *safe* when it lies between m and n - m, of n ballots. Nothing is shown
under a threshold of at least 2m - 1.

* **pick-any**, each option by itself: under m ticks it is "few or none", with all but fewer than m it is "most or all",
  else its count is shown.
* **pick-one**: options that are not safe are pooled. A pool of fewer than m ballots (one unsafe option beside a safe
  one always is) takes in the smallest safe
  option, the first of equals.
* **scale**: neighbouring points merge along a fixed ladder that depends on their number and never on the answers; of
  five points, 1|2|3|4|5, then 12|3|4|5,
  12|3|45, 123|45. The first rung is shown whose bins are all safe.

Where nothing is safe, nothing is shown.

Why it holds for every n. Let o be an option of which the insiders hold every ballot, so that it has at most m - 2. Some
other tally must give the same release and leave o a ballot that is nobody's of theirs; it is made by moving one ballot
that is not an insider's from some option p to o.

* *Scale.* Let O1 < O2 < ... < B be the bins that o goes through, up to the bin shown (everything, if nothing is). Let
  Oj be the first with a ballot that is
  not an insider's; there is one, as B holds at least m. Take p from what Oj added. A bin with both o and p keeps its
  sum. On the rungs where o and p are
  apart, o's bin held only insiders' ballots, at most m - 2, and holds one more now: each of those rungs fails as
  before. So the same rung is shown, with the
  same sums.
* *Pick-one.* The pool is the unsafe options U, or U and one safe option g. If U has a ballot that is not an insider's,
  other than in a p above n - m, move it:
  U stays as it is. Else, with p above n - m, all others together hold at most m - 2, so p stays above n - m and nothing
  is shown, as before. Else U holds at
  most m - 2; take p = g, which then holds m - 1 or more: it is pooled again, alone or as the smallest, and the sum is
  the same.
* *Pick-any.* With few or none, both b and b + 1 ticks are possible, if b are the insiders'; most or all is the same of
  the passes.

Nor can o be surely everybody else's: every safe number is at most n - m. Where nothing is shown, all others' ballots on
o means none on the rest, and the move above, from o, gives another such tally. `tests/poll/test_certainty.py` does not
trust this proof: it tries every tally.

Sources. Complementary suppression, group disclosure and differencing: Hundepool and others, Handbook on Statistical
Disclosure Control, 5.2. Bands for small and for nearly full cells: NCES 2011-603. Suppressing what could be derived: US
CMS cell size policy (1 to 10). A threshold of 8: NHS Digital HES suppresses 1 to 7. One release for each question, over
all its ballots: IETF DAP.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from afterwave.content.kinds import KINDS, Band, Kind, Reason
from afterwave.content.registry import complete
from afterwave.poll.errors import BadThreshold

DEFAULT_THRESHOLD = 8


@dataclass(frozen=True)
class Cell:
    """One thing a release says: of these options, this band, and a count of ballots (None for the bands that hide
    it).
    """

    options: tuple[str, ...]
    band: Band
    count: int | None


@dataclass(frozen=True)
class Release:
    """All that a poll ever says: its cells in the poll's order, or none and the reason why."""

    kind: Kind
    ballots: int
    shown: tuple[Cell, ...]
    reason: Reason | None = None

    def as_dict(self, labels: Mapping[str, str] | None = None) -> dict[str, Any]:
        """Return the release as JSON has it; with the poll's `labels`, each cell also carries the words people read."""
        return {
            "kind": self.kind,
            "ballots": self.ballots,
            "shown": [_as_dict(cell, labels) for cell in self.shown],
            "reason": self.reason,
        }


@dataclass(frozen=True)
class Outlook:
    """What a number of people will be able to see: counts between `exact_from` and `exact_to` (None: no counts), if all
    of them answer.
    """

    threshold: int
    margin: int
    exact_from: int | None
    exact_to: int | None
    shows: Literal["nothing", "bands", "counts"]


def margin(insiders: int) -> int:
    """Return the least number of ballots that hides one among those of `insiders`: theirs, and two more."""
    return insiders + 2


def floor(insiders: int) -> int:
    """Return the lowest safe threshold: with fewer ballots, "few or none" and "most or all" overlap."""
    return 2 * margin(insiders) - 1


def threshold_for(people: int | None, insiders: int) -> int:
    """Return the threshold a poll opens with: 8, or as many as there are people where they are fewer, but never below
    the floor.
    """
    return max(floor(insiders), DEFAULT_THRESHOLD if people is None else min(DEFAULT_THRESHOLD, people))


def release(
    kind: Kind, counts: Mapping[str, int], ballots: int, *, threshold: int = DEFAULT_THRESHOLD, insiders: int = 2
) -> Release:
    """Return what may be shown of these counts, given in the poll's order, of this many ballots.

    Raises `BadThreshold` for a threshold under `floor(insiders)`, and ValueError for counts that so many ballots cannot
    give.
    """
    if threshold < floor(insiders):
        raise BadThreshold(threshold, floor(insiders))
    _check(kind, counts, ballots)
    if ballots < threshold:
        return Release(kind, ballots, (), "too-few")
    shown = RULES[kind].cells(counts, ballots, margin(insiders))
    return Release(kind, ballots, shown, None if shown else "too-close")


def outlook(kind: Kind, people: int, insiders: int) -> Outlook:
    """Return what so many people will be able to see, for the facilitator to know before the poll opens."""
    m, least = margin(insiders), threshold_for(people, insiders)
    # Of fewer than 2m ballots no number lies between m and n - m, whatever they say.
    if people >= max(least, 2 * m):
        return Outlook(least, m, m, people - m, "counts")
    return Outlook(least, m, None, None, RULES[kind].sparse if people >= least else "nothing")


def coarser(a: Release, b: Release) -> tuple[Release, Release]:
    """Return two releases of the same row of steps, both on the coarser bins of the two, to be drawn side by side.

    Where one shows nothing, both stay as they are. Raises ValueError for releases that are not of the same row.
    """
    if not a.shown or not b.shown:
        return a, b
    if a.kind != b.kind or not KINDS[a.kind].row or _points(a) != _points(b):
        raise ValueError("only two releases of the same scale can share their bins")
    sizes = [len(cell.options) for cell in min(a.shown, b.shown, key=len)]
    return _on(sizes, a), _on(sizes, b)


def ladder(points: Sequence[str]) -> list[list[tuple[str, ...]]]:
    """Return the partitions a scale may be shown on, finest first: each merges two neighbours of the one before, at the
    low end, then at the high.
    """
    rungs: list[list[tuple[str, ...]]] = [[(point,) for point in points]]
    while len(bins := rungs[-1]) > 2:  # noqa: PLR2004 - two halves are the coarsest picture
        low = len(rungs) % 2
        rungs.append([bins[0] + bins[1], *bins[2:]] if low else [*bins[:-2], bins[-2] + bins[-1]])
    return rungs


def _pick_any(counts: Mapping[str, int], n: int, m: int) -> tuple[Cell, ...]:
    return tuple(_band_cell(option, count, n, m) for option, count in counts.items())


def _band_cell(option: str, count: int, n: int, m: int) -> Cell:
    if count < m:
        return Cell((option,), "few-or-none", None)
    if n - count < m:
        return Cell((option,), "most-or-all", None)
    return Cell((option,), "exact", count)


def _pick_one(counts: Mapping[str, int], n: int, m: int) -> tuple[Cell, ...]:
    safe = {option: count for option, count in counts.items() if m <= count <= n - m}
    pool = [option for option in counts if option not in safe]
    if safe and pool and sum(counts[option] for option in pool) < m:
        smallest = min(safe, key=safe.__getitem__)
        del safe[smallest]
        pool = [option for option in counts if option not in safe]
    if not safe:
        return ()
    shown = [Cell((option,), "exact", count) for option, count in safe.items()]
    return (*shown, _sum_cell(pool, counts)) if pool else tuple(shown)


def _scale(counts: Mapping[str, int], n: int, m: int) -> tuple[Cell, ...]:
    for rung in ladder(list(counts)):
        if all(m <= sum(counts[point] for point in bin_) <= n - m for bin_ in rung):
            return tuple(_sum_cell(bin_, counts) for bin_ in rung)
    return ()


@dataclass(frozen=True)
class Rule:
    """What may be shown of a kind of poll: a function of its counts, its ballots and the margin, which sees nothing
    else.

    `sparse` is what it has to show where everybody answers, and those are too few for any number to be safe.
    """

    cells: Callable[[Mapping[str, int], int, int], tuple[Cell, ...]]
    sparse: Literal["nothing", "bands"] = "nothing"


RULES: Mapping[Kind, Rule] = {
    "pick-any": Rule(_pick_any, sparse="bands"),
    "pick-one": Rule(_pick_one),
    "scale": Rule(_scale),
}

complete("RULES in poll/disclosure.py", RULES, KINDS)


def _sum_cell(options: Sequence[str], counts: Mapping[str, int]) -> Cell:
    return Cell(tuple(options), "exact" if len(options) == 1 else "pooled", sum(counts[option] for option in options))


def _check(kind: Kind, counts: Mapping[str, int], ballots: int) -> None:
    if any(not 0 <= count <= ballots for count in counts.values()):
        raise ValueError("a count is below nothing, or above the number of ballots")
    if KINDS[kind].takes == "one" and sum(counts.values()) != ballots:
        raise ValueError("the counts of a poll with one choice each do not add up to its ballots")


def _points(scale: Release) -> int:
    return sum(len(cell.options) for cell in scale.shown)


def _on(sizes: list[int], scale: Release) -> Release:
    """Return the release with its cells summed into bins of these sizes; a rung's bins nest in a coarser rung's, so
    sums suffice.
    """
    cells, bins = iter(scale.shown), []
    for size in sizes:
        options: tuple[str, ...] = ()
        count = 0
        while len(options) < size:
            cell = next(cells)
            options, count = options + cell.options, count + (cell.count or 0)
        bins.append(Cell(options, "exact" if size == 1 else "pooled", count))
    return Release(scale.kind, scale.ballots, tuple(bins), scale.reason)


def _as_dict(cell: Cell, labels: Mapping[str, str] | None) -> dict[str, Any]:
    words = {} if labels is None else {"labels": [labels.get(option, option) for option in cell.options]}
    return {"options": list(cell.options), **words, "band": cell.band, "count": cell.count}
