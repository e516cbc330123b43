"""What the workshop says as fact, how strong the evidence is, why, and every source with its DOI."""

from __future__ import annotations

from collections.abc import Iterator

from afterwave.content.countries import alphabetical
from afterwave.content.evidence import citation, claim_lines
from afterwave.content.registry import complete
from afterwave.content.views import View, blocks_for, kinds
from afterwave.content.workshop import Claim, Workshop
from afterwave.message import Message
from afterwave.paper.documents import text_document
from afterwave.paper.markup import Node, heading, paragraph
from afterwave.paper.typesetting import Document

LEAD: Message = (
    "Each statement with a label for how far research carries it, and why. What nobody has confirmed about a source is "
    "said beside it."
)


def references(workshop: Workshop) -> Document:
    """Return every claim under the section that says it, those that no section shows last, then the list of sources."""
    say = workshop.speech.say
    nodes = [
        node
        for title, claims in _claims_by_section(workshop)
        for node in (heading(1, title), *(_claim(workshop, claim) for claim in claims))
    ]
    sources = sorted((citation(reference, say) for reference in workshop.references.values()), key=alphabetical)
    # A source stands as it was published, in Latin letters in every language.
    listed = {"t": "list", "c": [{"t": "item", "c": [paragraph(source, look="ltr")]} for source in sources]}
    return text_document(
        workshop, say("What is known, and how well"), [*nodes, heading(1, say("Sources")), listed], lead=say(LEAD)
    )


def _claims_by_section(workshop: Workshop) -> Iterator[tuple[str, list[Claim]]]:
    left = dict(workshop.claims)
    for section in workshop.sections:
        claims = [left.pop(block.id) for block in blocks_for(section, View.REFERENCES) if block.id in left]
        if claims:
            yield section.title, claims
    if left:
        yield workshop.speech.say("Said elsewhere in the kit"), list(left.values())


def _claim(workshop: Workshop, claim: Claim) -> Node:
    sources = "; ".join(
        f"{workshop.references[key].authors} ({workshop.references[key].year})"
        for key in claim.sources
        if key in workshop.references
    )
    lines = [
        *map(paragraph, [*claim_lines(claim, workshop.speech.say), claim.why]),
        *([paragraph(sources, look="small")] if sources else []),
    ]
    return {"t": "note", "c": lines}


complete("paper/references.py", {"evidence"}, kinds(View.REFERENCES))
