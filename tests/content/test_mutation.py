"""Whatever one line of the content folder is changed to: it is told where it stands, or participants see nothing that
was not meant for them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from afterwave.content.places import EXAMPLE, kit
from edits import edits
from mutation import Trial, kept_in_memory

WHOLE = {"example": EXAMPLE, "kit": kit("content")}


@pytest.fixture(scope="module")
def memory() -> Iterator[None]:
    with kept_in_memory():
        yield


def tried(trial: Trial, count: int, seed: int) -> list[str]:
    """Return what went wrong with so many edits."""
    return [wrong for edit in edits(trial.files, count, seed) if (wrong := trial.wrong(edit))]


@pytest.mark.usefixtures("memory")
def test_a_line_that_is_changed_in_the_example_is_told_or_harmless(tmp_path: Path) -> None:
    assert tried(Trial(EXAMPLE, tmp_path / "content"), 130, seed=14) == []


@pytest.mark.usefixtures("memory")
def test_a_line_that_is_changed_in_one_section_of_the_kit_is_told_or_harmless(tmp_path: Path) -> None:
    assert tried(Trial(kit("content"), tmp_path / "content", sections="enough"), 24, seed=14) == []


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Trial:
    """Give the trial of a whole folder, which leaves it as it was after each edit."""
    request.getfixturevalue("memory")
    return Trial(WHOLE[request.param], tmp_path_factory.mktemp("whole") / "content")


@pytest.mark.prove
@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("whole", WHOLE, indirect=True)
def test_thousands_of_changed_lines_are_told_or_harmless(whole: Trial, seed: int) -> None:
    assert tried(whole, 650, seed) == []
