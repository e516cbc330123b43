"""Studies side by side: which of them may share an axis, and the same in words, as a table."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from afterwave.content.blocks import Chart
from afterwave.content.language import language
from afterwave.content.workshop import Study, Workshop


class Panel(NamedTuple):
    """One axis: the window that all its studies asked about, its caption, and the studies in the file's order."""

    window: str
    caption: str
    studies: tuple[Study, ...]


def panels(chart: Chart, workshop: Workshop) -> tuple[Panel, ...]:
    """Return a chart's axes; like stands with like only, so each holds the `chart: true` studies of one window."""
    charted = [study for study in workshop.studies.values() if study.chart]
    return tuple(Panel(window, caption, tuple(study for study in charted if study.window == window)) for window, caption in chart.windows)


def told(chart: Chart, workshop: Workshop) -> str:
    """Return a chart as Markdown: how to read it, and a table for each window."""
    return "\n\n".join([chart.lead, tables(chart, workshop)])


def tables(chart: Chart, workshop: Workshop) -> str:
    """Return the studies of a chart as Markdown tables, one for each window, under its caption."""
    say = language(workshop.folder, workshop.language).translations.gettext
    head = "| " + " | ".join((say("Who was asked"), say("What they said"), say("How many"))) + " |\n|---|---|---|\n"
    return "\n\n".join(f"**{panel.caption}**\n\n{head}" + "\n".join(_row(study, workshop, say) for study in panel.studies) for panel in panels(chart, workshop))


def asked(study: Study) -> str:
    """Return who was asked, as the beginning of a line."""
    return study.who[:1].upper() + study.who[1:]


def percent(study: Study, workshop: Workshop) -> str:
    """Return a study's percentage as the language writes it; a range where the authors give one."""
    number = language(workshop.folder, workshop.language).number
    ends = [study.percent] if study.percent_high is None else [study.percent, study.percent_high]
    return "\u2013".join(map(number, ends)) + " %"


def people(study: Study, workshop: Workshop) -> str:
    """Return how many were asked, as the language writes it."""
    return language(workshop.folder, workshop.language).number(study.n)


def _row(study: Study, workshop: Workshop, say: Callable[[str], str]) -> str:
    reference = workshop.references[study.source]
    source = f"{reference.authors.split(' ')[0]} {reference.year}"
    seen = source if study.verified is True else f"{source}, {say('as a news report has it')}"
    cells = (f"{asked(study)}: {people(study, workshop)} ({seen})", study.measure, percent(study, workshop))
    return "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |"
