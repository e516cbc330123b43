"""The sources as a reference manager reads them: whole, and with every doubt."""

from __future__ import annotations

from typing import Any

import pytest

from afterwave.content.bibliography import csl, item
from afterwave.content.workshop import Reference
from kit_workshop import kit_workshop

WORKSHOP = kit_workshop()
ITEMS = {made["id"]: made for made in csl(WORKSHOP)}


def made(**fields: object) -> dict[str, Any]:
    return item(
        Reference.model_validate({"key": "tea", "authors": "Potter P", "year": 1900, "title": "On tea", **fields})
    )


def test_every_source_is_an_item_of_its_own() -> None:
    assert list(ITEMS) == list(WORKSHOP.references)


def test_an_article_has_its_journal_volume_issue_and_pages() -> None:
    article = made(where="Journal of Leaves 12(3), 45-67", doi="10.1/tea")
    place = {name: article[name] for name in ("type", "container-title", "volume", "issue", "page", "DOI")}
    assert place == {
        "type": "article-journal",
        "container-title": "Journal of Leaves",
        "volume": "12",
        "issue": "3",
        "page": "45-67",
        "DOI": "10.1/tea",
    }


@pytest.mark.parametrize(
    ("where", "kind"),
    [
        ("DClinPsy thesis, Leaf College", "thesis"),
        ("book (p. 4)", "book"),
        ("US government report", "report"),
        ("WHO technical opinion", "report"),
        ("Tea Today (opinion column)", "article-magazine"),
        ("Journal of Leaves", "article-journal"),
        ("", "document"),
    ],
)
def test_a_source_is_of_the_kind_that_its_place_says(where: str, kind: str) -> None:
    assert made(where=where)["type"] == kind


def test_people_come_in_two_parts_and_others_as_they_are_called() -> None:
    assert made(authors="van der Leaf AB, and colleagues")["author"] == [
        {"family": "van der Leaf", "given": "AB"},
        {"literal": "and colleagues"},
    ]


def test_what_is_not_known_is_left_out() -> None:
    assert set(made()) == {"id", "type", "author", "issued", "title"}


@pytest.mark.parametrize(
    "reference", [one for one in WORKSHOP.references.values() if one.unverified or one.memory], ids=lambda one: one.key
)
def test_what_nobody_confirmed_is_in_the_note(reference: Reference) -> None:
    assert ITEMS[reference.key]["note"].startswith(("Not confirmed: ", "From memory"))


def test_no_doi_is_lost() -> None:
    assert {key: made.get("DOI", "") for key, made in ITEMS.items()} == {
        one.key: one.doi for one in WORKSHOP.references.values()
    }
