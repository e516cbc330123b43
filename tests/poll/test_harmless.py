"""Strangers' words are made harmless, and stay readable in every script."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterwave.poll.harmless import harmless


@given(st.text())
def test_nothing_unseen_is_left_and_doing_it_twice_changes_nothing(text: str) -> None:
    once = harmless(text)
    unseen = [letter for letter in once if unicodedata.category(letter)[0] == "C" and letter not in "\n\u200c\u200d"]
    assert (unseen, harmless(once), "\n\n\n" in once) == ([], once, False)


@pytest.mark.parametrize(
    ("hostile", "left"),
    [
        ("safe\u202egnp.exe", "safegnp.exe"),
        ("a\u200bb\u2060c\ufeffd", "abcd"),
        ("\u2066x\u2069\u061c", "x"),
        ("bell\x07\x1b[31m", "bell[31m"),
        ("e" + "\u0301" * 500, "é" + "\u0301" * 2),
        ("one\r\n\r\n\r\n\r\ntwo", "one\n\ntwo"),
        ("\u200d\u200d x \u200d", "x"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("tag\U000e0041", "tag"),
    ],
)
def test_tricks_are_taken_out(hostile: str, left: str) -> None:
    assert harmless(hostile) == left


@pytest.mark.parametrize("words", ["¿Y si nadie llora?", "هل يبكي آخرون أيضا؟", "می\u200cخواهم", "क्षमा", "ひと", "👩\u200d🚀", "Two lines\nof words"])
def test_words_in_any_script_stay_as_they_are(words: str) -> None:
    assert harmless(words) == words
