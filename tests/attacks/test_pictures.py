"""The pictures of the attack notebook are drawn in the page's own colours: the kit's, or where those are not known,
JupyterLab's.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from afterwave.attacks import page, pictures
from afterwave.content.contrast import contrast

FALLBACK = re.compile(r"var\(--aw-(\w+), var\((--jp-[\w-]+), currentColor\)\)")


def lab_colours(theme: str) -> dict[str, str]:
    """Return a theme's variables as JupyterLab installs them, each with its value."""
    themes = Path(sys.prefix) / "share/jupyter/lab/themes/@jupyterlab"
    text = (themes / f"theme-{theme}-extension/index.css").read_text("utf-8")
    return {name: value.strip() for name, value in re.findall(r"(--[\w-]+):\s*([^;{}]+)", text)}


def colour(variables: dict[str, str], name: str) -> str:
    """Return what a variable comes to: the colour itself, or the one that it names where the other is nowhere said."""
    value = variables[name]
    named = re.fullmatch(r"var\(--[\w-]+,\s*([^)]+)\)", value)
    found = (named[1] if named else value).replace("white", "#ffffff")
    return re.sub(r"#(\w)(\w)(\w)", r"#\1\1\2\2\3\3", found) if len(found) == 4 else found


def test_every_colour_of_the_pictures_has_one_of_jupyterlabs_beside_it() -> None:
    svg = pictures.tiles(12, 2) + pictures.live(12, 5, 40) + pictures.stuffing_curves(12, 0.2, 2)
    found = dict(FALLBACK.findall(svg))
    assert set(found) == set(pictures.COLOURS)
    assert len(set(found.values())) == len(found)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_in_jupyterlab_tiles_are_told_apart_and_the_numbers_on_them_can_be_read(theme: str) -> None:
    jp, variables = dict(FALLBACK.findall(pictures.tiles(12, 2))), lab_colours(theme)
    solid = {name: colour(variables, jp[name]) for name in ("glow", "wave", "veil", "paper")}
    assert len(set(solid.values())) == len(solid)
    assert all(re.fullmatch(r"#[0-9a-f]{6}", value) for value in solid.values()), solid
    assert min(contrast(solid["paper"], solid[tile]) for tile in ("glow", "wave")) >= 4.5


def test_without_matplotlib_every_sentence_is_there_and_no_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    with_pictures = page.page(12, 0.2)
    monkeypatch.setattr(page, "pictures", None)
    alone = page.page(12, 0.2)
    assert ("<svg" in with_pictures, "<svg" in alone) == (True, False)
    assert re.findall(r"<p>.*?</p>", alone) == re.findall(r"<p>.*?</p>", with_pictures)
