"""Reads what Firefox keeps of its open tabs: LZ4's block format, in which a word cannot be searched for."""

from __future__ import annotations

HEAD = b"mozLz40\0"


def unpacked(packed: bytes) -> bytes:
    """Return a file of Firefox's as it was before it was packed; any other file as it is."""
    if not packed.startswith(HEAD):
        return packed
    place, made = len(HEAD) + 4, bytearray()
    while place < len(packed):
        token = packed[place]
        count, place = _length(packed, place + 1, token >> 4)
        made += packed[place : place + count]
        place += count
        if place >= len(packed):
            break
        back = int.from_bytes(packed[place : place + 2], "little")
        count, place = _length(packed, place + 2, token & 15)
        for _ in range(count + 4):
            made.append(made[-back])
    return bytes(made)


def _length(packed: bytes, place: int, nibble: int) -> tuple[int, int]:
    """Return a length and where it ends: a full nibble goes on in the bytes that follow, to the first that is not
    full.
    """
    length = nibble
    if nibble == 15:  # a nibble's largest
        while packed[place] == 255:  # a byte's largest
            length, place = length + 255, place + 1
        length, place = length + packed[place], place + 1
    return length, place
