"""`afterwave check --messages`: writes the template of what the program says, and brings each catalogue up to date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from afterwave.content.catalogue import MESSAGES, translations_in
from afterwave.content.messages import TEMPLATE
from afterwave.content.template import as_file, merge, template
from afterwave.files import replaced


def update(folder: Path, codes: Sequence[str]) -> Iterator[str]:
    """Write a content folder's template and these languages' catalogues, and yield a line about each file.

    Each is written whole beside its old self, and then takes its place. Raises `ContentError` for a catalogue with
    mistakes before anything is written, `CannotWrite` where a file cannot be.
    """
    fresh = template(folder)
    files = {code: folder / code / MESSAGES for code in codes}
    # All of them, before the first is written: a catalogue with mistakes leaves every file as it was.
    ready = {code: as_file(merge(file, code, fresh)) for code, file in files.items()}
    replaced(folder / TEMPLATE, as_file(fresh))
    yield f"{folder / TEMPLATE}: {len(fresh)} messages."
    for code, file in files.items():
        file.parent.mkdir(exist_ok=True)
        replaced(file, ready[code])
        yield f"{file}: {len(translations_in(file, code))} of {len(fresh)} are said in its own words."
