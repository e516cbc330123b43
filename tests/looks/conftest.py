"""The widgets' harness and a phones' server, and how a page's look is compared with the one that is kept."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFilter
from playwright.sync_api import Page

from server.conftest import make_server, standing, workshop
from widgets.browser import chromium
from widgets.conftest import desk, desks, files, mount, page

__all__ = ["chromium", "desk", "desks", "files", "make_server", "mount", "page", "standing", "workshop"]

KEPT = Path(__file__).parent / "kept"
WIDE = 320
"""Pixels across of a kept picture: enough to see a layout, too few to see how a machine draws a letter."""
FAR = 40
"""How far apart, of 255, a pixel's brightness may be before it counts as another."""
SHARE = 0.03
"""The share of pixels that may be others: a letter drawn otherwise is far less, a heading that moved is more."""
SETTLED = 10
"""Seconds after which a page that still looks otherwise does not merely come slowly."""


def small(picture: bytes) -> Image.Image:
    """Return a screenshot in grey, blurred and small."""
    drawn = Image.open(io.BytesIO(picture)).convert("L")
    return drawn.resize((WIDE, round(drawn.height * WIDE / drawn.width)), Image.Resampling.BOX).filter(
        ImageFilter.GaussianBlur(1.2)
    )


def difference(one: Image.Image, other: Image.Image) -> float:
    """Return the share of pixels in which two pictures differ by more than a little; 1 for pictures of different
    sizes.
    """
    if one.size != other.size:
        return 1.0
    histogram = ImageChops.difference(one, other).histogram()
    return sum(histogram[FAR:]) / (one.width * one.height)


@pytest.fixture
def looks_the_same(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[Page, str], None]:
    """Give a function that compares a page with the look that is kept under a name."""

    def compared(page: Page, name: str) -> None:
        kept = KEPT / f"{name}.png"
        if request.config.getoption("--keep-looks"):
            page.wait_for_timeout(2_000)
            small(page.screenshot(animations="disabled", caret="hide")).save(kept, optimize=True)
        assert kept.exists(), f"no look is kept as {name}: look at the page, then run this with --keep-looks"
        far, end = 1.0, time.monotonic() + SETTLED
        while far > SHARE and time.monotonic() < end:
            seen = small(page.screenshot(animations="disabled", caret="hide"))
            far = difference(seen, Image.open(kept))
            if far > SHARE:
                page.wait_for_timeout(200)
        if far > SHARE:
            seen.save(tmp_path / f"{name}.png")
        assert far <= SHARE, (
            f"{name} looks otherwise in {far:.1%} of it: compare {tmp_path / name}.png with {kept}; --keep-looks "
            "keeps the new one"
        )

    return compared
