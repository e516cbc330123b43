"""The pages that open under Voilà when no kernel runs: files, in the workshop's language where the
launcher lays them out, and as the kit carries them.
"""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from afterwave.content.places import kit
from afterwave.server.assets import STATIC, TEMPLATE, lay_out_pages, leaving_page, neutral_page, support_page
from afterwave.server.templating import templates
from kit_workshop import kit_workshop


def words(html: str) -> list[str]:
    """Return a page's headings and paragraphs, without marks and without the way to the next page."""
    main = re.findall(r"<main[^>]*>(.*)</main>", html, re.DOTALL)[0]
    pieces = re.findall(r"<(h1|h2|p|li)\b([^>]*)>(.*?)</\1>", main, re.DOTALL)
    return [unescape(re.sub(r"<[^>]+>", "", text)).strip() for _, facts, text in pieces if "aside" not in facts]


@pytest.mark.parametrize("language", kit_workshop().languages)
def test_voilas_page_says_what_the_phones_page_says(language: str) -> None:
    workshop = kit_workshop(language)
    facts = {
        "workshop": workshop,
        "editions": {},
        "alone": False,
        "worker": "",
        "url": lambda *_: "#",
        "asset": lambda name: name,
    }
    phones = templates(workshop).get_template("leaving.html").render(there=lambda _: "#", **facts)
    assert words(leaving_page(workshop)) == words(phones)


def test_the_kit_carries_the_pages_in_english_for_where_no_launcher_lays_them_out() -> None:
    workshop, there = kit_workshop(), kit("share") / TEMPLATE
    carried = [
        unescape((there / name).read_text("utf-8")).split() for name in ("leaving.html", "exit.html", "support.html")
    ]
    assert carried == [
        unescape(page).split() for page in (leaving_page(workshop), neutral_page(workshop), support_page(workshop))
    ]


@pytest.mark.parametrize(
    ("language", "direction", "harmless"), [("es", "ltr", "Conversiones de cocina"), ("ar", "rtl", "تحويلات المطبخ")]
)
def test_the_launcher_lays_them_out_in_the_language_of_the_evening(
    tmp_path: Path, language: str, direction: str, harmless: str
) -> None:
    workshop = kit_workshop(language)
    lay_out_pages(tmp_path, workshop)
    leaving, neutral = ((tmp_path / STATIC / name).read_text("utf-8") for name in ("leaving.html", "exit.html"))
    assert [page.splitlines()[1] for page in (leaving, neutral)] == [f'<html lang="{language}" dir="{direction}">'] * 2
    assert (
        f"<title>{workshop.discreet_title}</title>" in leaving,
        workshop.title in leaving,
        f"<h1>{harmless}</h1>" in neutral,
    ) == (True, False, True)


def test_leaving_lights_up_no_dark_room() -> None:
    page, (script, tokens) = (
        neutral_page(kit_workshop()),
        ((kit("share") / TEMPLATE / name).read_text("utf-8") for name in ("leave.js", "tokens.css")),
    )
    assert ["background: Canvas" in page, 'background: "Canvas"' in script] == [True, True]
    assert ['content="light dark"' in page, "color-scheme: light dark" in tokens] == [True, True]


def test_support_opens_without_a_kernel_with_the_country_of_the_reading_first(tmp_path: Path) -> None:
    lay_out_pages(tmp_path, kit_workshop("es", "MX"))
    page = (tmp_path / STATIC / "support.html").read_text("utf-8")
    assert re.findall(r"<details( open)?>\s*<summary>(.*?)</summary>", page)[0] == (" open", "México")
    assert 'href="tel:911"' in page.partition('<section class="now">')[2].partition("</section>")[0]
    assert 'class="aw-leave"' in page


def test_a_country_has_one_mark_to_open_it_where_only_these_style_sheets_are() -> None:
    sheet = (kit("share") / TEMPLATE / "afterwave.css").read_text("utf-8")
    rule = re.search(r"\.aw-plain summary \{(.*?)\}", sheet, re.DOTALL)
    assert rule is not None
    assert ("display: flex" in rule[1], "list-style: none" in rule[1]) == (True, True)


def test_every_page_of_the_reading_has_support_beside_the_way_out() -> None:
    template = (kit("share") / "jupyter/voila/templates/afterwave/index.html.j2").read_text("utf-8")
    nav = template.partition("<nav ")[2].partition("</nav>")[0]
    assert ('include_url("static/support.html")' in nav, "data-leave" in nav) == (True, True)
    assert all(
        'class="aw-support" href="support.html"' in page
        for page in (leaving_page(kit_workshop()), support_page(kit_workshop()))
    )
