"""A content folder's files, as text, YAML and entries; what cannot be read is noted."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel

from afterwave.content.catalogue import MESSAGES, examine, translations_in
from afterwave.content.known import mend
from afterwave.content.labels import LABELS, Labels, labels
from afterwave.content.language import ENGLISH, unchecked_language
from afterwave.content.report import Report
from afterwave.content.text import BadText, normal
from afterwave.content.yamlfile import YamlFile
from afterwave.content.yamlread import read_yaml
from afterwave.errors import Problem

Item = TypeVar("Item", bound=BaseModel)

_NAME = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")


class ContentFolder:
    """A content folder being read: its files, and what is wrong with them."""

    def __init__(self, folder: Path, language: str) -> None:
        """Keep the folder, and the language whose files are read first; nothing is wrong with it yet."""
        self.folder, self.language, self.report = folder, language, Report()
        self._unsure: set[str] = set()

    @cached_property
    def labels(self) -> Labels:
        """Return what begins each part of the facilitator's notes in this language, from its own file of messages."""
        file = self.folder / self.language / MESSAGES
        known = labels(unchecked_language(self.folder, self.language))
        lost = set(LABELS.values()) - translations_in(file, self.language)
        known.open = bool(lost and examine(file, self.language)[1])
        return known

    def own_or_shared(self, name: str) -> YamlFile | None:
        """Return the language's own file of this name, else the one that all languages share, else the English one,
        else None.
        """
        places = [self.folder / self.language / name, self.folder / name, self.folder / ENGLISH / name]
        return self.yaml(next((place for place in places if place.exists()), self.folder / name))

    def file_beside(self, name: str, by: YamlFile, field: str) -> Path | None:
        """Return the file that a field of a file beside it names, or None once it is noted there that it is missing."""
        path = self.folder / name
        if path.is_file():
            return path
        # By its kind: without a suffix, every file of the folder would be offered.
        known = sorted(other.name for other in self.folder.glob(f"*{path.suffix}") if other.is_file())
        cure = mend(name, known if path.suffix else (), f"put it beside {by.path.name}")
        self.report.add(by.path, by.line([field]), f'{field}: there is no file "{name}"', cure)
        return None

    def text(self, path: Path) -> str | None:
        """Return a file's text, or None once what hinders it is noted."""
        data = self.data(path)
        try:
            return None if data is None else normal(data)
        except BadText as error:
            self.report.add(path, error.line, str(error), error.cure)
        return None

    def data(self, path: Path) -> bytes | None:
        """Return what a file holds, or None once what hinders it is noted."""
        try:
            return path.read_bytes()
        except OSError as error:
            self.report.add(
                path,
                1,
                f"the file cannot be read ({error.strerror})",
                "Let it be read, or take it out of the folder.",
            )
        return None

    def yaml(self, path: Path) -> YamlFile | None:
        """Return a YAML file, or None where there is none, or once its mistakes are noted."""
        if not path.exists():
            return None
        text, count = self.text(path), len(self.report.problems)
        file = None if text is None else read_yaml(text, path, self.report)
        # A slip that YAML reads over may have swallowed an entry.
        if file is None or not isinstance(file.data, Mapping | None) or len(self.report.problems) > count:
            self.leave_open(path.name)
        return file

    def leave_open(self, name: str) -> None:
        """Judge no name that stands in a file of this name, or would: what it defines cannot be told until its own
        mistake is mended.
        """
        self._unsure.add(name)

    def note_names(self, name: str, file: YamlFile | None, unknown: Iterable[Problem]) -> None:
        """Note which names of the entries of a file of this name nobody defines, unless that is left open; where
        nothing at all stands in it, that alone.
        """
        problems = [] if name in self._unsure else list(unknown)
        if problems and file and not file.data:
            cure = "Write them there, or take away the # before them."
            problems = [Problem(file.path, 1, "nothing is defined here, and other files name entries of it", cure)]
        self.report.problems += problems

    def items(self, model: type[Item], file: YamlFile | None, key: str) -> Iterator[tuple[str, Item]]:
        """Yield the entries of a mapping file, by their key."""
        if file is None:
            return
        for name, fields in self.report.mapping(file).items():
            known = {one for own, field in model.model_fields.items() for one in (own, field.alias)}
            if not _holds_itself_alone(name, fields, known):
                self.leave_open(file.path.name)
            if not isinstance(name, str):
                self.report.add(
                    file.path, _line_of_key(file, name), f"YAML reads this name as {name}", "Put it in quotes."
                )
            elif not isinstance(fields, Mapping):
                self.report.add(
                    file.path, file.line([name]), f'"{name}" holds no fields', "Indent its fields under it."
                )
            elif item := self.report.build(model, {key: str(name), **fields}, file, (str(name),)):
                yield str(name), item


def _holds_itself_alone(name: object, fields: object, known: Collection[str | None]) -> bool:
    """Return whether an entry has a name and fields, and no other entry among them, as a blank too many makes it."""
    return (
        isinstance(name, str)
        and _NAME.fullmatch(name) is not None
        and isinstance(fields, Mapping)
        and not any(isinstance(value, Mapping | None) for field, value in fields.items() if field not in known)
    )


def fields_of(file: YamlFile | None) -> Mapping[str, Any]:
    """Return the entries of a file that holds a mapping; none of any other, which somebody else notes."""
    return file.data if file and isinstance(file.data, Mapping) else {}


def _line_of_key(file: YamlFile, key: object) -> int:
    """Return the line of a key that is no string."""
    # By its place, for it may be written otherwise than Python writes it: 0x10 for 16, or yes for True.
    place = list(file.data).index(key)
    pairs = file.root.value if isinstance(file.root, yaml.MappingNode) else []
    # A key that stands twice is one in the data, at the place of its first.
    names = list(dict.fromkeys(name.value for name, _ in pairs))
    return next((name.start_mark.line + 1 for name, _ in pairs if name.value in names[place : place + 1]), 1)
