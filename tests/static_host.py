"""A static host with the small workshop's site in a sub-folder, and fresh browsers that open it."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from afterwave.content.workshop import Workshop
from afterwave.server.site.build import build

SECRET = "purple lighthouse at half past nine"
SITE = "people/us/notes"
PHONE = {"width": 390, "height": 844}


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


@pytest.fixture(scope="module")
def site_folder(tmp_path_factory: pytest.TempPathFactory, workshop: Workshop) -> Path:
    """Give a folder that holds the small workshop's site, some folders down."""
    root = tmp_path_factory.mktemp("host")
    build(workshop, root / SITE)
    return root


@pytest.fixture
def host(site_folder: Path) -> Iterator[Host]:
    host = Host(site_folder)
    yield host
    host.stop()


@pytest.fixture
def opened(chromium: Any) -> Iterator[Callable[..., Any]]:
    """Give a function that opens a fresh browser's page; nothing may go wrong in it but what is expected."""
    contexts, wrong = [], []

    def open_page(expected: str = "nothing", script: str = "", **how: Any) -> Any:
        context = chromium.new_context(
            **{"viewport": PHONE, "reduced_motion": "reduce", "accept_downloads": True, **how}
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
    assert wrong == []


def write_words(page: Any) -> None:
    page.get_by_role("button", name="Write, only for yourself").first.click()
    page.get_by_role("textbox").press_sequentially(SECRET)
