"""A private question: what a person types or ticks stays in the page, and is no trait and no message."""

from __future__ import annotations

import anywidget
import traitlets

from afterwave.widgets.modules import script_of, style_of
from afterwave.widgets.reader_labels import REFLECTION


class Reflection(anywidget.AnyWidget):
    """A question, choices where there are any, and a place to write that only the page knows.

    Every trait goes one way, from the kernel to the page. The text lives in the page's memory under `key`; where
    `shared_origin` is true (several people's notebooks on one host) keeping it in the browser is not offered.
    """

    _esm = script_of("reflection")
    _css = style_of("reflection")

    key = traitlets.Unicode().tag(sync=True)
    question = traitlets.Unicode().tag(sync=True)
    choices = traitlets.List(traitlets.Unicode()).tag(sync=True)
    minutes = traitlets.Float(2).tag(sync=True)
    instead = traitlets.Unicode().tag(sync=True)
    labels = traitlets.Dict(REFLECTION).tag(sync=True)
    shared_origin = traitlets.Bool(default_value=False).tag(sync=True)
    filename = traitlets.Unicode("notes.txt").tag(sync=True)

    def __repr__(self) -> str:
        """Return the question in words: what a code host shows where no widget can run, and what nbval compares."""
        return f"{self.labels['label']}: {self.question}"
