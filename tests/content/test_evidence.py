"""A claim's badge stands beside the claim it weighs, and never beside what can be said instead."""

from __future__ import annotations

from afterwave.content.evidence import BADGES, claim_as_markdown, claim_lines
from afterwave.content.workshop import Claim
from kit_workshop import kit_workshop

WORKSHOP = kit_workshop()
CONTESTED = Claim(
    id="tea", claim="Tea cures colds.", strength="contested", why="Nobody measured it.", say="Tea is warm."
)


def test_a_claim_that_goes_too_far_is_told_as_often_said_and_followed_by_what_can_be_said() -> None:
    assert claim_lines(CONTESTED) == [
        "**Contested.** Often said: Tea cures colds.",
        "**What can be said:** Tea is warm.",
    ]


def test_what_somebody_lived_is_not_often_said() -> None:
    assert claim_lines(CONTESTED.model_copy(update={"strength": "lived-experience"})) == [
        "**Lived experience.** One way to see it: Tea cures colds.",
        "**What can be said:** Tea is warm.",
    ]


def test_no_claim_of_the_kit_that_studies_disagree_on_stands_bare() -> None:
    # That nobody is broken by it is the workshop's heart, and is said as it stands.
    bare = {
        claim.id for claim in WORKSHOP.claims.values() if claim.strength in {"mixed", "contested"} and not claim.say
    }
    assert bare == {"opening-not-broken"}


def test_a_claim_that_holds_is_told_by_itself() -> None:
    assert claim_lines(CONTESTED.model_copy(update={"say": "", "strength": "plausible"})) == [
        "**Plausible, not shown.** Tea cures colds."
    ]


def test_every_claim_of_the_kit_is_told_with_its_badge_its_reason_and_its_sources() -> None:
    for claim in WORKSHOP.claims.values():
        text = claim_as_markdown(WORKSHOP, claim.id)
        assert text.startswith(f"**{BADGES[claim.strength]}.**")
        assert claim.why.strip() in text
        assert text.count("\n- ") == len(claim.sources)
