"""A workshop's own colours on the stage, the console and the reader's pages under Voilà, as the launcher starts it, and
where a quick exit leads when the workshop says so.
"""

from __future__ import annotations

import shutil
import urllib.request
from collections.abc import Iterator

import pytest

from afterwave.content.load import load
from afterwave.content.places import EXAMPLE
from afterwave.launch.evening import Notebooks
from afterwave.session.home import CONTENT, LANGUAGE
from enumeration import daily
from notebooks.conftest import Kept, ways_out

pytestmark = pytest.mark.browser

THEME = """\
:root { --aw-paper: #f3f6ef; --aw-glow: #5b5f10; }
@media (prefers-color-scheme: dark) { :root { --aw-paper: #14200d; --aw-glow: #d7dc8a; } }
"""
EXIT = "https://weather.example/?a=1&b=2"
LIGHT = ["rgb(243, 246, 239)", "#5b5f10"]
DARK = ["rgb(20, 32, 13)", "#d7dc8a"]
SHOWN = {"presenter": ".aw-stage", "facilitator": ".aw-console", "arriving": "#rendered_cells"}
SEEN = (
    "(node) => [getComputedStyle(document.body).backgroundColor, getComputedStyle(node).getPropertyValue('--aw-glow')]"
)


@pytest.fixture(scope="module")
def notebooks(tmp_path_factory: pytest.TempPathFactory, pages: Kept) -> Iterator[Notebooks]:
    """Give Voilà on the example workshop with colours and a way out of its own."""
    folder = tmp_path_factory.mktemp("themed") / "content"
    shutil.copytree(EXAMPLE, folder)
    (folder / "theme.css").write_text(THEME)
    head = folder / "workshop.yaml"
    told = head.read_text("utf-8").replace('exit_url: ""', f"exit_url: {EXIT}")
    head.write_text(f"{told}theme: theme.css\n", "utf-8")
    started = Notebooks(load(folder), {CONTENT: str(folder), LANGUAGE: "en"})
    started.start()
    yield started
    pages.close()
    started.stop()


@pytest.mark.parametrize("name", daily(SHOWN, ["presenter"]))
def test_a_page_under_voila_shows_the_workshop_s_colours_in_light_and_dark(
    notebooks: Notebooks, kept: Kept, name: str
) -> None:
    shown = SHOWN[name]
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


def test_every_way_out_leads_to_the_configured_page(notebooks: Notebooks) -> None:
    with urllib.request.urlopen(notebooks.address("arriving.ipynb"), timeout=60) as answer:
        ways = ways_out(answer.read().decode())
    assert len(ways) == 2
    assert all("https://weather.example/?a=1&amp;b=2" in way for way in ways)
