"""Tables that know every kind: each is looked at when its module is imported, so that a kind that was added by half is
told before anybody needs it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from afterwave.errors import Mistakes


class HalfAdded(Mistakes):
    """A kind of block or of poll was added in some of the places of the program that have to know it, and not in
    all.
    """

    def __init__(self, where: str, missing: Sequence[str], unasked: Sequence[str]) -> None:
        """Keep the table, which kinds it lacks, and which it has that nothing asks for."""
        self.where, self.missing, self.unasked = where, tuple(missing), tuple(unasked)
        lacks = [f"lacks {_names(missing)}"] if missing else []
        extra = [f"has {_names(unasked)}, which nothing asks for"] if unasked else []
        cure = "The recipes in docs/architecture.md name every place that has to know a kind."
        super().__init__([f"{where} {' and '.join([*lacks, *extra])}. {cure}"])


def complete(where: str, found: Collection[str], wanted: Iterable[str]) -> None:
    """Return when a table has exactly what is wanted of it.

    Raises `HalfAdded`, naming the table (`where`: its file, and its name in there), what it lacks, and what nobody asks
    it for.
    """
    there, asked = set(found), set(wanted)
    if there != asked:
        raise HalfAdded(where, sorted(asked - there), sorted(there - asked))


def _names(kinds: Sequence[str]) -> str:
    return ", ".join(f'"{kind}"' for kind in kinds)
