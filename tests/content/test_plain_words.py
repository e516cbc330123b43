"""The kit's own words are plain, and pass no verdict: the content, and the facilitator's guide."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterwave.content.places import kit
from plainness import avoided, grade

ALLOWED = (
    # a fear that people have, said aloud so that it can be answered
    "Is this normal?",
    # the workshop's heart, which denies the verdict
    "You are not broken",
    "Am I broken?",
    "Perhaps you once lay awake and asked yourself if you were broken",
    "ask: am I broken? Am I too sensitive?",
    "it does not make anyone broken",
    # a word named in order to be left out
    'Leave the word "crazy" at home',
    "*normal*, *should*, *broken*, *crazy*, *frigid*, *dysfunction*, *victim*",
    # a study's two groups, as it named them
    "It was seen in both sexes",
    # what people call it when crying brings relief; not a poll's picture
    "People call it an emotional release",
    "Some people call this an emotional release",
)
"""Where a word to avoid may stand, and nowhere else."""

PLAIN = 6.0
"""Years of school: what people read without effort when they are tired, or moved."""

SPOKEN = ("CHANGES.md", "en/*.md", "en/*.yaml", "evidence.yaml", "support.yaml", "workshop.yaml")
CONTENT = [path for pattern in SPOKEN for path in sorted(kit("content").glob(pattern))]
GUIDE = sorted(kit("facilitator_guide").glob("*.md"))


def name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


@pytest.mark.parametrize("path", [*CONTENT, *GUIDE], ids=name)
def test_no_word_passes_a_verdict_or_names_a_person_by_a_wound(path: Path) -> None:
    assert [f"{path}:{found.line}: {found.word}" for found in avoided(path.read_text("utf-8"), ALLOWED)] == []


@pytest.mark.parametrize("path", [path for path in [*CONTENT, *GUIDE] if path.suffix == ".md"], ids=name)
def test_everything_people_read_is_plain(path: Path) -> None:
    assert grade(path.read_text("utf-8").split("---\n", 2)[-1]) <= PLAIN


def test_every_allowed_phrase_is_still_needed() -> None:
    everything = " ".join(" ".join(path.read_text("utf-8") for path in [*CONTENT, *GUIDE]).split()).lower()
    assert [phrase for phrase in ALLOWED if phrase.lower() not in everything] == []
