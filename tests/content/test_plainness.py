"""How plainly a text reads, and the words the kit leaves out."""

from __future__ import annotations

import pytest

from plainness import Found, avoided, grade, syllables

PLAIN = "Sit down. Drink some water. Look at the door. You may go home."
HARD = (
    "Institutional facilitators systematically operationalise confidentiality considerations notwithstanding "
    "jurisdictional heterogeneity."
)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("tea", 1),
        ("water", 2),
        ("asked", 1),
        ("wanted", 2),
        ("table", 2),
        ("makes", 1),
        ("houses", 2),
        ("facilitator", 5),
    ],
)
def test_syllables_are_counted_as_they_are_spoken(word: str, expected: int) -> None:
    assert syllables(word) == expected


def test_short_words_in_short_sentences_are_a_low_grade() -> None:
    assert grade(PLAIN) < 2


def test_long_words_in_a_long_sentence_are_a_high_grade() -> None:
    assert grade(HARD) > 20


def test_what_stands_in_a_code_fence_is_no_reading() -> None:
    assert grade(f"{PLAIN}\n\n```yaml\n{HARD}\n```") == grade(PLAIN)


def test_a_text_without_words_has_no_grade() -> None:
    assert grade("---") == 0.0


def test_a_word_to_avoid_is_found_with_its_line() -> None:
    assert avoided("All is well.\nThat is Normal, they said.") == (Found("normal", 2),)


@pytest.mark.parametrize("text", ["a shoulder", "an abnormality", "normal-looking", "brokenhearted"])
def test_a_word_that_only_holds_one_is_left_alone(text: str) -> None:
    assert avoided(text) == ()


def test_a_word_may_stand_where_its_phrase_is_allowed_and_nowhere_else() -> None:
    text = "They ask: is this\nnormal? It is normal."
    assert avoided(text, ["is this normal?"]) == (Found("normal", 2),)
