"""Every language of the kit's workshop: whole, up to date with the English, and with a word for every message."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from afterwave.content.catalogue import MESSAGES
from afterwave.content.evidence import claim_as_markdown
from afterwave.content.language import ENGLISH, language, own_name
from afterwave.content.load import load
from afterwave.content.places import kit
from afterwave.content.translation import notes
from afterwave.errors import ContentError
from content_folder import FILES, Folder
from kit_workshop import kit_workshop
from said import sentences

CONTENT = kit("content")
OTHERS = [language for language in kit_workshop().languages if language != ENGLISH]


@pytest.mark.parametrize("language", OTHERS)
def test_nothing_is_missing_or_older_than_the_english(language: str) -> None:
    assert [str(problem) for problem in notes(CONTENT, language)] == []


@pytest.mark.parametrize("language", OTHERS)
def test_every_message_has_a_translation(language: str) -> None:
    with (CONTENT / language / MESSAGES).open("rb") as file:
        catalog = read_po(file)
    said = {message.id if isinstance(message.id, str) else message.id[0]: message.string for message in catalog}
    assert sorted(sentence for sentence in sentences() if not said.get(sentence)) == []


@pytest.mark.parametrize("language", OTHERS)
def test_no_translation_is_of_a_message_that_nobody_says(language: str) -> None:
    with (CONTENT / language / MESSAGES).open("rb") as file:
        said = {message.id if isinstance(message.id, str) else message.id[0] for message in read_po(file) if message.id}
    assert sorted(said - sentences()) == []


@pytest.mark.parametrize("language", [ENGLISH, *OTHERS])
def test_the_page_with_the_support_lines_is_called_on_phones_as_the_slide_calls_it(language: str) -> None:
    slide = next(
        block for block in kit_workshop(language).section("closing").blocks if block.id == "support-on-every-phone"
    )
    named = re.findall(r"\*\*(.+?)\*\*", slide.text)
    label = "Support: someone to talk to"
    if language != ENGLISH:
        with (CONTENT / language / MESSAGES).open("rb") as file:
            label = str(read_po(file)[label].string)
    assert [label in sentences() or language != ENGLISH, named] == [True, [label.split(":")[0]]]


@pytest.mark.parametrize(
    ("language", "lasting"), [("en", "while we are here"), ("es", "mientras estemos aquí"), ("ar", "ما دمنا هنا")]
)
def test_a_page_that_goes_home_with_the_laptop_is_promised_for_no_other_day(language: str, lasting: str) -> None:
    slide = next(
        block for block in kit_workshop(language).section("closing").blocks if block.id == "support-on-every-phone"
    )
    assert lasting in slide.text


@pytest.mark.parametrize("language", OTHERS)
def test_every_message_keeps_what_is_filled_in(language: str) -> None:
    with (CONTENT / language / MESSAGES).open("rb") as file:
        catalog = read_po(file)
    gap = re.compile(r"\{\w+\}|\|")
    single = [message for message in catalog if message.id and isinstance(message.id, str) and message.string]
    assert [
        message.id for message in single if set(gap.findall(str(message.id))) != set(gap.findall(str(message.string)))
    ] == []


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
            for section in kit_workshop(code).sections
        ]

    assert bones(language) == bones(ENGLISH)


@pytest.mark.parametrize("language", OTHERS)
def test_every_claim_keeps_its_strength_and_its_sources(language: str) -> None:
    def weights(code: str) -> dict[str, object]:
        return {
            claim.id: (claim.strength, claim.sources, bool(claim.say)) for claim in kit_workshop(code).claims.values()
        }

    assert weights(language) == weights(ENGLISH)


def test_a_claim_is_told_in_spanish() -> None:
    assert claim_as_markdown(kit_workshop("es"), "neuro-dopamine").startswith(
        "**Resultados mixtos.** A menudo se dice: "
    )
    assert "Fuentes:" in claim_as_markdown(kit_workshop("es"), "neuro-dopamine")


def test_a_workshop_speaks_the_first_of_its_languages_unless_another_is_named(folder: Folder) -> None:
    folder.write("workshop.yaml", FILES["workshop.yaml"].replace("languages: [en]", "languages: [pl]"))
    for name, text in FILES.items():
        if name.startswith("en/"):
            folder.write(name.replace("en/", "pl/"), text)
    assert load(folder.path).language == "pl"


def test_a_language_that_is_not_listed_is_named_with_those_that_are(folder: Folder) -> None:
    with pytest.raises(
        ContentError, match=r'workshop.yaml:3: the language "fr" is not listed. Add it, or choose a listed one: en.'
    ):
        load(folder.path, "fr")


REGIONS = dict.fromkeys(("ar", "ar-EG", "fa-AF", "fa-XX", "he-IL", "ur-PK"), "rtl") | dict.fromkeys(
    ("pt-BR", "zh-TW", "zh-Hant", "es-419"), "ltr"
)


@pytest.mark.parametrize("code", REGIONS)
def test_a_language_with_a_region_has_its_direction_and_its_name(tmp_path: Path, code: str) -> None:
    assert (language(tmp_path, code).direction, own_name(code) != code) == (REGIONS[code], True)


@pytest.mark.parametrize("code", OTHERS)
def test_a_workshop_of_ones_own_says_the_kits_messages_where_it_has_none_of_its_own(tmp_path: Path, code: str) -> None:
    kits = kit_workshop(code).speech
    assert language(tmp_path, code).say("Send") == kits.say("Send") != "Send"
    (tmp_path / code).mkdir()
    (tmp_path / code / MESSAGES).write_text('msgid ""\nmsgstr ""\n\nmsgid "Send"\nmsgstr "¡Ya!"\n', "utf-8")
    (english := tmp_path / ENGLISH).mkdir()
    (english / MESSAGES).write_text('msgid ""\nmsgstr ""\n\nmsgid "Open"\nmsgstr "Begin"\n', "utf-8")
    assert [language(tmp_path, code).say(said) for said in ("Send", "Open", "Close")] == ["¡Ya!", "Begin", "Close"]
