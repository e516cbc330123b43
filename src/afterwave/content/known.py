"""What an author may have meant: the nearest name there is, and which names there are."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches

SHOWN = 8
"""The most names that one line lists; of more, those that look most like what was written."""


def nearest(name: str, known: Collection[str]) -> str:
    """Return the known name that looks most like this one; "" where none is near."""
    # As words, for YAML takes a name such as 2020 for a number.
    return next(iter(get_close_matches(name, [str(one) for one in known], 1)), "")


def mend(name: str, known: Collection[str], define: str) -> str:
    """Return the cure for a name that nobody defines: the nearest there is, else where to define it, and which there
    are; `define` begins with a verb.
    """
    near = nearest(name, known)
    first = f'Write "{near}", or {define}.' if near else f"{define[0].upper()}{define[1:]}, or mend its spelling."
    return f"{first}{_names_there(name, [str(one) for one in known])}"


def _names_there(name: str, known: list[str]) -> str:
    if len(known) > SHOWN:
        return f" There are {len(known)}, such as: {', '.join(get_close_matches(name, known, SHOWN, 0))}."
    return f" There {'is' if len(known) == 1 else 'are'}: {', '.join(known)}." if known else " There are none yet."
