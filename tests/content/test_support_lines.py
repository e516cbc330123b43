"""A number that nobody has called for a year fails here, so that no page sends anybody to a line that is gone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from afterwave.content.load import load
from afterwave.content.places import kit
from afterwave.content.workshop import SupportLine

TODAY = date(2028, 2, 29)
LANGUAGES = load(kit("content")).languages


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_of_the_kit_was_last_called_more_than_a_year_ago(language: str) -> None:
    today = date.today()  # noqa: DTZ011 - a line was called on a day, wherever
    late = [f"{line.country} {line.name}: last called {line.last_verified}" for line in load(kit("content"), language).support if line.overdue(today)]
    assert late == [], "Call these lines again, and write the date into support.yaml."


@pytest.mark.parametrize(("days", "overdue"), [(0, False), (365, False), (366, True), (2000, True)])
def test_a_line_is_overdue_a_year_after_the_last_call(days: int, overdue: bool) -> None:
    line = SupportLine.model_validate({"country": "INT", "name": "A line", "number": "1", "for": "anyone", "last_verified": TODAY - timedelta(days=days)})
    assert line.overdue(TODAY) is overdue


def test_a_line_that_nobody_has_called_is_not_overdue_but_unchecked() -> None:
    line = SupportLine.model_validate({"country": "INT", "name": "A line", "number": "1", "for": "anyone"})
    assert not line.overdue(TODAY)
