"""A pacer: one line that swells and settles, to breathe with or to leave alone."""

from __future__ import annotations

import anywidget
import traitlets

from afterwave.widgets.modules import script_of, style_of
from afterwave.widgets.reader_labels import BREATHING


class Breathing(anywidget.AnyWidget):
    """An invitation, a wave to breathe with for some minutes, and another way in words."""

    _esm = script_of("breathing")
    _css = style_of("breathing")

    invitation = traitlets.Unicode().tag(sync=True)
    minutes = traitlets.Float(1).tag(sync=True)
    labels = traitlets.Dict(BREATHING).tag(sync=True)

    def __repr__(self) -> str:
        """Return the invitation in words: what a code host shows where no widget can run, and what nbval compares."""
        return f"{self.labels['label']}: {self.invitation}"
