"""A section's card: eight parts, and nothing in it that its section does not say."""

from __future__ import annotations

import re

import pytest

from afterwave.content.blocks import Discuss, Notes, Prompt
from afterwave.content.cards import card, cards, notes_of
from afterwave.content.load import load
from afterwave.content.workshop import Section
from content_folder import Folder
from kit_workshop import kit_workshop

WORKSHOP = kit_workshop()
EIGHT = ["Purpose", "Minutes", "Say", "Ask", "Watch for", "Include everyone", "Alternative", "Cut first"]


def slug(section: Section) -> str:
    return section.slug


def squeezed(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("section", WORKSHOP.sections, ids=slug)
def test_every_section_s_card_has_all_eight_parts_in_order(section: Section) -> None:
    labels = re.findall(r"^\*\*([^*]+?)\.?\*\*", card(section, WORKSHOP), re.MULTILINE)
    assert [label for label in labels if label != "Before it, say"] == EIGHT


@pytest.mark.parametrize("section", WORKSHOP.sections, ids=slug)
def test_a_card_leaves_out_nothing_of_the_section_s_notes(section: Section) -> None:
    notes = [
        squeezed(re.sub(r"\*\*[^*]+\.\*\*", "", part))
        for block in section.blocks
        if isinstance(block, Notes)
        for part in block.text.split("\n\n")
    ]
    made = card(section, WORKSHOP)
    assert [note for note in notes if note not in made] == []


@pytest.mark.parametrize("section", WORKSHOP.sections, ids=slug)
def test_a_card_asks_every_question_of_its_section(section: Section) -> None:
    made = card(section, WORKSHOP)
    asked = [squeezed(block.text) for block in section.blocks if isinstance(block, Discuss | Prompt)]
    asked += [WORKSHOP.poll(block.id).question for block in section.blocks if block.kind == "poll"]
    assert [question for question in asked if question not in made] == []


def test_the_cards_stand_in_the_evening_s_order() -> None:
    assert re.findall(r"^## (.+)$", cards(WORKSHOP), re.MULTILINE) == [section.title for section in WORKSHOP.sections]


def test_a_card_says_when_the_whole_section_goes() -> None:
    assert "this part is essential" in card(WORKSHOP.section("closing"), WORKSHOP)
    assert "this part is the first to go" in card(WORKSHOP.section("voice"), WORKSHOP)
    assert "goes as number 3 of 6" in card(WORKSHOP.section("otherwise"), WORKSHOP)


def test_a_note_is_told_with_the_slide_it_belongs_to(folder: Folder) -> None:
    workshop = load(folder.path)
    [section] = workshop.sections
    assert list(notes_of(section, workshop.speech)) == [("A leaf", "say", "It is a leaf.")]


def test_a_changed_note_changes_the_card(folder: Folder) -> None:
    folder.replace("en/brewing.md", "It is a leaf.", "It is a flower.")
    workshop = load(folder.path)
    assert "- *A leaf.* It is a flower." in card(workshop.sections[0], workshop)


@pytest.mark.parametrize("notes", ["It is a leaf.", "It is a leaf.\n\n**Watch for.** Steam."])
def test_a_note_without_a_label_is_something_to_say(folder: Folder, notes: str) -> None:
    folder.replace("en/brewing.md", "**Say.** It is a leaf.", notes)
    workshop = load(folder.path)
    [section] = workshop.sections
    assert next(notes_of(section, workshop.speech)) == ("A leaf", "say", "It is a leaf.")


def test_a_card_in_arabic_has_its_own_marks() -> None:
    text = cards(kit_workshop("ar"))
    assert [mark for mark in ("؟.*", ", ") if mark in text] == []
    assert "، " in text
