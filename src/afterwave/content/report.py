"""Collects an author's mistakes, so that all of them are told at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from afterwave.content.cures import cure_of, problem_of, wrong_of
from afterwave.content.yamlfile import YamlFile
from afterwave.errors import Problem

Model = TypeVar("Model", bound=BaseModel)
Place = Sequence[str | int]


class Report:
    """The mistakes found so far, each with its file, line, problem and cure."""

    def __init__(self) -> None:
        """Begin with none."""
        self.problems: list[Problem] = []

    def add(self, path: Path, line: int, problem: str, cure: str) -> None:
        """Note one mistake; `problem` has no full stop, `cure` is a sentence."""
        self.problems.append(Problem(path, line, problem, cure))

    def tells_of(self, path: Path) -> bool:
        """Return whether a mistake is noted in this file."""
        return any(problem.path == path for problem in self.problems)

    def build(self, model: type[Model], data: Mapping[str, Any], file: YamlFile, place: Place = ()) -> Model | None:
        """Return the model made of a YAML mapping, or None once every mistake in it is noted at its own line."""
        try:
            return model.model_validate(data)
        except ValidationError as error:
            for detail in error.errors():
                inside = wrong.place if (wrong := wrong_of(detail)) else ()
                self.add(
                    file.path,
                    file.line([*place, *detail["loc"], *inside]),
                    _problem(detail, place),
                    cure_of(detail, model),
                )
            return None

    def build_block(self, model: type[Model], data: Mapping[str, Any], path: Path, name: str) -> Model | None:
        """Return the block made of a directive, or None once every mistake in it is noted at the directive's line."""
        try:
            return model.model_validate(data)
        except ValidationError as error:
            for detail in error.errors():
                # Of its options no line is known, as one of YAML's fields is.
                self.add(path, data["line"], _problem(detail, (name,)), cure_of(detail, model))
            return None

    def mapping(self, file: YamlFile | None) -> Mapping[str, Any]:
        """Return the fields that a file holds; none of a file that is not there, or empty, or holds something else,
        which is noted.
        """
        if file is None or file.data is None:
            return {}
        if isinstance(file.data, Mapping):
            return file.data
        self.add(
            file.path,
            file.begins(),
            "this file holds no fields",
            "Write each as `name: value`, without a hyphen before it.",
        )
        return {}

    def listing(self, file: YamlFile | None) -> Iterator[tuple[int, Mapping[str, Any]]]:
        """Yield the entries of a file that is a list, by their place; anything else is noted."""
        entries = file.data if file and file.data is not None else []
        if file and not isinstance(entries, list):
            self.add(
                file.path,
                file.begins(),
                "this file is no list, so nothing in it would be shown",
                "Begin each entry with a hyphen, as in `- {name: …}`.",
            )
            return
        for place, fields in enumerate(entries):
            if file and not isinstance(fields, Mapping):
                self.add(
                    file.path,
                    file.line([place]),
                    "this entry holds no fields",
                    "Write them in braces, as in `- {name: …, number: …}`.",
                )
            else:
                yield place, fields


def _part_name(part: str | int) -> str:
    """Return a field's name, or an entry's place as one counts."""
    return f"entry {part + 1}" if isinstance(part, int) else part


def _problem(detail: ErrorDetails, place: Place) -> str:
    """Return what is wrong in words: the owner, the field, and what was found."""
    owner = f"{' '.join(map(_part_name, place))}: " if place else ""
    field = ", ".join(map(_part_name, detail["loc"]))
    if wrong := wrong_of(detail):
        return f"{owner}{wrong}"
    if detail["type"] == "missing":
        return f"{owner}{field} is missing"
    if detail["type"] == "extra_forbidden":
        return f"{owner}{field} is not known here"
    return f"{owner}{field}: {problem_of(detail)}"
