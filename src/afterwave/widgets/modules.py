"""Reads a widget's script and style sheet, joining the small modules it is made of.

A browser gets a widget's script as one text (anywidget cannot resolve `import "./other.js"`), while we want one job per
file. So each file stays a plain ES module that a browser could load by itself, and here they are laid end to end, in
the order that their imports of each other ask for; these and their exports are taken off. Phones get theirs the same
way (server/assets.py).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

FOLDER = Path(__file__).resolve().parent

DRESSED_IN: Mapping[str, tuple[str, ...]] = {
    "reflection": ("box", "writing"),
    "card": ("box", "writing", "card"),
    "breathing": ("box", "breathing"),
    "cards": ("box", "cards"),
    "prevalence": ("prevalence", "figure"),
    "stage": ("box", "breathing", "cards", "prevalence", "release", "pulse", "stage"),
    "console": ("box", "pulse", "console", "runsheet", "slidelist"),
    "home": ("box", "pulse", "home"),
}
"""Which style sheets a widget wears, in order, where it is more than its own. Several of them meet on one page, in any
order: where one differs from the box, it says so of `.aw-box` and a class of its own.
"""

_IMPORT = re.compile(r'^import (?:\{\s*\w+(?:,\s*\w+)*,?\s*\} from )?"\./(?P<stem>[\w-]+)\.js";\n+', re.MULTILINE)
_DEFAULT = re.compile(r"^export default \{.*\};?\n", re.MULTILINE)
_NAME = re.compile(r'^  "?([\w-]+)"?(?=[,:(])', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=function|const|class|async)", re.MULTILINE)
_STRANGE = re.compile(r"^(?:import\b|export (?!default )).*", re.MULTILINE)
_DECLARED = re.compile(r"^(?:export )?(?:default )?(?:async )?(?:function|const|let|class) (\w+)", re.MULTILINE)
_COMMENTS = re.compile(r"/\*[\s\S]*?\*/|//.*")


def bundle(entry: str, text_of: Callable[[str], str]) -> str:
    """Return one ES module made of a script and all that it imports, each once and before whatever imports it, as a
    browser would run them.

    `text_of` returns a script's text by its stem. Only the first script's default export is kept. Raise ValueError
    where two scripts declare one name, for they share a room now, or where one imports in a way that is not understood
    here.
    """
    texts: dict[str, str] = {}
    _gather(entry, text_of, texts)
    bare = {stem: _EXPORT.sub("", _IMPORT.sub("", text)) for stem, text in texts.items()}
    bare |= {stem: _DEFAULT.sub("", text) for stem, text in bare.items() if stem != entry}
    _look(texts, bare)
    return "\n".join(text for text in bare.values() if _COMMENTS.sub("", text).strip())


def _gather(
    stem: str, text_of: Callable[[str], str], texts: dict[str, str], asked: frozenset[str] = frozenset()
) -> None:
    """Put the text of a script behind those of all that it imports."""
    if stem in texts or stem in asked:
        return
    text = text_of(stem)
    for found in _IMPORT.finditer(text):
        _gather(found["stem"], text_of, texts, asked | {stem})
    texts[stem] = text


def _look(texts: Mapping[str, str], bare: Mapping[str, str]) -> None:
    owners: dict[str, str] = {}
    for stem, text in texts.items():
        for name in _DECLARED.findall(text):
            if owners.setdefault(name, stem) != stem:
                raise ValueError(f"{stem}.js and {owners[name]}.js both declare {name}, and are laid together")
        if strange := _STRANGE.search(bare[stem]):
            raise ValueError(
                f'{stem}.js: only `import … from "./other.js"` and exported declarations are understood, not '
                f"{strange[0]}"
            )


def kinds_in(stem: str, table: str) -> frozenset[str]:
    """Return the names in a table of a script, an object with a line for each; raise ValueError where there is no such
    table.
    """
    text = (FOLDER / f"{stem}.js").read_text("utf-8")
    found = re.search(rf"^export const {table} = {{\n(?P<lines>.*?)^}};", text, re.MULTILINE | re.DOTALL)
    if not found:
        raise ValueError(f"{stem}.js has no table {table}")
    return frozenset(_NAME.findall(found["lines"]))


def script_of(widget: str) -> str:
    """Return a widget's script, one ES module with all that it imports."""
    return bundle(widget, lambda stem: (FOLDER / f"{stem}.js").read_text("utf-8"))


def style_of(widget: str) -> str:
    """Return a widget's style sheet."""
    return "\n".join((FOLDER / f"{stem}.css").read_text("utf-8") for stem in DRESSED_IN.get(widget, (widget,)))
