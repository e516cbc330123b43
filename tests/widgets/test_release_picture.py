"""The picture of a poll says what its release says, in bars and in words, and not one number more."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Page

from afterwave.widgets.modules import DRESSED_IN
from widgets.samples import PICTURE, TRAITS, cell, poll, release

if TYPE_CHECKING:
    from selenium.webdriver.remote.webdriver import WebDriver

pytestmark = pytest.mark.browser
CARE = {"section": "care", "step": 0}


@pytest.fixture
def draw(mount: Callable[..., Page]) -> Callable[[dict[str, Any]], Page]:
    return lambda made: mount("stage", position=CARE, polls={"care": poll("revealed", release=made)})


def widths(page: Page) -> list[float]:
    """Each bar's reach as a share of its axis."""
    share = (
        "(bar) => Math.round(100 * bar.getBoundingClientRect().width / "
        "bar.parentElement.getBoundingClientRect().width) / 100"
    )
    found: list[float] = page.evaluate(f"[...document.querySelectorAll('.aw-bar')].map({share})")
    return found


def rows(page: Page) -> list[list[str]]:
    found: list[list[str]] = page.evaluate(
        "[...document.querySelectorAll('.aw-release tbody tr')].map((tr) => [...tr.children].map((cell) => "
        "cell.textContent))"
    )
    return found


def test_exact_counts_are_bars_of_their_share_of_n_in_the_polls_own_order(draw: Callable[..., Page]) -> None:
    made = release(shown=(cell("o0", "exact", 4), cell("o1", "exact", 8)))
    assert widths(draw(made)) == [pytest.approx(4 / 12, abs=0.02), pytest.approx(8 / 12, abs=0.02)]


def test_a_band_has_one_geometry_and_its_words_and_no_number_of_its_own(draw: Callable[..., Page]) -> None:
    page = draw(release(shown=(cell("o0", "few-or-none", None), cell("o1", "most-or-all", None))))
    assert widths(page) == [pytest.approx(3 / 12, abs=0.02), pytest.approx(1, abs=0.02)]
    assert [words for _, words in rows(page)] == ["fewer than 4", "most or all: at least 9"]


def test_pooled_options_are_one_bar_with_their_sum(draw: Callable[..., Page]) -> None:
    pooled = {"options": ["o0", "o1"], "labels": ["Stormy", "Choppy"], "band": "pooled", "count": 5}
    page = draw(release(kind="scale", shown=(pooled, cell("o2", "exact", 7))))
    assert [rows(page)[0], len(widths(page))] == [["Stormy or Choppy", "5 together"], 2]


@pytest.mark.parametrize(("reason", "words"), [("too-few", "Too few answers"), ("too-close", "could point at someone")])
def test_no_picture_is_a_kind_sentence_without_a_number(draw: Callable[..., Page], reason: str, words: str) -> None:
    page = draw(release(ballots=5, reason=reason))
    said = page.inner_text(".aw-release-kind")
    assert words in said
    assert not any(letter.isdigit() for letter in said)


def test_what_the_eye_sees_is_also_a_table(draw: Callable[..., Page]) -> None:
    page = draw(PICTURE)
    assert len(rows(page)) == len(PICTURE["shown"])
    assert page.get_attribute(".aw-release-rows", "aria-hidden") == "true"


def test_all_bars_rise_together_and_none_moves_where_stillness_is_asked_for(draw: Callable[..., Page]) -> None:
    assert draw(PICTURE).locator(".aw-rising").count() == 0


def test_no_words_of_the_picture_run_out_of_the_page(draw: Callable[..., Page]) -> None:
    page = draw(
        release(
            ballots=40,
            shown=(
                cell("o3", "exact", 36),
                cell("o0", "most-or-all", None),
                {**cell("o1", "pooled", 35), "labels": ["One", "Two"]},
            ),
        )
    )
    right = "getBoundingClientRect().right"
    over = (
        f"[...document.querySelectorAll('.aw-bar-words')].filter((words) => words.{right} > "
        f"words.parentElement.{right} + 1).length"
    )
    assert page.evaluate(over) == 0


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_no_words_lie_on_a_bar(mount: Callable[..., Page], direction: str) -> None:
    made = release(
        ballots=40, shown=(cell("o3", "exact", 40), cell("o0", "most-or-all", None), cell("o1", "few-or-none", None))
    )
    page = mount("stage", position=CARE, polls={"care": poll("revealed", release=made)}, direction=direction)
    side, other = ("right", "left") if direction == "ltr" else ("left", "right")
    edges = f"""[...document.querySelectorAll('.aw-bar-words')].map((words) =>
        words.getBoundingClientRect().{other} - words.previousSibling.getBoundingClientRect().{side})"""
    apart = page.evaluate(edges)
    assert len(apart) == 3
    assert all(gap > 0 for gap in apart) if direction == "ltr" else all(gap < 0 for gap in apart)


@pytest.mark.prove
def test_the_hidden_table_lies_over_no_bar_in_firefox_and_webkit(engine: WebDriver, files: str) -> None:
    engine.get(files)
    traits = {**TRAITS["stage"], "position": CARE, "polls": {"care": poll("revealed", release=PICTURE)}}
    mounted = """
      const [traits, styles, done] = arguments;
      const mounting = () => mount("stage", styles, traits, true).then(() => done());
      const once = setInterval(() => window.mount && (clearInterval(once), mounting()), 20);
    """
    engine.execute_async_script(mounted, traits, [*DRESSED_IN["stage"]])
    drawn = """
      const caption = document.querySelector(".aw-release caption").getBoundingClientRect();
      const under = document.elementFromPoint(caption.left + 1, caption.top + 1);
      const clip = document.querySelector(".aw-release caption").closest(".aw-unseen").getBoundingClientRect();
      return [clip.width, clip.height, Boolean(under?.closest("table"))];
    """
    assert engine.execute_script(drawn) == [1, 1, False]
