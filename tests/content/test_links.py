"""Every link in what is written for people who run the kit or change it leads to a file that is there, and to a heading
in it.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from afterwave.content.guide import anchors

ROOT = Path(__file__).parents[2]
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
"""Beside the guide's chapters, which test_guide.py reads with their places filled."""

FENCE = re.compile(r"^[ \t]*(`{3,}).*?^[ \t]*\1[ \t]*$|`[^`\n]+`(?!\])", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\]\((?!\w+:)(?P<file>[^)#\s]*)(?:#(?P<anchor>[^)\s]+))?\)")


def links(markdown: str) -> list[tuple[str, str]]:
    """Return the file and the heading, each "" where it is not named, of every link that asks no other host; what
    stands in a fence is no link.
    """
    return [(found["file"], found["anchor"] or "") for found in LINK.finditer(FENCE.sub("", markdown))]


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


LINKS = [(page, file, anchor) for page in PAGES for file, anchor in links(page.read_text("utf-8"))]


@pytest.mark.parametrize(
    ("page", "file", "anchor"),
    LINKS,
    ids=[f"{name(page)}: {file}#{anchor}".rstrip("#") for page, file, anchor in LINKS],
)
def test_a_link_leads_to_a_file_and_a_heading_that_are_there(page: Path, file: str, anchor: str) -> None:
    target = (page.parent / file).resolve() if file else page
    assert target.exists()
    assert target.is_relative_to(ROOT)
    assert not anchor or anchor in set(anchors(target.read_text("utf-8")))


def test_links_are_found_wherever_they_stand_but_in_code() -> None:
    text = (
        "See [`x.py`](src/x.py) and ![a picture](a.png).\n\n- [below](#cups)\n- "
        "[there](y.md#tea)\n\n```\n[no](z.md)\n```\n`[no](z.md)` [out](https://a.example)"
    )
    assert links(text) == [("src/x.py", ""), ("a.png", ""), ("", "cups"), ("y.md", "tea")]
