"""The box in which a widget stands: the same whatever other widgets are on the page, since their sheets come in any
order.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from afterwave.widgets.modules import style_of

pytestmark = pytest.mark.browser

BOXED = ("reflection", "card", "breathing", "cards")
LOOK = (
    "JSON.stringify([...document.querySelectorAll('.aw-box, .aw-box *')].map((one) => getComputedStyle(one))"
    ".map((style) => [...style].map((name) => [name, style.getPropertyValue(name)])))"
)


@pytest.mark.parametrize("width", [390, 1000])
@pytest.mark.parametrize("name", BOXED)
def test_a_widget_keeps_its_looks_beside_others(mount: Callable[..., Page], page: Page, name: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    alone = mount(name).evaluate(LOOK)
    for other in set(BOXED) - {name}:
        page.add_style_tag(content=style_of(other))
    assert page.evaluate(LOOK) == alone
