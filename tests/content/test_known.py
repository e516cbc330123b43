"""A name that an author wrote and nobody defines is told with the one that may have been meant."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from afterwave.content.known import SHOWN, slip_of
from afterwave.content.load import load
from afterwave.errors import ContentError
from content_folder import Folder

LineOf = Callable[[str, str], int]


@pytest.mark.parametrize(
    ("name", "old", "new", "cure"),
    [
        ("en/brewing.md", ":::{poll} tea", ":::{poll} teas", 'Write "tea", or define it in polls.yaml. There is: tea.'),
        (
            "en/brewing.md",
            ":::{evidence} tea-warms",
            ":::{evidence} tea-warm",
            'Write "tea-warms", or define it in evidence.yaml. There is: tea-warms.',
        ),
        (
            "en/brewing.md",
            ":::{poll} tea",
            ":::{poll} milk",
            "Define it in polls.yaml, or mend its spelling. There is: tea.",
        ),
        (
            "evidence.yaml",
            "potter1900",
            "poter1900",
            'Write "potter1900", or define it in references.yaml. There is: potter1900.',
        ),
    ],
)
def test_a_name_that_nobody_defines_is_told_with_the_nearest_and_those_there_are(
    folder: Folder, name: str, old: str, new: str, cure: str
) -> None:
    folder.replace(name, old, new)
    assert [problem.cure for problem in folder.problems()] == [cure]


def test_a_languages_glossary_is_no_section_and_no_mistake(folder: Folder) -> None:
    folder.write("en/glossary.md", "# Terms\n\nkettle: boiler\n")
    assert [section.slug for section in load(folder.path).sections] == ["brewing"]
    folder.replace("workshop.yaml", "[brewing]", "[brewing, glosary]")
    assert [problem.cure for problem in folder.problems()] == [
        "Create en/glosary.md, or mend its spelling. There is: brewing."
    ]


def test_a_misspelt_section_is_told_where_it_is_listed_with_the_nearest_that_is_written(
    folder: Folder, line_of: LineOf
) -> None:
    folder.replace("workshop.yaml", "[brewing]", "[brewin]")
    (problem,) = folder.problems()
    assert (problem.path.name, problem.line) == ("workshop.yaml", line_of("workshop.yaml", "sections"))
    assert problem.problem == 'no section "brewin" is written'
    assert problem.cure == 'Write "brewing", or create en/brewin.md. There is: brewing.'


def test_the_section_that_was_meant_is_one_that_is_not_listed_yet(folder: Folder) -> None:
    folder.write("en/brewed.md", (folder.path / "en/brewing.md").read_text())
    folder.replace("workshop.yaml", "[brewing]", "[brewing, brewd]")
    assert [problem.cure for problem in folder.problems()] == [
        'Write "brewed", or create en/brewd.md. There is: brewed.'
    ]


def test_a_section_that_a_language_lacks_is_not_taken_for_a_misspelt_one(folder: Folder) -> None:
    folder.replace("workshop.yaml", "[en]", "[en, de]")
    folder.write("de/brew.md", "")
    with pytest.raises(ContentError) as caught:
        load(folder.path, "de")
    assert [(one.path.name, one.problem, one.cure) for one in caught.value.problems] == [
        (
            "workshop.yaml",
            'the section "brewing" is not written in "de"',
            "Create de/brewing.md, or take the section or the language out.",
        )
    ]


def test_a_misspelt_directive_is_told_with_the_one_that_was_meant(folder: Folder) -> None:
    folder.replace("en/brewing.md", ":::{slide} leaf", ":::{slyde} leaf")
    (problem,) = folder.problems()
    assert problem.cure.startswith("Write {slide}. There are: {")


def test_of_many_names_only_those_most_like_it_are_listed(folder: Folder) -> None:
    poll = "  {kind: pick-any, question: Which?, options: [{id: a, label: A}, {id: b, label: B}]}\n"
    folder.write(
        "en/polls.yaml", "".join(f"{name}:\n{poll}" for name in ["tea", *(f"cup-{number}" for number in range(30))])
    )
    folder.replace("en/brewing.md", ":::{poll} tea", ":::{poll} teas")
    (problem,) = folder.problems()
    assert problem.cure.startswith('Write "tea", or define it in polls.yaml. There are 31, such as: tea, ')
    assert problem.cure.count("cup-") == SHOWN - 1


def test_a_poll_is_missed_gently_where_there_are_none(folder: Folder) -> None:
    (folder.path / "en/polls.yaml").unlink()
    (problem,) = folder.problems()
    assert problem.cure == "Define it in polls.yaml, or mend its spelling. There are none yet."


@pytest.mark.parametrize(
    ("name", "old", "new", "meant"),
    [
        ("evidence.yaml", "potter1900", "potter1901", "potter1900"),
        ("evidence.yaml", "strength: plausible", "strength: unsupported", "supported"),
        ("evidence.yaml", "strength: plausible", "strength: uncontested", "contested"),
        ("en/brewing.md", ":::{evidence} tea-warms", ":::{evidence} tea-harms-not", "tea-warms"),
        ("en/brewing.md", ":::{evidence} tea-warms", ":::{evidence} tea-unwarms", "tea-warms"),
    ],
)
def test_another_claim_source_or_strength_is_never_proposed_for_one_that_looks_like_it(
    folder: Folder, name: str, old: str, new: str, meant: str
) -> None:
    folder.replace(name, old, new)
    (problem,) = folder.problems()
    assert not re.search(f'Write "?{meant}', problem.cure), problem.cure


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("tea", "teas"),
        ("teas", "tea"),
        ("tae", "tea"),
        ("toa", "tea"),
        ("tea-2", ""),
        ("eat", ""),
        ("untea", ""),
        ("t", ""),
    ],
)
def test_a_slip_of_the_pen_is_one_letter_more_less_or_other_or_two_swapped(written: str, meant: str) -> None:
    assert slip_of(written, [meant] if meant else ["tea", "tea-1"]) == meant


def test_a_name_that_is_one_slip_from_two_others_is_taken_for_neither() -> None:
    assert slip_of("men", ["mean", "menu"]) == ""
