"""The attack notebook's pictures, as SVG in the page's own colours. Each repeats what a sentence beside it says, so a
screen reader passes over it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from afterwave.attacks.odds import gives_away, seen_alone, stuffing_odds, this_kit, threshold_alone
from afterwave.message import Say, english

COLOURS = {
    "ink": "#010101",
    "quiet": "#020202",
    "wave": "#030303",
    "glow": "#040404",
    "veil": "#050505",
    "paper": "#060606",
}
"""Placeholders that no picture would use; each becomes the page's colour of this name, light or dark."""
_JUPYTER = {
    "ink": "content-font-color0",
    "quiet": "content-font-color1",
    "wave": "brand-color1",
    "glow": "error-color1",
    "veil": "layout-color3",
    "paper": "layout-color0",
}
"""What JupyterLab calls the nearest of its own colours: there, the kit's template and its colours are not on the
page.
"""

WIDE = 7.0
# Words stay words; without a salt of its own, matplotlib names the parts of a drawing by chance.
_TYPE: Any = {"svg.fonttype": "none", "svg.hashsalt": "afterwave", "font.family": "sans-serif", "font.size": 11}


class Sketch:
    """A picture that was drawn; its SVG once the drawing is done."""

    svg = ""


def live(people: int, fewest: int, most: int, say: Say = english) -> str:
    """Return how many of a group's answers live bars expose, by the group's size, with this group marked."""
    with canvas(1.9) as (axes, sketch):
        sizes = range(fewest, most + 1)
        axes.plot(sizes, [100 * seen_alone(size) for size in sizes], color=COLOURS["glow"], linewidth=2.5)
        axes.plot([people], [100 * seen_alone(people)], "o", color=COLOURS["glow"], markersize=9)
        axes.plot(sizes, [0 for _ in sizes], color=COLOURS["wave"], linewidth=2.5)
        _label_axes(axes, say("people"), say("answers exposed, %"))
        axes.text(most, 8, say("here: none"), color=COLOURS["wave"], ha="right")
        axes.text(most, 100 * seen_alone(most) + 8, say("live bars"), color=COLOURS["glow"], ha="right")
    return sketch.svg


def tiles(people: int, insiders: int, say: Say = english) -> str:
    """Return every number of ticks there can be as a row of tiles, for a threshold alone and for this kit: given away,
    a range, or a number.
    """
    rows = [(say("a threshold"), threshold_alone), (say("here"), this_kit(insiders))]
    with canvas(1.35) as (axes, sketch):
        for line, (name, rule) in enumerate(rows):
            away = gives_away(rule, people, insiders)
            for ticks in range(people + 1):
                alone = sum(rule(other, people) == rule(ticks, people) for other in range(people + 1)) == 1
                tone = "glow" if away[ticks] else "wave" if alone else "veil"
                axes.add_patch(
                    Rectangle((ticks + 0.05, -line + 0.08), 0.9, 0.8, facecolor=COLOURS[tone], edgecolor="none")
                )
                if people <= 24 or ticks % 5 == 0:  # noqa: PLR2004 - as many figures as there is room for
                    axes.text(
                        ticks + 0.5,
                        -line + 0.47,
                        str(ticks),
                        ha="center",
                        va="center",
                        fontsize=9,
                        color=COLOURS["ink" if tone == "veil" else "paper"],
                    )
            axes.text(-0.3, -line + 0.47, name, ha="right", va="center", color=COLOURS["ink"])
        axes.set_xlim(-0.24 * people, people + 1)
        axes.set_ylim(-1.75, 1)
        axes.set_axis_off()
        for place, (tone, words) in enumerate(
            (("glow", say("gives everyone away")), ("wave", say("a number")), ("veil", say("a range")))
        ):
            axes.add_patch(
                Rectangle((place * people * 0.36, -1.6), people * 0.03, 0.3, facecolor=COLOURS[tone], edgecolor="none")
            )
            axes.text(
                place * people * 0.36 + people * 0.045, -1.45, words, va="center", fontsize=10, color=COLOURS["quiet"]
            )
    return sketch.svg


def stuffing_curves(people: int, share: float, insiders: int, say: Say = english) -> str:
    """Return the chance that invented answers isolate the real ones, by how many are real: a threshold alone, this kit
    without slips, and with them.
    """
    # Of fewer than eight a threshold shows nothing, and there would be nothing to compare with.
    full, kit = max(people, 8), this_kit(insiders)
    lines = [
        (
            say("a threshold"),
            "glow",
            "-",
            [stuffing_odds(threshold_alone, real, full - real, share) for real in range(1, full + 1)],
        )
    ]
    lines += [
        (
            say("here, no slips"),
            "quiet",
            "--",
            [stuffing_odds(kit, real, full - real, share) for real in range(1, full + 1)],
        )
    ]
    lines += [
        (say("here, with slips"), "wave", "-", [stuffing_odds(kit, real, 0, share) for real in range(1, full + 1)])
    ]
    with canvas(2.1) as (axes, sketch):
        for name, tone, style, chances in lines:
            axes.plot(
                range(1, full + 1),
                [100 * chance for chance in chances],
                style,
                color=COLOURS[tone],
                linewidth=2.5,
                label=name,
            )
        _label_axes(axes, say("real answers among {full}", full=full), say("chance, %"))
        axes.legend(frameon=False, labelcolor=COLOURS["ink"], loc="upper right")
    return sketch.svg


@contextmanager
def canvas(tall: float) -> Iterator[tuple[Axes, Sketch]]:
    """Yield axes to draw on, and what will hold the SVG."""
    sketch = Sketch()
    with mpl.rc_context(_TYPE):
        figure = Figure(figsize=(WIDE, tall), layout="constrained")
        yield figure.add_subplot(), sketch
        buffer = io.StringIO()
        figure.savefig(buffer, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    sketch.svg = _in_the_pages_colours(buffer.getvalue())


def _label_axes(axes: Axes, across: str, up: str) -> None:
    axes.set_xlabel(across, color=COLOURS["quiet"])
    axes.set_ylabel(up, color=COLOURS["quiet"])
    axes.set_ylim(-4, 104)
    axes.tick_params(colors=COLOURS["quiet"])
    axes.spines[["top", "right"]].set_visible(False)
    axes.spines[["left", "bottom"]].set_color(COLOURS["quiet"])


def _in_the_pages_colours(svg: str) -> str:
    # What stands before <svg is a file's, and the picture stands within a page.
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg[svg.index("<svg") :], flags=re.DOTALL)
    for name, placeholder in COLOURS.items():
        svg = svg.replace(placeholder, f"var(--aw-{name}, var(--jp-{_JUPYTER[name]}, currentColor))")
    # The page's typeface takes the place of matplotlib's, for which the page has no file.
    svg = re.sub(r'font: [^;"]*?([\d.]+)px[^;"]*', r"font-size: \1px; font-family: inherit", svg)
    return re.sub(
        # Left to right in every language: `text-anchor` follows the direction, and matplotlib has placed the words.
        r'<svg [^>]*?viewBox="([^"]*)"[^>]*>',
        (
            r'<svg viewBox="\1" aria-hidden="true" '
            r'style="display:block;direction:ltr;width:100%;max-width:44rem;height:auto">'
        ),
        svg,
        count=1,
    )
