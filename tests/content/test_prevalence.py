"""Studies stand side by side only where they asked alike, and the table says what the file says."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterwave.content.blocks import Chart
from afterwave.content.load import load
from afterwave.content.prevalence import Panel, drawn_at, panels, picture, pictures, stamp, tables
from afterwave.content.workshop import Workshop
from content_folder import Folder
from kit_workshop import kit_workshop

STUDY = (
    "p{n}: {{who: {who}, n: {people}, window: {window}, measure: had tea, percent: {percent}, source: potter1900, "
    "verified: true, chart: {chart}}}\n"
)
ROWS = (
    {"n": 1, "who": "cooks", "people": 1200, "window": "ever", "percent": 33.5, "chart": "true"},
    {"n": 2, "who": "sailors", "people": 30, "window": "ever", "percent": 41, "chart": "true"},
    {"n": 3, "who": "poets", "people": 9, "window": "ever", "percent": 99, "chart": "false"},
    {"n": 4, "who": "cooks", "people": 1200, "window": "lately", "percent": 5, "chart": "true"},
)
CHART = """:::{chart} cups
How many had tea.

- **ever.** At some time
:::

:::{poll} tea
"""


@pytest.fixture
def workshop(folder: Folder) -> Workshop:
    folder.write("prevalence.yaml", "".join(STUDY.format(**row) for row in ROWS))
    folder.replace("en/brewing.md", ":::{poll} tea\n", CHART)
    return load(folder.path)


def chart(workshop: Workshop) -> Chart:
    found = workshop.section("brewing").block("cups")
    assert isinstance(found, Chart)
    return found


def test_an_axis_holds_the_studies_of_its_window_that_may_be_charted_and_no_others(workshop: Workshop) -> None:
    assert [(panel.caption, [study.id for study in panel.studies]) for panel in panels(chart(workshop), workshop)] == [
        ("At some time", ["p1", "p2"])
    ]


def test_the_table_says_who_was_asked_how_many_where_it_was_read_and_the_share(workshop: Workshop) -> None:
    assert tables(chart(workshop), workshop).splitlines() == [
        "**At some time**",
        "",
        "| Who was asked, and what they said | How many |",
        "|---|---|",
        "| **Cooks: 1,200.** had tea (Potter 1900) | 33.5\u00a0% |",
        "| **Sailors: 30.** had tea (Potter 1900) | 41\u00a0% |",
    ]


def test_what_was_read_in_a_news_report_and_what_is_a_range_is_said_so(workshop: Workshop) -> None:
    unsure = {"p2": workshop.studies["p2"].model_copy(update={"verified": "news-report-only", "percent_high": 45})}
    last = tables(chart(workshop), workshop.model_copy(update={"studies": unsure})).splitlines()[-1]
    assert last == "| **Sailors: 30.** had tea (Potter 1900, as a news report has it) | 41\u201345\u00a0% |"


def test_a_language_has_its_own_words_for_a_study_and_no_numbers_of_its_own(folder: Folder, workshop: Workshop) -> None:
    folder.write("en/prevalence.yaml", "p1: {who: chefs}\n")
    study = load(workshop.folder).studies["p1"]
    assert (study.who, study.measure, study.n) == ("chefs", "had tea", 1200)
    folder.write("en/prevalence.yaml", "p1: {percent: 90}\n")
    assert [problem.problem for problem in folder.problems()] == ["p1: percent is not known here"]


def drawing(folder: Folder, workshop: Workshop) -> tuple[Path, Panel]:
    """Return a drawing that says what the studies say, and its axis."""
    (panel,) = panels(chart(workshop), workshop)
    file = drawn_at(chart(workshop), panel, workshop)
    assert file.is_relative_to(folder.path / "en")
    file.parent.mkdir()
    file.write_text(
        f'<!-- {stamp(panel, workshop)} -->\n<svg viewBox="0 0 9 9"><rect x="1"/><text y="2">Cooks &amp; 3 '
        "%</text></svg>\n"
    )
    return file, panel


def test_a_drawing_is_shown_as_long_as_it_says_what_the_studies_say(folder: Folder, workshop: Workshop) -> None:
    _, panel = drawing(folder, workshop)
    assert picture(chart(workshop), panel, workshop).startswith("<svg")
    assert len(pictures(chart(workshop), workshop)) == 1
    folder.replace("prevalence.yaml", "33.5", "33.6")
    changed = load(folder.path)
    assert pictures(chart(changed), changed) == ()


@pytest.mark.parametrize(
    "planted",
    [
        "<script>alert(1)</script>",
        '<rect onclick="x"/>',
        '<rect x="1" href="javascript:x"/>',
        "<a>x</a>",
        '<text style="x">y</text>',
    ],
)
def test_a_drawing_that_holds_more_than_rectangles_and_words_is_not_shown(
    folder: Folder, workshop: Workshop, planted: str
) -> None:
    file, panel = drawing(folder, workshop)
    file.write_text(file.read_text().replace("<rect", f"{planted}<rect", 1))
    assert picture(chart(workshop), panel, workshop) == ""


@pytest.mark.parametrize("language", ["en", "ar", "es"])
def test_the_kits_own_chart_can_be_told_in_every_language_it_is_written_in(language: str) -> None:
    workshop = kit_workshop(language)
    block = workshop.section("opening").block("in-surveys")
    assert isinstance(block, Chart)
    assert [len(panel.studies) for panel in panels(block, workshop)] == [3, 2, 2]
    said = tables(block, workshop)
    assert "41\u00a0%" in said
    assert ("Who was asked" in said) is (language == "en")


def test_a_drawing_outlives_whatever_the_program_calls_its_parts(workshop: Workshop) -> None:
    (panel,) = panels(chart(workshop), workshop)
    assert stamp(panel, workshop) == "e05674f36c2a"
