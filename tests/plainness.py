"""How plainly a text reads: its reading grade, and the words that this kit leaves out of its own voice."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from afterwave.content.render import to_text

AVOIDED = (
    "normal",
    "abnormal",
    "should",
    "shouldn't",
    "broken",
    "crazy",
    "frigid",
    "dysfunction",
    "dysfunctional",
    "victim",
    "victims",
    "release",
    "releases",
    "released",
    "triggered",
    "trigger warning",
    "foreplay",
    "promiscuous",
    "real sex",
    "opposite sex",
    "both sexes",
    "both genders",
    "suffers from",
    "wheelchair-bound",
    "committed suicide",
)
"""Words that pass a verdict, name a person by a wound, or take one way of living for everybody's."""

_CODE = re.compile(r"^(`{3,}).*?^\1[ \t]*$", re.DOTALL | re.MULTILINE)
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
_SENTENCE = re.compile(r"[.!?:;]+[\"'\u201d\u2019)*_]*(?=\s|$)|\n+")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?:[^laeiouy]e|[^aeiouytd]ed|[^aeiouycgszx]es)$")


@dataclass(frozen=True)
class Found:
    """A word to avoid, and the line, from 1, on which it stands."""

    word: str
    line: int


def grade(markdown: str) -> float:
    """Return the Flesch-Kincaid grade of an English text: about how many years of school it asks for. A text without
    words is 0.

    Source: Kincaid and others, Derivation of new readability formulas for Navy enlisted personnel, 1975. Syllables are
    counted by their vowels.
    """
    text = to_text(_CODE.sub("", markdown))
    words = _WORD.findall(text)
    if not words:
        return 0.0
    sentences = sum(1 for sentence in _SENTENCE.split(text) if _WORD.search(sentence))
    return 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def syllables(word: str) -> int:
    """Return about how many syllables an English word has, 1 at least."""
    small = word.lower()
    return max(1, len(_VOWELS.findall(small)) - bool(_SILENT.search(small)))


def avoided(text: str, allowed: Collection[str] = ()) -> tuple[Found, ...]:
    """Return each word of `AVOIDED` in a text with its line, but for those that stand inside one of the `allowed`
    phrases; line breaks count as spaces.
    """
    for phrase in allowed:
        spaced = r"\s+".join(re.escape(word) for word in phrase.split())
        text = re.sub(spaced, lambda found: re.sub(r"\S", "·", found[0]), text, flags=re.IGNORECASE)
    words = re.compile(rf"(?<![\w-])({'|'.join(re.escape(word) for word in AVOIDED)})(?![\w-])", re.IGNORECASE)
    return tuple(Found(found[0].lower(), text.count("\n", 0, found.start()) + 1) for found in words.finditer(text))
