"""A workshop's own colours on phones and on the site, as a real browser works them out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from shutil import copytree

import pytest
from playwright.sync_api import Page

from afterwave.content.load import load
from afterwave.content.workshop import Workshop
from afterwave.server.assets import assets
from afterwave.server.site.build import build as build_site
from afterwave.server.site.single import write
from server.conftest import Server
from static_host import SITE, Host
from widgets.browser import Scheme, page

__all__ = ["page"]

THEME = """\
:root { --aw-paper: #f3f6ef; --aw-veil: #e4ebdb; --aw-deep: #2f4a1c; }
@media (prefers-color-scheme: dark) { :root { --aw-paper: #14200d; --aw-deep: #bcd9a0; --aw-on-deep: #14200d; } }
"""
SEEN = """() => {
  const { backgroundColor } = getComputedStyle(document.body);
  const token = (name) => getComputedStyle(document.body).getPropertyValue(`--aw-${name}`);
  return [backgroundColor, ...["deep", "veil", "ink"].map(token)];
}"""
LIGHT = ["rgb(243, 246, 239)", "#2f4a1c", "#e4ebdb", "#1b2a33"]
DARK = ["rgb(20, 32, 13)", "#bcd9a0", "#172933", "#f2ede3"]
"""The page, the links, a colour that the theme sets for the light only, and one that it leaves to the kit."""


@pytest.fixture(scope="module")
def moss(tmp_path_factory: pytest.TempPathFactory, workshop: Workshop) -> Workshop:
    """Give the small workshop with colours of its own, in two languages."""
    folder = tmp_path_factory.mktemp("moss") / "content"
    copytree(workshop.folder, folder)
    copytree(folder / "en", folder / "de")
    head = folder / "workshop.yaml"
    head.write_text(head.read_text().replace("[en]", "[en, de]") + "theme: theme.css\n")
    (folder / "theme.css").write_text(THEME)
    return load(folder)


def seen(page: Page, address: str, scheme: Scheme) -> list[str]:
    page.emulate_media(color_scheme=scheme)
    page.goto(address)
    return list(page.evaluate(SEEN))


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, moss: Workshop) -> Iterator[str]:
    """Give the address of the workshop's site on a static host; `one.html` beside it is one section in a file."""
    folder = tmp_path_factory.mktemp("published")
    build_site(moss, folder / SITE)
    write(moss, "brewing", folder / SITE / "one.html")
    host = Host(folder)
    yield host.site
    host.stop()


@pytest.mark.browser
@pytest.mark.parametrize(("scheme", "expected"), [("light", LIGHT), ("dark", DARK)])
@pytest.mark.parametrize("path", ["/", "/de/read/brewing", "/poll/tea"])
def test_a_phone_shows_the_workshop_s_colours(
    make_server: Callable[..., Server], moss: Workshop, page: Page, path: str, scheme: Scheme, expected: list[str]
) -> None:
    server = make_server(workshop=moss)
    server.open("tea")
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{server.address}{path}")
    assert page.evaluate(SEEN) == expected


@pytest.mark.browser
@pytest.mark.parametrize(("scheme", "expected"), [("light", LIGHT), ("dark", DARK)])
@pytest.mark.parametrize("path", ["index.html", "de/read/brewing.html", "one.html"])
def test_the_site_shows_the_workshop_s_colours(
    published: str, page: Page, path: str, scheme: Scheme, expected: list[str]
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{published}{path}")
    assert page.evaluate(SEEN) == expected


def test_a_browser_that_kept_a_style_sheet_fetches_it_anew_in_other_colours(workshop: Workshop, moss: Workshop) -> None:
    names = [[assets([one]).name(sheet) for sheet in ("style.css", "asking.css")] for one in (workshop, moss)]
    assert not set(names[0]) & set(names[1])
