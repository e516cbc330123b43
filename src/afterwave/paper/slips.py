"""Sheets of slips to cut: each with a square code that opens the poll, its letters to type, and the address."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import segno

from afterwave.content.theme import LIGHT, kit_colours
from afterwave.content.workshop import Workshop
from afterwave.message import Message
from afterwave.paper.documents import document
from afterwave.paper.typesetting import Document
from afterwave.poll.slips import in_groups

SENTENCE: Message = "Counts once in each question. Nobody knows who has which."


def slips(workshop: Workshop, codes: Sequence[str], address: str) -> Document:
    """Return the sheets for these codes; `address` is the one at which phones reach the participants' pages."""
    say, base = workshop.speech.say, address.rstrip("/") + "/"
    made = [
        {
            "code": in_groups(code),
            "svg": square(base, code),
            "alt": f"{say('Square code for the slip')} {in_groups(code)}",
        }
        for code in codes
    ]
    return document(
        workshop,
        "slips",
        say("Slips"),
        {"slips": made, "shown": base.split("://", 1)[-1] + "s/", "sentence": say(SENTENCE)},
    )


def square(base: str, code: str) -> str:
    """Return the square code of a slip's address as SVG: `<base>s/<code>`, with a quiet zone of four modules (ISO/IEC
    18004).
    """
    buffer = BytesIO()
    segno.make(f"{base}s/{code}", error="m", micro=False).save(
        buffer, kind="svg", border=4, dark=kit_colours()[LIGHT]["ink"], xmldecl=False
    )
    return buffer.getvalue().decode()
