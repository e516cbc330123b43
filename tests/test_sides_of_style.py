"""No rule of ours names the left or the right where it means the side at which a line begins or ends: those change
places in Arabic.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
STYLES = [
    file
    for folder in ("src/afterwave", "share")
    for kind in ("*.css", "*.html", "*.j2")
    for file in sorted((ROOT / folder).rglob(kind))
]

ALLOWED = {
    "border-radius: 0.2rem 0.55rem 0.55rem 0.2rem": "a bar of the phones, which is mirrored as a whole",
}
"""What may name a side, and why."""

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULES = re.compile(r"<style[^>]*>(?P<sheet>.*?)</style>|\bstyle=\"(?P<own>[^\"]*)\"", re.DOTALL)
_NAMED = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:\w+-)?(?:left|right)(?:-\w+)?|left|right)"
    r"\s*:\s*[^;{}]+"
    r"|(?<![\w-])(?:text-align|float|clear|caption-side)\s*:\s*(?:left|right)\b"
)
_SHORT = re.compile(
    r"(?<![\w-])(?P<what>padding|margin|inset|border-(?:width|style|color|radius)|scroll-(?:margin|padding))"
    r"\s*:\s*(?P<values>[^;{}]+)"
)
_VALUE = re.compile(r"(?:[\w-]+\((?:[^()]|\([^()]*\))*\)|[^\s()])+")


def sided(text: str) -> Iterator[str]:
    """Yield each declaration of a style sheet that names one side of a line, or gives its two sides unlike measures."""
    bare = _COMMENT.sub("", text)
    yield from (found[0].strip() for found in _NAMED.finditer(bare))
    for found in _SHORT.finditer(bare):
        values = _VALUE.findall(found["values"].split("/")[0].replace("!important", ""))
        if _unlike(found["what"], values):
            yield found[0].strip()


def _unlike(what: str, values: list[str]) -> bool:
    """Return whether four values say something else of the left than of the right: of a radius they go by corners, from
    the top left one on.
    """
    if what == "border-radius":
        top, end, bottom, start = {1: values * 4, 2: values * 2, 3: [*values, *values[1:2]], 4: values}[len(values)]
        return (top, start) != (end, bottom)
    return len(values) == 4 and values[1] != values[3]


def styled(file: Path) -> str:
    """Return what a file says of looks: all of a style sheet, and of a page its style elements and attributes."""
    text = file.read_text("utf-8")
    return (
        text
        if file.suffix == ".css"
        else ";".join(found["sheet"] or found["own"] or "" for found in _RULES.finditer(text))
    )


def test_there_are_styles_to_read() -> None:
    assert {"page.css", "blocks.css", "stage.css", "console.css", "card.css", "afterwave.css", "exit.html"} <= {
        file.name for file in STYLES
    }


@pytest.mark.parametrize("file", STYLES, ids=lambda file: str(file.relative_to(ROOT)))
def test_a_rule_that_has_a_side_goes_by_the_line_and_not_by_left_and_right(file: Path) -> None:
    assert [found for found in sided(styled(file)) if found not in ALLOWED] == []


def test_what_may_name_a_side_is_still_there() -> None:
    assert {found for file in STYLES for found in sided(styled(file))} >= ALLOWED.keys()


@pytest.mark.parametrize(
    "rule",
    [
        "border-left: 3px solid red",
        "margin-right: 1em",
        "border-top-left-radius: 1em",
        "left: 0",
        "text-align: right",
        "float: left",
        "padding: 0 1em 0 0",
        "inset: 0 auto 0 calc(1em + (2px * 3))",
        "border-width: 0 0 0 3px",
        "border-radius: 1em 0 0 1em",
        "border-radius: 0 1em",
    ],
)
def test_a_rule_that_names_a_side_is_found(rule: str) -> None:
    assert list(sided(f"p {{ color: red; {rule}; }}")) == [rule]


@pytest.mark.parametrize(
    "rule",
    [
        "border-inline-start: 3px solid red",
        "inset-inline-start: 0",
        "text-align: start",
        "padding: 0 1em",
        "margin: 0 1em 2em",
        "padding: 0 min(1em, 2%) 1em min(1em, 2%)",
        "border-radius: 1em",
        "border-radius: 1em 1em 0 0",
        "--left: 0",
    ],
)
def test_a_rule_that_goes_by_the_line_is_none(rule: str) -> None:
    assert list(sided(f"p {{ {rule}; }} /* left: 0 */")) == []
