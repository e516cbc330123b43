"""Draws a chart for the stage: as wide as the projector, each study with what it counted, "ever" and "most times"
together.

It is made of rectangles and words alone, whose colours a page's style sheet gives; `draw_charts` keeps it beside the
content.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from html import escape

from afterwave.content.prevalence import ChartBar, ChartGroup

WIDE = 1100
"""The drawing's width, in units of which a letter is 30 tall: about as wide, for its height, as the room below the
title.
"""
SIZE, SMALL = 30, 26
LINE, BAR, GAP = 32, 24, 13
"""How tall a line of words is, how tall a bar, and what stands between two studies."""
BARS_FROM, BARS_TO = 560, 950
"""Where none of them are, and where all are; the share stands after that, never on a bar."""
LETTERS = 74
"""The most letters on a line of who was asked; then of what was counted, and of a window's caption."""
SMALL_LETTERS = 82
CAPTION_LETTERS = 42
_KINDS = ("aw-some", "aw-often")
"""The first window's bar, and the last one's."""


def draw_stage_chart(groups: Sequence[ChartGroup], *, mirrored: bool) -> str:
    """Return the drawing as SVG; mirrored for a language read from the right."""
    parts: list[str] = []
    top = 0
    for group in groups:
        for words, size, kind, letters in (
            (group.label, SIZE, "aw-asked", LETTERS),
            (group.counted, SMALL, "aw-who", SMALL_LETTERS),
        ):
            for line in textwrap.wrap(words, letters):
                top += LINE
                parts.append(_words(0, top - 8, line, size, kind, mirrored=mirrored))
        for bar, kind in zip(group.bars, _KINDS, strict=False):
            lines = textwrap.wrap(bar.caption, CAPTION_LETTERS)
            parts += _row(bar, kind, lines, top + 3, mirrored=mirrored)
            top += LINE * len(lines) + 3
        top += GAP
    direction = ' direction="rtl"' if mirrored else ""
    return (
        f'<svg viewBox="0 0 {WIDE} {top - GAP + 4}" fill="currentColor" '
        f'font-size="{SIZE}"{direction}>{"".join(parts)}</svg>'
    )


def _row(bar: ChartBar, kind: str, lines: Sequence[str], top: int, *, mirrored: bool) -> Iterator[str]:
    """Yield a window's caption, its bar from none to all, and its share."""
    for place, line in enumerate(lines):
        yield _words(0, top + LINE * (place + 1) - 9, line, SMALL, "aw-window", mirrored=mirrored)
    middle = top + (LINE * len(lines) - BAR) // 2
    yield _bar(0, 100, middle, "aw-all", 0.14, mirrored=mirrored)
    yield _bar(0, bar.least, middle, kind, None, mirrored=mirrored)
    if bar.most > bar.least:
        yield _bar(bar.least, bar.most, middle, kind, 0.5, mirrored=mirrored)
    yield _words(BARS_TO + 16, middle + BAR - 3, bar.share, SIZE, "aw-share", mirrored=mirrored)


def _bar(least: float, most: float, top: int, kind: str, faint: float | None, *, mirrored: bool) -> str:
    left, right = (BARS_FROM + share * (BARS_TO - BARS_FROM) / 100 for share in (least, most))
    start = WIDE - right if mirrored else left
    opacity = f' fill-opacity="{faint}"' if faint else ""
    return f'<rect class="{kind}" x="{start:.4g}" y="{top}" width="{right - left:.4g}" height="{BAR}"{opacity}/>'


def _words(x: int, y: int, said: str, size: int, kind: str, *, mirrored: bool) -> str:
    own = f' font-size="{size}"' if size != SIZE else ""
    return f'<text class="{kind}" x="{WIDE - x if mirrored else x}" y="{y}"{own}>{escape(said, quote=False)}</text>'
