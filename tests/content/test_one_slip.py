"""One slip of the pen is told once, where it stands: what it hides from the reader is not missed in files that are
sound.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from afterwave.content.load import load
from content_folder import FILES, Folder, written

MORE = {
    "en/brewing.md": FILES["en/brewing.md"].replace(":::{slide} leaf\n", ":::{slide} leaf\n:polls: care\n")
    + "\n:::{chart} how-many\n- **ever.** Ever\n:::\n",
    "en/pouring.md": FILES["en/brewing.md"]
    .replace("slug: brewing\ntitle: Brewing", "slug: pouring\ntitle: Pouring")
    .replace(":::{poll} tea", ":::{poll} care"),
    "en/polls.yaml": FILES["en/polls.yaml"] + FILES["en/polls.yaml"].replace("tea:", "care:"),
    "workshop.yaml": FILES["workshop.yaml"].replace("[brewing]", "[brewing, pouring]"),
    "evidence.yaml": FILES["evidence.yaml"] + FILES["evidence.yaml"].replace("tea-warms", "tea-cools"),
    "references.yaml": FILES["references.yaml"] + FILES["references.yaml"].replace("potter1900", "kettle1910"),
    "prevalence.yaml": (
        "p1: {who: cooks, n: 9, window: ever, measure: tea, percent: 3, source: potter1900, verified: true, chart: "
        "true}\n"
    ),
}


@pytest.fixture
def tea(tmp_path: Path) -> Folder:
    made = written(tmp_path / "content", FILES | MORE)
    load(made.path)
    return made


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("en/pouring.md", "title: Pouring", "title: Pouring: out"),
        ("en/pouring.md", "slug: pouring", "slug:pouring"),
        ("en/pouring.md", "cut_order: 1", "cut-order: 1"),
        ("en/pouring.md", ":::{poll} care", "::{poll} care"),
        ("en/pouring.md", ":::{poll} care", ":::{pol} care"),
        ("en/pouring.md", ":::{poll} care", ":::{poll} Care"),
        ("workshop.yaml", "[brewing, pouring]", "[brewing, puring]"),
        ("workshop.yaml", "[brewing, pouring]", "[brewing, pouring, pouring]"),
        ("evidence.yaml", "tea-warms:\n", "tea-warms:\nclaims:\n"),
        ("evidence.yaml", "tea-warms:\n  claim: Tea", "tea-warms:\nclaim: Tea"),
        ("evidence.yaml", "tea-warms:\n", "tea--warms:\n"),
        ("evidence.yaml", "tea-warms:\n", "tea-warms:|\n"),
        ("en/polls.yaml", "care:\n", "  care:\n"),
        ("en/polls.yaml", "tea:\n", "yes:\n"),
        ("references.yaml", "potter1900: {", "potter1900:{"),
        ("references.yaml", "potter1900: {", "kettle1910: {"),
        ("references.yaml", "potter1900: {", "# potter1900\n9: {"),
        ("prevalence.yaml", "n: 9", "n: nine"),
        ("prevalence.yaml", "p1: {", "p1 {"),
    ],
)
def test_a_slip_is_told_where_it_stands_and_nowhere_else(tea: Folder, name: str, old: str, new: str) -> None:
    tea.replace(name, old, new)
    assert {problem.path.relative_to(tea.path).as_posix() for problem in tea.problems()} == {name}


@pytest.mark.parametrize("name", ["evidence.yaml", "en/polls.yaml", "references.yaml"])
def test_a_file_in_which_all_stands_behind_a_comment_is_told_once(tea: Folder, name: str) -> None:
    text = (tea.path / name).read_text("utf-8")
    tea.write(name, "".join(f"# {line}" for line in text.splitlines(keepends=True)))
    problems = {problem.path.name: problem.problem for problem in tea.problems()}
    assert problems == {Path(name).name: "nothing is defined here, and other files name entries of it"}


def test_a_file_that_nobody_reads_for_its_name_is_told_once(tea: Folder) -> None:
    (tea.path / "evidence.yaml").rename(tea.path / "evidance.yaml")
    (problem,) = tea.problems()
    assert problem.cure == "Call it evidence.yaml, or take it out of the folder."


def test_a_name_that_nobody_defines_is_told_beside_a_mistake_that_hides_none(tea: Folder) -> None:
    tea.replace("evidence.yaml", "strength: plausible", "strength: plausibel")
    tea.replace("en/brewing.md", ":::{evidence} tea-warms", ":::{evidence} tea-wars")
    assert {problem.path.name for problem in tea.problems()} == {"evidence.yaml", "brewing.md"}


def test_a_label_that_is_lost_in_a_broken_catalogue_is_not_missed_in_each_note(tea: Folder) -> None:
    tea.replace("workshop.yaml", "[en]", "[en, de]")
    label = 'msgid "Say"\nmsgstr "Sagen"\n'
    for name in ("brewing", "pouring"):
        tea.write(f"de/{name}.md", MORE[f"en/{name}.md"].replace("**Say.**", "**Sagen.**"))
    tea.write("de/messages.po", label)
    load(tea.path, "de")
    tea.write("de/messages.po", label.replace('"Sagen', "Sagen"))
    assert [problem.path.name for problem in tea.problems("de")] == ["messages.po"]
    tea.write("de/messages.po", label.replace("Sagen", "Sage"))
    assert {problem.path.name for problem in tea.problems("de")} == {"brewing.md", "pouring.md"}
