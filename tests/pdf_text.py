"""Reads what stands in a PDF: its words, and where on a page each of its letters is drawn."""

from __future__ import annotations

import ctypes
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw

HYPHENS = {0x02: "-", 0xFFFE: "-"}
"""How PDFium tells a hyphen at the end of a line, to join what it parts. We print no other: no word of ours is divided.
"""
LAM_ALEF = re.compile("(ل)([اأإآ])")
"""Two letters that are drawn as one."""
FROM_THE_RIGHT = 0x590
"""Where the scripts begin that run from the right."""


class Glyph(NamedTuple):
    run: int
    """Which of the page's pieces it is in, as they were typeset."""
    across: float
    down: float
    letter: str


@lru_cache(maxsize=64)
def _pages(pdf: bytes) -> tuple[str, ...]:
    with pypdfium2.PdfDocument(pdf) as document:
        return tuple(page.get_textpage().get_text_range().replace("\r\n", "\n").translate(HYPHENS) for page in document)


def pages(pdf: bytes | Path) -> tuple[str, ...]:
    """Return what each page says, line by line."""
    return _pages(pdf if isinstance(pdf, bytes) else pdf.read_bytes())


def words(pdf: bytes | Path) -> str:
    """Return all that a document says, with a blank between two words.

    Of one that runs from the right, letters that do so stand as they are read. Words from the left among them are each
    whole, and the last of them stands first: `from_the_left` has them in their order.
    """
    return " ".join(" ".join(pages(pdf)).split())


def as_told(word: str) -> str:
    """Return a word as PDFium tells it: of two letters that are drawn as one, the last first."""
    return LAM_ALEF.sub(r"\2\1", word)


def from_the_left(pdf: bytes) -> str:
    """Return the letters and digits of scripts that run from the left, piece by piece as they were typeset.

    Marks are left out: PDFium tells brackets and quotes mirrored here and there.
    """
    found = (sorted(page, key=lambda glyph: glyph[:2]) for page in glyphs(pdf, FROM_THE_RIGHT))
    return "".join(glyph.letter for page in found for glyph in page if glyph.letter.isalnum())


def drawn(pdf: bytes) -> Iterator[str]:
    """Yield what is printed, line by line from the left to the right as it is drawn, without blanks."""
    for page in glyphs(pdf):
        lines: dict[int, list[tuple[float, str]]] = defaultdict(list)
        for glyph in page:
            lines[round(glyph.down)].append((glyph.across, glyph.letter))
        for line in lines.values():
            yield "".join(letter for _, letter in sorted(line, key=lambda place: place[0]))


def glyphs(pdf: bytes, end: int = 0x110000) -> Iterator[list[Glyph]]:
    """Yield the letters of each page below a code point, and where they stand, in no order; without blanks."""
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            yield list(_on(page, end))


def _on(page: pypdfium2.PdfPage, end: int) -> Iterator[Glyph]:
    kept = page.get_textpage()  # closes itself when nobody has it any more
    text, across, down = kept.raw, ctypes.c_double(), ctypes.c_double()
    pieces = (raw.FPDFPage_GetObject(page, piece) for piece in range(raw.FPDFPage_CountObjects(page)))
    runs = {ctypes.addressof(piece.contents): run for run, piece in enumerate(pieces)}
    for place in range(raw.FPDFText_CountChars(text)):
        code = raw.FPDFText_GetUnicode(text, place)
        if code < end and not chr(code).isspace():
            raw.FPDFText_GetCharOrigin(text, place, across, down)
            run = runs[ctypes.addressof(raw.FPDFText_GetTextObject(text, place).contents)]
            yield Glyph(run, across.value, down.value, HYPHENS.get(code) or chr(code))
