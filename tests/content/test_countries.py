"""Countries stand by name in the page's language, the evening's own first, with its number where help is urgent."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from afterwave.content.countries import PLACE, alphabetical, countries
from afterwave.content.load import load
from afterwave.content.workshop import Workshop
from afterwave.errors import ContentError
from content_folder import written
from kit_workshop import kit_workshop


@cache
def kits(language: str, country: str = "") -> Workshop:
    return kit_workshop(language, country)


ORDER = {
    "en": ["Anywhere", "Argentina", "Australia", "Bolivia", "Brazil"],
    "es": ["En cualquier lugar", "Alemania", "Arabia Saudí", "Argentina", "Australia"],
    "ar": ["في أي مكان", "إسبانيا", "أستراليا", "الأراضي الفلسطينية", "الأرجنتين"],
}


@pytest.mark.parametrize("language", ORDER)
def test_countries_stand_by_their_names_in_the_pages_language(language: str) -> None:
    found = [country.name for country in countries(kits(language))]
    assert found[:5] == ORDER[language]
    assert found[1:] == sorted(found[1:], key=alphabetical)


def test_marks_do_not_move_a_name_behind_all_others() -> None:
    assert sorted(["Zambia", "Österreich", "Oman", "أستراليا", "إسبانيا", "البرازيل"], key=alphabetical) == [
        "Oman",
        "Österreich",
        "Zambia",
        "إسبانيا",
        "أستراليا",
        "البرازيل",
    ]


def test_the_country_of_the_evening_stands_first_and_then_what_reaches_everywhere() -> None:
    assert [(country.letters, country.here) for country in countries(kits("en", "MX"))][:3] == [
        ("MX", True),
        ("INT", False),
        ("AR", False),
    ]


def test_a_country_without_a_line_is_there_for_its_emergency_number_alone() -> None:
    first = countries(kits("en", "PL"))[0]
    assert (first.name, first.numbers, first.lines, first.here) == ("Poland", ("112",), (), True)


URGENT = {
    ("en", ""): "number.",
    ("en", "GB"): ": **999**.",
    ("es", "MX"): ": **911**.",
    ("ar", "EG"): ". الشرطة: **122**. الإسعاف: **123**.",
}


@pytest.mark.parametrize(("language", "country"), URGENT)
def test_the_urgent_slide_says_the_countrys_number(language: str, country: str) -> None:
    workshop = kits(language, country)
    assert workshop.section("closing").block("help-now-slide").text.endswith(URGENT[language, country])
    assert not [block.id for section in workshop.sections for block in section.blocks if PLACE in block.text]


def test_the_country_is_a_setting_of_the_workshop_and_letters_of_none_are_a_mistake(tmp_path: Path) -> None:
    folder = written(tmp_path)
    folder.replace("workshop.yaml", "length: 30", "length: 30\ncountry: GB")
    assert load(folder.path).country == "GB"
    assert load(folder.path, country="IE").country == "IE"
    folder.replace("workshop.yaml", "country: GB", "country: UK")
    with pytest.raises(ContentError, match=r"workshop.yaml:5: no country has the letters"):
        load(folder.path)
