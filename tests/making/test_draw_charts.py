"""The drawings that lie beside the content are what its studies make, to the byte, and light enough for a phone."""

from __future__ import annotations

import gzip
import re
import shutil
from pathlib import Path

import pytest

from afterwave.content.blocks import Chart
from afterwave.content.load import load
from afterwave.content.places import kit
from afterwave.content.prevalence import ChartBar, ChartGroup, groups, on_stage
from afterwave.making.draw_charts import write
from afterwave.making.stage_chart import draw_stage_chart


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Draw the kit's own charts in a copy of its content, and give each by its path."""
    folder = tmp_path_factory.mktemp("drawn") / "content"
    shutil.copytree(kit("content"), folder, ignore=shutil.ignore_patterns("drawn"))
    return {str(path.relative_to(folder)): path.read_text("utf-8") for path in write(folder)}


def kept() -> dict[str, str]:
    folder = kit("content")
    return {str(path.relative_to(folder)): path.read_text("utf-8") for path in folder.glob("*/drawn/*")}


def test_every_kept_drawing_is_what_the_studies_say_and_none_is_left_over(drawn: dict[str, str]) -> None:
    assert kept() == drawn, "run: make charts"


@pytest.mark.prove
def test_drawn_twice_it_is_the_same_to_the_byte(drawn: dict[str, str], tmp_path: Path) -> None:
    shutil.copytree(kit("content"), tmp_path / "again")
    assert {path.read_text("utf-8") for path in write(tmp_path / "again")} == set(drawn.values())


def test_a_drawing_names_no_colour_no_font_no_date_and_no_style(drawn: dict[str, str]) -> None:
    for text in drawn.values():
        assert not [
            word for word in ("#", "rgb", "font-family", "style=", "date", "matplotlib", "http", "url(") if word in text
        ]


def test_a_chart_is_light(drawn: dict[str, str]) -> None:
    english = "".join(text for name, text in drawn.items() if name.startswith("en/"))
    assert len(gzip.compress(english.encode(), 9)) < 1000


def test_a_language_read_from_the_right_has_its_bars_begin_there(drawn: dict[str, str]) -> None:
    assert 'direction="rtl"' in drawn["ar/drawn/in-surveys-ever.svg"]
    assert '<text class="aw-who" x="288"' in drawn["ar/drawn/in-surveys-ever.svg"]


@pytest.mark.parametrize("code", ["en", "es", "ar"])
def test_the_stages_drawing_says_what_was_counted_and_shows_ever_and_most_times_of_the_same_people(
    drawn: dict[str, str], code: str
) -> None:
    workshop = load(kit("content"), code)
    block = workshop.section("opening").block("in-surveys")
    assert isinstance(block, Chart)
    shown = groups(block, workshop)
    assert [[bar.least for bar in group.bars] for group in shown] == [[32.9], [46, 2], [41, 3]]
    words = " ".join(re.findall(r"<text[^>]*>([^<]*)", drawn[f"{code}/drawn/in-surveys.svg"]))
    assert [group.counted for group in shown if group.counted not in words] == []
    assert on_stage(block, workshop) != ""


def test_no_share_stands_on_a_bar(drawn: dict[str, str]) -> None:
    stage = drawn["en/drawn/in-surveys.svg"]
    ends = [float(x) + float(width) for x, width in re.findall(r'<rect[^>]* x="([\d.]+)"[^>]* width="([\d.]+)"', stage)]
    shares = [float(x) for x in re.findall(r'class="aw-share" x="([\d.]+)"', stage)]
    assert max(ends) < min(shares)


def test_words_too_long_for_a_line_are_broken_and_a_range_is_shown_as_one() -> None:
    asked = " ".join(["somebody"] * 30)
    svg = draw_stage_chart([ChartGroup(asked, asked, (ChartBar("ever", "3–4 %", 3, 4),))], mirrored=False)
    assert [
        len(re.findall('class="aw-asked"', svg)),
        len(re.findall('class="aw-who"', svg)),
        svg.count('class="aw-some"'),
    ] == [4, 4, 2]
