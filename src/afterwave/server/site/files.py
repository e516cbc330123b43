"""The files beside a site's pages: the phones' own style sheet, scripts and widgets, as scripts that run from anywhere,
even from a file on a memory stick.

A browser refuses to import a module into a page that was opened as a file, but it runs a plain script. So each module
becomes one, which leaves what it exports under its name in `afterwave`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from afterwave.content.workshop import Workshop
from afterwave.server.assets import WIDGETS, Assets, assets, localized_name, script

INSTEAD = {"modules": "site-modules"}
"""What stands in for a script of the phones' where nothing is fetched."""

FOLDER = "static"

_DEFAULT = re.compile(r"^export default\b ?", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=function|const|class|async)", re.MULTILINE)


class Files:
    """The files of one site, by the plain names that templates ask for; the widgets' words differ from language to
    language.
    """

    def __init__(self, editions: Collection[Workshop]) -> None:
        """Prepare the files for these editions of the workshop."""
        self._texts = dict(_texts(editions))
        self._assets = Assets(self._texts)

    def path(self, name: str, language: str) -> str:
        """Return where a file lies, counted from the site's folder."""
        return f"{FOLDER}/{self._assets.name(_plain(name, language))}"

    def text(self, name: str, language: str) -> str:
        """Return a file's text, to stand within a page."""
        return self._assets.text(_plain(name, language))

    def all(self) -> Mapping[str, bytes]:
        """Return every file by its path."""
        return {f"{FOLDER}/{self._assets.name(name)}": self._assets.text(name).encode() for name in self._texts}


def _texts(editions: Collection[Workshop]) -> Iterator[tuple[str, str]]:
    shared = assets(editions)
    yield "style.css", shared.text("all.css")
    yield "page.js", f'(() => {{\n"use strict";\n{script("site-page", INSTEAD)}}})();\n'
    yield "open.js", plain_script("open", script("open", INSTEAD))
    for widget in WIDGETS:
        yield f"{widget}.css", shared.text(f"{widget}.css")
        yield f"{widget}.js", plain_script(widget, shared.text(f"{widget}.js"))
    for language in (edition.language for edition in editions):
        yield (
            _plain("words.json", language),
            f"(globalThis.afterwave ??= {{}}).words = {shared.text(localized_name('words.json', language))};\n",
        )


def plain_script(name: str, module: str) -> str:
    """Return a module as a plain script that leaves its default export under its name."""
    body = _DEFAULT.sub("return ", _EXPORT.sub("", module))
    return f'(globalThis.afterwave ??= {{}})["{name}"] = (() => {{\n"use strict";\n{body}}})();\n'


def _plain(name: str, language: str) -> str:
    return f"words-{language}.js" if name == "words.json" else name
