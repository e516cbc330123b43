"""What people see stays what somebody looked at: stage, console and phone, in light, dark and large type, against
pictures that are kept.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Page

from afterwave.content.places import kit
from looks.conftest import SHARE, difference
from server.conftest import Server
from widgets.browser import Scheme
from widgets.samples import BOX, PICTURE, TIMES, poll

pytestmark = pytest.mark.browser
CARE = {"section": "care", "step": 0}
FONT = kit("share") / "jupyter/voila/templates/afterwave/static/fonts"

STAGE: dict[str, dict[str, Any]] = {
    "slide": {},
    "prompt": {"position": {"section": "opening", "step": 1}},
    "poll": {"position": CARE, "polls": {"care": poll("open", atLeast=6)}},
    "picture": {"position": CARE, "polls": {"care": poll("revealed", release=PICTURE)}},
    "pause": {"calm": True},
    "question": {"question": "Is it common to cry although all was well?"},
}
ASKED = [
    {"key": "aa", "text": "Is it common to cry although all was well?", "state": "stage"},
    {"key": "bb", "text": "May I ask for time alone?", "state": "opened"},
]
CONSOLE: dict[str, dict[str, Any]] = {
    "notes": {},
    "poll": {"position": CARE, "polls": {"care": poll("waiting")}, "slips": 14, "clock": {**TIMES, "late": 0}},
    "box": {
        "position": CARE,
        "polls": {"care": poll("closed", slips=14, answers=12)},
        "box": {**BOX, "on": True, "opened": ASKED},
    },
}
PHONE = {"start": "/", "read": "/read/brewing", "ballot": "/poll/tea", "question": "/question", "support": "/support"}
SCHEMES: tuple[Scheme, ...] = ("light", "dark")


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("scene", STAGE)
def test_the_stage(
    mount: Callable[..., Page], page: Page, looks_the_same: Callable[..., None], scene: str, scheme: Scheme
) -> None:
    page.set_viewport_size({"width": 1280, "height": 720})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    mount("stage", **STAGE[scene])
    page.add_style_tag(content=":root { --aw-serif: 'Atkinson Hyperlegible' }")  # every machine has another serif
    looks_the_same(page, f"stage-{scene}-{scheme}")


@pytest.mark.parametrize(("width", "height"), [(1024, 768), (2560, 1080)])
def test_the_stage_on_other_projectors(
    mount: Callable[..., Page], page: Page, looks_the_same: Callable[..., None], width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    looks_the_same(mount("stage", **STAGE["picture"]), f"stage-picture-{width}x{height}")


def test_the_stage_in_large_type(mount: Callable[..., Page], page: Page, looks_the_same: Callable[..., None]) -> None:
    page.set_viewport_size({"width": 1280, "height": 720})
    mount("stage", **STAGE["prompt"])
    for _ in range(3):
        page.keyboard.press("+")
    looks_the_same(page, "stage-prompt-large")


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("scene", CONSOLE)
def test_the_console(
    mount: Callable[..., Page], page: Page, looks_the_same: Callable[..., None], scene: str, scheme: Scheme
) -> None:
    page.set_viewport_size({"width": 1366, "height": 768})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    mount("console", **CONSOLE[scene])
    if scene == "box":
        page.click("text=Question box")
    looks_the_same(page, f"console-{scene}-{scheme}")


def test_the_console_at_twice_the_size(
    mount: Callable[..., Page], page: Page, looks_the_same: Callable[..., None]
) -> None:
    page.set_viewport_size({"width": 683, "height": 384})
    looks_the_same(mount("console", **CONSOLE["poll"]), "console-poll-large")


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Page]:
    """Give a phone whose letters are the kit's own, since every machine has others."""
    context = chromium.new_context(viewport={"width": 390, "height": 844}, reduced_motion="reduce", bypass_csp=True)
    yield context.new_page()
    context.close()


def lettered(phone: Page, address: str, *, large: bool = False) -> Page:
    drawn = base64.b64encode(next(FONT.glob("*-400.woff2")).read_bytes()).decode()
    phone.goto(address)
    face = f"@font-face {{ font-family: Looked; src: url(data:font/woff2;base64,{drawn}) }}"
    phone.add_style_tag(
        content=f"{face} :root {{ --aw-sans: Looked; --aw-serif: Looked; font-size: {200 if large else 100}% }}"
    )
    phone.evaluate("document.fonts.load('1rem Looked')")
    return phone


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("scene", PHONE)
def test_the_phone(
    phone: Page, standing: Server, looks_the_same: Callable[..., None], scene: str, scheme: Scheme
) -> None:
    prepare(standing)
    phone.emulate_media(color_scheme=scheme)
    looks_the_same(lettered(phone, standing.address + PHONE[scene]), f"phone-{scene}-{scheme}")


@pytest.mark.parametrize("scene", ["read", "ballot"])
def test_the_phone_in_large_type(
    phone: Page, standing: Server, looks_the_same: Callable[..., None], scene: str
) -> None:
    prepare(standing)
    looks_the_same(lettered(phone, standing.address + PHONE[scene], large=True), f"phone-{scene}-large")


def prepare(standing: Server) -> None:
    standing.session.questions.turn(on=True)
    standing.open("tea")


def test_a_moved_heading_is_seen_and_a_letter_drawn_otherwise_is_not() -> None:
    def drawn(top: int, width: int) -> Image.Image:
        picture = Image.new("L", (320, 180), 240)
        ImageDraw.Draw(picture).rectangle((20, top, 20 + width, top + 24), fill=30)
        return picture

    assert difference(drawn(40, 160), drawn(60, 160)) > SHARE
    assert difference(drawn(40, 160), drawn(40, 162)) <= SHARE
