"""A translation is held to the steps and the polls of what it was made from; its mistakes, word for word, are in
`spoiled.md`.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from afterwave.content.load import load
from afterwave.launch.workshops import read_editions
from content_folder import FILES, Folder

SCALE = """\
tea:
  kind: scale
  question: How warm?
  options: [{id: cold, label: Cold}, {id: warm, label: Warm}, {id: hot, label: Hot}]
"""
LEAF = ":::{slide} leaf\n# A leaf\n:::\n"
STEAM = ":::{breathe} steam\nLook at the steam.\n:::\n\n"


def translated(folder: Folder, *codes: str) -> Folder:
    """Return a folder in English and other languages, each a copy, listed in this order."""
    folder.replace("workshop.yaml", "[en]", f"[{', '.join(codes)}]")
    for code in codes:
        for name in ("brewing.md", "polls.yaml"):
            folder.write(f"{code}/{name}", FILES[f"en/{name}"])
    return folder


def told(folder: Folder) -> list[str]:
    """Return where mistakes are told, whatever the language."""
    return [f"{problem.path.parent.name}/{problem.path.name}" for problem in read_editions(folder.path)[1]]


def test_a_copy_of_the_english_is_whole_in_every_language(folder: Folder) -> None:
    assert told(translated(folder, "en", "pl", "de")) == []


@pytest.mark.parametrize(
    ("codes", "changed", "mistaken"),
    [
        (["en", "pl"], "pl", "pl"),
        (["pl", "en"], "pl", "pl"),  # made from the English, wherever that is listed
        (["en", "pl"], "en", "pl"),
        (["pl", "de"], "de", "de"),
        (["pl", "de"], "pl", "de"),
    ],
    ids=["as usual", "English second", "English changed", "no English", "no English and the first changed"],
)
def test_a_language_is_held_to_the_english_or_else_to_the_first(
    folder: Folder, codes: list[str], changed: str, mistaken: str
) -> None:
    translated(folder, *codes)
    folder.replace(f"{changed}/brewing.md", ":::{poll} tea", f"{STEAM}:::{{poll}} tea")
    folder.replace(f"{changed}/polls.yaml", "pick-any", "pick-one")
    assert told(folder) == [f"{mistaken}/brewing.md", f"{mistaken}/polls.yaml"]


def test_a_language_without_polls_of_its_own_asks_them_in_english(folder: Folder) -> None:
    translated(folder, "en", "pl")
    (folder.path / "pl/polls.yaml").unlink()
    assert load(folder.path, "pl").poll("tea").question == "Which tea?"


@pytest.mark.parametrize(
    ("kind", "order"), [("scale", ["its options stand in another order than in en/polls.yaml"]), ("pick-one", [])]
)
def test_the_order_of_options_is_held_to_where_they_are_steps_of_a_row(
    folder: Folder, kind: str, order: list[str]
) -> None:
    translated(folder, "en", "pl")
    polls = SCALE.replace("scale", kind)
    folder.write("en/polls.yaml", polls)
    cold = "{id: cold, label: Cold}"
    folder.write("pl/polls.yaml", polls.replace(f"{cold}, ", "").replace("Hot}]", f"Hot}}, {cold}]"))
    problems = read_editions(folder.path)[1]
    assert [problem.problem.partition(": ")[2] for problem in problems] == order
    assert [problem.cure for problem in problems] == ["Write them in this one: cold, warm, hot."] * len(order)


@pytest.mark.parametrize("file", ["brewing.md", "polls.yaml"])
def test_what_is_wrong_with_the_english_is_told_there_and_in_no_translation(folder: Folder, file: str) -> None:
    translated(folder, "en", "pl")
    spoilt = {"brewing.md": (":::{slide} leaf", ":::{slyde} leaf"), "polls.yaml": ("pick-any", "pick-some")}
    folder.replace(f"en/{file}", *spoilt[file])
    assert told(folder) == [f"en/{file}"]


def test_several_steps_that_a_translation_lacks_in_one_place_are_one_mistake(
    folder: Folder, line_of: Callable[[str, str], int]
) -> None:
    translated(folder, "en", "pl")
    text = FILES["en/brewing.md"]
    folder.write("pl/brewing.md", text[: text.index(":::{prompt}")])
    (problem,) = folder.problems("pl")
    assert (problem.line, problem.problem) == (
        line_of("pl/brewing.md", ":::{slide} leaf"),
        'the prompt "a-cup" and the discuss "why-tea" and the poll "tea" of en/brewing.md are missing',
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("## Warm hands {#hands}\nA cup warms them.\n\n", ""),
        (":::{evidence} tea-warms\n:::\n\n", ""),
        (":::{notes} leaf-notes\n**Say.** It is a leaf.\n:::\n\n", ""),
        (":choices: Green | Black\n", ""),
        (LEAF, f"## More {{#more}}\nMore.\n\n{LEAF}"),
        (LEAF, STEAM.replace("Look", ":where: phones\nLook") + LEAF),
    ],
    ids=["prose", "evidence", "notes", "choices", "more prose", "a breath on phones"],
)
def test_what_is_no_step_may_differ(folder: Folder, old: str, new: str) -> None:
    translated(folder, "en", "pl")
    folder.replace("pl/brewing.md", old, new)
    assert told(folder) == []
