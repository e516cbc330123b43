"""Every claim is told with its label, why, and its sources with their DOIs: in notebooks, on phones, on the site and in
a section that is one file.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator

import pytest

from afterwave.content.evidence import badge, claim_as_markdown
from afterwave.content.render import to_text
from afterwave.content.workshop import Claim, Section
from afterwave.server.site.build import files
from afterwave.server.site.single import single
from kit_workshop import kit_workshop
from server.conftest import Server

WORKSHOP = kit_workshop()


def claims(section: Section) -> list[Claim]:
    return [WORKSHOP.claims[block.id] for block in section.blocks if block.kind == "evidence"]


def plain(text: str) -> str:
    """Return a page's words, without marks and with straight quotation marks."""
    words = " ".join(html.unescape(re.sub(r"<[^>]*>", " ", text)).split())
    return words.translate(str.maketrans("\u2019\u2018\u201c\u201d", "''\"\""))


def missing(page: str, section: Section) -> Iterator[str]:
    """Yield what a page does not say of a section's claims: the badge beside the claim, why, and each source's DOI."""
    said = plain(page)
    for claim in claims(section):
        for words in (badge(claim.strength), plain(claim.claim), plain(claim.say), plain(to_text(claim.why))):
            if words not in said:
                yield f"{claim.id}: {words}"
        dois = (WORKSHOP.references[key].doi for key in claim.sources)
        yield from (f"{claim.id}: {doi}" for doi in dois if doi and doi not in page)


@pytest.fixture(scope="module")
def site() -> dict[str, str]:
    return {name: body.decode() for name, body in files(WORKSHOP).items() if name.endswith(".html")}


@pytest.mark.parametrize("section", WORKSHOP.sections, ids=lambda section: section.slug)
def test_the_site_and_its_single_file_tell_all_of_it_and_lead_to_the_sources(
    section: Section, site: dict[str, str]
) -> None:
    read, sources = site[f"en/read/{section.slug}.html"], site[f"en/sources/{section.slug}.html"]
    assert list(missing(read + sources, section)) == []
    assert list(missing(single(WORKSHOP, section.slug), section)) == []
    assert [
        claim.id for claim in claims(section) if claim.sources and f"sources/{section.slug}.html#{claim.id}" not in read
    ] == []


def test_a_phone_tells_all_of_it_and_leads_to_the_sources(make_server: Callable[..., Server]) -> None:
    server = make_server(workshop=WORKSHOP)
    for section in WORKSHOP.sections:
        read, sources = (server.http.get(f"/read/{section.slug}{more}").text for more in ("", "/sources"))
        assert list(missing(read + sources, section)) == []
        assert [
            claim.id
            for claim in claims(section)
            if claim.sources and f"/read/{section.slug}/sources#{claim.id}" not in read
        ] == []


@pytest.mark.parametrize("section", WORKSHOP.sections, ids=lambda section: section.slug)
def test_a_notebook_tells_all_of_it_with_the_sources_behind_a_word(section: Section) -> None:
    cells = [claim_as_markdown(WORKSHOP, claim.id, folded=True) for claim in claims(section)]
    assert list(missing(" ".join(cells), section)) == []
    assert [cell.count("<details>") for cell in cells] == [int(bool(claim.sources)) for claim in claims(section)]
