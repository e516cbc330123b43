"""A static host with the small workshop's site in a sub-folder, and fresh browsers that open it."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from afterwave.content.workshop import Workshop
from afterwave.server.site.build import build
from kit_workshop import kit_workshop

SECRET = "purple lighthouse at half past nine"
SITE = "people/us/notes"
PHONE: ViewportSize = {"width": 390, "height": 844}


class Quiet(SimpleHTTPRequestHandler):
    """A host as plain as there is."""

    def log_message(self, *_: object) -> None:
        pass


class Host:
    """A static host with the site in a sub-folder, which can go away."""

    def __init__(self, folder: Path) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        self.site = f"http://127.0.0.1:{self._server.server_port}/{SITE}/"
        self.up = True

    def stop(self) -> None:
        if self.up:
            self.up = False
            self._server.shutdown()
            self._server.server_close()


class KitSite(NamedTuple):
    """The kit's own site, some folders down, as a host would have it."""

    root: Path
    names: tuple[str, ...]
    """Its files, as addresses below `pages`."""

    @property
    def pages(self) -> Path:
        """Return the folder in which its files lie."""
        return self.root / SITE

    def turn(self, number: int) -> tuple[str, ...]:
        """Return every page once, in a language that takes its turn.

        As many turns as there are languages hold every page in each of them.
        """
        languages = kit_workshop().languages
        pages = sorted({name.partition("/")[2] for name in self.names if name.endswith(".html") and "/" in name})
        return tuple(f"{languages[(place + number) % len(languages)]}/{page}" for place, page in enumerate(pages))


@pytest.fixture(scope="module")
def site_folder(tmp_path_factory: pytest.TempPathFactory, workshop: Workshop) -> Path:
    """Give a folder that holds the small workshop's site, some folders down."""
    root = tmp_path_factory.mktemp("host")
    build(workshop, root / SITE)
    return root


@pytest.fixture(scope="session")
def kit_site(tmp_path_factory: pytest.TempPathFactory) -> KitSite:
    """Give the kit's own site, built once for all who only look at it."""
    root = tmp_path_factory.mktemp("kit")
    return KitSite(root, build(kit_workshop(), root / SITE))


@pytest.fixture
def host(site_folder: Path) -> Iterator[Host]:
    host = Host(site_folder)
    yield host
    host.stop()


@pytest.fixture
def opened(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Give a function that opens a fresh browser's page; nothing may go wrong in it but what is expected."""
    contexts, wrong = [], []

    def open_page(
        expected: str = "nothing", script: str = "", viewport: ViewportSize = PHONE, *, java_script_enabled: bool = True
    ) -> Page:
        context = chromium.new_context(
            viewport=viewport,
            reduced_motion="reduce",
            accept_downloads=True,
            java_script_enabled=java_script_enabled,
        )
        contexts.append(context)
        if script:
            context.add_init_script(script)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on(
            "console",
            lambda message: (
                wrong.append(message.text) if message.type == "error" and expected not in message.text else None
            ),
        )
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == [], wrong


def write_words(page: Page) -> None:
    page.get_by_role("button", name="Write, only for yourself").first.click()
    page.get_by_role("textbox").press_sequentially(SECRET)
