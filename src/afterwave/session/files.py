"""Checks the promises on a session's files: what stands in their bytes, who may read them, and who may see when they
change.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from afterwave.content.kinds import KINDS
from afterwave.poll.raw import Places, Raw, in_order_of_keys, left_beside, mark, marks, pages_of, places, raw
from afterwave.poll.unordered import WHOLE, written_at_once

MARK = 16
"""Bytes of a mark."""

_FEW = "On every page, marks and questions stand in the order of their own random bytes, and so in no other."
_MANY = f"Not looked at: of more than {WHOLE} marks, the latest may stand as they came, until they are written anew."

Check = tuple[str, str, str | None]


def database_exists(url: str) -> bool:
    """Return whether there is something to look at: an SQLite file that is not there is not made by looking."""
    try:
        address = make_url(url)
    except ArgumentError:
        return True  # and connecting says what is wrong with it
    return address.get_backend_name() != "sqlite" or Path(address.database or "").is_file()


def place(url: str) -> Path | str:
    """Return the file of an SQLite database, or the address of another without its password; raise `ArgumentError` for
    a URL that is none.
    """
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        return Path(address.database or "")
    # Without its driver, as psql takes it: a sceptic repeats the checks with it.
    return address.set(drivername="postgresql").render_as_string(hide_password=True)


def checks(
    file: Path, spent: Mapping[str, Sequence[bytes]], asked: Sequence[bytes], questions: Sequence[bytes]
) -> Iterator[Check]:
    """Yield each promise about a session's files, how it was checked, and what breaks it; `spent` are each poll's marks
    as the database tells them.
    """
    found = raw(file)
    yield (
        "no-old-marks",
        "In the bytes of the file and its log there is no mark but those that the table holds, each once.",
        _old_marks(found, spent),
    )
    yield (
        "no-order",
        _FEW if sum(map(len, spent.values())) <= WHOLE else _MANY,
        _order(found, spent, asked, questions),
    )
    yield (
        "no-history",
        "File and log hold one state of every mark and sum, and no other copy lies beside them.",
        _history(file, found, spent),
    )
    if os.name == "nt":
        return  # there, nothing of the kind is promised
    yield "yours-alone", "File and log can be read by their owner alone.", _modes(file)
    yield (
        "unseen",
        "Other accounts of this machine cannot see when the file changes or how long it is.",
        _reachable_by_others(file),
    )


def _old_marks(found: Raw, spent: Mapping[str, Sequence[bytes]]) -> str | None:
    for poll, known in spent.items():
        for pages in (found.file, found.log):
            there = [mark for mark in marks(pages, poll) if mark in known or not any(mark)]
            if len(marks(pages, poll)) != len(there) or len(set(there)) != len(there):
                return f"The bytes hold marks of {poll} that the table does not."
    return None


def _order(found: Raw, spent: Mapping[str, Sequence[bytes]], *sets: Sequence[bytes]) -> str | None:
    if sum(map(len, spent.values())) > WHOLE:
        return None
    everything = [key for keys in spent.values() for key in keys]
    ordered = all(
        in_order_of_keys(pages, keys) for pages in (found.file, found.log) for keys in (*spent.values(), *sets)
    )
    if ordered or (
        all(in_order_of_keys(found.file, keys) for keys in sets) and places(found.file, everything) in _at_once(spent)
    ):
        return None
    return "The places of the marks or questions tell which came first."


def _at_once(spent: Mapping[str, Sequence[bytes]]) -> list[frozenset[Places]]:
    """Return where these marks stand when all are written at once, sorted: more than one page's worth is shared out
    among pages in a way of SQLite's own.
    """
    everything = [key for keys in spent.values() for key in keys]
    return [places(pages_of(whole), everything) for whole in written_at_once(spent)]


def _history(file: Path, found: Raw, spent: Mapping[str, Sequence[bytes]]) -> str | None:
    if left := left_beside(file):
        return f"{', '.join(left)} may hold an earlier state."
    # In a row of `poll`, SQLite lays the kind right behind the id.
    telling = [begin for poll in spent for begin in (mark(poll), *(f"{poll}{kind}".encode() for kind in KINDS))]
    for logged, kept in found.states():
        if logged != kept and any(begin in page for begin in telling for page in (logged, kept)):
            return "The log holds another state of the answers than the file: side by side they tell what came last."
    return None


def _modes(file: Path) -> str | None:
    names = (file.name, f"{file.name}-wal", f"{file.name}-shm")
    open_ = [
        name
        for name in names
        if (path := file.with_name(name)).exists() and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)
    ]
    return f"Others may read or write {', '.join(open_)}. Cure: chmod 600 {file}*" if open_ else None


def _reachable_by_others(file: Path) -> str | None:
    """Return what is wrong unless some folder on the way to the file lets nobody else pass."""
    if any(not folder.stat().st_mode & (stat.S_IXGRP | stat.S_IXOTH) for folder in file.resolve().parents):
        return None
    return (
        f"Another account can see that the file changes, and so that an answer came in. Cure: chmod 700 {file.parent}"
    )
