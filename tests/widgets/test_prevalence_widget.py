"""Studies side by side: drawn for the eye, in words for a screen reader, as a table for whoever likes one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

import axe
from afterwave.content.blocks import Chart
from afterwave.content.prevalence import pictures, tables
from afterwave.content.render import to_html
from afterwave.presenter.scenes import stage_sections
from afterwave.widgets import reader_labels
from kit_workshop import kit_workshop
from widgets.browser import Scheme

pytestmark = pytest.mark.browser
Mount = Callable[..., Page]


def traits(language: str) -> dict[str, Any]:
    workshop = kit_workshop(language)
    chart = workshop.section("opening").block("in-surveys")
    assert isinstance(chart, Chart)
    drawn = [list(one) for one in pictures(chart, workshop)]
    return {
        "lead": to_html(chart.lead),
        "pictures": drawn,
        "tables": to_html(tables(chart, workshop)),
        "labels": reader_labels.PREVALENCE,
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_axe_finds_nothing_wrong_with_figure_and_table(mount: Mount, language: str, scheme: Scheme) -> None:
    page = mount("prevalence", **traits(language))
    page.emulate_media(color_scheme=scheme)
    page.evaluate(
        "([lang, dir]) => Object.assign(document.documentElement, { lang, dir })",
        [language, "rtl" if language == "ar" else "ltr"],
    )
    page.click("summary")
    assert axe.finds(page, "#here") == {}


def test_in_a_notebook_it_brings_its_own_frame(mount: Mount) -> None:
    page = mount("prevalence", **traits("en"))
    style = "([what, name]) => getComputedStyle(document.querySelector(what))[name]"
    asked = [(".aw-chart", "maxWidth"), (".aw-chart", "lineHeight"), (".aw-chart summary", "minHeight")]
    assert [page.evaluate(style, one) for one in asked] == ["704px", "26.35px", "44px"]


def test_each_axis_has_its_caption_and_every_study_is_read_with_its_share(mount: Mount) -> None:
    page = mount("prevalence", **traits("en"))
    figures = page.locator("figure")
    assert page.locator("figcaption").all_inner_texts() == [
        "Ever, at least once",
        "In the past four weeks",
        "Regularly, or most times",
    ]
    read = figures.first.locator("text:not([aria-hidden])").all_text_contents()
    assert read[:4] == ["Women students: 222", "32.9\u00a0%", "Women students: 230", "46\u00a0%"]
    assert figures.nth(2).locator(".aw-most").count() == 1


def test_the_table_is_one_press_away(mount: Mount) -> None:
    page = mount("prevalence", **traits("en"))
    assert not page.get_by_text("as a news report has it").is_visible()
    page.locator("summary").focus()
    page.keyboard.press("Enter")
    assert page.get_by_text("as a news report has it").is_visible()


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("language", ["en", "ar", "es"])
def test_no_word_runs_out_of_its_drawing(mount: Mount, language: str, width: int) -> None:
    page = mount("prevalence", **traits(language))
    page.evaluate(
        "([lang, dir]) => Object.assign(document.documentElement, { lang, dir })",
        [language, "rtl" if language == "ar" else "ltr"],
    )
    page.set_viewport_size({"width": width, "height": 900})
    outside = """[...document.querySelectorAll('figure svg')]
        .flatMap((svg) => [...svg.querySelectorAll('text')].filter((text) => {
        const [box, room] = [text.getBoundingClientRect(), svg.getBoundingClientRect()];
        return box.left < room.left - 1 || box.right > room.right + 1 || box.bottom > room.bottom + 1;
    }).map((text) => text.textContent))"""
    assert page.evaluate(outside) == []


@pytest.mark.parametrize("language", ["en", "ar", "es"])
def test_on_the_stage_the_chart_is_drawn_with_words_as_large_as_a_slides(mount: Mount, language: str) -> None:
    sections = stage_sections(kit_workshop(language))
    opening = next(section for section in sections if section["slug"] == "opening")
    place = next(number for number, step in enumerate(opening["steps"]) if step["kind"] == "chart")
    page = mount("stage", sections=sections, position={"section": "opening", "step": place})
    assert page.locator(".aw-figure rect.aw-some").count() == 3
    assert page.evaluate("document.querySelector('.aw-figure svg').getScreenCTM().a * 30") >= 720 / 24
    assert (
        page.evaluate(
            "document.querySelector('.aw-body').scrollHeight - document.querySelector('.aw-body').clientHeight"
        )
        <= 1
    )
    assert (
        page.evaluate(
            """[...document.querySelectorAll('.aw-figure text')].filter((text) => {
            const [box, room] = [text.getBoundingClientRect(), text.ownerSVGElement.getBoundingClientRect()];
            return box.left < room.left - 1 || box.right > room.right + 1;
        }).map((text) => text.textContent)"""
        )
        == []
    )
