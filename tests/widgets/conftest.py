"""A page with one widget and a model that only remembers: enough to see what a widget does, without a kernel."""

from __future__ import annotations

import functools
import shutil
import threading
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from afterwave.content.places import kit
from afterwave.widgets import words
from afterwave.widgets.modules import FOLDER

HERE = Path(__file__).parent
STATIC = kit("share") / "jupyter/voila/templates/afterwave/static"
STYLES = {"stage": ("breathing", "release", "stage"), "console": ("console",), "reflection": ("reflection",), "breathing": ("breathing",)}

CARE = ("Being held close", "Reassuring words", "Breathing together", "Warmth: a towel, a bath, a blanket", "Food, water, something grounding", "Time alone")
LABELS = {f"o{i}": label for i, label in enumerate((*CARE, "Something else"))}


def cell(option: str, band: str, count: int | None) -> dict[str, Any]:
    return {"options": [option], "labels": [LABELS[option]], "band": band, "count": count}


def release(kind: str = "pick-any", ballots: int = 12, shown: tuple[Any, ...] = (), reason: str | None = None) -> dict[str, Any]:
    return {"kind": kind, "ballots": ballots, "shown": list(shown), "reason": reason}


BANDS = (("exact", 8), ("exact", 7), ("few-or-none", None), ("exact", 6), ("exact", 4), ("most-or-all", None), ("few-or-none", None))
PICTURE = release(shown=tuple(cell(f"o{i}", band, count) for i, (band, count) in enumerate(BANDS)))


def poll(state: str, **more: Any) -> dict[str, Any]:
    options = [{"id": option, "label": label} for option, label in LABELS.items()]
    question = "What helps you feel cared for afterwards?"
    return {"kind": "pick-any", "question": question, "hint": "", "options": options, "state": state, "atLeast": 0, "margin": 4, "release": None, "recount": False, **more}


def step(kind: str, id_: str, html: str, **more: Any) -> dict[str, Any]:
    return {"kind": kind, "id": id_, "html": html, **more}


SECTIONS: list[dict[str, Any]] = [
    {
        "slug": "opening",
        "title": "You are not alone",
        "content_note": "Crying and strong feelings after sex.",
        "steps": [
            step("slide", "a", "<h1>Tears, shaking, a sudden wave</h1><ul><li>sadness or tenderness</li><li>out of nowhere</li><li>more common than people say</li></ul>"),
            step("prompt", "b", "<p>When did a strong feeling last surprise you?</p>", minutes=2, instead="Rest your eyes, or draw a line that rises and falls."),
            step("discuss", "c", "<p>Why do people talk so little about this?</p>", minutes=3, people="pairs"),
        ],
    },
    {
        "slug": "care",
        "title": "Aftercare is for everyone",
        "content_note": "What helps afterwards.",
        "steps": [step("poll", "care", ""), step("breathe", "settle", "<p>A minute for your breath, if you like.</p>", minutes=1)],
    },
]
for place in SECTIONS:
    for one in place["steps"]:
        one["notes"] = "<p><strong>Say.</strong> Nobody has to answer.</p>"

QR = '<svg viewBox="0 0 21 21"><path d="M0 0h7v7h-7zM14 0h7v7h-7zM0 14h7v7h-7zM9 9h4v4h-4zM15 15h3v3h-3z"/></svg>'
JOIN = {"url": "http://192.168.1.20:8080/", "short": "192.168.1.20:8080", "qr": QR}
DASHBOARD = {"position": {"section": "opening", "step": 0}, "calm": False, "ended": False, "channel": "test", "notice": "", "join": JOIN}
TIMES = {"started": None, "entered": None, "length": 90, "sheet": {"opening": 8, "care": 15}}

TRAITS: dict[str, dict[str, Any]] = {
    "stage": {**DASHBOARD, "sections": SECTIONS, "polls": {"care": poll("waiting")}, "labels": words.STAGE},
    "console": {**DASHBOARD, "sections": SECTIONS, "polls": {"care": poll("waiting")}, "labels": words.CONSOLE, "outlook": {}, "clock": TIMES},
    "reflection": {
        "key": "opening/b",
        "question": "When did a strong feeling last surprise you?",
        "choices": ["It felt good", "It felt strange", "I'd rather not say"],
        "minutes": 2,
        "instead": "Rest your eyes.",
        "labels": words.REFLECTION,
        "shared_origin": False,
        "filename": "notes.txt",
    },
    "breathing": {"invitation": "A minute for your breath, if you like.", "minutes": 1, "labels": words.BREATHING},
}


class _Files(SimpleHTTPRequestHandler):
    """The widgets' own files as they lie in the package, the template's static files, and the harness page."""

    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, ".js": "text/javascript", ".woff2": "font/woff2"}

    def translate_path(self, path: str) -> str:
        path = path.split("?")[0]
        if path == "/":
            return str(HERE / "harness.html")
        folder, name = (STATIC, path.removeprefix("/static/")) if path.startswith("/static/") else (FOLDER, path.lstrip("/"))
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


@pytest.fixture
def mount(page: Any, files: str) -> Callable[..., Any]:
    """Give a function that puts a widget on the page, with changed traits where wanted."""

    def mounted(name: str, *, alone: bool = True, **traits: Any) -> Any:
        page.goto(files)
        page.wait_for_selector("body[data-ready]")
        page.evaluate("([name, styles, traits, alone]) => mount(name, styles, traits, alone).then(() => true)", [name, STYLES[name], {**TRAITS[name], **traits}, alone])
        page.wait_for_load_state("networkidle")
        return page

    return mounted


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Start one Chromium for all tests; skip them where there is none."""
    playwright = pytest.importorskip("playwright.sync_api")
    path = shutil.which("chromium") or shutil.which("google-chrome")
    with playwright.sync_playwright() as running:
        if path is None and not Path(running.chromium.executable_path).exists():
            pytest.skip("no Chromium: install it, and these tests run")
        browser = running.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"])
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Any) -> Iterator[Any]:
    """Give a fresh page; fail the test on any error in it and on any request to another host."""
    context = chromium.new_context(viewport={"width": 1280, "height": 720}, reduced_motion="reduce", accept_downloads=True)
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("request", lambda request: None if request.url.startswith(("http://127.0.0.1", "blob:", "data:")) else wrong.append(request.url))
    yield page
    context.close()
    assert wrong == []
