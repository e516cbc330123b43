"""Reads a widget's script and style sheet, joining the small modules it is made of.

A browser gets a widget's script as one text (anywidget cannot resolve `import "./other.js"`), while we want one job per file. So each file stays a plain
ES module that a browser could load by itself, and here their imports of each other and their exports are taken off as they are laid end to end.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

FOLDER = Path(__file__).resolve().parent

MADE_OF: Mapping[str, tuple[str, ...]] = {
    "reflection": ("keeping", "textbox", "writing", "reflection"),
    "card": ("keeping", "textbox", "writing", "card_face", "card_picture", "card_paper", "card"),
}
"""Which scripts a reader's widget is made of, in order, where it is more than its own; phones and the static site lay them together too."""

DRESSED_IN: Mapping[str, tuple[str, ...]] = {
    "reflection": ("box", "writing"),
    "card": ("box", "writing", "card"),
    "breathing": ("box", "breathing"),
    "cards": ("box", "cards"),
    "stage": ("box", "breathing", "cards", "prevalence", "release", "stage"),
    "console": ("box", "console"),
}
"""The same for style sheets. Several of them meet on one page, in any order: where one differs from the box, it says so of `.aw-box` and a class of its own."""

_IMPORT = re.compile(r'^import .* from "\./[a-z_]+\.js";\n', re.MULTILINE)
_DEFAULT = re.compile(r"^export default .*\n", re.MULTILINE)
_NAME = re.compile(r'^  "?([\w-]+)"?(?=[,:(])', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=function|const|class)", re.MULTILINE)


def script(*stems: str) -> str:
    """Return one ES module made of these files, in this order; only the last one's default export is kept."""
    texts = [_IMPORT.sub("", (FOLDER / f"{stem}.js").read_text("utf-8")) for stem in stems]
    return "\n".join([_EXPORT.sub("", text) for text in (*(_DEFAULT.sub("", text) for text in texts[:-1]), texts[-1])])


def kinds_in(stem: str, table: str) -> frozenset[str]:
    """Return the names in a table of a script, an object with a line for each; raise ValueError where there is no such table."""
    text = (FOLDER / f"{stem}.js").read_text("utf-8")
    found = re.search(rf"^export const {table} = {{\n(?P<lines>.*?)^}};", text, re.MULTILINE | re.DOTALL)
    if not found:
        raise ValueError(f"{stem}.js has no table {table}")
    return frozenset(_NAME.findall(found["lines"]))


def script_of(widget: str) -> str:
    """Return a reader's widget's script."""
    return script(*MADE_OF.get(widget, (widget,)))


def style_of(widget: str) -> str:
    """Return a widget's style sheet."""
    return "\n".join((FOLDER / f"{stem}.css").read_text("utf-8") for stem in DRESSED_IN.get(widget, (widget,)))
