"""Nothing that a page draws asks another host: whatever would is refused with its place, and what was never checked is
drawn without it.
"""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from afterwave.content.fetching import leads_elsewhere
from afterwave.content.render import to_html
from content_folder import Folder

PICTURE, LINK = "![tea](http://evil.example/x.png)", "[tea](//evil.example/x)"
PLACES = {
    "en/brewing.md": [
        "Tea is a leaf.",
        "# A leaf",
        "**Say.** It is a leaf.",
        "A cup warms them.",
        "content_note: This part mentions hot water.",
        "Know tea",
    ],
    "evidence.yaml": ["Tea warms.", "Nobody measured it."],
    "en/polls.yaml": ["Which tea?", "Green"],
    "references.yaml": ["On tea"],
    "workshop.yaml": ["title: Tea"],
}
WAYS = [
    PICTURE,
    LINK,
    "![](//evil.example)",
    "![tea][e]\n\n[e]: http://evil.example/x.png",
    "![tea](data:image/png;base64,AAAA)",
    "[tea](/\\evil.example)",
    "![tea](tea.png)",
]


@pytest.mark.parametrize(("file", "words"), [(file, words) for file, places in PLACES.items() for words in places])
def test_a_picture_and_a_link_without_a_scheme_are_refused_wherever_they_stand(
    folder: Folder, file: str, words: str
) -> None:
    for way in (PICTURE, LINK):
        spoilt = f'"{words} {way}"' if file.endswith(".yaml") or ": " in words else f"{words} {way}"
        if ": " in words:
            key, value = words.split(": ", 1)
            spoilt = f'{key}: "{value} {way}"'
        elif words == "Know tea":
            spoilt = f'"{words} {way}"'
        folder.replace(file, words, spoilt)
        problems = [problem for problem in folder.problems() if "evil.example" in problem.problem]
        assert problems, f"{way} in {file} passes"
        assert all(problem.path.name == file.rpartition("/")[2] and problem.cure for problem in problems)
        folder.replace(file, spoilt, words)


@pytest.mark.parametrize("way", WAYS)
def test_what_was_never_checked_is_drawn_without_a_picture_and_without_such_a_link(way: str) -> None:
    html = to_html(f"A cup {way}")
    assert "<img" not in html
    assert not re.search(r'href="(?:[/\\]|%5C){2}', html)


def test_a_link_with_its_scheme_and_a_path_of_our_own_stay_links() -> None:
    assert to_html("[a](https://who.example/x) [b](/support) <https://who.example>").count("<a href=") == 3


@given(st.text(alphabet="![]()/\\:htp.<>\"' \n*_`a#&%", max_size=60))
def test_no_markdown_draws_anything_that_fetches(text: str) -> None:
    html = to_html(text)
    assert not re.search(r"<(?!/?(?:p|a|h[1-6]|em|strong|code|pre|blockquote|br|hr|ul|ol|li)\b)", html)
    assert not re.search(r"\s(?:src|srcset|style|background|poster)=", re.sub(r'="[^"]*"', "=", html))
    assert not re.search(r'href="\s*(?:[/\\]|%5C){2}', html)


@given(st.text(alphabet="!]()/\\:htp.<>&#91;lsqb\"' \n*_`-", max_size=60))
def test_of_neither_is_there_one_without_a_bracket_so_such_words_need_no_parser(text: str) -> None:
    inside = [child for token in MarkdownIt("commonmark").parse(text) for child in token.children or ()]
    assert not [
        child
        for child in inside
        if child.type == "image" or (child.type == "link_open" and leads_elsewhere(str(child.attrGet("href"))))
    ]
