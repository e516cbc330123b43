"""Tries one-line edits on a content folder: each is told where it stands, or does no harm.

One file changes at a time, so what was read and drawn of the others is kept: only the edited one is read and drawn
anew.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from gettext import GNUTranslations
from pathlib import Path
from typing import Any, TypeVar

import pytest

import views_of
from afterwave.content import calls, catalogue, dialling, folder, messages, original, render, text
from afterwave.content import load as loading
from afterwave.content.known import slip_of
from afterwave.content.language import unchecked_language
from afterwave.content.load import load
from afterwave.content.report import Report
from afterwave.content.sections import read_section
from afterwave.content.whereabouts import GLOSSARY
from afterwave.content.workshop import Workshop
from afterwave.content.yamlfile import YamlFile
from afterwave.errors import ContentError, Problem
from afterwave.paper import handouts, markup
from afterwave.server import filters
from edits import SECRET, Edit

T = TypeVar("T")
Place = Sequence[str | int]
READ = {".md", ".yaml", ".po"}
UNREAD = {"CHANGES.md", GLOSSARY}
NEAR = 1
"""So many lines away from an edit, or from the block or the entry in which it lies, a mistake may be told."""

_HIDDEN = re.compile(r"^:::\{notes\}.*?^:::$|<!--.*?-->", re.DOTALL | re.MULTILINE)
_ASIDE = re.compile(r"^\s*#.*|\s# .*", re.MULTILINE)


class Trial:
    """A copy of a content folder in which one line at a time is spoiled; with `sections`, of a shorter evening."""

    def __init__(self, source: Path, folder: Path, sections: str = "") -> None:
        shutil.copytree(source, folder)
        self.folder = folder
        if sections:
            head = folder / "workshop.yaml"
            head.write_text(re.sub(r"(?m)^sections: .*$", f"sections: [{sections}]", head.read_text("utf-8")), "utf-8")
        kept = [path for path in sorted(folder.rglob("*")) if path.suffix in READ and path.name not in UNREAD]
        kept = [path for path in kept if path.suffix != ".md" or not sections or path.stem in sections]
        self.files = {str(path.relative_to(folder)): path.read_bytes() for path in kept}
        self.whole = {language: load(folder, language) for language in load(folder).languages}
        self._said = {language: _said(folder, language) for language in self.whole}
        self._seen = {language: views_of.seen(workshop) for language, workshop in self.whole.items()}

    def wrong(self, edit: Edit) -> str:
        """Return what is wrong once an edit is made; "" where it is told, or harmless."""
        path = self.folder / edit.name
        path.write_bytes(edit.now)
        try:
            return next(
                (
                    f"{edit} [{language}] {found}"
                    for language in self._spoken(edit.name)
                    if (found := self._wrong(edit, language))
                ),
                "",
            )
        finally:
            path.write_bytes(self.files[edit.name])

    def _spoken(self, name: str) -> list[str]:
        first = name.split("/", maxsplit=1)[0]
        return [first] if first in self.whole else [next(iter(self.whole))]

    def _wrong(self, edit: Edit, language: str) -> str:
        try:
            workshop = load(self.folder, language)
        except ContentError as error:
            return "" if any(self._near(edit, problem) for problem in error.problems) else f"is told elsewhere: {error}"
        if workshop == self.whole[language] and _said(self.folder, language) == self._said[language]:
            return ""
        if edit.name.endswith(".md"):
            slug = Path(edit.name).stem
            workshop = workshop.model_copy(
                update={"sections": tuple(section for section in workshop.sections if section.slug == slug)}
            )
        return self._harm(edit, workshop)

    def _harm(self, edit: Edit, workshop: Workshop) -> str:
        found = views_of.seen(workshop)
        hidden = _hidden(edit)
        if leaked := found.among(hidden) - self._seen[workshop.language].among(hidden):
            return f"is shown: {min(leaked)}"
        lost = self._seen[workshop.language].support - found.support
        # With a country's only line its emergency number goes, too; a red flag that changes places with the name of the
        # next list
        # stands in that list, where it is no item but a sentence.
        may = {"support.yaml": {"deleted": 2}, "red-flags.yaml": {"deleted": 1, "swapped with the next": 1}}
        return f"costs {lost} lines of Support" if lost > may.get(Path(edit.name).name, {}).get(edit.kind, 0) else ""

    def _near(self, edit: Edit, problem: Problem) -> bool:
        """Return whether a problem is told where the edit is, or names in another file what the edit took away."""
        if problem.path != self.folder / edit.name:
            taken = edit.before[edit.line - 1]
            named = (f'"{word}"' for word in re.findall(r"[\w-]+", taken))
            quoted = any(
                words in taken for words in re.findall(r'"([^"]{8,})"', problem.problem)
            )  # a message that is said no more
            return quoted or any(name in problem.problem for name in (edit.name, *named))
        first, last = _span(edit)
        other = re.search(r"first on line (\d+)", problem.problem)
        lines = [problem.line, *([int(other[1])] if other else [])]
        return any(first - NEAR <= line <= last + NEAR for line in lines) or (
            problem.line == 1 and bool(re.search("missing|no version|no support line", problem.problem))
        )


def _said(folder: Path, code: str) -> object:
    """Return what a folder's messages say in a language, and behind it in the folder's own English."""
    said: Any = unchecked_language(folder, code).translations
    both = [each for each in (said, said._fallback) if isinstance(each, GNUTranslations)]
    # The header has the hour at which it was read.
    return [({**vars(each)["_catalog"], "": ""}, each.info().get("plural-forms")) for each in both]


def _span(edit: Edit) -> tuple[int, int]:
    """Return the lines that an edit touches: the line and the next one, and the block or the entry that it begins, ends
    or lies in.
    """
    edges = re.compile(r":::|---$" if edit.name.endswith(".md") else r"\S" if edit.name.endswith(".yaml") else r"$")
    above = [
        at
        for at, line in enumerate(edit.before[: edit.line], 1)
        if edges.match(line) and (at, line) != (edit.line, ":::")
    ]
    below = [at for at, line in enumerate(edit.before[edit.line :], edit.line + 1) if edges.match(line)]
    last = below[0] if below else len(edit.before)  # the file ends with it
    return min(edit.line, above[-1] if above else edit.line), max(edit.line + 1, last)


def _hidden(edit: Edit) -> set[tuple[str, ...]]:
    """Return what nobody may see of a file: its notes, its comments, and what an edit added as one."""
    text = "\n".join(edit.before)
    told = _HIDDEN.findall(text) if edit.name.endswith(".md") else _ASIDE.findall(text)
    return set().union(views_of.windows(SECRET), *map(views_of.windows, told))


@contextmanager
def kept_in_memory() -> Iterator[None]:
    """Keep what was read and drawn of a text for as long as the text is the same."""
    with pytest.MonkeyPatch.context() as patch:
        remembered = _remembered(read_section)
        for module in (loading, original):
            patch.setattr(module, "read_section", remembered)
        for module in (folder, messages):
            patch.setattr(module, "read_yaml", _remembered(module.read_yaml))
        patch.setattr(Report, "build", _built(Report.build))
        normal = lru_cache(maxsize=None)(text.normal)
        for module in (text, folder, calls):
            patch.setattr(module, "normal", normal)
        near = lru_cache(maxsize=None)(slip_of)
        patch.setattr(catalogue, "slip_of", lambda name, known: near(name, frozenset(known)))
        unknown = catalogue.unknown
        patch.setattr(catalogue, "unknown", lru_cache(maxsize=None)(lambda said, known: tuple(unknown(said, known))))
        dialled = lru_cache(maxsize=None)(dialling.pieces)
        patch.setattr(handouts, "pieces", dialled)
        patch.setitem(filters.FILTERS, "pieces", dialled)
        patch.setattr(views_of, "windows", lru_cache(maxsize=None)(views_of.windows))
        for drawing in (render._MARKDOWN, markup._MARKDOWN):
            parsed = lru_cache(maxsize=None)(drawing.parse)
            patch.setattr(drawing, "parse", lambda text, _=None, parsed=parsed: parsed(text))
        patch.setattr(render._MARKDOWN, "render", lru_cache(maxsize=None)(render._MARKDOWN.render))
        yield


def _built(build: Callable[..., T | None]) -> Callable[..., T | None]:
    """Return what makes a model of an entry in a file, once for as long as the file is the same object."""
    known: dict[tuple[object, ...], tuple[T | None, list[Problem], YamlFile]] = {}

    def built(report: Report, model: type, data: Mapping[str, object], file: YamlFile, place: Place = ()) -> T | None:
        key = (model, id(file), tuple(place))
        if key not in known:
            own = Report()
            known[key] = (build(own, model, data, file, place), own.problems, file)
        found, problems, _ = known[key]
        report.problems += problems
        return found

    return built


def _remembered(read: Callable[..., T]) -> Callable[..., T]:
    known: dict[tuple[object, ...], tuple[T, list[Problem]]] = {}

    def remembered(text: str, path: Path, report: Report, *labels: Mapping[str, str]) -> T:
        key = (
            text,
            path,
            *((frozenset(one.items()), getattr(one, "open", False)) for one in labels),
        )  # a language's labels are read from another file, which may be the edited one
        if key not in known:
            own = Report()
            known[key] = (read(text, path, own, *labels), own.problems)
        found, problems = known[key]
        report.problems += problems
        return found

    return remembered
