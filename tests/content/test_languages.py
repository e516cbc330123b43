"""Every language of the kit's workshop: whole, up to date with the English, and with a word for every message."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from afterwave.cli.around import AROUND
from afterwave.content.evidence import BADGES, told
from afterwave.content.language import ENGLISH, MESSAGES
from afterwave.content.load import load
from afterwave.content.places import kit
from afterwave.content.translation import notes
from afterwave.presenter.reader import MINUTES, POLL, THOUGHT

CONTENT = kit("content")
OTHERS = [language for language in load(CONTENT).languages if language != ENGLISH]
TEMPLATES = Path(__file__).parents[2] / "src" / "afterwave" / "server" / "templates"
VOILA = Path(__file__).parents[2] / "share" / "jupyter" / "voila" / "templates" / "afterwave" / "index.html.j2"


def messages() -> Iterator[str]:
    ways = {"_": None, "ngettext": (1, 2)}
    for _, _, found, _, _ in extract_from_dir(str(TEMPLATES), method_map=[("**.html", "jinja2")], keywords=ways):
        yield found if isinstance(found, str) else found[0]
    yield from (*BADGES.values(), *AROUND, POLL, THOUGHT, MINUTES)


@pytest.mark.parametrize("language", OTHERS)
def test_nothing_is_missing_or_older_than_the_english(language: str) -> None:
    assert [str(problem) for problem in notes(CONTENT, language)] == []


@pytest.mark.parametrize("language", OTHERS)
def test_every_message_has_a_translation(language: str) -> None:
    with (CONTENT / language / MESSAGES).open("rb") as file:
        catalog = read_po(file)
    said = {message.id if isinstance(message.id, str) else message.id[0]: message.string for message in catalog}
    assert sorted(message for message in set(messages()) if not said.get(message)) == []


@pytest.mark.parametrize("language", [ENGLISH, *OTHERS])
def test_the_page_with_the_support_lines_is_called_on_phones_as_the_slide_calls_it(language: str) -> None:
    slide = next(block for block in load(CONTENT, language).section("closing").blocks if block.id == "support-on-every-phone")
    named = re.findall(r"\*\*(.+?)\*\*", slide.text)
    label = "Support: someone to talk to"
    if language != ENGLISH:
        with (CONTENT / language / MESSAGES).open("rb") as file:
            label = str(read_po(file)[label].string)
    assert [label in set(messages()) or language != ENGLISH, named] == [True, [label.split(":")[0]]]


@pytest.mark.parametrize("language", OTHERS)
def test_every_message_keeps_what_is_filled_in(language: str) -> None:
    with (CONTENT / language / MESSAGES).open("rb") as file:
        catalog = read_po(file)
    gap = re.compile(r"%\(\w+\)s|\{\w+\}")
    single = [message for message in catalog if message.id and isinstance(message.id, str) and message.string]
    assert [message.id for message in single if set(gap.findall(str(message.id))) != set(gap.findall(str(message.string)))] == []


@pytest.mark.parametrize("language", OTHERS)
def test_every_section_has_the_same_blocks_at_the_same_minutes(language: str) -> None:
    def bones(code: str) -> list[object]:
        return [
            (
                section.slug,
                section.minutes,
                section.essential,
                section.cut_order,
                [(block.kind, block.id, len(getattr(block, "choices", ()))) for block in section.blocks],
            )
            for section in load(CONTENT, code).sections
        ]

    assert bones(language) == bones(ENGLISH)


@pytest.mark.parametrize("language", OTHERS)
def test_every_claim_keeps_its_strength_and_its_sources(language: str) -> None:
    def weights(code: str) -> dict[str, object]:
        return {claim.id: (claim.strength, claim.sources, bool(claim.say)) for claim in load(CONTENT, code).claims.values()}

    assert weights(language) == weights(ENGLISH)


def test_a_claim_is_told_in_spanish() -> None:
    assert told(load(CONTENT, "es"), "neuro-dopamine").startswith("**Resultados mixtos.** A menudo se dice: ")
    assert "Fuentes:" in told(load(CONTENT, "es"), "neuro-dopamine")


def test_voilas_page_asks_for_no_words_but_those_it_is_given() -> None:
    assert set(re.findall(r"_\('([^']+)'\)", VOILA.read_text("utf-8"))) == set(AROUND)
