"""A workshop's own colours on the stage, the console and the reader's pages under Voilà, as the launcher starts it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest

from afterwave.content.load import load
from afterwave.content.places import EXAMPLE
from afterwave.launch.evening import Notebooks
from afterwave.session.home import CONTENT, LANGUAGE
from notebooks.conftest import Kept

pytestmark = pytest.mark.browser

THEME = """\
:root { --aw-paper: #f3f6ef; --aw-glow: #5b5f10; }
@media (prefers-color-scheme: dark) { :root { --aw-paper: #14200d; --aw-glow: #d7dc8a; } }
"""
LIGHT = ["rgb(243, 246, 239)", "#5b5f10"]
DARK = ["rgb(20, 32, 13)", "#d7dc8a"]
SHOWN = {"presenter": ".aw-stage", "facilitator": ".aw-console", "arriving": "#rendered_cells"}
SEEN = (
    "(node) => [getComputedStyle(document.body).backgroundColor, getComputedStyle(node).getPropertyValue('--aw-glow')]"
)


@pytest.fixture(scope="module")
def notebooks(tmp_path_factory: pytest.TempPathFactory, pages: Kept) -> Iterator[Notebooks]:
    """Give Voilà on the example workshop with colours of its own."""
    folder = tmp_path_factory.mktemp("themed") / "content"
    shutil.copytree(EXAMPLE, folder)
    (folder / "theme.css").write_text(THEME)
    with (folder / "workshop.yaml").open("a", encoding="utf-8") as head:
        head.write("theme: theme.css\n")
    started = Notebooks(load(folder), {CONTENT: str(folder), LANGUAGE: "en"})
    started.start()
    yield started
    pages.close()
    started.stop()


@pytest.mark.parametrize(("name", "shown"), SHOWN.items())
def test_a_page_under_voila_shows_the_workshop_s_colours_in_light_and_dark(
    notebooks: Notebooks, kept: Kept, name: str, shown: str
) -> None:
    page = kept.at(notebooks.address(f"{name}.ipynb"), shown)
    seen = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        seen.append(page.locator(shown).first.evaluate(SEEN))
    assert seen == [LIGHT, DARK]


def test_the_stage_s_key_for_dark_or_light_changes_between_the_workshop_s_own(notebooks: Notebooks, kept: Kept) -> None:
    page = kept.at(notebooks.address("presenter.ipynb"), SHOWN["presenter"])
    page.emulate_media(color_scheme="light")
    stage = page.locator(SHOWN["presenter"])
    seen = []
    for _ in range(2):
        page.keyboard.press("d")
        seen.append(stage.evaluate(SEEN))
    page.emulate_media(color_scheme="dark")
    assert [*seen, stage.evaluate(SEEN)] == [DARK, LIGHT, LIGHT]
