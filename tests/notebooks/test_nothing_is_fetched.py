"""Whatever stood in a page of Voilà's, no other host is asked for it: the policy of the page stops what no check has
seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Browser

from notebooks.conftest import Kept
from patience import until_on

pytestmark = pytest.mark.browser

FETCHING = """async (there) => {
  const html = `<img src="${there}/img"><img srcset="${there}/srcset 1x">
    <video poster="${there}/poster" src="${there}/video"></video><audio src="${there}/audio"></audio>
    <iframe src="${there}/frame"></iframe><object data="${there}/object"></object><embed src="${there}/embed">
    <link rel="stylesheet" href="${there}/css"><link rel="preload" as="image" href="${there}/preload">
    <svg><image href="${there}/svg"/></svg><p style="background:url(${there}/background)">x</p><style>
    @import "${there}/import"; @font-face { font-family: f; src: url(${there}/font); } p { font-family: f; }</style>`;
  document.body.insertAdjacentHTML("beforeend", `<div id="fetching">${html}</div>`);
  const script = Object.assign(document.createElement("script"), { src: `${there}/script` });
  document.getElementById("fetching").append(script);
  const quiet = (what) => { try { return Promise.resolve(what()).catch(() => 0); } catch { return 0; } };
  await quiet(() => fetch(`${there}/fetch`, { mode: "no-cors" }));
  await quiet(() => navigator.sendBeacon(`${there}/beacon`, "x"));
  await quiet(() => import(`${there}/module.js`));
  await quiet(() => new EventSource(`${there}/events`));
  await quiet(() => new WebSocket(`${there.replace("http", "ws")}/socket`));
  await new Promise((done) => setTimeout(done, 500));
}"""
"""What a page can do to have another host asked, a form and a link apart."""
STOPPED = ["/img", "/css", "/script", "/fetch", "/svg", "/font", "/video", "/object", "/embed", "frame-src"]
"""What a page has said, at the latest, when its policy has stopped all of that."""


@pytest.fixture
def elsewhere() -> Iterator[tuple[str, list[str]]]:
    """Give another site's address, and what it was asked for."""
    asked: list[str] = []

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        do_POST = do_GET  # noqa: N815 — http.server names methods after HTTP

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    site = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    Thread(target=site.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{site.server_port}", asked
    site.shutdown()
    site.server_close()


@pytest.mark.parametrize("notebook", ["presenter", "facilitator", "opening"])
def test_stage_console_and_reader_ask_no_other_host(
    voila: Callable[[str], str], shared: Kept, elsewhere: tuple[str, list[str]], notebook: str
) -> None:
    there, asked = elsewhere
    page = shared.at(voila(notebook), ".aw-stage h1, .aw-pane-notes, .aw-reflection")
    page.evaluate(FETCHING, there)
    said: list[str] = []

    def stopped() -> bool:
        said.extend(shared.wrong())
        return all(what in "\n".join(said) for what in STOPPED)

    until_on(page, stopped)
    page.evaluate("document.getElementById('fetching').remove()")  # others look at this page, too
    assert asked == []
    assert [words for words in said if there.partition("://")[2] not in words] == []


def test_a_page_without_a_policy_would_ask(chromium: Browser, elsewhere: tuple[str, list[str]]) -> None:
    there, asked = elsewhere
    page = chromium.new_page()
    page.goto(f"{there}/page")
    asked.clear()
    page.evaluate(FETCHING, there.replace("127.0.0.1", "localhost"))
    page.close()
    assert {"/img", "/css", "/script", "/fetch", "/frame", "/socket", "/svg"} <= set(asked), (
        "the tests above could not fail"
    )
