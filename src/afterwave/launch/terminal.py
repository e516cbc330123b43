"""Prints on terminals, and into pipes, that cannot write every letter: what they lack is lost, and nothing else."""

from __future__ import annotations

import io
import sys
from contextlib import suppress

from afterwave.message import Message

STARTING: Message = "Starting. On a slow computer this takes a minute or two."
BLOCKS = "█▀▄ "
"""What a QR code is drawn with."""


def lenient() -> None:
    """Let what is printed lose the letters that its encoding lacks, from now on, instead of ending the command."""
    for stream in (sys.stdout, sys.stderr):
        # Under pytest, or without a terminal (pythonw), it is something else, or nothing.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def tell_terminal(words: str) -> None:
    """Say something on the terminal, where it still hears: its window may have been closed over a program that goes on,
    or the disk be full on which what it says is kept. Neither ends what runs.
    """
    with suppress(OSError, ValueError):
        print(words, file=sys.stderr, flush=True)


def qr_code(address: str, encoding: str | None) -> str:
    """Return an address as a QR code of blocks, or a sentence where an encoding has none."""
    try:
        BLOCKS.encode(encoding or "ascii")
    except (UnicodeError, LookupError):
        return f"  This terminal cannot draw a QR code; the stage shows it. Phones can type the address: {address}\n"
    picture = io.StringIO()
    import segno  # noqa: PLC0415 - the phones' server, which shows no code, would load it too

    segno.make(address, error="m").terminal(out=picture, border=2, compact=True)
    return picture.getvalue()
