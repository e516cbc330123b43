"""Writes `wire.d.ts`, by which TypeScript knows what `widgets/wire*.py` declare: `make types`."""

from __future__ import annotations

from collections.abc import Iterator
from types import NoneType, UnionType
from typing import Any, Literal, NotRequired, Union, get_args, get_origin, get_type_hints, is_typeddict

from afterwave.widgets import wire, wire_messages, wire_readers
from afterwave.widgets.modules import FOLDER

FILE = FOLDER / "wire.d.ts"
_PLAIN = {str: "string", int: "number", float: "number", bool: "boolean", NoneType: "null"}
_HEAD = "// Written from wire*.py by tests/wire_types.py; change it there.\n"


def declared() -> dict[str, type]:
    """Return every type that the wire declares, by its name."""
    return {
        name: found
        for name, found in {**vars(wire), **vars(wire_messages), **vars(wire_readers)}.items()
        if is_typeddict(found)
    }


def written() -> str:
    """Return all that is declared, in TypeScript."""
    return _HEAD + "".join(_interface(name, found) for name, found in declared().items())


def _interface(name: str, found: type) -> str:
    lines = "".join(f"  {line};\n" for line in _fields(found))
    return f"\n/** {(found.__doc__ or '').strip()} */\nexport interface {name} {{\n{lines}}}\n"


def _fields(found: Any) -> Iterator[str]:  # noqa: ANN401 - a form of type, which has no type
    for name, hint in get_type_hints(found, include_extras=True).items():
        # Where annotations are strings, `__optional_keys__` misses what is NotRequired.
        optional = get_origin(hint) is NotRequired
        yield (
            f"{name}{'?' * (optional or name in found.__optional_keys__)}: "
            f"{_typed(get_args(hint)[0] if optional else hint)}"
        )


def _typed(hint: Any) -> str:  # noqa: ANN401 - the same
    match get_origin(hint), get_args(hint):
        case None, _:
            return _PLAIN.get(hint) or hint.__name__
        case origin, (inner,) if origin is list:
            return f"({_typed(inner)})[]" if get_args(inner) and get_origin(inner) is not list else f"{_typed(inner)}[]"
        case origin, (_, value) if origin is dict:
            return f"Record<string, {_typed(value)}>"
        case origin, several if origin is Literal:
            return " | ".join(f'"{one}"' for one in several)
        case origin, several if origin in {UnionType, Union}:
            return " | ".join(_typed(one) for one in several)
    raise TypeError(hint)


if __name__ == "__main__":
    FILE.write_text(written(), "utf-8")
