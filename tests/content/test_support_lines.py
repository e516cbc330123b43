"""A number that nobody has called for a year fails here, so that no page sends anybody to a line that is gone."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from pydantic import ValidationError

from afterwave.content.emergency import NUMBERS
from afterwave.content.helplines import EVERYWHERE, SupportLine
from afterwave.content.language import language
from afterwave.content.places import kit
from content_folder import written
from kit_workshop import kit_workshop

TODAY = date(2028, 2, 29)
LANGUAGES = kit_workshop().languages


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_of_the_kit_was_last_called_more_than_a_year_ago(language: str) -> None:
    today = date.today()  # noqa: DTZ011 - a line was called on a day, wherever
    late = [
        f"{line.country} {line.name}: last called {line.last_verified}"
        for line in kit_workshop(language).support
        if line.overdue(today)
    ]
    assert late == [], "Call these lines again, and write the date into support.yaml."


@pytest.mark.parametrize(("days", "overdue"), [(0, False), (365, False), (366, True), (2000, True)])
def test_a_line_is_overdue_a_year_after_the_last_call(days: int, overdue: bool) -> None:
    line = SupportLine.model_validate(
        {
            "country": "INT",
            "name": "A line",
            "number": "1",
            "for": "anyone",
            "last_verified": TODAY - timedelta(days=days),
        }
    )
    assert line.overdue(TODAY) is overdue


def test_a_line_that_nobody_has_called_is_not_overdue_but_unchecked() -> None:
    line = SupportLine.model_validate({"country": "INT", "name": "A line", "number": "1", "for": "anyone"})
    assert not line.overdue(TODAY)


LINES = kit_workshop().support
COUNTRIES = sorted({line.country for line in LINES} - {EVERYWHERE})


@pytest.mark.parametrize("spoken", LANGUAGES)
@pytest.mark.parametrize("country", [*COUNTRIES, "EG", "KW", "VE"])
def test_every_country_has_a_name_in_every_language(country: str, spoken: str) -> None:
    assert language(kit("content"), spoken).country(country) != country


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_country_that_is_listed_has_its_emergency_number(country: str) -> None:
    assert [number.isdecimal() for number in NUMBERS[country]] in ([True], [True, True])


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_country_that_is_listed_has_somebody_for_violence_at_home(country: str) -> None:
    at_home = re.compile(r"(?<!sexual )violence(?! in childhood)|gender violence|domestic|family")
    assert [line.name for line in LINES if line.country == country and at_home.search(line.for_)] != []


@pytest.mark.parametrize("letters", ["UK", "XX", "EN", "ZZZ", "ZZ", "XA", "QO"])
def test_letters_that_no_country_has_are_a_mistake_with_its_cure(letters: str) -> None:
    with pytest.raises(
        ValidationError,
        match=f'no country has the letters "{letters}": write the two of ISO 3166, such as GB, or INT for everywhere',
    ):
        SupportLine.model_validate({"country": letters, "name": "A line", "number": "1", "for": "anyone"})


def test_an_author_who_writes_no_country_is_told_the_line_and_the_cure(tmp_path: Path) -> None:
    folder = written(tmp_path)
    folder.write(
        "support.yaml", '- {country: GB, name: A, number: "1", for: b}\n- {country: UK, name: A, number: "1", for: b}\n'
    )
    assert [(problem.line, problem.cure) for problem in folder.problems()] == [(2, "Mend them, or take the entry out.")]


def test_the_police_are_called_the_police() -> None:
    said = {line.number: line.for_ for line in LINES}
    assert {number for number in ("1745", "155", "800 14 0348", "1800 335486") if "police" not in said[number]} == set()


def test_the_line_for_childhood_is_not_offered_to_everybody() -> None:
    assert (
        next(line.for_ for line in LINES if line.number == "0800 22 55 530") == "sexual violence in childhood or youth"
    )
