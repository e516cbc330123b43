"""Draws the charts of a content folder: `python -m afterwave.making.draw_charts [FOLDER]`.

matplotlib draws each axis once, and the drawing is kept beside the content as a small SVG: words as text, colours left
to the page. So phones' server needs no matplotlib, and a page shows a drawing only as long as it says what the studies
say (`content.prevalence.picture`).
"""

from __future__ import annotations

import io
import re
import sys
import textwrap
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from afterwave.content.blocks import Chart
from afterwave.content.load import load
from afterwave.content.places import kit
from afterwave.content.prevalence import ChartRow, Panel, drawn_at, groups, panels, rows, stage_stamp, staged_at, stamp
from afterwave.content.workshop import Workshop
from afterwave.files import replaced
from afterwave.making.stage_chart import draw_stage_chart

WIDE = 288
"""Points: as wide as a small phone's column, so that words are as large in the drawing as around it."""
ROOM = 38
"""The most letters on a line of words."""
SIZE, LINE, BAR, GAP = 13, 17, 12, 16
FULL = 0.8
"""How much of the width 100 % takes; a number stands after its bar."""
# Words stay words; without a salt of its own, matplotlib names the parts of a drawing by chance.
_TYPE: Any = {"svg.fonttype": "none", "svg.hashsalt": "afterwave", "font.family": "sans-serif", "font.size": SIZE}
_FAINT = {"aw-all": 0.14, "aw-most": 0.5}
"""How much of a bar's colour shows: the whole width stands behind it, and the upper end of a range beyond its lower."""
_SVG = "{http://www.w3.org/2000/svg}"


def write(folder: Path) -> Iterator[Path]:
    """Draw every chart of every language of a content folder, and yield the drawings' paths; raise `ContentError` for
    content with mistakes.
    """
    for code in load(folder).languages:
        workshop = load(folder, code)
        for chart in (block for section in workshop.sections for block in section.blocks if isinstance(block, Chart)):
            for panel in panels(chart, workshop):
                yield _write_drawing(
                    drawn_at(chart, panel, workshop), stamp(panel, workshop), draw_axis(panel, workshop)
                )
            whole = draw_stage_chart(groups(chart, workshop), mirrored=workshop.speech.direction == "rtl")
            yield _write_drawing(staged_at(chart, workshop), stage_stamp(chart, workshop), whole)


def _write_drawing(path: Path, mark: str, svg: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    replaced(path, f"<!-- {mark} -->\n{svg}\n".encode())
    return path


def draw_axis(panel: Panel, workshop: Workshop) -> str:
    """Return one axis as SVG: for each study who was asked, how many, and a bar from none of them to all."""
    studies = rows(panel, workshop)
    labels = [textwrap.wrap(row.label, ROOM) for row in studies]
    tall = sum(len(lines) * LINE + BAR + GAP for lines in labels) + LINE
    with mpl.rc_context(_TYPE):
        # matplotlib counts a figure in inches, of which each has 72 points.
        figure = Figure(figsize=(WIDE / 72, tall / 72))
        # In points from the top down, as SVG counts, so that places and sizes need no conversion.
        axes = figure.add_axes((0, 0, 1, 1), xlim=(0, 100 / FULL), ylim=(tall, 0))
        axes.set_axis_off()
        top = 0
        for row, lines in zip(studies, labels, strict=True):
            top = _study(axes, row, lines, top)
        for share, side in ((0, "left"), (100, "right")):
            axes.text(share, top, f"{share}\u00a0%", ha=side, va="top", gid="aw-end")
        buffer = io.StringIO()
        figure.savefig(buffer, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    return _slim(buffer.getvalue(), tall, mirrored=workshop.speech.direction == "rtl")


def _study(axes: Axes, row: ChartRow, lines: list[str], top: int) -> int:
    """Draw one study below `top`, and return where the next one begins."""
    for line in lines:
        axes.text(0, top + LINE - 6, line, va="baseline", gid="aw-who")
        top += LINE
    middle = top + BAR / 2
    axes.barh(middle, 100, BAR, gid="aw-all")
    axes.barh(middle, row.least, BAR, gid="aw-some")
    if row.most > row.least:
        axes.barh(middle, row.most - row.least, BAR, left=row.least, gid="aw-most")
    axes.text(row.most + 2, top + BAR - 1, row.share, va="baseline", gid="aw-share")
    return top + BAR + GAP


def _slim(svg: str, tall: int, *, mirrored: bool) -> str:
    """Return the drawing with nothing in it but rectangles and words, whose colours a page's style sheet gives;
    mirrored for a language read from the right.
    """
    groups = [group for group in ET.fromstring(svg).iter(f"{_SVG}g") if group.get("id", "").startswith("aw-")]  # noqa: S314 - matplotlib's own
    parts = (
        (_bar if mark.tag == f"{_SVG}path" else _words)(mark, group.get("id", ""), mirrored)
        for group in groups
        for mark in group
    )
    direction = ' direction="rtl"' if mirrored else ""
    return f'<svg viewBox="0 0 {WIDE} {tall}" fill="currentColor" font-size="{SIZE}"{direction}>{"".join(parts)}</svg>'


def _bar(path: ET.Element, kind: str, mirrored: bool) -> str:
    # matplotlib draws a bar as a path from corner to corner.
    points = [float(number) for number in re.findall(r"-?[\d.]+", path.get("d", ""))]
    (left, right), (top, bottom) = ((min(side), max(side)) for side in (points[::2], points[1::2]))
    faint = f' fill-opacity="{_FAINT[kind]}"' if kind in _FAINT else ""
    start = WIDE - right if mirrored else left
    return (
        f'<rect class="{kind}" x="{start:.4g}" y="{top:.4g}" width="{right - left:.4g}" '
        f'height="{bottom - top:.4g}"{faint}/>'
    )


def _words(text: ET.Element, kind: str, mirrored: bool) -> str:
    x, y = (float(text.get(side, 0)) for side in ("x", "y"))
    anchor = ' text-anchor="end"' if "text-anchor: end" in text.get("style", "") else ""
    unsaid = ' aria-hidden="true"' if kind == "aw-end" else ""
    return (
        f'<text class="{kind}" x="{WIDE - x if mirrored else x:.4g}" '
        f'y="{y:.4g}"{anchor}{unsaid}>{escape(text.text or "", quote=False)}</text>'
    )


if __name__ == "__main__":
    for done in write(Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else kit("content")):
        sys.stdout.write(f"{done.parent.parent.name}/{done.parent.name}/{done.name}\n")
