"""Studies side by side, drawn and as a table."""

from __future__ import annotations

from typing import Any

import anywidget
import traitlets

from afterwave.widgets.modules import script_of, style_of
from afterwave.widgets.reader_labels import PREVALENCE


class PrevalenceChart(anywidget.AnyWidget):
    """How to read it, a drawing for each axis with its caption, and the same as tables; on phones and the static site
    the page itself holds them.
    """

    _esm = script_of("prevalence")
    _css = style_of("prevalence")

    lead = traitlets.Unicode().tag(sync=True)
    pictures = traitlets.List(traitlets.List(traitlets.Unicode())).tag(sync=True)
    tables = traitlets.Unicode().tag(sync=True)
    labels = traitlets.Dict(PREVALENCE).tag(sync=True)
    plain_text = traitlets.Unicode()
    as_markdown = traitlets.Unicode()

    def __repr__(self) -> str:
        """Return the chart in bare words: what a terminal shows, and what nbval compares."""
        return self.plain_text

    def _repr_mimebundle_(self, **asked: Any) -> Any:  # noqa: ANN401 - IPython's own
        """Return the widget, and the chart as tables for whoever cannot run one: a code host, nbconvert, JupyterLab
        before the cells are run.
        """
        shown = super()._repr_mimebundle_(**asked)
        return shown and ({**shown[0], "text/markdown": self.as_markdown}, shown[1])
