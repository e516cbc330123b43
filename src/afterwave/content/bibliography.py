"""The sources in CSL-JSON, the form that Zotero, Pandoc and journals read; what nobody has confirmed is said in each
entry's note.
"""

from __future__ import annotations

import re
from typing import Any

from afterwave.content.evidence import FIELDS
from afterwave.content.workshop import Reference, Workshop

_IN_A_JOURNAL = re.compile(r"^(?P<journal>.+?) (?P<volume>\d+)(?:\((?P<issue>[^)]+)\))?, (?P<page>[\w.]+(?:-[\w.]+)?)$")
_PERSON = re.compile(r"^(?P<family>.+?) (?P<given>[A-ZŠŽ]{1,4})$")
_KINDS = {
    "thesis": "thesis",
    "book": "book",
    "report": "report",
    "technical opinion": "report",
    "column": "article-magazine",
    "blog": "post-weblog",
}


def csl(workshop: Workshop) -> list[dict[str, Any]]:
    """Return every source of the workshop as a CSL-JSON item, in the order of the file."""
    return [item(reference) for reference in workshop.references.values()]


def item(reference: Reference) -> dict[str, Any]:
    """Return one source as a CSL-JSON item; fields that are not known are left out, never guessed."""
    fields = {
        "id": reference.key,
        **_place(reference.where, doi=bool(reference.doi)),
        "author": [_author(name) for name in reference.authors.split(", ")],
        "issued": {"date-parts": [[reference.year]]},
        "title": reference.title,
        "DOI": reference.doi,
        "note": " ".join([*_doubts(reference), *([reference.note] if reference.note else [])]),
    }
    return {name: value for name, value in fields.items() if value}


def _place(where: str, *, doi: bool) -> dict[str, str]:
    """Return what kind of thing it is, and where it stands."""
    if article := _IN_A_JOURNAL.match(where):
        return {
            "type": "article-journal",
            "container-title": article["journal"],
            "volume": article["volume"],
            "issue": article["issue"] or "",
            "page": article["page"],
        }
    if kind := next((kind for word, kind in _KINDS.items() if re.search(rf"\b{word}\b", where)), None):
        name, _, genre = where.rstrip(")").partition(" (")
        return (
            {"type": kind, "container-title": name, "genre": genre}
            if kind == "article-magazine"
            else {"type": kind, "genre": where}
        )
    return {"type": "article-journal" if where or doi else "document", "container-title": where}


def _author(name: str) -> dict[str, str]:
    """Return a person with initials in two parts, and anybody else (an institution, "and colleagues") as they are
    called.
    """
    person = _PERSON.match(name)
    return {"family": person["family"], "given": person["given"]} if person else {"literal": name}


def _doubts(reference: Reference) -> list[str]:
    if reference.memory:
        return ["From memory, not seen."]
    return (
        [f"Not confirmed: {', '.join(FIELDS.get(name, name) for name in reference.unverified)}."]
        if reference.unverified
        else []
    )
