"""Slides that are another one today: left out, or said in plain words that are checked like content."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterwave.content.render import to_html, to_text
from afterwave.content.stops import stops
from afterwave.errors import UnfitWords
from afterwave.session.session import Session
from afterwave.session.today import plain_as_markdown, plain_words, stops_today
from kit_workshop import kit_workshop

OWN = "# Tonight is\n\n- Education\n- Research\n\nIt is not therapy."


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 's.sqlite'}"


def test_what_is_another_today_outlives_the_program(url: str) -> None:
    before = Session.open(url)
    before.change_step("welcome", "hello", hidden=True)
    before.change_step("welcome", "hello", text="Hello")
    before.close()
    after = Session.open(url)
    assert after.state().today == {"welcome/hello": {"hidden": True, "text": "Hello"}}
    after.change_step("welcome", "hello", hidden=False, text="")
    assert after.state().today == {}


def test_forgetting_the_session_forgets_it(url: str, tmp_path: Path) -> None:
    session = Session.open(url)
    session.change_step("welcome", "hello", text="Marigold")
    session.destroy()
    session.close()
    assert [file for file in tmp_path.iterdir() if b"Marigold" in file.read_bytes()] == []


def test_new_words_look_as_the_old_ones_did() -> None:
    assert to_html(plain_as_markdown(OWN, "Today is\nfor adults\nshort\nNo more.")) == (
        "<h1>Today is</h1>\n<ul>\n<li>for adults</li>\n<li>short</li>\n</ul>\n<p>No more.</p>\n"
    )


@pytest.mark.parametrize(
    "line",
    [
        "*stars* and _lines_",
        "# no heading",
        "1. no list",
        "2) none",
        "- none",
        "> none",
        "`code`",
        "a & b &amp; c",
        "~~~",
        "| a | b |",
        "a\\",
    ],
)
def test_no_letter_of_them_is_a_mark(line: str) -> None:
    assert to_text(plain_as_markdown("A paragraph.", line)) == line
    assert to_html(plain_as_markdown("A paragraph.", line)).startswith("<p>")


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "",
            " \n ",
            "\u200b\u2066",
            "word " * 41,
            "x" * 401,
            "see https://example.org",
            "see www.example.org",
            "[a](b)",
            "![a](b)",
            "[a][b]",
        ),
        *("[a]: b", "<img src=x>", "<b>a</b>", "<!-- a", "{{ a }}", ":::{notes} a", "```{slide}"),
    ],
)
def test_what_no_slide_may_hold_is_refused(typed: str) -> None:
    with pytest.raises(UnfitWords):
        plain_words(typed)


def test_what_nobody_sees_is_taken_out() -> None:
    assert plain_words("  a\u202e b\t c \r\n\r\n\n d ") == "a b c\nd"


def test_the_notes_of_a_slide_that_is_left_out_lead_the_step_after_it_and_none_is_lost(url: str) -> None:
    session, section = Session.open(url), kit_workshop().section("welcome")
    own = [stop.notes for stop in stops(section)]
    ids = [stop.step.id for stop in stops(section)]
    assert all((own[0], own[1], own[-1]))
    session.change_step("welcome", ids[0], hidden=True)
    session.change_step("welcome", ids[-1], hidden=True)
    found = [stop.notes for stop in stops_today(section, session.state())]
    session.close()
    assert (found[1], found[2]) == ((*own[0], *own[1]), own[2])
    assert found[-2] == (*own[-2], *own[-1])
