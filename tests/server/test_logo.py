"""A workshop's own logo on the phones' start page and on the site's: there, and on no page that somebody may want to
hide.
"""

from __future__ import annotations

from collections.abc import Callable
from shutil import copytree

import httpx
import pytest
from playwright.sync_api import Page

from afterwave.content.load import load
from afterwave.content.workshop import Workshop
from afterwave.server.site.build import files
from afterwave.server.site.single import single
from server.conftest import Server
from widgets.browser import page

__all__ = ["page"]

SEEN = "(image) => [image.complete && image.naturalWidth > 0, image.getBoundingClientRect().width <= innerWidth - 40]"
WIDE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="60" viewBox="0 0 900 60"><path d="M0 0h900v60H0z" '
    'fill="#7a3b69"/></svg>'
)


@pytest.fixture(scope="module")
def lantern(tmp_path_factory: pytest.TempPathFactory, workshop: Workshop) -> Workshop:
    """Give the small workshop with a logo."""
    folder = tmp_path_factory.mktemp("lantern") / "content"
    copytree(workshop.folder, folder)
    with (folder / "workshop.yaml").open("a", encoding="utf-8") as head:
        head.write('logo: logo.svg\nlogo_alt: Lantern "House"\n')
    (folder / "logo.svg").write_text(WIDE)
    return load(folder)


def logo_of(workshop: Workshop) -> str:
    assert workshop.logo
    return workshop.logo.address()


def test_the_start_page_shows_whose_workshop_it_is(make_server: Callable[..., Server], lantern: Workshop) -> None:
    text = httpx.get(make_server(workshop=lantern).address).text
    assert f'<img class="logo" src="{logo_of(lantern)}" alt="Lantern &#34;House&#34;">' in text


@pytest.mark.parametrize("path", ["/exit", "/support", "/read/brewing", "/poll/tea", "/leaving"])
def test_no_other_page_shows_it(make_server: Callable[..., Server], lantern: Workshop, path: str) -> None:
    server = make_server(workshop=lantern)
    server.open("tea")
    found = httpx.get(f"{server.address}{path}")
    assert found.status_code == httpx.codes.OK
    assert "Lantern" not in found.text


def test_of_the_site_only_the_start_pages_show_it(lantern: Workshop) -> None:
    shown = [name for name, body in files(lantern).items() if logo_of(lantern) in body.decode()]
    assert shown == ["en/index.html", "index.html"]
    assert "Lantern" not in single(lantern, "brewing")


@pytest.mark.browser
def test_a_phone_draws_it_whole_under_its_policy(
    make_server: Callable[..., Server], lantern: Workshop, page: Page
) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(make_server(workshop=lantern).address)
    assert page.locator(".logo").evaluate(SEEN) == [True, True]
    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.browser
def test_in_the_dark_it_stands_on_a_light_ground(
    make_server: Callable[..., Server], lantern: Workshop, page: Page
) -> None:
    grounds = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.goto(make_server(workshop=lantern).address)
        grounds.append(page.locator(".logo").evaluate("(image) => getComputedStyle(image).backgroundColor"))
    assert grounds == ["rgba(0, 0, 0, 0)", "rgb(242, 237, 227)"]
