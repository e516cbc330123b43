"""The drawings that lie beside the content are what its studies make, to the byte, and light enough for a phone."""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path

import pytest

from afterwave.content.places import kit
from afterwave.presenter.draw_charts import write


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
    assert kept() == drawn, "run: python -m afterwave.presenter.draw_charts"


def test_drawn_twice_it_is_the_same_to_the_byte(drawn: dict[str, str], tmp_path: Path) -> None:
    shutil.copytree(kit("content"), tmp_path / "again")
    assert {path.read_text("utf-8") for path in write(tmp_path / "again")} == set(drawn.values())


def test_a_drawing_names_no_colour_no_font_no_date_and_no_style(drawn: dict[str, str]) -> None:
    for text in drawn.values():
        assert not [word for word in ("#", "rgb", "font-family", "style=", "date", "matplotlib", "http", "url(") if word in text]


def test_a_chart_is_light(drawn: dict[str, str]) -> None:
    english = "".join(text for name, text in drawn.items() if name.startswith("en/"))
    assert len(gzip.compress(english.encode(), 9)) < 1000


def test_a_language_read_from_the_right_has_its_bars_begin_there(drawn: dict[str, str]) -> None:
    assert 'direction="rtl"' in drawn["ar/drawn/in-surveys-ever.svg"]
    assert '<text class="aw-who" x="288"' in drawn["ar/drawn/in-surveys-ever.svg"]
