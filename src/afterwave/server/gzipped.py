"""How what phones get is packed."""

from __future__ import annotations

import zlib

# By zlib and not by `gzip`, which writes the time into what it makes.
_HARDEST, _GZIP = 9, 31
_PAGE = 5
"""How much text shares one code, in steps of `zlib`: less than usual makes a page smaller whose words are in another
alphabet than its tags.
"""
_ANY = range(4, 10)


def gzipped(page: bytes) -> bytes:
    """Return a page as gzip has it, the same for the same; a browser that asks for gzip can unpack it."""
    return _packed(page, _PAGE)


def gzipped_once(file: bytes) -> bytes:
    """Return what is packed once and sent often, as small as it gets."""
    return min((_packed(file, shared) for shared in _ANY), key=len)


def _packed(body: bytes, shared: int) -> bytes:
    press = zlib.compressobj(_HARDEST, zlib.DEFLATED, _GZIP, shared)
    return press.compress(body) + press.flush()
