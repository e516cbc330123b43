"""A workshop's own colours: a style sheet that may set the kit's colours, and nothing else. What pages get is written
anew from what was read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from afterwave.content.contrast import PAIRS, contrast
from afterwave.content.known import mend
from afterwave.content.places import kit
from afterwave.content.report import Report

TOKENS = "jupyter/voila/templates/afterwave/static/tokens.css"
"""Where, in the kit's folder `share`, every colour stands."""

PRINTED = ("deep", "wave")
"""What of a theme is printed: headings, and the wave. Words stay dark on white paper."""

WHITE = "#ffffff"
LIGHT, DARK = "light", "dark"

# Without blanks, as `_colours` has what stands before a {: how a file is spaced matters to nobody.
_OUTER = "@media(prefers-color-scheme:dark)"
_LIGHTS = {(":root",): LIGHT, (_OUTER, ":root"): DARK}
_PLACES = {*_LIGHTS, (_OUTER,)}
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_PIECE = re.compile(r"[^{};]+|[{};]")
_HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
_OURS = re.compile(r"--aw-([a-z-]+): (#[0-9a-f]{6});")
_HOW = "Colours stand in `:root { … }`, those for the dark in `@media (prefers-color-scheme: dark) { :root { … } }`."


@dataclass(frozen=True)
class Theme:
    """Colours by name, such as `paper`, for the light and for the dark, as `#` and six digits; and the file they were
    read from.
    """

    path: Path
    light: Mapping[str, str]
    dark: Mapping[str, str]

    def css(self) -> str:
        """Return the style sheet that sets these colours, to stand after the kit's tokens.css: it holds nothing but the
        kit's names and hex digits.
        """
        light, dark = _declarations(self.light), _declarations(self.dark)
        return (
            # The dark stands twice, as in tokens.css: `data-theme` chooses a light, whatever the system says.
            f":root {{ {light} }}\n"
            f'@media (prefers-color-scheme: dark) {{ :root:not([data-theme="light"]) {{ {dark} }} }}\n'
            f':root[data-theme="dark"] {{ {dark} }}\n'
        )

    def on_white(self) -> Mapping[str, str]:
        """Return those of the light's colours that paper takes, as far as they can be seen on white: they were chosen
        for the theme's own page.
        """
        needed = {front: least for front, back, least in PAIRS if back == "paper" and front in PRINTED}
        return {
            name: self.light[name]
            for name, least in needed.items()
            if name in self.light and contrast(self.light[name], WHITE) >= least
        }


@dataclass(frozen=True)
class _Colour:
    value: str
    line: int


@cache
def kit_colours() -> Mapping[str, Mapping[str, str]]:
    """Return the kit's own colours by name, for each light."""
    # The light stands before the first @media; after it the dark stands twice, alike.
    light, dark = (kit("share") / TOKENS).read_text("utf-8").split("@media", 1)
    return {LIGHT: dict(_OURS.findall(light)), DARK: dict(_OURS.findall(dark))}


def read_theme(text: str, path: Path, report: Report) -> Theme:
    """Return the colours in a theme's text; every mistake is noted, and so is a pair of colours that some people could
    not read.
    """
    # Lines of a comment stay as empty ones, so that mistakes are told where they stand.
    bare = _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text)
    colours: dict[str, dict[str, _Colour]] = {LIGHT: {}, DARK: {}}
    for light, name, colour in _colours(bare, path, report):
        if name in colours[light]:
            report.add(path, colour.line, f'"--aw-{name}" stands here twice', "Keep one of the two.")
        colours[light][name] = colour
    for light, own in colours.items():
        _legible(light, own, path, report)
    values = {light: {name: colour.value for name, colour in own.items()} for light, own in colours.items()}
    return Theme(path, values[LIGHT], values[DARK])


def _colours(text: str, path: Path, report: Report) -> Iterator[tuple[str, str, _Colour]]:
    """Yield every colour: its light, its name and what it is."""
    around: list[str] = []
    for words, end, line in _statements(text):
        light = _LIGHTS.get(tuple(around))
        if end == "{":
            around.append("".join(words.lower().split()))
            # Within a block that is not read no second mistake is told: its first line says it all.
            if tuple(around) not in _PLACES and (not around[:-1] or tuple(around[:-1]) in _PLACES):
                report.add(path, line, f'"{words}" is not read in a theme', _HOW)
            continue
        if words and light is None and (not around or tuple(around) in _PLACES):
            report.add(path, line, f'"{words}" is not read here', _HOW)
        elif words and light and (named := _colour_in(words, line, path, report)):
            yield light, *named
        if end == "}" and not around:
            report.add(path, line, "a } closes nothing", "Take it out, or open a block before it.")
        elif end == "}":
            around.pop()
    if around:
        report.add(path, text.rstrip().count("\n") + 1, "a block is not closed", "Add a } at its end.")


def _statements(text: str) -> Iterator[tuple[str, str, int]]:
    """Yield the words before each `{`, `;` and `}`, with that mark ("" at the end), and the line on which they
    begin.
    """
    words, line = "", 1
    for piece in _PIECE.finditer(text):
        begins = piece.start() + len(piece[0]) - len(piece[0].lstrip())
        if piece[0] not in "{};":
            words, line = " ".join(piece[0].split()), text.count("\n", 0, begins) + 1
            continue
        yield words, piece[0], line if words else text.count("\n", 0, begins) + 1
        words = ""
    if words:
        yield words, "", line


def _colour_in(words: str, line: int, path: Path, report: Report) -> tuple[str, _Colour] | None:
    """Return a colour's name and value, or None once it is noted why these words are none."""
    name, _, value = (part.strip() for part in words.partition(":"))
    known = [f"--aw-{own}" for own in kit_colours()[LIGHT]]
    if name not in known:
        report.add(path, line, f'"{name}" is no colour of the kit', mend(name, known, "take it out"))
    elif not _HEX.fullmatch(value):
        report.add(path, line, f'{name}: "{value}" is not read as a colour', "Write # and six digits, such as #1b2a33.")
    else:
        return name.removeprefix("--aw-"), _Colour(_six(value), line)
    return None


def _legible(light: str, own: Mapping[str, _Colour], path: Path, report: Report) -> None:
    """Note every pair in which a colour of the theme's own is too close to what it stands on, be that the theme's own
    or the kit's.
    """
    colours = {**kit_colours()[light], **{name: colour.value for name, colour in own.items()}}
    for front, back, least in PAIRS:
        place = own.get(front) or own.get(back)
        if place and (ratio := contrast(colours[front], colours[back])) < least:
            pair = f"--aw-{front} {colours[front]} on --aw-{back} {colours[back]}"
            cure = f"Make one of them lighter or darker, until it is {least} or more: some people could not see it."
            report.add(path, place.line, f"in the {light}, {pair} has a contrast of {ratio:.2f}", cure)


def _six(value: str) -> str:
    digits = value[1:].lower()
    return f"#{digits}" if len(digits) > len("rgb") else "#" + "".join(digit * 2 for digit in digits)


def _declarations(colours: Mapping[str, str]) -> str:
    return " ".join(f"--aw-{name}: {value};" for name, value in colours.items())
