"""Collects an author's mistakes, so that all of them are told at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from afterwave.content.yamlfile import YamlFile
from afterwave.errors import Problem

Model = TypeVar("Model", bound=BaseModel)
Place = Sequence[str | int]

_CURES = {
    "options": "Add options, or drop the poll.",
    "card": "Begin each item of the list with its front in bold, then its back, as in: - **Front.** Back.",
    "logo": "Add logo_alt: whose it is, for people who do not see it.",
    "window": "Begin each item of the list with a window in bold, then its caption, as in: - **ever.** Caption.",
}
"""What to do about a mistake, by a word in it."""


class Report:
    """The mistakes found so far, each with its file, line, problem and cure."""

    def __init__(self) -> None:
        """Begin with none."""
        self.problems: list[Problem] = []

    def add(self, path: Path, line: int, problem: str, cure: str) -> None:
        """Note one mistake; `problem` has no full stop, `cure` is a sentence."""
        self.problems.append(Problem(path, line, problem, cure))

    def build(self, model: type[Model], data: Mapping[str, Any], file: YamlFile, place: Place = ()) -> Model | None:
        """Return the model made of a YAML mapping, or None once every mistake in it is noted at its own line."""
        try:
            return model.model_validate(data)
        except ValidationError as error:
            for detail in error.errors():
                self.add(file.path, file.line([*place, *detail["loc"]]), _problem(detail, place), _cure(detail, model))
            return None

    def build_block(self, model: type[Model], data: Mapping[str, Any], path: Path, name: str) -> Model | None:
        """Return the block made of a directive, or None once every mistake in it is noted at the directive's line."""
        try:
            return model.model_validate(data)
        except ValidationError as error:
            for detail in error.errors():
                self.add(path, data["line"], _problem(detail, (name,)), _cure(detail, model))
            return None


def _problem(detail: ErrorDetails, place: Place) -> str:
    """Return what is wrong in words: the owner, the field, and what pydantic found."""
    owner = f"{' '.join(str(part) for part in place)}: " if place else ""
    field = ".".join(str(part) for part in detail["loc"])
    if detail["type"] == "missing":
        return f"{owner}{field} is missing"
    if detail["type"] == "extra_forbidden":
        return f"{owner}{field} is not known here"
    if detail["type"] == "value_error":
        return f"{owner}{detail['msg'].removeprefix('Value error, ')}"
    return f"{owner}{field}: {detail['msg'][:1].lower()}{detail['msg'][1:]}"


def _cure(detail: ErrorDetails, model: type[BaseModel]) -> str:
    """Return the one thing to do about it."""
    if detail["type"] == "missing":
        return "Add it."
    if detail["type"] == "extra_forbidden":
        known = ", ".join((field.alias or name) for name, field in model.model_fields.items() if name not in {"kind", "line"})
        return f"Remove it or mend its spelling; known are: {known}."
    if detail["type"] == "string_type":
        return 'Write it as words; a number or a date needs quotes, such as "1.0".'
    for word, cure in _CURES.items():
        if word in detail["msg"]:
            return cure
    return "Mend it."
