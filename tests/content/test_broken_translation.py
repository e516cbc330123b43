"""A translation that is broken while an evening runs costs its own sentence, and no page."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest

import views_of
from afterwave.content.language import language
from afterwave.content.load import load
from afterwave.server.assets import assets
from afterwave.widgets.reader_labels import CARDS
from content_folder import FILES, Folder, written

GOOD = 'msgid "Notebooks"\nmsgstr "Hefte"\n\n'


@pytest.fixture
def german(tmp_path: Path) -> Folder:
    folder = written(
        tmp_path / "content", FILES | {"workshop.yaml": FILES["workshop.yaml"].replace("[en]", "[en, de]")}
    )
    folder.write("de/brewing.md", FILES["en/brewing.md"])
    return folder


@pytest.mark.parametrize(
    "broken",
    [
        b'msgid "What is kept"\nmsgstr "Was bleibt (0 %)"\n',
        b'msgid "About {minutes}. Skip what you like."\nmsgstr "{minuten} Minuten."\n',
        b'msgid "{num} source"\nmsgid_plural "{num} sources"\nmsgstr[0] "{zahl} Quelle"\nmsgstr[1] "Quellen"\n',
        b'msgid "Send"\nmsgstr "Senden {"\n',
        b'msgid "What is kept"\nmsgstr "Was bleibt\n',
        b'msgid "What is kept"\nmsgstr "\xe4"\n',
        b'msgid ""\nmsgstr "Plural-Forms: nplurals=x; plural=y;\\n"\n',
    ],
    ids=[
        "a lone percent sign",
        "an unknown placeholder",
        "in a plural",
        "an open brace",
        "no quotation mark",
        "Latin-1",
        "a header",
    ],
)
def test_pages_say_in_english_what_a_broken_catalogue_cannot(
    german: Folder, broken: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    workshop = load(german.path, "de")
    german.write("de/messages.po", GOOD.encode() + broken)
    vars(workshop).pop("speech", None)  # as when it was broken before anything was said
    with caplog.at_level(logging.WARNING):
        drawn = dict(views_of.pages(workshop))
        list(views_of.pages(workshop))
    assert {"support.html", "read/brewing.html"} <= drawn.keys()
    assert [record.message.count("messages.po:") for record in caplog.records] == [1]
    assert language(german.path, "de").say("Notebooks") == ("Notebooks" if b"\xe4" in broken else "Hefte")


@pytest.mark.parametrize("broken", ["Weg", "{front}: {weg}", "{front", "(0 %) {front}"])
def test_widgets_say_in_english_what_broken_words_cannot(
    german: Folder, broken: str, caplog: pytest.LogCaptureFixture
) -> None:
    german.write("de/messages.po", f'{GOOD}msgid "{{front}}: turned back."\nmsgstr "{broken}"\n')
    with caplog.at_level(logging.WARNING):
        assert language(german.path, "de").labels(CARDS) == CARDS
        language(german.path, "de").labels(CARDS)
    assert len(caplog.records) == 1


def test_what_a_language_lacks_is_said_as_the_folder_s_english_has_it(german: Folder) -> None:
    german.write("de/messages.po", GOOD)
    german.write("en/messages.po", 'msgid "Notebooks"\nmsgstr "Exercise books"\n\nmsgid "Send"\nmsgstr "Hand it in"\n')
    spoken = {
        code: [language(german.path, code).say(words) for words in ("Notebooks", "Send", "Back")]
        for code in ("en", "de")
    }
    assert spoken == {"en": ["Exercise books", "Hand it in", "Back"], "de": ["Hefte", "Hand it in", "Back"]}


def test_an_organisation_rewords_a_button_and_a_heading_without_touching_code(german: Folder) -> None:
    german.write(
        "en/messages.po", 'msgid "Begin"\nmsgstr "If you like"\n\nmsgid "What is kept"\nmsgstr "What we keep"\n'
    )
    workshop = load(german.path, "en")
    drawn = "".join(str(page) for _, page in views_of.pages(workshop))
    assert ("What we keep" in drawn, "What is kept" in drawn) == (True, False)
    assert json.loads(assets([workshop]).text("words-en.json"))["breathing"]["start"] == "If you like"
