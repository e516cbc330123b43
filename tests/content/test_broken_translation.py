"""A translation that is broken while an evening runs costs its own sentence, and no page."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

import views_of
from afterwave.content.language import language, saying, words
from afterwave.content.load import load
from afterwave.widgets.words import WORDS
from content_folder import FILES, Folder, written

GOOD = 'msgid "Notebooks"\nmsgstr "Hefte"\n\n'


@pytest.fixture
def german(tmp_path: Path) -> Folder:
    folder = written(tmp_path / "content", FILES | {"workshop.yaml": FILES["workshop.yaml"].replace("[en]", "[en, de]")})
    folder.write("de/brewing.md", FILES["en/brewing.md"])
    return folder


@pytest.mark.parametrize(
    "broken",
    [
        b'msgid "What is kept"\nmsgstr "Was bleibt (0 %)"\n',
        b'msgid "About %(minutes)s minutes. Skip what you like."\nmsgstr "%(minuten)s Minuten."\n',
        b'msgid "%(num)s source"\nmsgid_plural "%(num)s sources"\nmsgstr[0] "%(zahl)s Quelle"\nmsgstr[1] "Quellen"\n',
        b'msgid "What is kept"\nmsgstr "Was bleibt\n',
        b'msgid "What is kept"\nmsgstr "\xe4"\n',
        b'msgid ""\nmsgstr "Plural-Forms: nplurals=x; plural=y;\\n"\n',
    ],
    ids=["a lone percent sign", "an unknown placeholder", "in a plural", "no quotation mark", "Latin-1", "a header"],
)
def test_pages_say_in_english_what_a_broken_catalogue_cannot(german: Folder, broken: bytes, caplog: pytest.LogCaptureFixture) -> None:
    workshop = load(german.path, "de")
    german.write("de/server.po", GOOD.encode() + broken)
    language.cache_clear()
    with caplog.at_level(logging.WARNING):
        drawn = dict(views_of.pages(workshop))
        list(views_of.pages(workshop))
    assert {"support.html", "read/brewing.html"} <= drawn.keys()
    assert [record.message.count("server.po:") for record in caplog.records] == [1]
    assert saying(german.path, "de")("Notebooks") == ("Notebooks" if b"\xe4" in broken else "Hefte")


@pytest.mark.parametrize("broken", ["reflection:\n\tclear: Weg\n", "- reflection\n", "reflection: Weg\n", 'reflection: {clear: No, minutes: "{minuten}"}\n'])
def test_widgets_say_in_english_what_broken_words_cannot(german: Folder, broken: str, caplog: pytest.LogCaptureFixture) -> None:
    german.write("de/words.yaml", broken)
    with caplog.at_level(logging.WARNING):
        assert words(german.path, "de", WORDS) == WORDS
        words(german.path, "de", WORDS)
    assert 1 <= len(caplog.records) == len({record.message for record in caplog.records})
