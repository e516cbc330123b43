"""A section for somebody who reads alone."""

from __future__ import annotations

from typing import Any

import pytest

from afterwave.content.blocks import CardBuilder
from afterwave.content.evidence import citation
from afterwave.content.views import View, blocks_for
from afterwave.content.workshop import Workshop
from afterwave.errors import UnknownBlock
from afterwave.presenter import reader
from afterwave.presenter.reader import Reader
from afterwave.widgets.breathing import Breathing
from afterwave.widgets.card import AftercareCard
from afterwave.widgets.cards import CardDeck
from afterwave.widgets.reflection import Reflection
from kit_workshop import kit_workshop


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    shown_here: list[Any] = []
    monkeypatch.setattr(reader, "display", shown_here.append)
    return shown_here


@pytest.fixture
def brewing(workshop: Workshop) -> Reader:
    return Reader(workshop, workshop.section("brewing"))


def test_prose_has_its_heading(brewing: Reader, seen: list[Any]) -> None:
    brewing.show("hands")
    assert seen[0].data == "## Warm hands\n\nA cup warms them."


def test_evidence_says_how_strong_why_and_its_sources(brewing: Reader, seen: list[Any]) -> None:
    brewing.show("tea-warms")
    told, why, *sources = seen[0].data.split("\n\n")
    assert [told, why] == ["**Plausible, not shown.** Tea warms.", "Nobody measured it."]
    assert sources == ["<details><summary>Sources</summary>", "- Potter P (1900). On tea.", "</details>"]


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ({"unverified": ("where", "doi")}, "(not confirmed: journal, DOI)"),
        ({"memory": True}, "(from memory, not seen)"),
    ],
)
def test_what_nobody_confirmed_about_a_source_is_said(workshop: Workshop, field: dict[str, Any], words: str) -> None:
    assert citation(workshop.references["potter1900"].model_copy(update=field)) == f"Potter P (1900). On tea. {words}"


def test_a_prompt_is_a_private_question_with_another_way(brewing: Reader, seen: list[Any]) -> None:
    brewing.show("a-cup")
    (asked,) = seen
    assert isinstance(asked, Reflection)
    assert [asked.key, asked.question, asked.choices, asked.instead] == [
        "brewing/a-cup",
        "Which cup do you remember?",
        ["Green", "Black"],
        "Look out of the window.",
    ]


def test_a_card_to_make_has_the_words_of_the_content_and_is_kept_under_its_own_name(seen: list[Any]) -> None:
    workshop = kit_workshop()
    Reader(workshop, workshop.section("care")).show("my-card")
    (made,) = seen
    block = workshop.section("care").block("my-card")
    assert isinstance(made, AftercareCard)
    assert isinstance(block, CardBuilder)
    assert (made.key, made.forms, made.parts) == ("care/my-card", list(block.forms), list(block.parts))
    assert repr(made).startswith("A card of your own: If you like, make a card")


@pytest.mark.parametrize(("language", "fold"), [("ar", "طيّها"), ("es", "Doblarla")])
def test_a_card_s_buttons_speak_the_language_of_its_words(seen: list[Any], language: str, fold: str) -> None:
    workshop = kit_workshop(language)
    Reader(workshop, workshop.section("care")).show("my-card")
    assert seen[0].labels["fold"] == fold


def test_breathing_is_a_pacer_and_a_poll_a_sentence(brewing: Reader, seen: list[Any]) -> None:
    brewing.show("steam", "tea")
    assert isinstance(seen[0], Breathing)
    assert "*Which tea?*" in seen[1].data


def test_a_widget_says_its_question_where_no_widget_can_run(brewing: Reader, seen: list[Any]) -> None:
    brewing.show("a-cup")
    assert repr(seen[0]) == "A question for yourself: Which cup do you remember?"


def test_a_deck_is_its_cards_and_says_them_where_no_widget_can_run(seen: list[Any]) -> None:
    workshop = kit_workshop()
    Reader(workshop, workshop.section("body")).show("messengers")
    (deck,) = seen
    assert isinstance(deck, CardDeck)
    assert [front for front, _ in deck.cards] == ["Oxytocin", "Endorphins", "Dopamine", "Prolactin"]
    assert repr(deck).splitlines()[:2] == [
        (
            "Cards to turn over: Four messengers that people name when they talk about sex. What have you heard of "
            "each? Guess first, and then turn the card."
        ),
        (
            "- Oxytocin: For a short time there is more of it in the blood. Nobody knows if that is why people feel "
            "close, or cry."
        ),
    ]


def test_it_begins_with_what_it_touches_on_and_how_long_it_takes(brewing: Reader, seen: list[Any]) -> None:
    brewing.begin()
    assert "hot water" in seen[0].data
    assert "About 1 minute" in seen[0].data


@pytest.mark.parametrize(
    ("language", "lead"),
    [("en", "This part may help you to:"), ("es", "Esta parte puede ayudarte a:"), ("ar", "قد يعينكم هذا الجزء على:")],
)
def test_what_a_part_is_for_is_led_into_and_commands_nobody(seen: list[Any], language: str, lead: str) -> None:
    section = kit_workshop(language).section("opening")
    Reader(kit_workshop(language), section).begin()
    assert f"{lead}\n\n- {section.objectives[0]}\n" in seen[0].data


def test_a_block_that_is_not_there_is_named(brewing: Reader) -> None:
    with pytest.raises(UnknownBlock, match="no block"):
        brewing.show("nothing")


@pytest.mark.parametrize(("name", "shared"), [("JUPYTERHUB_USER", True), ("HOME", False)])
def test_keeping_is_off_where_others_share_the_host(monkeypatch: pytest.MonkeyPatch, name: str, shared: bool) -> None:
    monkeypatch.setenv(name, "x")
    assert reader.shared_origin() is shared


def test_every_block_of_the_kits_own_sections_can_be_shown(seen: list[Any]) -> None:
    workshop = kit_workshop()
    for section in workshop.sections:
        here = Reader(workshop, section)
        here.begin()
        here.show(*(block.id for block in blocks_for(section, View.READER)))
    assert len(seen) > 3 * len(workshop.sections)


@pytest.mark.parametrize(
    ("language", "minutes", "label"),
    [("es", "Unos 5 minutos.", "Una pregunta para ti"), ("ar", "4 دقائق تقريبًا", "سؤال لكم وحدكم")],
)
def test_a_section_and_its_buttons_speak_the_workshops_language(
    seen: list[Any], language: str, minutes: str, label: str
) -> None:
    workshop = kit_workshop(language)
    here = Reader(workshop, workshop.section("opening"))
    here.begin()
    here.show("a-surprise-visit")
    assert minutes in seen[0].data
    assert seen[1].labels["label"] == label
