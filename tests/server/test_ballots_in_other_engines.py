"""The ballot in Firefox and in Safari's engine: what it asks before it sends is in sight, and a double tap does not
answer it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

from engines import viewport
from server.conftest import Server

if TYPE_CHECKING:
    from selenium.webdriver.remote.webdriver import WebDriver

pytestmark = pytest.mark.prove
TOP = "const one = document.querySelector(arguments[0]); return one ? one.getBoundingClientRect().top : -1"


@pytest.mark.parametrize("height", [560, 664])
def test_what_is_asked_before_sending_is_in_sight_and_takes_no_double_tap(
    engine: WebDriver, server: Server, height: int
) -> None:
    server.open("mood")
    viewport(engine, 390, height)
    engine.get(f"{server.address}/poll/mood")
    there = WebDriverWait(engine, 30)
    there.until(lambda now: now.find_elements(By.CSS_SELECTOR, ".sure[hidden]"))
    engine.execute_script(
        "document.querySelector('input[value=high]').click(); scrollTo(0, document.body.scrollHeight)"
    )
    tapped = (
        "document.querySelector('.send .go').click(); document.querySelector('[data-send]').click(); return "
        "document.querySelector('[data-send]').disabled"
    )
    assert engine.execute_script(tapped)
    there.until(lambda now: now.find_element(By.CSS_SELECTOR, "[data-send]").is_enabled())
    assert engine.current_url.endswith("/poll/mood")
    assert 0 < engine.execute_script(TOP, ".sure h2") < height / 2
    engine.find_element(By.CSS_SELECTOR, "[data-send]").click()
    there.until(lambda now: now.current_url.endswith("/thanks"))
    assert server.session.store.close("mood").ballots == 1
