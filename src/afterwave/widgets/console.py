"""The console: what the facilitator sees and nobody else."""

from __future__ import annotations

from typing import Any

import anywidget
import traitlets

from afterwave.content.views import View, all_drawn, kinds
from afterwave.widgets.labels import CONSOLE
from afterwave.widgets.modules import kinds_in, script_of, style_of


class Console(anywidget.AnyWidget):
    """Now, next, notes, minutes and polls, with the buttons that matter under pressure always in the same place.

    `sections` is as the stage's, with `notes`, `more`, `content_note`, `essential` and `guide` beside; `clock` is
    `{started, entered, length, late, sheet: {slug: minutes}, over: [slugs that no longer fit, the first to go first]}`,
    in seconds since the epoch and in minutes; `outlook` holds a sentence for each poll; `box` is `{on, opened: [{key,
    text, state}]}`; `people` how many were chosen at the start, 0 where nobody said; `slips` how many are made, 0 for
    none, `fetched` whether somebody has their sheet, and `astray` the address on them where it is no longer the one
    that phones open; `notice` a sentence for the facilitator; `slower` whether somebody asked for it, some while ago;
    `colleague` is `{door, code, until, signals}`: how the colleague's door stands, the code that this console opened it
    with while it waits, else "", until when, and which of "slower", "pause", "outside" stand. `own` is `{wrong, kept}`:
    the mistakes of a question of one's own that was typed last, and how many were kept. `props`, `today` and `over` are
    as the stage's; `addresses` is `{now, nearby, ours}`: the URL that phones open, those that they might, and whether
    it is this machine's own; `closing` is {}, or `{poll, left, at}`: which poll is about to close, in so many seconds;
    `hand` is `{html, danger, numbers, language, direction}`: what stands in the notes' place in a pause, which began at
    `clock.softened`; `after` is {}, or once the evening has ended `{kinds, jobs, paper, refusals}`: what can be
    printed, how printing and forgetting go, and the sheet that was made last. The page sends `{position}`, `{props}`,
    `{calm}`, `{open}`, `{last_call}`, `{close}`, `{reveal}`, `{outlook}`, `{leave_out}`, `{hide}`, `{reword}`,
    `{length}`, `{box}`, `{batch}`, `{ask}`, `{aside}`, `{address}`, `{colleague}` (open the door, or end it),
    `{put_away}` (a signal), `{own}` (a question that was typed), `{take_out}` (one that was never opened), `{lay_over}`
    (one, or "" for none), `{end}`, `{print}` (a kind of sheet), `{fetch}` (one that was made), `{forget}`, `{ping}`;
    what is final (open, close, reveal, end) some seconds after it was asked for, unless somebody undoes it meanwhile. A
    poll's last call is sent at once, `{last_call: {poll, on}}`, for phones are told of it.
    """

    _esm = script_of("console")
    _css = style_of("console")

    sections: Any = traitlets.List().tag(sync=True)
    position = traitlets.Dict({"section": "", "step": 0}).tag(sync=True)
    props: Any = traitlets.Dict({"section": "", "step": 0, "timer": None, "card": None, "join": False}).tag(sync=True)
    calm = traitlets.Bool(default_value=False).tag(sync=True)
    ended = traitlets.Bool(default_value=False).tag(sync=True)
    skipped: Any = traitlets.List().tag(sync=True)
    today: Any = traitlets.List().tag(sync=True)
    omissions: Any = traitlets.Dict().tag(sync=True)
    polls = traitlets.Dict().tag(sync=True)
    closing = traitlets.Dict().tag(sync=True)
    question = traitlets.Unicode().tag(sync=True)
    over = traitlets.Unicode().tag(sync=True)
    hand: Any = traitlets.Dict({"html": "", "danger": "", "numbers": "", "language": "en", "direction": "ltr"}).tag(
        sync=True
    )
    outlook = traitlets.Dict().tag(sync=True)
    clock: Any = traitlets.Dict(
        {"started": None, "entered": None, "length": 90, "late": 0, "softened": None, "sheet": {}, "over": []}
    ).tag(sync=True)
    box: Any = traitlets.Dict({"on": False, "opened": []}).tag(sync=True)
    people = traitlets.Int(0).tag(sync=True)
    slips = traitlets.Int(0).tag(sync=True)
    fetched = traitlets.Bool(default_value=True).tag(sync=True)
    astray = traitlets.Unicode().tag(sync=True)
    addresses: Any = traitlets.Dict({"now": "", "nearby": [], "ours": False}).tag(sync=True)
    channel = traitlets.Unicode("afterwave").tag(sync=True)
    notice = traitlets.Unicode().tag(sync=True)
    slower = traitlets.Bool(default_value=False).tag(sync=True)
    colleague: Any = traitlets.Dict({"door": "shut", "code": "", "until": 0.0, "signals": []}).tag(sync=True)
    own: Any = traitlets.Dict({"wrong": [], "kept": 0}).tag(sync=True)
    after: Any = traitlets.Dict().tag(sync=True)
    language = traitlets.Unicode("en").tag(sync=True)
    direction = traitlets.Unicode("ltr").tag(sync=True)
    labels = traitlets.Dict(CONSOLE).tag(sync=True)

    def __repr__(self) -> str:
        """Return what stands here where no widget can run, such as on a code host."""
        return self.labels["console"]


_PREVIEWS = kinds_in("roomsees", "PREVIEWS")
all_drawn("PREVIEWS in widgets/roomsees.js", View.CONSOLE, _PREVIEWS, among=kinds(View.STAGE))
