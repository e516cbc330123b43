"""The chapter "Making it yours" is followed from top to bottom: its files are written, its commands run, and they say
what it says they say.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from afterwave.cli.main import app
from afterwave.content.guide import chapters
from afterwave.content.load import load
from afterwave.content.places import EXAMPLE, kit
from enumeration import daily

GUIDES = [kit("facilitator_guide"), *sorted(file.parent for file in kit("facilitator_guide").glob("*/adapting.md"))]
SAID = {
    "spoilt": r"in `(?P<spoilt>\S+)`, delete the line with `(?P<line>[^`]+)`",
    "back": r"(?P<back>Put the line back)",
    "grown": r"In `(?P<grown>\S+)`, add the line `(?P<more>[^`]+)`",
}
IN_SPANISH = {
    "spoilt": r"en `(?P<spoilt>\S+)`, borra la línea de `(?P<line>[^`]+)`",
    "back": r"(?P<back>Vuelve a poner la línea)",
    "grown": r"En `(?P<grown>\S+)`, añade la línea `(?P<more>[^`]+)`",
}
IN_ARABIC = {
    "spoilt": r"في `(?P<spoilt>\S+)` احذفوا السطر الذي فيه `(?P<line>[^`]+)`",
    "back": r"(?P<back>أعيدوا السطر إلى مكانه)",
    "grown": r"في `(?P<grown>\S+)` أضيفوا السطر `(?P<more>[^`]+)`",
}
WORDS = {"ar": IN_ARABIC, "es": IN_SPANISH}
"""How each language's chapter says what to change in a file, English where a language is not named."""


def steps(chapter: str, language: str) -> Iterator[re.Match[str]]:
    """Yield what a chapter says to do, in its order."""
    asked = (said.replace(" ", r"\s+") for said in WORDS.get(language, SAID).values())
    written = r"^```(?P<kind>\w+)(?: (?P<file>\S+))?\n(?P<text>.*?)^```$"
    return re.finditer("|".join([written, *asked]), chapter, re.DOTALL | re.MULTILINE)


class Walk:
    """Somebody who does what the chapter says, in its order; `said` holds each command with its exit code and output,
    `told` what the chapter says of it.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.said: list[tuple[str, int, str]] = []
        self.told: dict[int, str] = {}
        self.whole = (folder, "")

    def step(self, found: re.Match[str]) -> None:
        """Do one thing."""
        if found["kind"] == "sh":
            self.said += [self.run(line) for line in found["text"].splitlines()]
        elif found["kind"] == "text":
            self.told[len(self.said) - 1] = found["text"]
        elif found["file"]:
            self.write(self.folder / found["file"], found["text"])
        elif found["spoilt"]:
            self.spoil(self.folder / found["spoilt"], found["line"])
        elif found["back"]:
            self.write(*self.whole)
        else:
            path = self.folder / found["grown"]
            self.write(path, f"{path.read_text('utf-8')}{found['more']}\n")

    def run(self, line: str) -> tuple[str, int, str]:
        program, *words = shlex.split(line)
        assert program == "afterwave"
        done = CliRunner().invoke(app, words)
        return line, done.exit_code, done.output

    def write(self, path: Path, text: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def spoil(self, path: Path, word: str) -> None:
        self.whole = (path, path.read_text("utf-8"))
        lines = self.whole[1].splitlines(keepends=True)
        self.write(path, "".join(line for line in lines if word not in line))


@pytest.fixture(scope="module", params=daily(GUIDES, GUIDES[:1]), ids=[folder.name for folder in GUIDES])
def walk(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Walk:
    """Give somebody who has walked the whole chapter; the tests look at what came of it."""
    folder = tmp_path_factory.mktemp("adapting")
    chapter = next(one.text for one in chapters(request.param) if one.slug == "adapting")
    made = Walk(folder / "breaks")
    with pytest.MonkeyPatch.context() as patched:
        patched.chdir(folder)
        for found in steps(chapter, request.param.name):
            made.step(found)
    return made


def test_every_command_says_what_the_chapter_says_and_succeeds_where_it_says_nothing(walk: Walk) -> None:
    assert [
        line
        for place, (line, code, output) in enumerate(walk.said)
        if walk.told.get(place, "") not in output or (code and place not in walk.told)
    ] == []


def test_the_chapter_shows_a_beginning_of_each_kind_and_two_mistakes(walk: Walk) -> None:
    assert [line for line, *_ in walk.said if " new " in line] == [
        "afterwave new my-evening --from-kit",
        "afterwave new my-workshop",
    ]
    assert [code for line, code, _ in walk.said if line == "afterwave check breaks"] == [1, 1, 0, 0]


def test_the_worked_example_is_a_whole_workshop_with_a_version(walk: Walk) -> None:
    workshop = load(walk.folder)
    assert ([section.title for section in workshop.sections], list(workshop.polls)) == ([workshop.title], ["break"])
    assert (workshop.version, list(workshop.polls["break"].option_ids())) == ("1.1", ["alone", "others"])


def test_the_worked_example_wears_the_chapter_s_colours(walk: Walk) -> None:
    theme = load(walk.folder).theme
    assert theme
    assert (theme.light["deep"], theme.dark["deep"]) == ("#2f4a1c", "#bcd9a0")


def test_the_worked_example_bears_the_chapter_s_logo(walk: Walk) -> None:
    logo = load(walk.folder).logo
    assert logo
    assert (logo.kind, bool(logo.alt)) == ("image/svg+xml", True)


@pytest.mark.parametrize(("name", "source"), [("my-evening", kit("content")), ("my-workshop", EXAMPLE)])
def test_the_folders_that_the_chapter_begins_hold_what_it_says(walk: Walk, name: str, source: Path) -> None:
    assert load(walk.folder.parent / name).title == load(source).title
