"""A page with one widget and a model that only remembers: enough to see what a widget does, without a kernel."""

from __future__ import annotations

import functools
import io
import threading
from collections.abc import Callable, Iterator, Mapping
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import IO, ClassVar

import pytest
from playwright.sync_api import Browser, Page

from afterwave.content.places import kit
from afterwave.widgets.modules import DRESSED_IN, FOLDER, script_of
from widgets.browser import Desk, chromium
from widgets.samples import TRAITS

__all__ = ["chromium"]

HERE = Path(__file__).parent
STATIC = kit("share") / "jupyter/voila/templates/afterwave/static"


class _Files(SimpleHTTPRequestHandler):
    """The widgets' scripts as a notebook gets them, their other files as they lie in the package, the template's static
    files, and the harness page.
    """

    extensions_map: ClassVar = {  # type: ignore[misc]  # what is typed as an instance's is the class's
        **SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript",
        ".woff2": "font/woff2",
    }

    def send_head(self) -> io.BytesIO | IO[bytes] | None:  # type: ignore[override]  # it reads only
        name = self.path.removeprefix("/").removesuffix(".js")
        if name not in TRAITS:
            return super().send_head()
        script = _script(name)
        self.send_response(200)
        self.send_header("Content-Type", "text/javascript")
        self.send_header("Content-Length", str(len(script)))
        self.end_headers()
        return io.BytesIO(script)

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


@functools.cache
def _script(widget: str) -> bytes:
    return script_of(widget).encode()


@pytest.fixture(scope="session")
def files() -> Iterator[str]:
    """Serve the harness; give its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Files))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def desks(chromium: Browser, files: str) -> Mapping[bool, Desk]:
    """Give the pages that a module's tests have one after the other, by whether they may stop its clock."""
    return {clocked: Desk(chromium, files, clocked=clocked) for clocked in (False, True)}


@pytest.fixture
def desk(desks: Mapping[bool, Desk], request: pytest.FixtureRequest) -> Desk:
    """Give the page of the tests that are like this one."""
    return desks[request.node.get_closest_marker("clocked") is not None]


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
