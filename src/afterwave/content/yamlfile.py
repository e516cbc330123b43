"""YAML that remembers its lines, so that a mistake in a value can be told where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class BadYaml(ValueError):
    """The text is no YAML; `line` is where the parser stopped, counted from 1."""

    def __init__(self, line: int, problem: str) -> None:
        """Keep the line and the parser's words."""
        self.line = line
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
            found = _child(node, step)
            if found is None:
                break
            line, node = found[0] + 1 + self.offset, found[1]
        return line

    def twice(self) -> Iterator[tuple[int, str]]:
        """Yield the line and the key of every key that a mapping has twice (YAML would keep the last in silence)."""
        yield from ((line + 1 + self.offset, key) for line, key in _repeated(self.root))


def parse(text: str, path: Path, offset: int = 0) -> YamlFile:
    """Return the YAML in a text that begins `offset` lines into its file; raise `BadYaml` where it is none."""
    loader = Loader(text)
    try:
        root = loader.get_single_node()
        data = None if root is None else loader.construct_document(root)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise BadYaml((mark.line if mark else 0) + 1 + offset, error.problem or "it cannot be read") from error
    except yaml.YAMLError as error:
        raise BadYaml(1 + offset, "it holds characters that YAML does not allow") from error
    finally:
        loader.dispose()
    return YamlFile(path, data, root, offset)


def _child(node: yaml.Node | None, step: str | int) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return key.start_mark.line, value
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        item = node.value[step]
        return item.start_mark.line, item
    return None


def _repeated(node: yaml.Node | None) -> Iterator[tuple[int, str]]:
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                yield key.start_mark.line, key.value
            seen.add(key.value)
            yield from _repeated(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _repeated(item)
