"""A workshop's own colours: what is read of a theme, what pages get, and every mistake with its line and its cure."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from afterwave.content.contrast import PAIRS, contrast
from afterwave.content.load import load
from afterwave.content.places import kit
from afterwave.content.theme import TOKENS, Theme, kit_colours
from afterwave.launch.polls_alone import workshop_of_polls
from content_folder import Folder

LineOf = Callable[[str, str], int]

THEME = """\
/* Moss:
   green, and quiet. */
:root {
  --aw-paper: #f3f6ef;
  --aw-deep: #2F4A1C;
}
@media (prefers-color-scheme: dark) {
  :root { --aw-paper: #123; --aw-deep: #bcd9a0 }
}
"""

SPOILED = [
    ("a name that is not known", "--aw-paper: #f3f6ef", "--aw-papre: #f3f6ef", '"--aw-papre" is no colour of the kit'),
    ("a typeface", "--aw-paper: #f3f6ef", "--aw-sans: Comic", '"--aw-sans" is no colour of the kit'),
    ("a property", "--aw-paper: #f3f6ef", "color: #f3f6ef", '"color" is no colour of the kit'),
    ("a colour by name", "#f3f6ef", "white", '--aw-paper: "white" is not read as a colour'),
    ("a colour one can look through", "#f3f6ef", "#f3f6efcc", '--aw-paper: "#f3f6efcc" is not read as a colour'),
    ("another host", "#f3f6ef", "url(//a.example/x)", '--aw-paper: "url(//a.example/x)" is not read as a colour'),
    (
        "a forgotten semicolon",
        "#f3f6ef;",
        "#f3f6ef",
        '--aw-paper: "#f3f6ef --aw-deep: #2F4A1C" is not read as a colour',
    ),
    ("a colour that stands twice", "--aw-deep: #2F4A1C", "--aw-paper: #ffffff", '"--aw-paper" stands here twice'),
    ("another selector", ":root {\n", "body {\n", '"body" is not read in a theme'),
    (
        "another condition",
        "@media (prefers-color-scheme: dark)",
        "@media print",
        '"@media print" is not read in a theme',
    ),
    ("an import", "/* Moss:", '@import "x.css"; /* Moss:', '"@import "x.css"" is not read here'),
    ("a colour outside", "@media", "--aw-ink: #000;\n@media", '"--aw-ink: #000" is not read here'),
    ("a block that stays open", "#bcd9a0 }\n}", "#bcd9a0 }\n", "a block is not closed"),
    ("a bracket too many", "#bcd9a0 }\n}", "#bcd9a0 }\n}\n}", "a } closes nothing"),
    (
        "words nobody can read on it",
        "#f3f6ef",
        "#556b2f",
        "in the light, --aw-ink #1b2a33 on --aw-paper #556b2f has a contrast of 2.48",
    ),
    (
        "a link nobody can read in the dark",
        "#bcd9a0",
        "#334b22",
        "in the dark, --aw-deep #334b22 on --aw-paper #112233 has a contrast of 1.67",
    ),
]


@pytest.fixture
def themed(folder: Folder) -> Folder:
    folder.write("workshop.yaml", (folder.path / "workshop.yaml").read_text() + "theme: theme.css\n")
    folder.write("theme.css", THEME)
    return folder


def theme(folder: Folder) -> Theme:
    found = load(folder.path).theme
    assert found
    return found


def test_a_theme_s_colours_are_read_for_each_light(themed: Folder) -> None:
    found = theme(themed)
    assert (found.light, found.dark) == (
        {"paper": "#f3f6ef", "deep": "#2f4a1c"},
        {"paper": "#112233", "deep": "#bcd9a0"},
    )


def test_paper_gets_the_headings_and_the_wave_and_no_colour_that_white_would_hide(themed: Folder) -> None:
    assert theme(themed).on_white() == {"deep": "#2f4a1c"}
    night = (
        "--aw-ink: #ffffff; --aw-quiet: #dddddd; --aw-deep: #bcd9a0; --aw-glow: #ffddaa; --aw-danger: #ffcccc; "
        "--aw-veil: #111111; --aw-on-deep: #000000"
    )
    themed.replace(
        "theme.css", "--aw-paper: #f3f6ef;\n  --aw-deep: #2F4A1C;", f"--aw-paper: #000000; --aw-wave: #666666; {night};"
    )
    assert theme(themed).on_white() == {"wave": "#666666"}


def test_a_workshop_need_not_have_colours_of_its_own(folder: Folder) -> None:
    assert load(folder.path).theme is None


def test_pages_get_the_colours_and_nothing_else_of_the_file(themed: Folder) -> None:
    assert theme(themed).css() == (
        ":root { --aw-paper: #f3f6ef; --aw-deep: #2f4a1c; }\n"
        '@media (prefers-color-scheme: dark) { :root:not([data-theme="light"]) { --aw-paper: #112233; --aw-deep: '
        "#bcd9a0; } }\n"
        ':root[data-theme="dark"] { --aw-paper: #112233; --aw-deep: #bcd9a0; }\n'
    )


@pytest.mark.parametrize(("old", "new", "expected"), [row[1:] for row in SPOILED], ids=[row[0] for row in SPOILED])
def test_one_mistake_in_a_theme_is_told_with_a_cure(themed: Folder, old: str, new: str, expected: str) -> None:
    themed.replace("theme.css", old, new)
    told = [problem for problem in themed.problems() if problem.problem == expected]
    assert len(told) == 1, themed.problems()
    assert told[0].cure.endswith(".")


@pytest.mark.parametrize(
    ("old", "new", "at"),
    [
        ("--aw-deep: #2F4A1C", "--aw-depp: #2F4A1C", "--aw-depp"),
        ("@media (prefers-color-scheme: dark)", "@media print", "@media"),
        ("#2F4A1C", "#e0e0e0", "#e0e0e0"),
        ("#bcd9a0 }\n}", "#bcd9a0 }\n}\nbody { color: red }", "body"),
    ],
)
def test_a_mistake_in_a_theme_is_told_at_its_own_line(
    themed: Folder, line_of: LineOf, old: str, new: str, at: str
) -> None:
    themed.replace("theme.css", old, new)
    assert {(problem.path.name, problem.line) for problem in themed.problems()} == {
        ("theme.css", line_of("theme.css", at))
    }


def test_a_theme_that_is_not_there_is_told_where_it_is_named(folder: Folder, line_of: LineOf) -> None:
    folder.replace("workshop.yaml", "title: Tea\n", "title: Tea\ntheme: moss.css\n")
    (problem,) = folder.problems()
    assert (problem.path.name, problem.line) == ("workshop.yaml", line_of("workshop.yaml", "theme: moss.css"))
    assert (problem.problem, problem.cure) == (
        'theme: there is no file "moss.css"',
        "Put it beside workshop.yaml, or mend its spelling. There are none yet.",
    )


def test_a_theme_that_is_misspelt_is_offered_the_file_that_is_there(themed: Folder) -> None:
    themed.replace("workshop.yaml", "theme: theme.css", "theme: them.css")
    (problem,) = themed.problems()
    assert problem.cure == 'Write "theme.css", or put it beside workshop.yaml. There is: theme.css.'


def test_a_folder_is_no_theme(folder: Folder) -> None:
    folder.replace("workshop.yaml", "title: Tea\n", "title: Tea\ntheme: en\n")
    (problem,) = folder.problems()
    assert (problem.path.name, problem.problem) == ("workshop.yaml", 'theme: there is no file "en"')


@pytest.mark.parametrize("name", ["../theme.css", "/etc/theme.css", "C:theme.css", "looks/theme.css", ".."])
def test_a_theme_lies_beside_the_workshop(themed: Folder, line_of: LineOf, name: str) -> None:
    themed.replace("workshop.yaml", "theme: theme.css", f"theme: {name}")
    (problem,) = themed.problems()
    assert "is not the bare name of a file beside workshop.yaml" in problem.problem
    assert problem.line == line_of("workshop.yaml", "theme:")


def test_polls_alone_keep_the_workshop_s_colours(themed: Folder, tmp_path: Path) -> None:
    alone = load(workshop_of_polls(tmp_path / "alone", load(themed.path), None)).theme
    assert alone
    assert alone.css() == theme(themed).css()


def test_every_colour_of_the_kit_has_a_value_for_each_light() -> None:
    names = {
        line.split(":")[0].strip()
        for line in (kit("share") / TOKENS).read_text().splitlines()
        if line.strip().startswith("--aw-") and "#" in line
    }
    assert {light: {f"--aw-{name}" for name in colours} for light, colours in kit_colours().items()} == {
        "light": names,
        "dark": names,
    }


def test_the_kit_s_own_colours_pass_what_a_theme_has_to_pass() -> None:
    for colours in kit_colours().values():
        assert [(front, back) for front, back, least in PAIRS if contrast(colours[front], colours[back]) < least] == []


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("#000000", "#ffffff", 21.0), ("#ffffff", "#ffffff", 1.0), ("#777777", "#ffffff", 4.48)]
)
def test_contrast_is_wcags(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)
