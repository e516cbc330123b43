"""The static site in a real browser: from a host's sub-folder, from a file, in flight mode, without scripts, and under
a record of every request.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, ViewportSize

import axe
from afterwave.content.workshop import Workshop
from afterwave.server.site.single import write
from enumeration import daily
from static_host import PHONE, SECRET, SITE, Host, KitSite, write_words
from widgets.browser import Scheme

pytestmark = pytest.mark.browser

SIZES: tuple[ViewportSize, ...] = (
    {"width": 320, "height": 640},
    {"width": 1366, "height": 768},
    {"width": 195, "height": 422},
    PHONE,
)
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
TRIED = """async () => {
    const reached = [];
    const attempt = async (name, how) => { try { await how(); reached.push(name); } catch {} };
    const soon = (ms) => new Promise((done) => setTimeout(done, ms));
    const made = (node, facts) => document.body.append(Object.assign(document.createElement(node), facts));
    const loads = (node, facts) => new Promise((onload, onerror) => made(node, { onload, onerror, ...facts }));
    await attempt("fetch", () => fetch("/"));
    await attempt("image", () => loads("img", { src: "/x.png" }));
    const elsewhere = `http://localhost:${location.port}/people/us/notes/sw.js`;
    await attempt("script from elsewhere", () => loads("script", { src: elsewhere }));
    await attempt("socket", () => new Promise((done, refuse) => {
        Object.assign(new WebSocket(`ws://${location.host}/`), { onopen: done, onerror: refuse });
    }));
    await attempt("code from text", async () => {
        setTimeout("document.title = 'run'", 0);
        await soon(50);
        if (document.title !== "run") throw 0;
    });
    return reached;
}"""
"""What a page that had gone wrong might try; returns what worked."""


@pytest.mark.parametrize("from_file", [False, True], ids=["from a host's sub-folder", "from a file"])
def test_a_reader_walks_writes_downloads_and_leaves(
    host: Host, site_folder: Path, opened: Callable[..., Page], from_file: bool
) -> None:
    page = opened()
    start = f"{(site_folder / SITE).as_uri()}/" if from_file else host.site
    page.goto(f"{start}index.html")
    page.get_by_role("link", name="Begin to read").click()
    write_words(page)
    with page.expect_download() as saved:
        page.get_by_role("button", name="Download").click()
    assert saved.value.suggested_filename == "notes.txt"
    assert SECRET in Path(saved.value.path()).read_text("utf-8")
    page.get_by_role("link", name="Next").click()
    page.get_by_role("button", name="Show the wave").click()
    page.get_by_role("button", name="Begin").click()
    page.get_by_role("button", name="Stop").wait_for()
    page.get_by_role("link", name="Leave this page", exact=True).click()
    page.wait_for_url("**/en/conversions.html")
    assert page.title() == "Conversions"


def test_in_flight_mode_everything_is_there_once_somebody_asked_for_it_and_can_be_taken_away(
    host: Host, opened: Callable[..., Page]
) -> None:
    page = opened()
    page.goto(f"{host.site}index.html")
    assert page.evaluate("caches.keys()") == []
    page.get_by_role("button", name="Keep these pages on this device").click()
    page.get_by_text("They open without a network now").wait_for()
    host.stop()
    page.context.set_offline(True)
    page.goto(f"{host.site}en/read/brewing.html")
    write_words(page)
    page.get_by_role("link", name="Leave this page", exact=True).click()
    page.wait_for_url("**/conversions.html")
    page.goto(host.site)
    assert page.get_by_role("heading", name="Tea").is_visible()
    page.get_by_role("button", name="Remove them from this device").click()
    page.get_by_text("They are gone from this device").wait_for()
    assert (
        page.evaluate(
            "Promise.all([caches.keys(), navigator.serviceWorker.getRegistrations()]).then((found) => "
            "found.flat().length)"
        )
        == 0
    )


def test_without_scripts_a_section_reads_plainly_and_the_exit_is_a_link(
    host: Host, opened: Callable[..., Page]
) -> None:
    page = opened(java_script_enabled=False)
    page.goto(f"{host.site}en/read/brewing.html")
    assert page.get_by_text("Which cup do you remember?").is_visible()
    assert page.get_by_role("button").count() == 0
    page.get_by_role("link", name="Leave this page", exact=True).click()
    page.wait_for_url("**/en/conversions.html")


def test_the_page_itself_forbids_every_connection(host: Host, opened: Callable[..., Page]) -> None:
    page = opened(expected="Content Security Policy")
    page.goto(f"{host.site}en/read/brewing.html")
    assert page.evaluate(TRIED) == []


def test_one_file_holds_a_section_with_all_it_needs(
    workshop: Workshop, tmp_path: Path, opened: Callable[..., Page]
) -> None:
    write(workshop, "brewing", tmp_path / "notes.html")
    requests: list[str] = []
    page = opened()
    page.on("request", lambda request: requests.append(request.url))
    page.goto((tmp_path / "notes.html").as_uri())
    write_words(page)
    page.get_by_role("banner").get_by_role("link", name="Support").click()
    assert page.get_by_role("heading", name="Support: someone to talk to").is_visible()
    assert axe.finds(page) == {}
    page.get_by_role("link", name="Leave this page", exact=True).click()
    page.wait_for_url("blob:**")
    assert (page.title(), page.get_by_role("heading").inner_text()) == ("Conversions", "Kitchen conversions")
    assert [url for url in requests if not url.startswith(("data:", "blob:"))] == [(tmp_path / "notes.html").as_uri()]
    page.go_back()
    page.wait_for_timeout(200)
    assert SECRET not in page.content()


class Walk(NamedTuple):
    """What was found on a walk over every page of the kit's own site."""

    said: list[str]
    """Errors in the pages."""
    wrong: dict[str, dict[str, list[str]]]
    """By page, what axe finds with everything open."""
    wide: list[str]
    """Pages that run past an edge, with the width of the screen."""


# Over 5 s: axe takes a fifth of a second for a page. Pages differ in their words and their direction, and in the dark
# in their colours: on a walk each page has one language and one scheme, which take turns, and six walks are every page
# in each language and scheme. The first is for every day, the rest for the long proofs: there a page in the dark is
# asked for its contrasts, as it is for all else in the light.
@pytest.fixture(scope="module", params=daily(range(6), [0]))
def walk(chromium: Browser, kit_site: KitSite, request: pytest.FixtureRequest) -> Walk:
    """Walk over every page once, looking at all that is wrong with it."""
    context = chromium.new_context(viewport=PHONE, reduced_motion="reduce")
    context.add_init_script(AXE_SCRIPT)  # sent once, where `axe.finds` would send it to each page
    page, walk = context.new_page(), Walk([], {}, [])
    page.on("pageerror", lambda error: walk.said.append(str(error)))
    page.on("console", lambda message: walk.said.append(message.text) if message.type == "error" else None)
    for place, name in enumerate(("index.html", *kit_site.turn(request.param))):
        scheme = SCHEMES[(place + request.param) % len(SCHEMES)]
        page.emulate_media(color_scheme=scheme)
        page.goto((kit_site.pages / name).as_uri())
        for size in SIZES:
            page.set_viewport_size(size)
            if page.evaluate(OVERFLOW) > 0:
                walk.wide.append(f"{name} at {size['width']}")
        page.evaluate("document.querySelectorAll('[data-open]').forEach((button) => button.click())")
        page.wait_for_selector("[data-open]", state="detached")
        if wrong := axe.finds(page, rules=axe.COLOURS[scheme] if request.param else None):
            walk.wrong[name] = wrong
    context.close()
    return walk


def test_axe_finds_nothing_wrong_on_any_page(walk: Walk) -> None:
    assert (walk.wrong, walk.said) == ({}, [])


def test_every_page_fits_every_screen_at_any_zoom(walk: Walk) -> None:
    assert walk.wide == []


def test_six_walks_are_every_page_in_each_language_and_scheme(kit_site: KitSite) -> None:
    walked = {
        (name, (place + 1 + turn) % len(SCHEMES)) for turn in range(6) for place, name in enumerate(kit_site.turn(turn))
    }
    assert len(walked) == len(SCHEMES) * len(
        [name for name in kit_site.names if name.endswith(".html") and "/" in name]
    )
