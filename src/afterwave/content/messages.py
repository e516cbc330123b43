"""Which sentences are said: the program's, as the kit's own template has them, and those of a folder's support
lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from babel.messages.pofile import read_po

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
    with (kit("content") / TEMPLATE).open("rb") as file:
        return frozenset(
            in_english(message)
            for message in read_po(file)
            # A sentence that the program says, too, stays; of a folder's own lines, `of_support` reads the words.
            if message.id and {place for place, _ in message.locations} != {SUPPORT}
        )
