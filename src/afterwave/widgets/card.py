"""An aftercare card that somebody makes for themselves: what they tick and write stays in the page, and is no trait and
no message.
"""

from __future__ import annotations

import anywidget
import traitlets

from afterwave.widgets.modules import script_of, style_of
from afterwave.widgets.reader_labels import CARD


class AftercareCard(anywidget.AnyWidget):
    """A card to make, to fold, to lay beside another person's, to download as a picture and to print; only the page
    knows what stands on it.

    Every trait goes one way, from the kernel to the page. `forms` may be ticked in each of the `parts`, which are
    headings in the order of time. What is ticked and written lives in the page's memory under `key`; where
    `shared_origin` is true (several people's notebooks on one host) keeping it in the browser is not offered.
    """

    _esm = script_of("card")
    _css = style_of("card")

    key = traitlets.Unicode().tag(sync=True)
    invitation = traitlets.Unicode().tag(sync=True)
    minutes = traitlets.Float(4).tag(sync=True)
    title = traitlets.Unicode().tag(sync=True)
    lead = traitlets.Unicode().tag(sync=True)
    forms = traitlets.List(traitlets.Unicode()).tag(sync=True)
    parts = traitlets.List(traitlets.Unicode()).tag(sync=True)
    labels = traitlets.Dict(CARD).tag(sync=True)
    shared_origin = traitlets.Bool(default_value=False).tag(sync=True)
    filename = traitlets.Unicode("notes.png").tag(sync=True)

    def __repr__(self) -> str:
        """Return the invitation and the forms in words: what a code host shows where no widget can run, and what nbval
        compares.
        """
        return f"{self.labels['label']}: {self.invitation} ({', '.join(self.forms)})"
