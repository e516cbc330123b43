"""Which sentences are said: the program's, as the kit's own template has them, and those of a folder's support
lines; and which are known, though a folder says them no more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from io import StringIO
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.pofile import PoFileError, read_po

from afterwave.content.catalogue import in_english
from afterwave.content.places import kit
from afterwave.content.report import Report
from afterwave.content.text import BadText, read
from afterwave.content.yamlread import read_yaml

TEMPLATE = "messages.pot"
"""Every message, none translated, for translators and their tools."""
SUPPORT = "support.yaml"
"""Where a message comes from that is not the program's own."""
FIELDS = ("for", "hours", "cost", "languages")
"""What of a support line is said in words."""


def messages(folder: Path) -> frozenset[str]:
    """Return the English of every message that may be said for a content folder."""
    return frozenset({*_of_the_program(), *of_support(folder)})


def known_messages(folder: Path) -> frozenset[str]:
    """Return the English of every message that a catalogue of a content folder may translate: what is said, and what
    the kit's template has, or the folder's own, in which lines stand that were taken out since.
    """
    said = (in_english(message) for name in (kit("content"), folder) for message in _in_template(name / TEMPLATE))
    return messages(folder) | frozenset(said)


def of_support(folder: Path) -> Iterator[str]:
    """Yield what is said of a folder's support lines; of a number only where there are words between two."""
    file = folder / SUPPORT
    try:
        data = read_yaml(read(file), file, Report()) if file.exists() else None
    except (BadText, OSError):
        return  # what is wrong with it, the loader says
    for line in data.data if data and isinstance(data.data, list) else ():
        if isinstance(line, Mapping):
            yield from (str(line[field]) for field in FIELDS if line.get(field))
            if ", " in str(line.get("number", "")):
                yield str(line["number"])


@lru_cache(maxsize=1)
def _of_the_program() -> frozenset[str]:
    """Return every message of the kit's template but its support lines'; a test holds it equal to the program."""
    return frozenset(
        in_english(message)
        for message in _in_template(kit("content") / TEMPLATE)
        # A sentence that the program says, too, stays; of a folder's own lines, `of_support` reads the words.
        if {place for place, _ in message.locations} != {SUPPORT}
    )


def _in_template(file: Path) -> tuple[Message, ...]:
    """Return the messages of a template; none where there is no such file, or none that can be read: nobody writes it
    by hand.
    """
    try:
        return _template(read(file)) if file.exists() else ()
    except (BadText, OSError, PoFileError, ValueError):
        return ()


@lru_cache(maxsize=4)
def _template(text: str) -> tuple[Message, ...]:
    return tuple(message for message in read_po(StringIO(text)) if message.id)
