"""Studies side by side: which of them may share an axis, and the same in words, as a table."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from afterwave.content.blocks import Chart
from afterwave.content.text import BadText, read
from afterwave.content.workshop import Section, Study, Workshop

_FACTS = (
    r'( (viewBox|fill|fill-opacity|font-size|direction|class|x|y|width|height|text-anchor|aria-hidden)="[\w .-]*")*'
)
_DRAWING = re.compile(
    rf"<!-- (?P<stamp>\w+) -->\n(?P<svg><svg{_FACTS}>(<rect{_FACTS}/>|<text{_FACTS}>[^<>]*</text>)*</svg>)\n"
)
"""A drawing is rectangles and words and nothing else: what lies in a content folder never becomes code in a page."""


class ChartRow(NamedTuple):
    """A study in a drawing: who was asked and how many, its share in words, and its least and most percent."""

    label: str
    share: str
    least: float
    most: float


class ChartBar(NamedTuple):
    """A bar in the stage's drawing: the caption of its window, its share in words, and its least and most percent."""

    caption: str
    share: str
    least: float
    most: float


class ChartGroup(NamedTuple):
    """A study in the stage's drawing: who was asked and how many, what was counted, and a bar for the first window and
    for the last.
    """

    label: str
    counted: str
    bars: tuple[ChartBar, ...]


class ChartPicture(NamedTuple):
    """A drawing as SVG, and its caption."""

    caption: str
    svg: str


class Panel(NamedTuple):
    """One axis: the window that all its studies asked about, its caption, and the studies in the file's order."""

    window: str
    caption: str
    studies: tuple[Study, ...]


def panels(chart: Chart, workshop: Workshop) -> tuple[Panel, ...]:
    """Return a chart's axes; like stands with like only, so each holds the `chart: true` studies of one window."""
    studies = [study for study in workshop.studies.values() if study.chart]
    return tuple(
        Panel(window, caption, tuple(study for study in studies if study.window == window))
        for window, caption in chart.windows
    )


def chart_as_markdown(chart: Chart, workshop: Workshop) -> str:
    """Return a chart as Markdown: how to read it, and a table for each window."""
    return "\n\n".join([chart.lead, tables(chart, workshop)])


def plain(chart: Chart, workshop: Workshop) -> str:
    """Return a chart as bare text, for who reads no Markdown: how to read it, and a line for each study under the
    caption of its window.
    """
    lines = [line for panel in panels(chart, workshop) for line in ("", f"{panel.caption}:", *_lines(panel, workshop))]
    return "\n".join([chart.lead, *lines])


def tables(chart: Chart, workshop: Workshop) -> str:
    """Return the studies of a chart as Markdown tables, one for each window, under its caption."""
    return "\n\n".join(table(panel, workshop) for panel in panels(chart, workshop))


def table(panel: Panel, workshop: Workshop) -> str:
    """Return the studies of one axis as a Markdown table under its caption."""
    say = workshop.speech.say
    head = f"| {say('Who was asked, and what they said')} | {say('How many')} |\n|---|---|\n"
    return f"**{panel.caption}**\n\n{head}" + "\n".join(_row(study, workshop) for study in panel.studies)


def rows(panel: Panel, workshop: Workshop) -> tuple[ChartRow, ...]:
    """Return what a drawing says of each study on an axis."""
    return tuple(
        ChartRow(_label(study, workshop), _share(study, workshop), study.percent, study.percent_high or study.percent)
        for study in panel.studies
    )


def groups(chart: Chart, workshop: Workshop) -> tuple[ChartGroup, ...]:
    """Return what the stage's drawing says: each study of the first window, and what the same study found in the last.

    A bar stands beside another of the same people alone; the windows between are on phones and in print.
    """
    axes = panels(chart, workshop)
    # A dict, for where there is one window alone it is its own first and last.
    ends = dict.fromkeys((axes[0], axes[-1]))

    def bars(study: Study) -> Iterator[ChartBar]:
        for panel in ends:
            for one in panel.studies:
                # One study has an entry for each window, each with an id of its own: the same people make it the same.
                if (one.source, one.who, one.n) == (study.source, study.who, study.n):
                    yield ChartBar(panel.caption, _share(one, workshop), one.percent, one.percent_high or one.percent)

    return tuple(ChartGroup(_label(study, workshop), study.measure, tuple(bars(study))) for study in axes[0].studies)


def on_stage(chart: Chart, workshop: Workshop) -> str:
    """Return the stage's drawing as SVG, safe to put into a page; nothing where there is none, or where it says what
    the studies said once.
    """
    return _stored_drawing(staged_at(chart, workshop), stage_stamp(chart, workshop))


def staged_at(chart: Chart, workshop: Workshop) -> Path:
    """Return where the stage's drawing is kept."""
    return workshop.folder / workshop.language / "drawn" / f"{chart.id}.svg"


def stage_stamp(chart: Chart, workshop: Workshop) -> str:
    """Return the mark of the stage's drawing that says what the studies say now."""
    return _stamp(groups(chart, workshop))


def drawn_at(chart: Chart, panel: Panel, workshop: Workshop) -> Path:
    """Return where the drawing of an axis is kept."""
    return workshop.folder / workshop.language / "drawn" / f"{chart.id}-{panel.window}.svg"


def stamp(panel: Panel, workshop: Workshop) -> str:
    """Return the mark of a drawing that says what the studies say now."""
    return _stamp(rows(panel, workshop))


def _stamp(facts: Sequence[ChartRow | ChartGroup]) -> str:
    # What is said, without the names that the program has for it: a renaming would let every drawing lapse.
    return sha256(json.dumps(facts).encode()).hexdigest()[:12]


def picture(chart: Chart, panel: Panel, workshop: Workshop) -> str:
    """Return the drawing of an axis as SVG, safe to put into a page; nothing where there is none, or where it says what
    the studies said once.
    """
    return _stored_drawing(drawn_at(chart, panel, workshop), stamp(panel, workshop))


def _stored_drawing(file: Path, mark: str) -> str:
    found = _DRAWING.fullmatch(_drawing(file)) if file.is_file() else None
    return found["svg"] if found and found["stamp"] == mark else ""


def _drawing(file: Path) -> str:
    try:
        return read(file)
    except BadText:
        return ""  # what is no text is no drawing of ours


def pictures(chart: Chart, workshop: Workshop) -> tuple[ChartPicture, ...]:
    """Return every axis of a chart as it is drawn, with its caption; nothing where one of them lacks its drawing, for
    then the tables speak alone.
    """
    drawings = tuple(ChartPicture(panel.caption, picture(chart, panel, workshop)) for panel in panels(chart, workshop))
    return drawings if all(one.svg for one in drawings) else ()


def undrawn(workshop: Workshop) -> Iterator[tuple[Section, Chart]]:
    """Yield every chart that is not drawn, or was drawn when its studies said something else; with each the section in
    which it stands.
    """
    for section in workshop.sections:
        yield from (
            (section, block)
            for block in section.blocks
            if isinstance(block, Chart) and not (pictures(block, workshop) and on_stage(block, workshop))
        )


def _label(study: Study, workshop: Workshop) -> str:
    """Return who was asked and how many, as the beginning of a line."""
    return f"{study.who[:1].upper()}{study.who[1:]}: {workshop.speech.number(study.n)}"


def _share(study: Study, workshop: Workshop) -> str:
    """Return a study's percentage as the language writes it; a range where the authors give one."""
    number = workshop.speech.number
    ends = [study.percent] if study.percent_high is None else [study.percent, study.percent_high]
    return "\u2013".join(map(number, ends)) + "\u00a0%"


def _lines(panel: Panel, workshop: Workshop) -> Iterator[str]:
    for study in panel.studies:
        yield f"{_label(study, workshop)}. {_measure_and_source(study, workshop)}: {_share(study, workshop)}"


def _measure_and_source(study: Study, workshop: Workshop) -> str:
    """Return what was said yes to, and who reports it."""
    reference = workshop.references[study.source]
    source = f"{reference.authors.split(' ')[0]} {reference.year}"
    seen = source if study.verified is True else f"{source}, {workshop.speech.say('as a news report has it')}"
    return f"{study.measure} ({seen})"


def _row(study: Study, workshop: Workshop) -> str:
    cells = (f"**{_label(study, workshop)}.** {_measure_and_source(study, workshop)}", _share(study, workshop))
    return "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |"
