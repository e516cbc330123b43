"""Which version of its words a workshop has, and what changed with it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from afterwave.content.changes import Change, changes_in
from afterwave.content.load import load
from content_folder import Folder

LineOf = Callable[[str, str], int]
CHANGES = "# What changed\n\n## 1.1, in spring\n\nWarmer cups.\n\n## 1.0\n\nThe first.\n"


def versioned(folder: Folder, version: str = '"1.1"', changes: str = CHANGES) -> None:
    folder.replace("workshop.yaml", "title: Tea\n", f"title: Tea\nversion: {version}\n")
    folder.write("CHANGES.md", changes)


def test_every_version_is_told_with_its_line_and_its_words() -> None:
    assert changes_in(CHANGES) == (Change("1.1", 3, "Warmer cups."), Change("1.0", 7, "The first."))


def test_a_workshop_knows_its_version_and_what_changed(folder: Folder) -> None:
    versioned(folder)
    workshop = load(folder.path)
    assert (workshop.version, workshop.changes) == ("1.1", CHANGES)


def test_a_workshop_need_not_count_its_versions(folder: Folder) -> None:
    assert load(folder.path).version == ""


@pytest.mark.parametrize(
    ("version", "changes", "file", "at", "says"),
    [
        ('"1.2"', CHANGES, "CHANGES.md", "## 1.1", "the newest entry is 1.1, and workshop.yaml says version 1.2"),
        ('"1.1"', "# What changed\n", "CHANGES.md", "# What", "nothing says what changed with version 1.1"),
        ('"1.1"', "## 1.1\n\n## 1.0\n\nx\n", "CHANGES.md", "## 1.1", "version 1.1 says nothing"),
        ('""', CHANGES, "workshop.yaml", "version:", "there is a CHANGES.md, and no version"),
        ("1.1", CHANGES, "workshop.yaml", "version:", "version: this is read as a number, and not as words"),
    ],
)
def test_a_version_and_what_is_said_of_it_are_held_together(
    folder: Folder, line_of: LineOf, version: str, changes: str, file: str, at: str, says: str
) -> None:
    versioned(folder, version, changes)
    (problem,) = folder.problems()
    assert (problem.path.name, problem.line, problem.problem) == (file, line_of(file, at), says)


def test_a_version_without_a_file_of_changes_is_told(folder: Folder) -> None:
    folder.replace("workshop.yaml", "title: Tea\n", 'title: Tea\nversion: "1.0"\n')
    (problem,) = folder.problems()
    assert (problem.path.name, problem.cure) == (
        "CHANGES.md",
        "Write a heading `## 1.0`, and below it what people will notice.",
    )
