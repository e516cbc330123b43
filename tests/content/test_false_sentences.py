"""Sentences that this kit once said and that are not true: neither they nor their like come back, in any of its languages, in its guide or in its notebooks."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

import pytest

from afterwave.content.places import kit


class Untrue(NamedTuple):
    """What must not be said, in one language: a pattern, a sentence that it finds, and why it is not true."""

    language: str
    pattern: str
    once: str
    why: str


REPORTING = "In some countries staff must tell the police, and whoever was hurt can be charged: nobody can be promised that going there means no report."

UNTRUE = (
    Untrue("en", r"not (oblige|require|force|bind)\w* \w+ to report", "Going there does not oblige you to report anything.", REPORTING),
    Untrue("en", r"(?<!in many places, going there does )not mean reporting", "Going for it does not mean reporting.", REPORTING),
    Untrue("en", r"not the same as reporting", "Say that going there is not the same as reporting.", REPORTING),
    Untrue("es", r"no (te |les? |os )?(obliga|compromete)\w* a (denunciar|informar)", "Ir allí no te obliga a denunciar nada.", REPORTING),
    Untrue("es", r"(?<!en muchos lugares, ir allí )no (significa|supone|implica) denunciar", "Ir allí no significa denunciar.", REPORTING),
    Untrue("ar", r"لا يُ?لزم\w* [^.]{0,20}(بلاغ|إبلاغ)", "والذهاب إليه لا يلزمكم بتقديم أي بلاغ.", REPORTING),
    Untrue("ar", r"(?<!في أماكن كثيرة )لا يعني الذهاب إليه تقديم بلاغ", "لا يعني الذهاب إليه تقديم بلاغ.", REPORTING),
)


@cache
def told(language: str) -> dict[str, str]:
    """Return what is said in a language, each file in one line: the content, and in English the guide and the notebooks as well."""
    content = kit("content")
    files = [*(content / language).glob("*.md"), *(content / language).glob("*.yaml"), *(content / language).glob("*.po")]
    if language == "en":
        files += [*content.glob("*.yaml"), *kit("facilitator_guide").glob("*.md"), *kit("notebooks").glob("*.ipynb")]
    return {f"{file.parent.name}/{file.name}": in_one_line(file.read_text("utf-8")) for file in files}


def in_one_line(text: str) -> str:
    """Return a text with its breaks as spaces: those of lines, and those between the strings of a notebook or of a catalogue."""
    return " ".join(re.sub(r'(\\n)?",?\s*\n\s*"', " ", text).split()).lower()


@pytest.mark.parametrize("untrue", UNTRUE, ids=lambda untrue: f"{untrue.language}: {untrue.once[:40]}")
def test_a_sentence_that_is_not_true_does_not_come_back(untrue: Untrue) -> None:
    assert [file for file, text in told(untrue.language).items() if re.search(untrue.pattern, text)] == [], untrue.why


@pytest.mark.parametrize("untrue", UNTRUE, ids=lambda untrue: f"{untrue.language}: {untrue.once[:40]}")
def test_the_pattern_finds_the_sentence_that_was_said(untrue: Untrue) -> None:
    assert re.search(untrue.pattern, in_one_line(untrue.once))


def test_a_sentence_is_found_across_the_lines_of_a_notebook() -> None:
    assert in_one_line('"does not oblige\\n",\n       "you to report"') == '"does not oblige you to report"'
