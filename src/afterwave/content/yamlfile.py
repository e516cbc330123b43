"""YAML that remembers its lines, so that a mistake in a value can be told where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from afterwave.content.yamlwords import UNKNOWN, break_of

# libyaml's is several times as fast, and not in every build of PyYAML.
Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class BadYaml(ValueError):
    """The text is no YAML; `line` is where the parser stopped, counted from 1, and `cure` what to do about it."""

    def __init__(self, line: int, problem: str, cure: str = UNKNOWN.cure) -> None:
        """Keep the line, what is wrong on it, and the cure."""
        self.line, self.cure = line, cure
        super().__init__(problem)


@dataclass(frozen=True)
class YamlFile:
    """A YAML text's data, and the line of every value in it."""

    path: Path
    data: Any
    root: yaml.Node | None
    offset: int = 0

    def line(self, place: Sequence[str | int]) -> int:
        """Return the line, from 1, of the value at this place, or of the nearest thing around it that exists."""
        node, line = self.root, 1 + self.offset
        for step in place:
            child = _child(node, step)
            if child is None:
                break
            line, node = child[0] + 1 + self.offset, child[1]
        return line

    def begins(self) -> int:
        """Return the line, from 1, on which something stands in it for the first time."""
        return (self.root.start_mark.line if self.root else 0) + 1 + self.offset

    def repeated_keys(self) -> Iterator[tuple[int, str, int]]:
        """Yield the line and the key of every key that a mapping has twice (YAML would keep the last in silence), and
        the line on which it stands first.
        """
        yield from (
            (line + 1 + self.offset, key, first + 1 + self.offset) for line, key, first in _repeated_keys(self.root)
        )


def parse(text: str, path: Path, offset: int = 0) -> YamlFile:
    """Return the YAML in a text that begins `offset` lines into its file; raise `BadYaml` where it is none."""
    loader = Loader(text)
    try:
        # In two steps: nodes know their lines, and data does not.
        root = loader.get_single_node()
        data = None if root is None else loader.construct_document(root)
    except yaml.MarkedYAMLError as error:
        line = _line_of(error, text)
        raise BadYaml(line + 1 + offset, *break_of(error.problem or "", _at(text, line))) from error
    # This is a ReaderError, the one mistake of YAML's that has no mark.
    except yaml.YAMLError as error:
        raise BadYaml(1 + offset, "it holds characters that YAML does not allow") from error
    except (ValueError, OverflowError) as error:  # a day such as 2026-13-45
        raise BadYaml(
            1 + offset + _day(text), "there is no such day or number", "Write a day as in 2030-01-31."
        ) from error
    except RecursionError as error:
        raise BadYaml(1 + offset, "it is nested too deeply", "Write it with fewer brackets.") from error
    finally:
        # PyYAML's own `load` does so, for a parser holds itself.
        loader.dispose()
    return YamlFile(path, data, root, offset)


def _at(text: str, line: int) -> str:
    """Return one line of a text, from 0; "" below its last."""
    return next(iter(text.split("\n")[line : line + 1]), "")


def _line_of(error: yaml.MarkedYAMLError, text: str) -> int:
    """Return the line, from 0, at which an author looks: the parser notices a lost colon or brace far below the place
    where it is missing.
    """
    # PyYAML tells one kind of mistake from another by its words alone.
    mark = error.problem_mark or error.context_mark
    line, start = mark.line if mark else 0, error.context_mark.line if error.context_mark else 0
    context = error.context or ""
    if "<document start>" in (error.problem or ""):  # the first words are no part of what follows
        return next(
            (at for at, words in enumerate(text.split("\n")) if words.strip() and not words.lstrip().startswith("#")),
            line,
        )
    if context == "while scanning a simple key":
        return start
    if (error.problem or "").startswith("mapping values"):
        return _value_begins(text.split("\n"), line)
    return min(line, start + 1) if "flow" in context or "quoted" in context else line


def _value_begins(lines: list[str], last: int) -> int:
    """Return on which line the words begin that stand under a key, or above all keys, and run on into a line with a key
    of its own; the last where they do not.
    """
    first = last
    while first > 0 and re.match(r"\s*(?!- |#)\S", above := lines[first - 1]) and ": " not in f"{above.rstrip()} ":
        first -= 1
    keys = [line for line in lines[:first] if line.strip() and not line.lstrip().startswith("#")]
    return first if not keys or lines[first - 1].rstrip().endswith(":") else last


def _day(text: str) -> int:
    """Return on which line, from 0, the first day stands that no calendar has."""
    for number, line in enumerate(text.split("\n")):
        for year, month, day in re.findall(r"\b(\d{4})-(\d\d?)-(\d\d?)\b", line):
            try:
                date(int(year), int(month), int(day))
            except ValueError:
                return number
    return 0


def _child(node: yaml.Node | None, step: str | int) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return key.start_mark.line, value
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        item = node.value[step]
        return item.start_mark.line, item
    return None


def scalars(node: yaml.Node | None) -> Iterator[yaml.ScalarNode]:
    """Yield every value and key of a text that holds no others."""
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.MappingNode):
        for pair in node.value:
            yield from (*scalars(pair[0]), *scalars(pair[1]))
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from scalars(item)


def _repeated_keys(node: yaml.Node | None) -> Iterator[tuple[int, str, int]]:
    if isinstance(node, yaml.MappingNode):
        seen: dict[str, int] = {}
        for key, value in node.value:
            if key.value in seen:
                yield key.start_mark.line, key.value, seen[key.value]
            seen.setdefault(key.value, key.start_mark.line)
            yield from _repeated_keys(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _repeated_keys(item)
