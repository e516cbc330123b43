from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterwave.paper.markup import in_order, nodes, plain
from afterwave.paper.typesetting import Document, pdf
from pdf_text import words


def printed(found: list[dict[str, object]]) -> str:
    """Return what a page with these nodes says, without white space."""
    return "".join(words(pdf(Document("flow", "T", facts={"nodes": found}))).split())


@pytest.mark.parametrize(
    "hostile",
    [
        '#read("/etc/passwd")',
        "$ x^2 $",
        "@nobody",
        "\\ #panic()",
        "`raw` #include",
        "#set page(fill: red)",
        "</script>",
        "<label>",
        "= heading",
        "// comment",
        '"; #import "x.typ"',
        "%s {0} \u2603",
    ],
)
def test_hostile_text_prints_as_itself(hostile: str) -> None:
    assert "".join(hostile.split()).replace("\u2603", "") in printed(
        [{"t": "p", "c": plain(hostile), "look": ""}]
    ).replace("\u2603", "")


def test_the_rank_a_section_uses_is_kept_and_none_is_skipped() -> None:
    found = in_order([*nodes("## a"), *nodes("#### b"), *nodes("#### c"), *nodes("## d"), *nodes("# e")])
    assert [node["level"] for node in found] == [1, 2, 2, 1, 1]


@settings(max_examples=60)
@given(st.text(alphabet=st.sampled_from("#$@\\`*_[](){}<>=~-+/\"'!|&%;:.,0a\n ")))
def test_any_markdown_becomes_a_page_that_is_made_without_complaint(text: str) -> None:
    assert pdf(Document("flow", "T", facts={"nodes": in_order(nodes(text))})).startswith(b"%PDF")


@settings(max_examples=60)
@given(st.text(alphabet=st.sampled_from('#$@\\`*_[](){}<>=~+/"!|&%;:.,0a')))
def test_words_without_markdown_come_out_letter_for_letter(text: str) -> None:
    assert f"q{text}q" in printed([{"t": "p", "c": plain(f"q{text}q"), "look": ""}])


def test_a_block_of_code_keeps_the_name_of_its_file() -> None:
    assert nodes("```yaml my-polls.yaml\nrest:\n```\n\n```sh\nafterwave\n```\n\n    indented\n") == [
        {"t": "code", "s": "rest:\n", "name": "my-polls.yaml"},
        {"t": "code", "s": "afterwave\n", "name": ""},
        {"t": "code", "s": "indented\n", "name": ""},
    ]


def test_a_letter_that_hangs_on_code_stays_on_its_line() -> None:
    [node] = nodes("أ `b` و`c`، (`d`)")
    said = [part["s"] for part in node["c"] if part["t"] == "text"]
    assert said == ["أ ", " و\u2060", "، (", ")"]


def test_sentences_in_a_first_column_leave_room_for_the_others() -> None:
    table = "| {} | b | c |\n|---|---|---|\n| x | y | z |\n"
    assert [nodes(table.format(first))[0].get("columns") for first in ("a", "a " * 30)] == [None, ["1"] * 3]
