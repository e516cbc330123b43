"""The chapter "Making it yours" is followed from top to bottom: its files are written, its commands run, and they say
what it says they say.
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from afterwave.cli.main import app
from afterwave.content.guide import chapters
from afterwave.content.load import load
from afterwave.content.places import EXAMPLE, kit

CHAPTER = next(chapter.text for chapter in chapters(kit("facilitator_guide")) if chapter.slug == "adapting")
STEP = re.compile(
    r"^```(?P<kind>\w+)(?: (?P<file>\S+))?\n(?P<text>.*?)^```$"
    r"|in\s+`(?P<spoilt>\S+)`,\s+delete\s+the\s+line\s+with\s+`(?P<line>[^`]+)`"
    r"|(?P<back>Put\s+the\s+line\s+back)"
    r"|In\s+`(?P<grown>\S+)`,\s+add\s+the\s+line\s+`(?P<more>[^`]+)`",
    re.DOTALL | re.MULTILINE,
)


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


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> Walk:
    """Give somebody who has walked the whole chapter; the tests look at what came of it."""
    folder = tmp_path_factory.mktemp("adapting")
    made = Walk(folder / "breaks")
    with pytest.MonkeyPatch.context() as patched:
        patched.chdir(folder)
        for found in STEP.finditer(CHAPTER):
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
    assert (workshop.title, [section.slug for section in workshop.sections], list(workshop.polls)) == (
        "Taking a break",
        ["rest"],
        ["break"],
    )
    assert (workshop.version, list(workshop.polls["break"].option_ids())) == ("1.1", ["alone", "others"])


def test_the_worked_example_wears_the_chapter_s_colours(walk: Walk) -> None:
    theme = load(walk.folder).theme
    assert theme
    assert (theme.light["deep"], theme.dark["deep"]) == ("#2f4a1c", "#bcd9a0")


def test_the_worked_example_bears_the_chapter_s_logo(walk: Walk) -> None:
    logo = load(walk.folder).logo
    assert logo
    assert (logo.kind, logo.words) == ("image/svg+xml", "A house with a lit window")


@pytest.mark.parametrize(("name", "source"), [("my-evening", kit("content")), ("my-workshop", EXAMPLE)])
def test_the_folders_that_the_chapter_begins_hold_what_it_says(walk: Walk, name: str, source: Path) -> None:
    assert load(walk.folder.parent / name).title == load(source).title
