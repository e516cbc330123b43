"""Everything that a page sends, frame by frame and request by request; and where words that were typed may have come to
rest.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Page, Request

from patience import until_on

SENTENCE = "nine lighthouses hum of marzipan"
"""In no text of the kit: wherever a piece of it is found, somebody's words have gone there."""

PIECES = ("lighthouses hum", "marzipan")


class Wire:
    """Listens to a page from before its first request."""

    def __init__(self, page: Page) -> None:
        """Begin to listen; whatever the page sends from now on is kept."""
        self.sent: list[bytes] = []
        self.frames = 0
        page.on("request", self._request)
        page.on("websocket", lambda socket: socket.on("framesent", self._frame))

    @property
    def carrying(self) -> list[bytes]:
        """Return what was sent with a piece of the sentence in it."""
        return [sent for sent in self.sent if holds(sent)]

    def _request(self, request: Request) -> None:
        headers = "\n".join(f"{name}: {value}" for name, value in request.headers.items())
        self.sent.append(f"{request.method} {request.url}\n{headers}\n".encode() + (request.post_data_buffer or b""))

    def _frame(self, payload: str | bytes) -> None:
        self.frames += 1
        self.sent.append(payload.encode() if isinstance(payload, str) else payload)


def holds(sent: bytes) -> bool:
    """Return whether bytes hold a piece of the sentence: as it is, in an address, in base64, or in two bytes a
    letter.
    """
    shapes = [
        shape
        for piece in PIECES
        for shape in (
            piece.encode(),
            quote(piece).encode(),
            piece.replace(" ", "+").encode(),
            piece.encode("utf-16-le"),
        )
    ]
    return any(shape in sent for shape in [*shapes, *_in_base64()])


def _in_base64() -> Iterator[bytes]:
    """Yield what a piece looks like in base64, at each of the three places where it may begin."""
    for piece in PIECES:
        for before in range(3):
            coded = base64.b64encode(b"\0" * before + piece.encode())
            yield coded[4:-4] if before else coded[:-4]


def holding(folder: Path) -> list[str]:
    """Return the files below a folder that hold a piece of the sentence."""
    files = (file for file in folder.rglob("*") if file.is_file() and not file.is_symlink())
    return sorted(str(file.relative_to(folder)) for file in files if holds(file.read_bytes()))


def typed_everywhere(page: Page) -> int:
    """Open what opens on a page, type the sentence into every place to write, tick all there is to tick, and return how
    many places there were.
    """
    closed = page.locator("[data-open]:visible")
    while before := closed.count():
        closed.first.click()
        until_on(page, lambda before=before: closed.count() < before)  # type: ignore[misc] # a default binds it
    page.wait_for_timeout(500)
    places = page.locator('[role="textbox"]:visible')
    for index in range(places.count()):
        places.nth(index).click()
        page.keyboard.type(SENTENCE)
    for tick in page.locator('main input[type="radio"]:visible, main input[type="checkbox"]:visible').all():
        tick.check()
    return int(places.count())
