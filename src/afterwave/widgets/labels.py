"""The words on all widgets in one table, and what of it a stage and a console are given."""

from __future__ import annotations

from collections.abc import Mapping

from afterwave.widgets.after_labels import AFTERWARDS, ON_CONSOLE_AFTER
from afterwave.widgets.own_labels import OWN
from afterwave.widgets.reader_labels import READERS
from afterwave.widgets.screen_labels import ON_CONSOLE, ON_STAGE, SCREEN
from afterwave.widgets.slide_labels import SLIDES

LABELS: Mapping[str, Mapping[str, str]] = {
    **READERS,
    "screen": SCREEN,
    "stage": ON_STAGE,
    "console": ON_CONSOLE,
    "slides": SLIDES,
    "own": OWN,
    "after": {**AFTERWARDS, **ON_CONSOLE_AFTER},
}
"""All of them by widget; what the stage and the console share is `screen`."""


def stage_labels(said: Mapping[str, Mapping[str, str]] = LABELS) -> dict[str, str]:
    """Return everything the stage's script says, from words in some language; its pacer's and its cards' words have a
    beginning of their own.
    """
    inside = {f"{widget}_{key}": words for widget in ("breathing", "cards") for key, words in said[widget].items()}
    return {**said["screen"], **inside, **said["stage"]}


def console_labels(said: Mapping[str, Mapping[str, str]] = LABELS) -> dict[str, str]:
    """Return everything the console's script says, from words in some language."""
    seen = {f"stage_{key}": said["stage"][key] for key in ("calm", "calm_how", "ended", "ended_how", "box")}
    return {**said["screen"], **seen, **said["console"], **said["slides"], **said["own"], **said["after"]}


STAGE = stage_labels()
CONSOLE = console_labels()
