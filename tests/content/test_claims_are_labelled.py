"""Whatever a slide or a page says about bodies, numbers or causes has its evidence beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import pytest

from afterwave.content.blocks import Block, Deck, Prose
from afterwave.content.views import steps
from afterwave.content.workshop import Section
from kit_workshop import kit_workshop

WORKSHOP = kit_workshop()

FACT = re.compile(
    r"""\b( stud(y|ies) | surveys? | surveyed | research(ers)? | trials? | review | measured
    | found | counted | laborator(y|ies)
    | hormones? | prolactin | oxytocin | dopamine | endorphins | adrenaline | brains? | nerv(es|ous)
    | genes | twins | blood | trauma
    | in\s100 | per\scent | un?common | common | causes? | because\sof | tend(s|ed)?\sto
    | one\s\w+\sin\s(two|three|four|five|ten) )\b | \d\s?%""",
    re.IGNORECASE | re.VERBOSE,
)
"""Words with which the workshop speaks of what was found, how often, in which part of a body, or why."""

SAYS_NO_FACT = {
    "welcome#what-tonight-is": "says that there will be research, and gives none",
    "welcome#what-it-is": "says that there will be research, and gives none",
    "welcome#an-answer-to-the-group": "says what becomes of an answer",
    "body#intro": "says what the part is about; the evidence on nerves and brain stands under its first heading",
    "moment#intro": "says that these are suggestions",
}


def unlabelled(section: Section, blocks: Sequence[Block]) -> Iterator[str]:
    """Yield what states a fact and has no evidence beside it: prose up to the next prose or slide, a slide up to the
    next slide.
    """
    for place, block in enumerate(blocks):
        if block.kind not in {"prose", "slide"} or not FACT.search(
            f"{block.heading if isinstance(block, Prose) else ''}\n{block.text}"
        ):
            continue
        ends = {"prose", "slide"} if block.kind == "prose" else {"slide"}
        after = blocks[place + 1 :]
        reach = next((number for number, one in enumerate(after) if one.kind in ends), len(after))
        if not any(one.kind == "evidence" for one in after[:reach]):
            yield f"{section.slug}#{block.id}"


@pytest.mark.parametrize("section", WORKSHOP.sections, ids=lambda section: section.slug)
def test_whatever_is_said_as_fact_has_its_evidence_beside_it(section: Section) -> None:
    assert set(unlabelled(section, section.blocks)) - set(SAYS_NO_FACT) == set()


@pytest.mark.parametrize(
    "section",
    [one for one in WORKSHOP.sections if one.slug not in {"welcome", "voice", "closing"}],
    ids=lambda section: section.slug,
)
def test_taking_a_section_s_evidence_away_is_noticed(section: Section) -> None:
    bare = [block for block in section.blocks if block.kind != "evidence"]
    assert set(unlabelled(section, bare)) - set(SAYS_NO_FACT) != set()


CARDS = {
    "body#messengers": {
        "Oxytocin": "neuro-oxytocin-bonds",
        "Endorphins": "neuro-endorphins",
        "Dopamine": "neuro-dopamine",
        "Prolactin": "neuro-prolactin",
    },
    "reasons#the-tray": {
        "Letting go": "reason1-loved-or-safe",
        "An old hurt": "reason2-touch-cues-memory",
        "Grief, or longing": "reason3-grief",
        "Sudden closeness": "reason4-connection",
        "Hormones": "reason5-hormone-dip",
        "No clear cause": "reasons-often-unclear",
    },
}
"""The claim that carries each card, by its deck and its front."""

DECKS = [(section, block) for section in WORKSHOP.sections for block in section.blocks if isinstance(block, Deck)]


@pytest.mark.parametrize(("section", "deck"), DECKS, ids=[f"{section.slug}#{deck.id}" for section, deck in DECKS])
def test_each_card_is_carried_by_a_claim_whose_evidence_stands_in_its_part(section: Section, deck: Deck) -> None:
    claims = CARDS[f"{section.slug}#{deck.id}"]
    shown = {block.id for block in section.blocks if block.kind == "evidence"}
    assert [front for front, _ in deck.deck] == list(claims)
    assert set(claims.values()) - shown == set()


@pytest.mark.parametrize("language", WORKSHOP.languages)
def test_a_deck_on_the_stage_is_guessed_at_before_any_step_of_its_part_says_what_is_on_its_cards(language: str) -> None:
    decks = 0
    for section in kit_workshop(language).sections:
        walk = steps(section)
        for place, deck in enumerate(walk):
            if isinstance(deck, Deck):
                decks += 1
                before = " ".join(block.text for block in walk[:place])
                assert [front for front, _ in deck.deck if front in before] == []
    assert decks


def test_everything_excused_is_still_there_and_still_needs_its_excuse() -> None:
    found = {name for section in WORKSHOP.sections for name in unlabelled(section, section.blocks)}
    assert set(SAYS_NO_FACT) - found == set()
