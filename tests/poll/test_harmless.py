"""Strangers' words are made harmless, and stay readable in every script."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterwave.poll.harmless import harmless

WRITING = [
    unicodedata.normalize("NFC", words)
    for words in (
        "བོད་སྐད་ལ་རྒྱུ་ཧཱུྃ",  # Tibetan stacks
        "བསྒྲུབས་ ཧྐྵྨླྺྼྻྂ",  # the tallest there is
        "בְּרֵאשִׁ֖ית בָּרָ֣א אֱלֹהִ֑ים",  # Hebrew, pointed, with its accents
        "بِسْمِ ٱللَّهِ، آية \u06dd١",  # Arabic with vowels, and the end of a verse
        "ᠮᠣᠩᠭᠣᠯ\u180eᠠ",  # a Mongolian vowel that stands apart
        "ที่นี่ น้ำ",  # Thai, two marks on a letter
        "Tiếng Việt, Zażółć, naïve",
        "क्ष्म्य ज़िंदगी",
        "葛\U000e0100城",  # a form of a letter that stands in somebody's name
        "😶\u200d🌫\ufe0f 👩🏽\u200d🤝\u200d👨🏿 1\ufe0f\u20e3",
    )
]


def test_a_pictogram_that_this_python_does_not_know_yet_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    known = unicodedata.category
    monkeypatch.setattr(unicodedata, "category", lambda letter: "Cn" if letter == "🫩" else known(letter))
    assert harmless("tired 🫩") == "tired 🫩"


@given(st.text())
def test_nothing_unseen_is_left_and_doing_it_twice_changes_nothing(text: str) -> None:
    once = harmless(text)
    unseen = [letter for letter in once if unicodedata.category(letter) in {"Cc", "Cs", "Co"} and letter != "\n"]
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
        ("a" + "\u0301\u200d" * 50, "á\u200d\u0301\u200d\u0301"),
        ("ก" + "\u0e35" * 50, "ก" + "\u0e35" * 2),
        (
            "ก" + "\u0e34\u0e35\u0e36\u0e37\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4d\u0e4e",
            "ก\u0e34\u0e35\u0e36\u0e37\u0e47\u0e48\u0e49\u0e4a",
        ),
        ("x\ufe0f\ufe0e\ufe0f\ufe0f", "x\ufe0f\ufe0e"),
        ("x\U000e0100\U000e01ef", "x"),
        ("\u3164\u3164x\uffa0", "x"),
        ("x\ufdd0\uffff\U0001ffff", "x"),
        ("\ue000x", "x"),
    ],
)
def test_tricks_are_taken_out(hostile: str, left: str) -> None:
    assert harmless(hostile) == left


@pytest.mark.parametrize(
    "words",
    [
        "¿Y si nadie llora?",
        "هل يبكي آخرون أيضا؟",
        "می\u200cخواهم",
        "क्षमा",
        "ひと",
        "👩\u200d🚀",
        "Two lines\nof words",
        *WRITING,
    ],
)
def test_words_in_any_script_stay_as_they_are(words: str) -> None:
    assert harmless(words) == words
