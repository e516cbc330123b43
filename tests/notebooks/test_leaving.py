"""The page on what leaving leaves behind: under Voilà it is a file, since it must open when no kernel runs, and it says what the phones' page says."""

from __future__ import annotations

import re
from html import unescape

from afterwave.content.load import load
from afterwave.content.places import kit
from afterwave.server.assets import TEMPLATE
from afterwave.server.drawing import templates


def words(html: str) -> list[str]:
    """Return a page's headings and paragraphs, without marks and without the way to the next page."""
    main = re.findall(r"<main[^>]*>(.*)</main>", html, re.DOTALL)[0]
    pieces = re.findall(r"<(h1|h2|p|li)\b([^>]*)>(.*?)</\1>", main, re.DOTALL)
    return [unescape(re.sub(r"<[^>]+>", "", text)).strip() for _, facts, text in pieces if "aside" not in facts]


def test_voilas_page_says_what_the_phones_page_says() -> None:
    workshop = load(kit("content"))
    facts = {"workshop": workshop, "editions": {}, "alone": False, "worker": "", "url": lambda *_: "#", "asset": lambda name: name}
    phones = templates(workshop).get_template("leaving.html").render(there=lambda _: "#", **facts)
    assert words((kit("share") / TEMPLATE / "leaving.html").read_text("utf-8")) == words(phones)
