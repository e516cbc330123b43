"""The front door: one page from which a facilitator does everything else."""

from __future__ import annotations

from typing import Any

import anywidget
import traitlets

from afterwave.widgets.home_labels import HOME
from afterwave.widgets.modules import script_of, style_of


class Home(anywidget.AnyWidget):
    """The steps of an evening, in their order, and what a person alone may want.

    `state` is what `afterwave.launch.front_door` tells, {} where no program is behind the page, and `codes` beside: a
    QR code as SVG for each command that has phones. The page sends `{ping}` and `{do, with}`.
    """

    _esm = script_of("home")
    _css = style_of("home")

    state: Any = traitlets.Dict().tag(sync=True)
    language = traitlets.Unicode("en").tag(sync=True)
    direction = traitlets.Unicode("ltr").tag(sync=True)
    labels = traitlets.Dict(HOME).tag(sync=True)

    def __repr__(self) -> str:
        """Return what stands here where no widget can run, such as on a code host."""
        return self.labels["home"]
