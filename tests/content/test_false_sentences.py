"""Sentences that this kit once said and that are not true: neither they nor their like come back, in any of its
languages, in its guide or in its notebooks.
"""

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


REPORTING = (
    "In some countries staff must tell the police, and whoever was hurt can be charged: nobody can be promised that "
    "going there means no report."
)
BESIDE = (
    "Burri 2020, Raftery 2024, Fernandes 2016 and McKeen 2022 asked both, and found differences, now one way, now the "
    "other."
)
HORMONES = (
    "Behnia 2014 and Krüger 2003 changed a hormone and asked how the time after sex felt; neither looked at tears."
)
WANTED = "Most: in Burri 2020, 73.5 % named sex that was consensual."
STORE = "No store in muscles or tissue has been found; memories of harm are kept in the brain."
NIGHT = "The line in France keeps office hours, and the one in Scotland evenings."
POLICE = (
    "A call to the police that a person did not choose can make things worse for them: ask first, unless someone is "
    "about to be hurt."
)
NOT_SAFE = (
    "Not safe, thoughts of ending their life, or a silence: do not leave them alone. Call the emergency number "
    "together."
)

UNTRUE = (
    Untrue(
        "en",
        r"not (oblige|require|force|bind)\w* \w+ to report",
        "Going there does not oblige you to report anything.",
        REPORTING,
    ),
    Untrue(
        "en",
        r"(?<!in many places, going there does )not mean reporting",
        "Going for it does not mean reporting.",
        REPORTING,
    ),
    Untrue("en", r"not the same as reporting", "Say that going there is not the same as reporting.", REPORTING),
    Untrue(
        "es",
        r"no (te |les? |os )?(obliga|compromete)\w* a (denunciar|informar)",
        "Ir allí no te obliga a denunciar nada.",
        REPORTING,
    ),
    Untrue(
        "es",
        r"(?<!en muchos lugares, ir allí )no (significa|supone|implica) denunciar",
        "Ir allí no significa denunciar.",
        REPORTING,
    ),
    Untrue("ar", r"لا يُ?لزم\w* [^.]{0,20}(بلاغ|إبلاغ)", "والذهاب إليه لا يلزمكم بتقديم أي بلاغ.", REPORTING),
    Untrue("ar", r"(?<!في أماكن كثيرة )لا يعني الذهاب إليه تقديم بلاغ", "لا يعني الذهاب إليه تقديم بلاغ.", REPORTING),
    Untrue(
        "en",
        r"no study\w* \w* ?set (wo)?men and (wo)?men side by side",
        "No study has set men and women side by side.",
        BESIDE,
    ),
    Untrue("en", r"about (as|equally) often", "Women and men, about as often.", BESIDE),
    Untrue(
        "es",
        r"ningún estudio \w+ (comparado|comparó) a (hombres|mujeres)",
        "Ningún estudio ha comparado a hombres y mujeres entre sí.",
        BESIDE,
    ),
    Untrue(
        "es",
        r"(con la misma frecuencia|igual de a menudo)",
        "Los hombres lo cuentan más o menos con la misma frecuencia que las mujeres.",
        BESIDE,
    ),
    Untrue("ar", r"لم (تضع|تقارن) أي دراسة الرجال والنساء", "ولم تضع أي دراسة الرجال والنساء جنبًا إلى جنب.", BESIDE),
    Untrue("ar", r"بقدر (متقارب|يقارب)", "يذكره الرجال بقدر يقارب ما تذكره النساء.", BESIDE),
    Untrue(
        "en",
        r"(nobody|no study)[^.]{0,30} measured hormones and mood|not measured together with mood",
        "Nobody has measured hormones and mood together.",
        HORMONES,
    ),
    Untrue(
        "es",
        r"(nadie|ningún estudio)[^.]{0,40} (medido|midió|midiera)[^.]{0,15} hormonas y ánimo",
        "Nadie ha medido a la vez hormonas y ánimo.",
        HORMONES,
    ),
    Untrue("ar", r"(لم يقس أحد|دراسة قاست) الهرمونات والمزاج", "لم يقس أحد الهرمونات والمزاج معًا.", HORMONES),
    Untrue(
        "en",
        (
            r"(?<!most )(?<!most of )\b(all|these|those)( those| these)? numbers are about sex|the studies (asked "
            r"only|count only)"
        ),
        "All those numbers are about sex.",
        WANTED,
    ),
    Untrue(
        "es",
        r"todos esos números tratan de sexo|(?<!la mayoría de )los estudios (cuentan solo|dejan aparte)",
        "Los estudios cuentan solo sexo consentido.",
        WANTED,
    ),
    Untrue(
        "ar",
        r"كل تلك الأرقام|(?<!معظم )الدراسات تستبعد|لا تعدّ الدراسات إلا",
        "كل تلك الأرقام عن علاقة أرادها أصحابها.",
        WANTED,
    ),
    Untrue(
        "en",
        r"(nobody|no one) has found (such )?(a|the) (store|place)|found such a store|no store has been found",
        "No store has been found.",
        STORE,
    ),
    Untrue(
        "es",
        r"nadie ha encontrado (ese|un|el) (almacén|lugar)|ningún almacén, y",
        "No se ha encontrado ningún almacén, y no hay nada que sacar.",
        STORE,
    ),
    Untrue("ar", r"لم يجد أحد (مخزن|مكان)|لم يُعثر على مخزن،", "لم يُعثر على مخزن، ولا شيء هناك.", STORE),
    Untrue(
        "en",
        r"(somebody|someone|anybody) is there all night|all night, every night",
        "The lines are better than I am: somebody is there all night.",
        NIGHT,
    ),
    Untrue("es", r"hay alguien (ahí )?toda la noche", "Las líneas son mejores: hay alguien toda la noche.", NIGHT),
    Untrue("ar", r"هناك من يجيب طوال الليل", "هناك من يجيب طوال الليل.", NIGHT),
    Untrue(
        "en", r"not safe, thoughts of ending their life[^.]*do not leave[^.]*\. call the emergency", NOT_SAFE, POLICE
    ),
)


@cache
def told(language: str) -> dict[str, str]:
    """Return what is said in a language, each file in one line: the content, and in English the guide and the notebooks
    as well.
    """
    content = kit("content")
    files = [
        *(content / language).glob("*.md"),
        *(content / language).glob("*.yaml"),
        *(content / language).glob("*.po"),
    ]
    if language == "en":
        files += [*content.glob("*.yaml"), *kit("facilitator_guide").glob("*.md"), *kit("notebooks").glob("*.ipynb")]
    return {f"{file.parent.name}/{file.name}": in_one_line(file.read_text("utf-8")) for file in files}


def in_one_line(text: str) -> str:
    """Return a text with its breaks as spaces: those of lines, and those between the strings of a notebook or of a
    catalogue.
    """
    return " ".join(re.sub(r'(\\n)?",?\s*\n\s*"', " ", text).split()).lower()


@pytest.mark.parametrize("untrue", UNTRUE, ids=lambda untrue: f"{untrue.language}: {untrue.once[:40]}")
def test_a_sentence_that_is_not_true_does_not_come_back(untrue: Untrue) -> None:
    assert [file for file, text in told(untrue.language).items() if re.search(untrue.pattern, text)] == [], untrue.why


@pytest.mark.parametrize("untrue", UNTRUE, ids=lambda untrue: f"{untrue.language}: {untrue.once[:40]}")
def test_the_pattern_finds_the_sentence_that_was_said(untrue: Untrue) -> None:
    assert re.search(untrue.pattern, in_one_line(untrue.once))


def test_a_sentence_is_found_across_the_lines_of_a_notebook() -> None:
    assert in_one_line('"does not oblige\\n",\n       "you to report"') == '"does not oblige you to report"'
