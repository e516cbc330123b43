"""The static site in a real browser: from a host's sub-folder, from a file, in flight mode, without scripts, and under a record of every request."""

from __future__ import annotations

import functools
import shutil
import threading
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from afterwave.content.load import load
from afterwave.content.places import kit
from afterwave.content.workshop import Workshop
from afterwave.server.site.build import build
from afterwave.server.site.single import write
from net_log import ARGS, ITS_OWN, asked

pytestmark = pytest.mark.browser

SECRET = "purple lighthouse at half past nine"
SIZES = ({"width": 390, "height": 844}, {"width": 320, "height": 640}, {"width": 1366, "height": 768}, {"width": 195, "height": 422})
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
NO_STORAGE = """for (const name of ["localStorage", "sessionStorage"])
    Object.defineProperty(globalThis, name, { get() { throw new DOMException("denied", "SecurityError"); } });"""


TRIED = """async () => {
    const reached = [];
    const attempt = async (name, how) => { try { await how(); reached.push(name); } catch {} };
    const soon = (ms) => new Promise((done) => setTimeout(done, ms));
    const made = (node, facts) => document.body.append(Object.assign(document.createElement(node), facts));
    const loads = (node, facts) => new Promise((onload, onerror) => made(node, { onload, onerror, ...facts }));
    await attempt("fetch", () => fetch("/"));
    await attempt("image", () => loads("img", { src: "/x.png" }));
    await attempt("script from elsewhere", () => loads("script", { src: `http://localhost:${location.port}/people/us/notes/sw.js` }));
    await attempt("socket", () => new Promise((done, refuse) => Object.assign(new WebSocket(`ws://${location.host}/`), { onopen: done, onerror: refuse })));
    await attempt("code from text", async () => { setTimeout("document.title = 'run'", 0); await soon(50); if (document.title !== "run") throw 0; });
    return reached;
}"""
"""What a page that had gone wrong might try; returns what worked."""


class Quiet(SimpleHTTPRequestHandler):
    """A host as plain as there is."""

    def log_message(self, *_: object) -> None:
        pass


class Host:
    """A static host with the site in a sub-folder, which can go away."""

    def __init__(self, folder: Path) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        self.site = f"http://127.0.0.1:{self._server.server_port}/people/us/notes/"
        self.up = True

    def stop(self) -> None:
        if self.up:
            self.up = False
            self._server.shutdown()
            self._server.server_close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, workshop: Workshop) -> Path:
    """Give a folder that holds the small workshop's site, some folders down."""
    root = tmp_path_factory.mktemp("host")
    build(workshop, root / "people" / "us" / "notes")
    return root


@pytest.fixture
def host(folder: Path) -> Iterator[Host]:
    host = Host(folder)
    yield host
    host.stop()


@pytest.fixture
def opened(chromium: Any) -> Iterator[Callable[..., Any]]:
    """Give a function that opens a fresh browser's page; nothing may go wrong in it but what is expected."""
    contexts, wrong = [], []

    def open_page(expected: str = "nothing", script: str = "", **how: Any) -> Any:
        context = chromium.new_context(**{"viewport": SIZES[0], "reduced_motion": "reduce", "accept_downloads": True, **how})
        contexts.append(context)
        if script:
            context.add_init_script(script)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda message: wrong.append(message.text) if message.type == "error" and expected not in message.text else None)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []


def write_words(page: Any) -> None:
    page.get_by_role("button", name="Write, only for yourself").first.click()
    page.get_by_role("textbox").press_sequentially(SECRET)


def wrongs(page: Any) -> list[str]:
    """Return what axe finds; it may not fetch the style sheets a second time, which the page forbids it."""
    return [f"{found['id']}: {found['nodes'][0]['html']}" for found in Axe().run(page, options={"preload": False}).response["violations"]]


@pytest.mark.parametrize("from_file", [False, True], ids=["from a host's sub-folder", "from a file"])
def test_a_reader_walks_writes_downloads_and_leaves(host: Host, folder: Path, opened: Callable[..., Any], from_file: bool) -> None:
    page = opened()
    start = f"{(folder / 'people/us/notes').as_uri()}/" if from_file else host.site
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


def test_leaving_drops_what_was_written_and_kept_and_back_shows_nothing(host: Host, opened: Callable[..., Any]) -> None:
    page = opened()
    page.goto(f"{host.site}en/index.html")
    page.goto(f"{host.site}en/read/brewing.html")
    write_words(page)
    page.get_by_label("Keep it in this browser").check()
    page.evaluate("localStorage.setItem('afterwave.language', 'en'); localStorage.setItem('another', 'theirs')")
    page.get_by_role("link", name="Next").click()  # a page that never opened the widget which kept the words
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url("**/en/conversions.html")
    assert page.evaluate("[Object.keys(localStorage), sessionStorage.length]") == [["another"], 0]
    for _ in range(3):
        page.go_back()
        page.wait_for_timeout(200)
        assert SECRET not in page.content()
        assert page.title() in {"Conversions", ""}
    page.goto(f"{host.site}en/read/brewing.html")
    assert page.get_by_role("heading", name="Brewing").is_visible()
    assert page.get_by_role("button", name="Write, only for yourself").is_visible()


def test_shift_is_counted_aloud_and_the_page_is_covered_before_the_next_one_comes(host: Host, opened: Callable[..., Any]) -> None:
    page = opened()
    page.goto(f"{host.site}en/read/brewing.html")
    write_words(page)
    said = page.locator("#said")
    assert said.get_attribute("role") == "status"
    page.keyboard.press("Shift")
    assert said.text_content() == "Shift. Press it 2 more times to leave."
    page.keyboard.press("Shift")
    assert said.text_content() == "Shift. Press it once more to leave."
    page.evaluate(
        """addEventListener("pagehide", () => {
            const cover = document.elementFromPoint(10, 10).getBoundingClientRect();
            const covered = cover.width >= innerWidth && cover.height >= innerHeight;
            sessionStorage.setItem("seen", JSON.stringify([document.title, document.body.innerText.trim(), covered]));
        })"""
    )
    page.keyboard.press("Shift")
    page.wait_for_url("**/conversions.html")
    assert page.evaluate("JSON.parse(sessionStorage.getItem('seen'))") == ["", "", True]


def test_in_flight_mode_everything_is_there_once_somebody_asked_for_it_and_can_be_taken_away(host: Host, opened: Callable[..., Any]) -> None:
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
    assert page.evaluate("Promise.all([caches.keys(), navigator.serviceWorker.getRegistrations()]).then((found) => found.flat().length)") == 0


def test_without_scripts_a_section_reads_plainly_and_the_exit_is_a_link(host: Host, opened: Callable[..., Any]) -> None:
    page = opened(java_script_enabled=False)
    page.goto(f"{host.site}en/read/brewing.html")
    assert page.get_by_text("Which cup do you remember?").is_visible()
    assert page.get_by_role("button").count() == 0
    page.get_by_role("link", name="Leave this page", exact=True).click()
    page.wait_for_url("**/en/conversions.html")


def test_a_browser_that_forbids_storage_loses_nothing_but_keeping(host: Host, opened: Callable[..., Any]) -> None:
    page = opened(script=NO_STORAGE)
    page.goto(f"{host.site}en/read/brewing.html")
    write_words(page)
    assert page.get_by_label("Keep it in this browser").count() == 0
    page.get_by_role("link", name="Leave this page", exact=True).click()
    page.wait_for_url("**/en/conversions.html")


def test_the_page_itself_forbids_every_connection(host: Host, opened: Callable[..., Any]) -> None:
    page = opened(expected="Content Security Policy")
    page.goto(f"{host.site}en/read/brewing.html")
    assert page.evaluate(TRIED) == []


def test_one_file_holds_a_section_with_all_it_needs(workshop: Workshop, tmp_path: Path, opened: Callable[..., Any]) -> None:
    write(workshop, "brewing", tmp_path / "notes.html")
    requests: list[str] = []
    page = opened()
    page.on("request", lambda request: requests.append(request.url))
    page.goto((tmp_path / "notes.html").as_uri())
    write_words(page)
    page.get_by_role("navigation", name="More").get_by_role("link", name="Someone to talk to").click()
    assert page.get_by_role("heading", name="Someone to talk to").is_visible()
    assert wrongs(page) == []
    page.get_by_role("link", name="Leave this page", exact=True).click()
    page.wait_for_url("about:blank")
    assert [url for url in requests if not url.startswith("data:")] == [(tmp_path / "notes.html").as_uri()]
    page.go_back()
    page.wait_for_timeout(200)
    assert SECRET not in page.content()


def test_a_person_who_types_keeps_downloads_and_leaves_asks_the_network_for_the_pages_own_files_only(
    chromium: Any, host: Host, folder: Path, tmp_path: Path
) -> None:
    log = tmp_path / "net.json"
    args = [*ARGS, f"--log-net-log={log}", "--net-log-capture-mode=Everything"]
    path = shutil.which("chromium") or shutil.which("google-chrome")
    context = chromium.browser_type.launch_persistent_context(tmp_path / "profile", executable_path=path, args=args, accept_downloads=True)
    page = context.new_page()
    page.goto(f"{host.site}index.html")
    page.get_by_role("button", name="Keep these pages on this device").click()
    page.get_by_text("They open without a network now").wait_for()
    page.get_by_role("link", name="Begin to read").click()
    write_words(page)
    page.get_by_label("Keep it in this browser").check()
    with page.expect_download():
        page.get_by_role("button", name="Download").click()
    page.get_by_role("link", name="Leave this page", exact=True).click()
    page.wait_for_url("**/conversions.html")
    page.wait_for_timeout(500)
    context.close()
    ours = {host.site, *(f"{host.site}{file.relative_to(folder / 'people/us/notes').as_posix()}" for file in (folder / "people/us/notes").rglob("*"))}
    assert {url for url in asked(log) if url.startswith("http") and url not in ours and not url.startswith(ITS_OWN)} == set()
    assert f"{host.site}en/read/brewing.html" in asked(log)
    record = log.read_bytes()
    assert [word for word in ("purple", "lighthouse", "purple%20", "purple+") if word.encode() in record] == []


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[str, ...]]:
    """Give the folder and the pages of the kit's own site."""
    out = tmp_path_factory.mktemp("real")
    return out, tuple(name for name in build(load(kit("content")), out) if name.endswith(".html"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wrong_on_any_page_in_any_language(real: tuple[Path, tuple[str, ...]], opened: Callable[..., Any], scheme: str) -> None:
    folder, names = real
    page, found = opened(color_scheme=scheme), {}
    for name in names:
        page.goto((folder / name).as_uri())
        page.evaluate("document.querySelectorAll('[data-open]').forEach((button) => button.click())")
        page.wait_for_selector("[data-open]", state="detached")
        if wrong := wrongs(page):
            found[name] = wrong
    assert found == {}


def test_every_page_fits_every_screen_at_any_zoom(real: tuple[Path, tuple[str, ...]], opened: Callable[..., Any]) -> None:
    folder, names = real
    page, wide = opened(), {}
    for name in names:
        page.goto((folder / name).as_uri())
        for size in SIZES:
            page.set_viewport_size(size)
            if page.evaluate(OVERFLOW) > 0:
                wide[f"{name} at {size['width']}"] = page.evaluate(OVERFLOW)
    assert wide == {}
