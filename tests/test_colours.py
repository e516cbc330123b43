"""Every colour stands once, in tokens.css; whatever else names one says why, or gives that very colour in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from afterwave.content.theme import LIGHT, TOKENS, kit_colours
from scripts import ROOT

FOLDERS = ("src", "share", "notebooks", "release")
SHADOW = "the dark of a shadow, which is none of the kit's colours"
PAPER = "paper is white, where the screen's own would be too faint"
PHOTOGRAPHED = "a phone's camera, or a printer, wants white here in the dark, too"
PLACEHOLDER = "stands for a colour until the page gives its own"
ALLOWED = {
    "src/afterwave/attacks/pictures.py": {f"#0{n}0{n}0{n}": PLACEHOLDER for n in range(1, 7)},
    "src/afterwave/content/theme.py": {"#ffffff": PAPER, "#1b2a33": "an example in what is said of a slip"},
    "src/afterwave/paper/layout.typ": {"#b9b0a0": PAPER, "#f4f0e8": PAPER},
    "src/afterwave/widgets/console.css": {
        "rgb(0 0 0 / 18%)": SHADOW,
        "#fff": "a sheet's first page, as paper shows it",
    },
    "src/afterwave/widgets/home.css": {"#fff": PHOTOGRAPHED},
    "src/afterwave/widgets/stage.css": {
        "#fff": PHOTOGRAPHED,
        "rgb(236 165 104 / 42%)": "the lamp's light on the water, in the stage's picture alone",
        "rgb(240 178 120 / 24%)": "the same in the dark",
    },
    "share/jupyter/labextensions/afterwave/static/extension.js": {"#3f7f8c": "an icon, where no style sheet reaches"},
}
"""What may be named beside tokens.css, by its file, and why."""
BARE = {"paper": "#fff", "on-deep": "#fff"}
"""What a page that has neither the kit's colours nor JupyterLab's shows instead of cream: what every page begins as."""

_COLOUR = re.compile(
    r"(?<![&\w])#(?:[0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})\b|\b(?:rgba?|hsla?|oklch)\([\d.][^)]*\)", re.IGNORECASE
)
_FALLBACK = re.compile(r"var\(--aw-([a-z-]+), var\(--jp-[\w-]+, (#[0-9a-f]+)\)\)")
_PROSE = re.compile(r"/\*.*?\*/|#\d{4}\b", re.DOTALL)
_READ = {".css", ".js", ".html", ".j2", ".py", ".typ", ".ipynb", ".bat", ".sh", ".desktop"}


def texts() -> Iterator[tuple[str, str]]:
    """Yield every file that may name a colour, by its place, without its comments."""
    for folder in FOLDERS:
        for file in sorted((ROOT / folder).rglob("*")):
            if file.suffix in _READ and file != ROOT / "share" / TOKENS:
                yield file.relative_to(ROOT).as_posix(), _PROSE.sub("", file.read_text("utf-8"))


def named(text: str) -> set[str]:
    """Return the colours that a text names, but for those that a style sheet gives where no token is."""
    return set(_COLOUR.findall(_FALLBACK.sub("", text)))


def test_no_colour_stands_beside_tokens_css_without_a_reason() -> None:
    found = {place: sorted(named(text) - ALLOWED.get(place, {}).keys()) for place, text in texts()}
    assert {place: colours for place, colours in found.items() if colours} == {}


@pytest.mark.parametrize("place", ALLOWED)
def test_whatever_is_allowed_is_there(place: str) -> None:
    assert named(dict(texts())[place]) == set(ALLOWED[place])


def test_what_stands_in_for_a_token_is_that_token_by_day() -> None:
    given = {**kit_colours()[LIGHT], **BARE}
    found = [(place, *pair) for place, text in texts() for pair in _FALLBACK.findall(text)]
    assert [(place, name, colour) for place, name, colour in found if given[name] != colour] == []
    assert len(found) > 10


def test_an_icon_that_no_style_sheet_reaches_has_the_waves_colour() -> None:
    icon = (ROOT / "share/jupyter/labextensions/afterwave/static/extension.js").read_text("utf-8")
    assert f'stroke="{kit_colours()[LIGHT]["wave"]}"' in icon


@pytest.mark.parametrize(
    "slip", ["color: #1d2a33;", "fill: rgb(1 2 3)", "background: #FAF8F4", "border: 1px solid #ddd8"]
)
def test_a_slip_would_be_seen(slip: str) -> None:
    assert len(named(slip)) == 1
