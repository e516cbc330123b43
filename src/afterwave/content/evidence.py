"""How a claim's evidence is told: a badge word, what may be said, why, and the sources."""

from __future__ import annotations

from afterwave.content.workshop import Claim, Reference, Strength, Workshop

BADGES: dict[Strength, str] = {
    "established": "Well established",
    "supported": "Supported by studies",
    "mixed": "Mixed evidence",
    "plausible": "Plausible, not shown",
    "lived-experience": "Lived experience",
    "contested": "Contested",
}
"""The words for each strength; never a colour alone, never a number."""


FIELDS = {"authors": "authors", "year": "year", "title": "title", "where": "journal", "doi": "DOI"}
"""What each field of a reference is called where it says that nobody has confirmed it."""


def badge(strength: Strength) -> str:
    """Return the words for a strength."""
    return BADGES[strength]


def weighed(claim: Claim) -> list[str]:
    """Return a claim beside its badge, and after it, where the claim goes too far, what can be said instead."""
    word = f"**{badge(claim.strength)}.**"
    return [f"{word} Often said: {claim.claim}", f"**What can be said:** {claim.say}"] if claim.say else [f"{word} {claim.claim}"]


def told(workshop: Workshop, claim_id: str, *, folded: bool = False) -> str:
    """Return a claim as Markdown: its badge in bold, what can be said, why, and the sources it rests on, `folded` away behind a word where that is asked."""
    claim = workshop.claims[claim_id]
    lines = [*weighed(claim), claim.why]
    sources = [cited(workshop.references[key]) for key in claim.sources if key in workshop.references]
    if sources:
        before, after = ("<details><summary>Sources</summary>", "\n\n</details>") if folded else ("Sources:", "")
        lines.append(f"{before}\n\n" + "\n".join(f"- {source}" for source in sources) + after)
    return "\n\n".join(line.strip() for line in lines if line.strip())


def cited(reference: Reference) -> str:
    """Return a reference in one line, the DOI as text; what nobody has confirmed is said."""
    parts = [f"{reference.authors} ({reference.year}).", f"{reference.title.rstrip('.')}.", reference.where and f"{reference.where.rstrip('.')}."]
    line = " ".join(part for part in [*parts, reference.doi and f"doi:{reference.doi}"] if part)
    unsure = ", ".join(FIELDS.get(name, name) for name in reference.unverified)
    doubts = ["(from memory, not seen)"] if reference.memory else [f"(not confirmed: {unsure})"] if unsure else []
    return " ".join([line, *doubts, *([reference.note] if reference.note else [])])
