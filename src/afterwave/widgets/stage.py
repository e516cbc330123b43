"""The stage: what the projector shows, one idea at a time."""

from __future__ import annotations

from typing import Any

import anywidget
import traitlets

from afterwave.content.kinds import BANDS
from afterwave.content.registry import complete
from afterwave.content.views import View, all_drawn
from afterwave.widgets.labels import STAGE
from afterwave.widgets.modules import kinds_in, script_of, style_of


class Stage(anywidget.AnyWidget):
    """Everything the group sees. The facilitator's notes are never among its traits, hidden or not.

    `sections` is a list of `{slug, title, steps: [{kind, id, html, ...}]}`; `position` and `calm` follow the session;
    `polls` holds for each poll its question, state, `atLeast`, margin and release; `skipped` the sections left out;
    `today` the steps that are left out or reworded today, `{section, step, hidden, html}`; `omissions` the ids of the
    steps that the plan leaves out, by section; `lengths` the minutes of each section in the plan; `question` the one
    from the question box that is on the stage, as plain text; `over` the poll of one's own that lies over the step, by
    its id; `join` is `{url, short, qr}` with the QR code as SVG; `logo` is `{src, alt}`, shown where the evening
    begins; `props` is `{section, step, timer, card, join}`: what lies beside that step's words (see `State.props`). The
    page sends `{position}`, `{props}`, `{calm}`, `{aside}` (what lies over the step goes) and `{ping}`.
    """

    _esm = script_of("stage")
    _css = style_of("stage")

    sections: Any = traitlets.List().tag(sync=True)
    position = traitlets.Dict({"section": "", "step": 0}).tag(sync=True)
    props: Any = traitlets.Dict({"section": "", "step": 0, "timer": None, "card": None, "join": False}).tag(sync=True)
    calm = traitlets.Bool(default_value=False).tag(sync=True)
    ended = traitlets.Bool(default_value=False).tag(sync=True)
    skipped: Any = traitlets.List().tag(sync=True)
    today: Any = traitlets.List().tag(sync=True)
    omissions: Any = traitlets.Dict().tag(sync=True)
    lengths: Any = traitlets.Dict().tag(sync=True)
    polls = traitlets.Dict().tag(sync=True)
    question = traitlets.Unicode().tag(sync=True)
    over = traitlets.Unicode().tag(sync=True)
    join = traitlets.Dict({"url": "", "short": "", "qr": "", "tongues": ""}).tag(sync=True)
    logo = traitlets.Dict({"src": "", "alt": ""}).tag(sync=True)
    channel = traitlets.Unicode("afterwave").tag(sync=True)
    notice = traitlets.Unicode().tag(sync=True)
    language = traitlets.Unicode("en").tag(sync=True)
    direction = traitlets.Unicode("ltr").tag(sync=True)
    labels = traitlets.Dict(STAGE).tag(sync=True)

    def __repr__(self) -> str:
        """Return what stands here where no widget can run, such as on a code host."""
        return self.labels["stage"]


all_drawn("STEPS in widgets/step.js", View.STAGE, kinds_in("step", "STEPS"))
complete("BANDS in widgets/release.js", kinds_in("release", "BANDS"), BANDS)
