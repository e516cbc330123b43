"""Where a quick exit leads under Voilà, as the launcher starts it."""

from __future__ import annotations

import re
import urllib.request

import pytest

from afterwave.launch.evening import Notebooks
from afterwave.session.home import CONTENT, LANGUAGE
from kit_workshop import kit_workshop


@pytest.mark.parametrize(
    ("configured", "expected"),
    [("", "exit.html"), ("https://weather.example/?a=1&b=2", "https://weather.example/?a=1&amp;b=2")],
)
def test_every_way_out_leads_to_the_kits_own_page_or_to_the_configured_one(configured: str, expected: str) -> None:
    workshop = kit_workshop().model_copy(update={"exit_url": configured})
    notebooks = Notebooks(workshop, {CONTENT: str(workshop.folder), LANGUAGE: "en"})
    try:
        notebooks.start()
        with urllib.request.urlopen(notebooks.address("welcome.ipynb"), timeout=60) as answer:
            ways = re.findall(r'<a class="aw-leave[^"]*" href="([^"?]+(?:\?[^"]*)?)"', answer.read().decode())
    finally:
        notebooks.stop()
    assert len(ways) == 2
    assert all(expected in way for way in ways)
