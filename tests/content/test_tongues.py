"""Every language but English is spelt as its dictionary has it, and leaves out what its own list avoids. Of English,
codespell and test_plain_words read.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from afterwave.content.load import languages
from afterwave.content.places import kit
from prose import Passage, Word, bare, passages, words
from tongue import FOLDER, Avoided, NoDictionary, Tongue, everywhere, misspelt, spelt, tongues, unknown

pytestmark = pytest.mark.lint
TONGUES = tongues()
each = pytest.mark.parametrize("language", TONGUES, ids=lambda language: language.code)


@pytest.fixture(scope="module")
def hunspell() -> None:
    """Skip where a contributor's machine lacks hunspell or a dictionary; in `.ci/run`, which installs both, fail."""
    try:
        for language in TONGUES:
            unknown(["a"], language.dictionary)
    except NoDictionary:
        if os.environ.get("AFTERWAVE_SPELLING") == "needed":
            raise
        pytest.skip("no hunspell, or not all of its dictionaries: install hunspell, hunspell-es and hunspell-ar")


def test_every_language_but_english_is_read() -> None:
    assert {language.code for language in TONGUES} == {*languages(kit("content"))} - {"en"}


@each
@pytest.mark.spelling
@pytest.mark.usefixtures("hunspell")
def test_every_word_is_spelt_as_the_dictionary_or_the_kit_has_it(language: Tongue) -> None:
    assert misspelt(spelt(language), {*everywhere(), *language.own}, language.dictionary) == []


@each
@pytest.mark.spelling
@pytest.mark.usefixtures("hunspell")
def test_the_kits_own_words_are_words_that_the_dictionary_lacks_and_the_kit_says(language: Tongue) -> None:
    said = {
        form
        for found in spelt(language).values()
        for word in found
        for form in (word.text, word.text[:1].lower() + word.text[1:])
    }
    assert [word for word in language.own if word not in said] == []
    assert {*language.own} - unknown(language.own, language.dictionary) == set()


@each
@pytest.mark.spelling
@pytest.mark.usefixtures("hunspell")
def test_a_misspelt_word_is_told_with_its_line(language: Tongue) -> None:
    known = next(
        word.text
        for word in words(language.files[0])
        if len(word.text) > 4 and not unknown([word.text], language.dictionary)
    )
    wrong = known[:2] + known[2] * 3 + known[3:]
    assert misspelt({"here": [Word(known, 1), Word(wrong, 7)]}, (), language.dictionary) == [f"here:7: {wrong}"]


@pytest.mark.spelling
@pytest.mark.usefixtures("hunspell")
def test_a_dictionary_that_is_not_there_is_not_taken_for_words_without_mistakes() -> None:
    with pytest.raises(NoDictionary):
        unknown(["word"], "xx_XX")


def test_no_word_is_called_the_kits_own_twice() -> None:
    for own in (FOLDER.joinpath("everywhere.txt").read_text("utf-8").split(), *(language.own for language in TONGUES)):
        assert len(own) == len(set(own))


@each
def test_nothing_is_said_that_the_language_avoids(language: Tongue) -> None:
    assert [slip for file in language.files for slip in language.slips(file)] == []


@pytest.mark.parametrize("avoided", [one for language in TONGUES for one in language.avoid], ids=lambda one: one.once)
def test_what_a_language_avoids_is_found_where_it_is_said(avoided: Avoided) -> None:
    first, *rest = avoided.once.split(" ")
    assert next(avoided.found(Passage(f"…\n{' '.join([first, *rest])}", 4))).line == 5
    assert list(avoided.found(Passage("\n".join([first, *rest]), 1)))


@each
def test_every_allowed_phrase_is_still_needed(language: Tongue) -> None:
    everything = " ".join(
        " ".join(passage.text for file in language.files for passage in passages(file)).split()
    ).lower()
    assert [phrase for phrase in language.allowed if phrase.lower() not in everything] == []
    allowing = re.compile("|".join(one.pattern for one in language.avoid), re.IGNORECASE)
    assert [phrase for phrase in language.allowed if not allowing.search(phrase)] == []


def test_what_the_program_reads_is_no_prose(tmp_path: Path) -> None:
    section = tmp_path / "one.md"
    section.write_text(
        "---\nslug: xqzk\ntitle: Uno\n---\n:::{slide} xqzk-two\n# Dos {#xqzk}\n:people: xqzk\n:choices: Tres | Cuatro\n"
        "[cinco](xqzk.md) `xqzk` seis[xqzk].\n:::\n```yaml xqzk.yaml\nxqzk: xqzk\n```\nsiete\n",
        "utf-8",
    )
    assert list(words(section)) == [
        Word("Uno", 3),
        Word("Dos", 6),
        Word("Tres", 8),
        Word("Cuatro", 8),
        Word("cinco", 9),
        Word("seis", 9),
        Word("siete", 14),
    ]


def test_a_polls_ids_are_no_prose_and_its_labels_are(tmp_path: Path) -> None:
    polls = tmp_path / "polls.yaml"
    polls.write_text(
        '# xqzk\ncare:\n  kind: xqzk\n  hint: >-\n    Uno\n  options:\n    - {id: xqzk, label: "{xqzk} dos"}\n', "utf-8"
    )
    assert list(words(polls)) == [Word("Uno", 5), Word("dos", 7)]


def test_a_catalogues_sentences_are_read_without_what_the_program_puts_in(tmp_path: Path) -> None:
    catalogue = tmp_path / "messages.po"
    catalogue.write_text('msgid ""\nmsgstr "Language: es\\n"\n\nmsgid "Xqzk"\nmsgstr "<b>Uno</b> {xqzk}"\n', "utf-8")
    assert list(words(catalogue)) == [Word("Uno", 4)]


def test_arabic_is_looked_up_without_its_vowel_signs() -> None:
    assert bare("كلٌّ") == "كل"
