"""A content folder's files, as text, YAML and entries; what cannot be read is noted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel

from afterwave.content.known import mend
from afterwave.content.labels import Note, labels
from afterwave.content.language import ENGLISH, unchecked_language
from afterwave.content.report import Report
from afterwave.content.text import BadText, normal
from afterwave.content.yamlfile import YamlFile
from afterwave.content.yamlread import read_yaml
from afterwave.errors import Problem

Item = TypeVar("Item", bound=BaseModel)


class ContentFolder:
    """A content folder being read: its files, and what is wrong with them."""

    def __init__(self, folder: Path, language: str) -> None:
        """Keep the folder, and the language whose files are read first; nothing is wrong with it yet."""
        self.folder, self.language, self.report = folder, language, Report()
        self._unread: set[str] = set()

    @cached_property
    def labels(self) -> Mapping[str, Note]:
        """Return what begins each part of the facilitator's notes in this language, from its own file of messages."""
        return labels(unchecked_language(self.folder, self.language))

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
        text = self.text(path)
        file = None if text is None else read_yaml(text, path, self.report)
        if file is None or not isinstance(file.data, Mapping | None):
            self._unread.add(path.name)
        return file

    def note_names(self, name: str, unknown: Iterable[Problem]) -> None:
        """Note which names of a file's entries nobody defines, unless the file itself could not be read: its own
        mistake is told, and every name in it would be unknown.
        """
        if name not in self._unread:
            self.report.problems += unknown

    def items(self, model: type[Item], file: YamlFile | None, key: str) -> Iterator[tuple[str, Item]]:
        """Yield the entries of a mapping file, by their key."""
        if file is None:
            return
        for name, fields in self.report.mapping(file).items():
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
