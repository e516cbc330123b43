"""A page with one widget and a model that only remembers: enough to see what a widget does, without a kernel."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
from playwright.sync_api import Browser, Page

from afterwave.content.places import kit
from afterwave.widgets.modules import DRESSED_IN, FOLDER
from widgets.browser import Desk, chromium
from widgets.samples import TRAITS

__all__ = ["chromium"]

HERE = Path(__file__).parent
STATIC = kit("share") / "jupyter/voila/templates/afterwave/static"


class _Files(SimpleHTTPRequestHandler):
    """The widgets' own files as they lie in the package, the template's static files, and the harness page."""

    extensions_map: ClassVar = {  # type: ignore[misc]  # what is typed as an instance's is the class's
        **SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript",
        ".woff2": "font/woff2",
    }

    def translate_path(self, path: str) -> str:
        path = path.split("?", maxsplit=1)[0]
        if path == "/":
            return str(HERE / "harness.html")
        folder, name = (
            (STATIC, path.removeprefix("/static/")) if path.startswith("/static/") else (FOLDER, path.lstrip("/"))
        )
        return str(folder / name)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="session")
def files() -> Iterator[str]:
    """Serve the harness; give its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Files))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def desk(chromium: Browser, files: str) -> Desk:
    """Give the page that a module's tests have one after the other."""
    return Desk(chromium, files)


@pytest.fixture
def page(desk: Desk) -> Iterator[Page]:
    """Give a page as a fresh one is; fail the test on any error in it and on any request to another host."""
    yield desk.cleared()
    assert desk.wrong == []


@pytest.fixture
def mount(page: Page, files: str, desk: Desk) -> Callable[..., Page]:
    """Give a function that puts a widget on the page, with changed traits where wanted."""

    def mounted(name: str, *, alone: bool = True, **traits: object) -> Page:
        if desk.spoilt or page.url != files or page.evaluate("'el' in globalThis"):
            page.goto(files)
        how = [name, DRESSED_IN.get(name, (name,)), {**TRAITS[name], **traits}, alone]
        page.evaluate("([name, styles, traits, alone]) => mount(name, styles, traits, alone).then(() => true)", how)
        page.evaluate("document.fonts.ready.then(() => true)")
        return page

    return mounted
