"""Reads an SQLite session's files as bytes, as somebody would who took them: which marks stand where, and what is left
of what was deleted.

The file is kept open until the program ends: closing it would drop the locks of every connection that this process has
on it (https://www.sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_).
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

_DIGEST = 16  # bytes of a mark
# Where things stand: https://www.sqlite.org/fileformat2.html
_PAGE_SIZE = slice(16, 18)
_LOG_HEAD, _FRAME_HEAD = 32, 24

LEFT = ("-journal", ".bak", ".backup", ".old", "~")
"""What may stand beside a database, but not beside a session: other states of it."""


Places = tuple[tuple[int, bytes], ...]
"""The bytes at which keys stand in a page."""


@dataclass(frozen=True)
class Raw:
    """The pages of a session's file, and those of the log beside it, with the number of the page that each is a state
    of.
    """

    file: tuple[bytes, ...]
    numbers: tuple[int, ...]
    log: tuple[bytes, ...]

    def states(self) -> Iterator[tuple[bytes, bytes]]:
        """Yield each page of the log, whether SQLite still reads it or only the disk does, and the same page of the
        file ("" where it has none).
        """
        for number, page in zip(self.numbers, self.log, strict=True):
            yield page, self.file[number - 1] if number <= len(self.file) else b""


def raw(file: Path) -> Raw:
    """Return a session's bytes; raise `OSError` where they cannot be read."""
    whole = _read(file)
    size = page_size(whole)
    beside = file.with_name(file.name + "-wal")
    log = _read(beside) if beside.exists() else b""
    frames = range(_LOG_HEAD, len(log), size + _FRAME_HEAD)
    numbers = tuple(int.from_bytes(log[place : place + 4], "big") for place in frames)
    return Raw(
        pages_of(whole), numbers, tuple(log[place + _FRAME_HEAD : place + _FRAME_HEAD + size] for place in frames)
    )


def page_size(whole: bytes) -> int:
    """Return how many bytes each page of a database has."""
    size = int.from_bytes(whole[_PAGE_SIZE], "big")
    # Two bytes cannot hold 65536, so SQLite writes 1 for it; 0 stands in a file that is still empty.
    return 65536 if size == 1 else size or 4096


def pages_of(whole: bytes) -> tuple[bytes, ...]:
    """Return a database's pages."""
    size = page_size(whole)
    return tuple(whole[place : place + size] for place in range(0, len(whole), size))


def places(pages: Sequence[bytes], keys: Sequence[bytes]) -> frozenset[Places]:
    """Return for each page that holds any of these keys which stand where in it."""
    there = (tuple(sorted((page.find(key), key) for key in keys if key in page)) for page in pages)
    return frozenset(found for found in there if found)


def mark(poll: str) -> bytes:
    """Return the bytes with which every mark of a poll begins: the head of an SQLite record of a text and 16 bytes, and
    the poll's id.
    """
    name = poll.encode()
    # SQLite's types of a text and of bytes, which hold their lengths.
    head = _varint(13 + 2 * len(name)) + _varint(12 + 2 * _DIGEST)
    return _varint(len(head) + 1) + head + name


def marks(pages: Sequence[bytes], poll: str) -> list[bytes]:
    """Return whatever stands in these pages as a mark of this poll, also where SQLite no longer sees it."""
    begin = mark(poll)
    return [page[place + len(begin) : place + len(begin) + _DIGEST] for page in pages for place in _places(page, begin)]


def in_order_of_keys(pages: Sequence[bytes], keys: Sequence[bytes]) -> bool:
    """Return whether in each page these keys stand in their own order, and so in no other."""
    for page in pages:
        there = sorted((page.find(key), key) for key in keys if key in page)
        if any(before < after for (_, before), (_, after) in pairwise(there)):
            return False
    return True


def left_beside(file: Path) -> list[str]:
    """Return the names of files beside a session's that may hold an earlier state of it."""
    return sorted(file.name + end for end in LEFT if file.with_name(file.name + end).exists())


def _places(page: bytes, begin: bytes) -> Iterator[int]:
    place = page.find(begin)
    while place >= 0:
        yield place
        place = page.find(begin, place + 1)


def _read(file: Path) -> bytes:
    descriptor = os.open(file, os.O_RDONLY)
    size = os.fstat(descriptor).st_size
    found = b""
    while len(found) < size and (part := os.read(descriptor, size - len(found))):
        found += part
    return found


def _varint(number: int) -> bytes:
    return bytes([number]) if number < 128 else bytes([number >> 7 | 128, number & 127])  # noqa: PLR2004 - SQLite's own
