"""What an author may have meant: the nearest name there is, and which names there are."""

from __future__ import annotations

import re
from collections.abc import Collection
from difflib import get_close_matches

SHOWN = 8
"""The most names that one line lists; of more, those that look most like what was written."""

_FIGURE = re.compile(r"\d")


def nearest(name: str, known: Collection[str]) -> str:
    """Return the known name that looks most like this one; "" where none is near. For the kit's own words
    alone: what a page says on an author's word wants `slip_of`.
    """
    # As words, for YAML takes a name such as 2020 for a number.
    return next(iter(get_close_matches(name, [str(one) for one in known], 1)), "")


def slip_of(name: str, known: Collection[str]) -> str:
    """Return the one known name that this is with a slip of the pen; "" where it is none's, or may be two's.

    A slip is one letter more, less or other, or two swapped, and no figure: who obeys a cure that says more than that
    may give readers another line's number, another year's source, or `supported` for what is not.
    """
    meant = {one for one in map(str, known) if _is_slip(name, one)}
    return meant.pop() if len(meant) == 1 else ""


def _is_slip(name: str, known: str) -> bool:
    if abs(len(name) - len(known)) > 1 or _FIGURE.findall(name) != _FIGURE.findall(known):
        return False
    same = next((at for at, (one, other) in enumerate(zip(name, known, strict=False)) if one != other), None)
    if same is None:
        return len(name) != len(known)
    left, meant = name[same:], known[same:]
    return (
        left[1:] == meant[1:]
        or left[1:] == meant
        or left == meant[1:]
        or (left[:2] == meant[1::-1] and left[2:] == meant[2:])
    )


def mend(name: str, known: Collection[str], define: str) -> str:
    """Return the cure for a name that nobody defines: the one it is a slip of, else where to define it, and which there
    are; `define` begins with a verb.
    """
    near = slip_of(name, known)
    first = f'Write "{near}", or {define}.' if near else f"{define[0].upper()}{define[1:]}, or mend its spelling."
    return f"{first}{_names_there(name, [str(one) for one in known])}"


def _names_there(name: str, known: list[str]) -> str:
    if len(known) > SHOWN:
        return f" There are {len(known)}, such as: {', '.join(get_close_matches(name, known, SHOWN, 0))}."
    return f" There {'is' if len(known) == 1 else 'are'}: {', '.join(known)}." if known else " There are none yet."
