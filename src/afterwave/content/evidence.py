"""How a claim's evidence is told: a badge word, what may be said, why, and the sources."""

from __future__ import annotations

from afterwave.content.workshop import Claim, Reference, Strength, Workshop
from afterwave.message import Message, Say, english

BADGES: dict[Strength, Message] = {
    "established": "Well established",
    "supported": "Supported by studies",
    "mixed": "Mixed evidence",
    "plausible": "Plausible, not shown",
    "lived-experience": "Lived experience",
    "contested": "Contested",
}
"""The words for each strength; never a colour alone, never a number."""

OFTEN: Message = "Often said:"
LIVED: Message = "One way to see it:"

FIELDS: dict[str, Message] = {"authors": "authors", "year": "year", "title": "title", "where": "journal", "doi": "DOI"}
"""What each field of a reference is called where it says that nobody has confirmed it."""


def badge(strength: Strength) -> str:
    """Return the words for a strength."""
    return BADGES[strength]


def whose(strength: Strength) -> Message:
    """Return the words before a claim that goes further than what can be said: what somebody lived is one person's to
    tell, and is not often said.
    """
    return LIVED if strength == "lived-experience" else OFTEN


def claim_lines(claim: Claim, say: Say = english) -> list[str]:
    """Return a claim beside its badge, and after it, where the claim goes too far, what can be said instead; `say`
    gives the words in a language.
    """
    word = f"**{say(badge(claim.strength))}.**"
    return (
        [f"{word} {say(whose(claim.strength))} {claim.claim}", f"**{say('What can be said:')}** {claim.say}"]
        if claim.say
        else [f"{word} {claim.claim}"]
    )


def claim_as_markdown(workshop: Workshop, claim_id: str, *, folded: bool = False) -> str:
    """Return a claim as Markdown: its badge in bold, what can be said, why, and the sources it rests on, `folded` away
    behind a word where that is asked.
    """
    claim, say = workshop.claims[claim_id], workshop.speech.say
    lines = [*claim_lines(claim, say), claim.why]
    # The guide tells a claim without its sources, and passes a workshop that has none (`content/guide.py`).
    sources = [citation(workshop.references[key], say) for key in claim.sources if key in workshop.references]
    if sources:
        before, after = (
            (f"<details><summary>{say('Sources')}</summary>", "\n\n</details>")
            if folded
            else (f"{say('Sources')}:", "")
        )
        lines.append(f"{before}\n\n" + "\n".join(f"- {source}" for source in sources) + after)
    return "\n\n".join(line.strip() for line in lines if line.strip())


def citation(reference: Reference, say: Say = english) -> str:
    """Return a reference in one line, the DOI as text; what nobody has confirmed is said."""
    parts = [
        f"{reference.authors} ({reference.year}).",
        f"{reference.title.rstrip('.')}.",
        reference.where and f"{reference.where.rstrip('.')}.",
    ]
    line = " ".join(part for part in [*parts, reference.doi and f"doi:{reference.doi}"] if part)
    unsure = say(", ").join(say(FIELDS.get(name, name)) for name in reference.unverified)
    doubts = (
        [say("(from memory, not seen)")]
        if reference.memory
        else [say("(not confirmed: {fields})", fields=unsure)]
        if unsure
        else []
    )
    return " ".join([line, *doubts, *([reference.note] if reference.note else [])])
