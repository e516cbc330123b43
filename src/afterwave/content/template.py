"""Gathers every message that the program says, and brings a language's catalogue up to date: what is translated is
kept.

Babel reads, merges and writes. A message stands in a page's template as `_("…")`, in Python as `say("…")`, or in what
is annotated as a `Message`; a content folder adds the words of its support lines.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from afterwave.content.catalogue import examine, forms, locale
from afterwave.content.messages import SUPPORT, of_support
from afterwave.content.places import PACKAGE, kit
from afterwave.content.text import normal, read
from afterwave.errors import ContentError

PAGES = (
    ("server/templates", PACKAGE / "server" / "templates"),
    ("share/voila", kit("share") / "jupyter" / "voila" / "templates" / "afterwave"),
)
"""Where templates of pages lie, by the name that translators read; theirs come first, for participants see them."""

_PAGES = [("**.html", "jinja2"), ("**.j2", "jinja2")]
_SAYING = {"say", "_say", "DatabaseAway"}
_MARK = re.compile(r"\bMessage\b")
_UNSPOKEN = ("example/**",)
_HEAD = """\
# What the program says. Write your words after each `msgstr`; what stays empty is said in English, and what stands
# in {braces} is filled in. In content/en this is how a button is reworded. `afterwave check --messages` brings the
# file up to date, and keeps your words."""
_OTHERS = re.compile(
    rb'^"(?:POT-Creation-Date|PO-Revision-Date|Generated-By|Report-Msgid-Bugs-To|[\w-]+: (?:FULL NAME|\w+ <LL@)).*\n',
    re.MULTILINE,
)
"""Lines of a header that change by themselves, or say nothing."""


def template(folder: Path) -> Catalog:
    """Return every message there is for a content folder, none translated: the program's, and its support lines'."""
    catalog = Catalog(project="afterwave", version="1", charset="utf-8", header_comment=_HEAD, fuzzy=False)
    for place, message, comments in (*_program(), *((SUPPORT, message, []) for message in of_support(folder))):
        # Babel wants a line, which `as_file` does not write.
        catalog.add(message, locations=[(place, 1)], auto_comments=comments)
    return catalog


def as_file(catalog: Catalog) -> bytes:
    """Return a catalogue as its file: no line is broken, no place has a line, so that a difference shows what
    changed.
    """
    out = BytesIO()
    write_po(out, catalog, width=0, include_lineno=False)
    return _OTHERS.sub(b"", out.getvalue())


def merge(file: Path, code: str, fresh: Catalog) -> Catalog:
    """Return a language's catalogue with every message of the template.

    What is translated is kept; of a sentence that was reworded, as a guess marked fuzzy. What nobody says any more
    stays at its end, commented out, and comes back with its sentence. Raises `ContentError` for a file with mistakes:
    to write it anew could lose words.
    """
    own = _own(file, code)
    for gone in list(own.obsolete.values()):
        if gone.id in fresh and gone.id not in own:
            own[gone.id] = gone
    lost = [message for message in own if message.id and message.id not in fresh and any(forms(message))]
    # Where no translation lost its sentence, none was reworded, and nothing is to be guessed.
    own.update(fresh, no_fuzzy_matching=not lost, update_creation_date=False)
    own.obsolete = {ident: message for ident, message in own.obsolete.items() if any(forms(message))}
    return own


def _own(file: Path, code: str) -> Catalog:
    _, problems = examine(file, code)
    if problems:
        raise ContentError(list(problems))
    if not file.exists():
        return Catalog(
            locale=locale(code), project="afterwave", version="1", charset="utf-8", header_comment=_HEAD, fuzzy=False
        )
    catalog = read_po(BytesIO(read(file).encode()), locale=locale(code))
    # Babel takes every header for a guess unless it is told otherwise.
    catalog.fuzzy = False
    return catalog


Occurrence = tuple[str, Any, list[str]]
"""Where a message stands, the message or its two forms, and what to tell a translator."""


def _program() -> Iterator[Occurrence]:
    for name, folder in PAGES:
        for file, _, message, comments, _ in extract_from_dir(
            str(folder), _PAGES, keywords={"_": None, "ngettext": (1, 2)}
        ):
            yield f"{name}/{file}", message, comments
    # Babel's own reader of Python finds calls, and nothing that is annotated as a `Message`.
    methods: list[tuple[str, Any]] = [*((unspoken, "ignore") for unspoken in _UNSPOKEN), ("**.py", _python)]
    for file, _, message, comments, _ in extract_from_dir(str(PACKAGE), methods, keywords={"say": None}):
        yield file, message, comments


def _python(source: IO[bytes], *_asked: object, **_more: object) -> Iterator[tuple[int, str, str, list[str]]]:
    """Yield the messages in a Python file, as Babel wants them: line, function, message, comments."""
    tree = ast.parse(normal(source.read()))
    # `walk` goes down floor by floor, and translators read in the file's order.
    for node in sorted(
        (node for node in ast.walk(tree) if isinstance(node, ast.Call | ast.AnnAssign)), key=lambda node: node.lineno
    ):
        if isinstance(node, ast.Call):
            texts = _constants(node.args[0]) if node.args and _says(node.func) else ()
        else:
            texts = _constants(node.value) if node.value and _MARK.search(ast.unparse(node.annotation)) else ()
        where = f"{ast.unparse(node.target)}: " if isinstance(node, ast.AnnAssign) else ""
        yield from ((node.lineno, "say", text, [where + key] if key else []) for text, key in texts)


def _says(func: ast.expr) -> bool:
    """Return whether a call gives a sentence in a language: `say(…)`, `self._say(…)`, `workshop.speech.say(…)`."""
    return (func.id if isinstance(func, ast.Name) else getattr(func, "attr", "")) in _SAYING


def _constants(value: ast.expr, key: str = "") -> Iterator[tuple[str, str]]:
    """Yield the texts in an expression, each with the key it has in a mapping."""
    if isinstance(value, ast.Constant) and isinstance(value.value, str) and value.value:
        yield value.value, key
    elif isinstance(value, ast.IfExp):
        yield from (*_constants(value.body), *_constants(value.orelse))
    elif isinstance(value, ast.Dict):
        for name, held in zip(value.keys, value.values, strict=True):
            yield from _constants(held, str(name.value) if isinstance(name, ast.Constant) else "")
    elif isinstance(value, ast.Tuple | ast.List):
        yield from (constant for held in value.elts for constant in _constants(held))
