"""Tables that know every kind: each is looked at when its module is imported, so that a kind that was added by half is told before anybody needs it."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from afterwave.errors import HalfAdded


def complete(where: str, found: Collection[str], wanted: Iterable[str]) -> None:
    """Return when a table has exactly what is wanted of it.

    Raises `HalfAdded`, naming the table (`where`: its file, and its name in there), what it lacks, and what nobody asks it for.
    """
    there, asked = set(found), set(wanted)
    if there != asked:
        raise HalfAdded(where, sorted(asked - there), sorted(there - asked))
