"""The kit's own workshop: whole, within its words, and true to the article it grew from."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from afterwave.content.blocks import Block
from afterwave.content.render import to_text
from afterwave.content.views import steps
from afterwave.content.workshop import Section
from afterwave.session.run_sheet import plan, shortest
from kit_workshop import kit_workshop
from tongue import Tongue, tongues

WORKSHOP = kit_workshop()
ARTICLE: dict[str, dict[str, dict[str, Any]]] = yaml.safe_load(
    Path(__file__).with_name("article.yaml").read_text("utf-8")
)
POINTS = [
    (f"{part}: {point}", where["at"], where["says"])
    for part, points in ARTICLE.items()
    for point, where in points.items()
]
SHOWN = [(section, block) for section in WORKSHOP.sections for block in section.blocks if block.kind != "notes"]
REASONS = ["letting-go", "old-hurt", "grief-or-longing", "unexpected-connection", "hormonal-shifts"]

VERDICTS = re.compile(r"\b(normal|abnormal|should|shouldn't|dysfunction(al)?)\b", re.IGNORECASE)
BROKEN_AS_A_FEAR = {"opening#no-fault", "opening#say-not-alone"}
NOT_BROKEN = re.compile(r"\byou are not\s+broken\b", re.IGNORECASE)  # the workshop's heart, which denies the verdict


def names(value: object) -> str:
    return value.slug if isinstance(value, Section) else str(value)


@pytest.mark.parametrize(("point", "at", "says"), POINTS, ids=[point for point, *_ in POINTS])
def test_every_point_of_the_article_is_carried_by_a_block(point: str, at: str, says: list[str]) -> None:
    slug, ident = at.split("#")
    text = " ".join(to_text(WORKSHOP.section(slug).block(ident).text).lower().split())
    assert [words for words in says if words.lower() not in text] == [], point


CARRIED = [tongue for tongue in tongues() if tongue.article]
"""The languages whose words for the article's points are written down."""


@pytest.mark.parametrize("tongue", CARRIED, ids=lambda tongue: tongue.code)
def test_a_translation_carries_every_point_of_the_article_as_well(tongue: Tongue) -> None:
    workshop, article = kit_workshop(tongue.code), dict(tongue.article)
    assert sorted({at for _, at, _ in POINTS}) == sorted(article)
    texts = {at: workshop.section(at.split("#")[0]).block(at.split("#")[1]).text for at in article}
    held = {at: " ".join(to_text(text).lower().split()) for at, text in texts.items()}
    assert [(at, words) for at, says in article.items() for words in says if words.lower() not in held[at]] == []


@pytest.mark.parametrize("section", WORKSHOP.sections, ids=names)
def test_every_section_has_slides_prose_notes_two_prompts_and_a_discussion(section: Section) -> None:
    kinds = [block.kind for block in section.blocks]
    assert {"slide", "prose", "notes", "discuss"} <= set(kinds)
    assert kinds.count("prompt") >= 2


def test_about_half_of_the_private_questions_are_for_phones_and_each_part_asks_the_room_one_or_two() -> None:
    asked = {section.slug: [block.kind for block in steps(section)].count("prompt") for section in WORKSHOP.sections}
    every = sum(block.kind == "prompt" for section in WORKSHOP.sections for block in section.blocks)
    assert set(asked.values()) <= {1, 2}
    assert abs(sum(asked.values()) - every / 2) <= 1


@pytest.mark.parametrize("tongue", tongues(), ids=lambda tongue: tongue.code)
def test_every_language_spares_the_room_the_same_questions(tongue: Tongue) -> None:
    workshop = kit_workshop(tongue.code)
    assert [[block.id for block in steps(one)] for one in workshop.sections] == [
        [block.id for block in steps(one)] for one in WORKSHOP.sections
    ]


@pytest.mark.parametrize("section", [one for one in WORKSHOP.sections if one.slug != "welcome"], ids=names)
def test_every_section_that_says_something_as_fact_shows_its_evidence(section: Section) -> None:
    assert any(block.kind == "evidence" for block in section.blocks)


def test_every_claim_stands_in_some_section() -> None:
    shown = {block.id for section in WORKSHOP.sections for block in section.blocks if block.kind == "evidence"}
    assert set(WORKSHOP.claims) - shown == set()


@pytest.mark.parametrize("reason", REASONS)
def test_each_of_the_five_reasons_has_its_own_slide_prose_notes_and_prompt(reason: str) -> None:
    section = WORKSHOP.section("reasons")
    assert [section.block(ident).kind for ident in (reason, f"about-{reason}", f"say-{reason}", f"ask-{reason}")] == [
        "slide",
        "prose",
        "notes",
        "prompt",
    ]


@pytest.mark.parametrize("section", WORKSHOP.sections, ids=names)
def test_a_section_s_first_notes_say_what_it_is_for(section: Section) -> None:
    first = next(block for block in section.blocks if block.kind == "notes")
    assert first.text.startswith("**Purpose.**")


@pytest.mark.parametrize(("section", "block"), SHOWN, ids=[f"{section.slug}#{block.id}" for section, block in SHOWN])
def test_no_word_passes_a_verdict(section: Section, block: Block) -> None:
    assert VERDICTS.findall(block.text) == []
    assert "broken" not in NOT_BROKEN.sub("", block.text).lower() or f"{section.slug}#{block.id}" in BROKEN_AS_A_FEAR


def test_the_polls_are_the_kit_s_three() -> None:
    assert {poll.id: (poll.kind, len(poll.options)) for poll in WORKSHOP.polls.values()} == {
        "arriving": ("scale", 3),
        "care": ("pick-any", 7),
        "leaving": ("scale", 3),
    }


def test_check_in_and_check_out_can_lie_side_by_side() -> None:
    assert WORKSHOP.poll("arriving").options == WORKSHOP.poll("leaving").options


@pytest.mark.parametrize("minutes", [45, 60, 90, 120, 180])
def test_an_evening_fits_into_every_usual_length(minutes: int) -> None:
    made = plan(WORKSHOP.sections, minutes)
    assert (made.minutes, made.over) == (minutes, 0)


def test_the_shortest_evening_keeps_welcome_moment_care_and_closing() -> None:
    assert [section.slug for section in WORKSHOP.sections if section.essential] == [
        "welcome",
        "moment",
        "care",
        "closing",
    ]
    assert shortest(WORKSHOP.sections) == 25


def test_no_section_s_name_outs_anybody_in_a_browser_s_history() -> None:
    telling = re.compile(r"sex|cry|orgasm|trauma|kink|after-?care", re.IGNORECASE)
    assert [
        slug
        for slug in [*(section.slug for section in WORKSHOP.sections), *WORKSHOP.polls, WORKSHOP.discreet_title]
        if telling.search(slug)
    ] == []


def test_a_support_line_that_nobody_has_called_says_so() -> None:
    assert [line.name for line in WORKSHOP.support if line.last_verified is not None] == []
    assert len({line.country for line in WORKSHOP.support}) >= 14


def test_studies_that_may_share_an_axis_were_asked_over_the_same_window_by_more_than_one() -> None:
    windows = [study.window for study in WORKSHOP.studies.values() if study.chart]
    assert windows.count("ever") >= 3
    assert all(study.percent <= (study.percent_high or 100) for study in WORKSHOP.studies.values())
