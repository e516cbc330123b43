"""What is written for the facilitator or for nobody, and a little wrong, is told where it stands; participants never
read it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from afterwave.content.load import load
from afterwave.errors import ContentError
from content_folder import FILES, Folder

SECRET = "SECRETNOTE hello"
NOTE = f":::{{notes}} say\n{SECRET}\n:::\n"
HEADING = "\n## A heading\n\nSome prose.\n\n"


def told(folder: Folder, text: str) -> list[tuple[int, str]]:
    """Return what is said of a text that stands at the end of the section: its line, counted from 1 within the text,
    and the problem.
    """
    begun = FILES["en/brewing.md"] + HEADING
    folder.write("en/brewing.md", begun + text)
    try:
        load(folder.path)
    except ContentError as error:
        return [(problem.line - begun.count("\n"), problem.problem) for problem in error.problems]
    return []


FENCES = {
    "backticks": NOTE.replace(":::", "```"),
    "tildes": NOTE.replace(":::", "~~~"),
    "backticks with a bare name": NOTE.replace(":::", "```").replace("{notes}", "notes"),
    "a blank before the name": NOTE.replace("{notes}", " {notes}"),
    "two colons": NOTE.replace(":::", "::"),
    "one colon": NOTE.replace(":::", ":"),
    "an escape": NOTE.replace(":::", "\\:::"),
    "an escaped brace": NOTE.replace("{notes}", "\\{notes\\}"),
    "a list item": f"- one\n\n  {NOTE}".replace("\n", "\n  "),
    "the beginning of a list item": f"- {NOTE}".replace("\n", "\n  "),
    "a numbered item": f"1. {NOTE}".replace("\n", "\n   "),
    "a quotation": f"> {NOTE}".replace("\n", "\n> "),
    "four blanks": f"    {NOTE}".replace("\n", "\n    "),
    "a tab": f"\t{NOTE}".replace("\n", "\n\t"),
    "one blank": f" {NOTE}".replace("\n", "\n "),
    "a name in capitals": NOTE.replace("notes", "NOTES"),
    "no braces": NOTE.replace("{notes}", "notes"),
    "square brackets": NOTE.replace("{notes}", "[notes]"),
    "wide colons": NOTE.replace(":::", "\uff1a" * 3),
    "an invisible letter before": NOTE.replace(":::{", "\u200b:::{"),
    "a no-break space before": NOTE.replace(":::{", "\u00a0:::{"),
    "a name that is none": NOTE.replace("notes", "nots"),
    "the name alone": f"{{notes}} say\n{SECRET}\n",
    "a tag": f"<aside class='notes'>\n{SECRET}\n</aside>\n",
    "another program's notes": f"Note:\n{SECRET}\n",
    "a label of the notes": f"**Say.** {SECRET}\n",
    "words on the first line": NOTE.replace("say\n", "say "),
}


@pytest.mark.parametrize("text", FENCES.values(), ids=FENCES)
def test_a_fence_that_is_not_read_as_one_is_told_where_it_begins(folder: Folder, text: str) -> None:
    begins = 1 + text[
        : min(text.find(mark) for mark in ("notes", "NOTES", "nots", "Note:", "Say") if mark in text)
    ].count("\n")
    assert begins in [line for line, _ in told(folder, text)]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (f"::::{{notes}} say\n{SECRET}\n:::\n", {1, 3}),
        (f":::{{notes}} say\n{SECRET}\n::::\n", {1, 3}),
        (f":::{{notes}} say\n{SECRET}\n", {1}),
        (f":::{{notes}} say\n{SECRET}\n\n:::{{slide}} next\nOn the wall.\n:::\n", {1}),
        (f"{SECRET}\n:::\n", {2}),
        (f":::{{notes}} say\n:::\n{SECRET}\n", {1, 3}),
        (f"{SECRET}\n:::{{notes}} say\nOne line more.\n:::\n", {1}),
        (f":::{{notes}} say\nOne line.\n:::\n{SECRET}\n", {4}),
        (f":::{{notes}} say\n{SECRET} :::\n", {1}),
        ("::\n", {1}),
        (":::\n", {1}),
        ("```\nOne line.\n", {1}),
    ],
)
def test_a_fence_without_its_other_half_is_told(folder: Folder, text: str, lines: set[int]) -> None:
    assert {line for line, _ in told(folder, text)} == lines


def test_a_fence_that_is_none_is_one_mistake_and_not_two(folder: Folder) -> None:
    assert told(folder, NOTE.replace(":::", "::")) == [(1, '"::{notes} say" begins no block')]
    assert told(folder, NOTE.replace(":::", "```")) == [(1, '"```{notes} say" begins no block')]


def test_four_colons_may_begin_and_end_a_block(folder: Folder) -> None:
    assert told(folder, NOTE.replace(":::", "::::")) == []
    assert load(folder.path).section("brewing").block("say").text == SECRET


COMMENT = "ask Ruth first"
HIDDEN = {
    "in a line": f"Some people <!-- {COMMENT} --> rest.\n",
    "before a line": f"<!-- {COMMENT} --> Some people rest.\n",
    "indented": f"Some people.\n\n    <!-- {COMMENT} -->\n\nRest.\n",
    "over several lines": f"Some people.\n\n<!--\n{COMMENT}\n\n:::{{notes}} never\n:::\n-->\n\nRest.\n",
    "first and last": f"<!-- {COMMENT} -->\nSome people.\n<!-- {COMMENT} -->",
    "in a list": f"- one <!-- {COMMENT} -->\n- two\n  <!-- {COMMENT} -->\n",
    "in code": f"```\n<!-- {COMMENT} -->\n```\n",
    "escaped": f"Some people. \\<!-- {COMMENT} -->\n",
    "between options": (
        f":::{{prompt}} pause\n:minutes: 2\n<!-- {COMMENT} -->\n:instead: Look up. <!-- {COMMENT} -->\nWhat rests "
        "you?\n:::\n"
    ),
    "in a heading": f"## Again <!-- {COMMENT} --> {{#again}}\nText.\n",
}


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("text", HIDDEN.values(), ids=HIDDEN)
def test_a_comment_is_shown_to_nobody_wherever_it_stands(folder: Folder, text: str, ends: str) -> None:
    folder.write("en/brewing.md", (FILES["en/brewing.md"] + HEADING + text).replace("\n", ends).encode())
    blocks = load(folder.path).section("brewing").blocks
    assert [block.kind for block in blocks[:8]] == [
        "prose",
        "slide",
        "notes",
        "prose",
        "evidence",
        "prompt",
        "discuss",
        "poll",
    ]
    assert COMMENT not in repr([block.model_dump() for block in blocks])


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (f"Some.\n\n<!-- {COMMENT}\n", {3}),
        (f"<!-- {COMMENT}\n\nSome people.\n\n<!-- another -->\n", {1}),
        (f"{COMMENT} -->\n", {1}),
        (f"<!- {COMMENT} ->\n", {1}),
        (f"<!\u2014 {COMMENT} \u2014>\n", {1}),
        (f"< !-- {COMMENT} -->\n", {1}),
        (f"&lt;!-- {COMMENT} --&gt;\n", {1}),
        (f"\\<\\!-- {COMMENT} --\\>\n", {1}),
        (f"% {COMMENT}\n", {1}),
        (f"{{# {COMMENT} #}}\n", {1}),
        (f"// {COMMENT}\n", {1}),
    ],
)
def test_a_comment_that_is_written_wrong_is_told(folder: Folder, text: str, lines: set[int]) -> None:
    assert {line for line, _ in told(folder, text)} == lines


@pytest.mark.parametrize("name", ["en/polls.yaml", "evidence.yaml", "references.yaml", "workshop.yaml"])
def test_a_comment_of_markdown_in_yaml_is_told_at_its_line(folder: Folder, name: str) -> None:
    lines = (folder.path / name).read_text().split("\n")
    at = next(place for place, line in enumerate(lines) if " tea" in line.lower() or "Tea" in line)
    lines[at] = lines[at].replace("ea", f"ea <!-- {COMMENT} -->", 1)
    folder.write(name, "\n".join(lines))
    assert (Path(name).name, at + 1) in [(problem.path.name, problem.line) for problem in folder.problems()]


def test_words_in_many_signs_are_words(folder: Folder) -> None:
    signs = (
        "At 10:30, 2 < 3 and 3 > 2 :) or 50 %: a -> b; *so* & `so`, <https://example.org>, 1) first. "
        "\u201cWell\u2026\u201d \u2013 it's 100 % fine!"
    )
    assert told(folder, f"{signs}\n\n- **Ask.** Once.\n") == []
