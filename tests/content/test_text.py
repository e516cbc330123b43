"""Text as it comes: whatever an editor, a mail program or Git for Windows makes of line ends and letters, it is the
same text, or it is told.
"""

from __future__ import annotations

import errno
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from afterwave.content.cards import notes_of
from afterwave.content.load import load
from afterwave.content.text import BadText, normal
from afterwave.content.translation import mark, notes, sha
from afterwave.content.workshop import Workshop
from afterwave.refusals import CannotWrite, StillEnglish
from content_folder import FILES, Folder, written

SPANISH = FILES["en/brewing.md"].replace("Tea is a leaf.", "El té es una hoja.")
BREAKS = ("\v", "\f", "\x85", "\u2028", "\u2029")


def in_other_ends(text: str, ends: str) -> bytes:
    return text.replace("\n", ends).encode()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: in_other_ends(text, "\r\n"),
        lambda text: in_other_ends(text, "\r"),
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: b"\xef\xbb\xbf" + in_other_ends(text, "\r\n"),
        lambda text: text.rstrip("\n").encode(),
        lambda text: unicodedata.normalize("NFD", text).encode(),
    ],
    ids=["CRLF", "CR", "BOM", "BOM and CRLF", "no line end at the end", "decomposed"],
)
def test_a_workshop_is_the_same_however_its_files_were_saved(tmp_path: Path, spoil: Callable[[str], bytes]) -> None:
    files = FILES | {
        "en/brewing.md": FILES["en/brewing.md"].replace(
            "Tea is a leaf.", "Té is a leaf. <!-- mine -->\n\n<!-- also mine -->\n"
        )
    }
    plain, spoiled = written(tmp_path / "plain", files), written(tmp_path / "spoiled")
    for name, text in files.items():
        spoiled.write(name, spoil(text))

    def bare(workshop: Workshop) -> object:
        blocks = [block.model_dump() for section in workshop.sections for block in section.blocks]
        return blocks, workshop.polls, workshop.claims, workshop.references, workshop.title

    assert bare(load(spoiled.path)) == bare(load(plain.path))


@pytest.mark.parametrize("letter", BREAKS)
def test_a_break_that_a_word_processor_leaves_within_words_is_a_blank(folder: Folder, letter: str) -> None:
    folder.replace("en/brewing.md", "Tea is a leaf.", f"Nobody{letter}can tell.")
    folder.replace("en/polls.yaml", "Which tea?", f"Which{letter}tea?")
    workshop = load(folder.path)
    assert [workshop.section("brewing").blocks[0].text, workshop.poll("tea").question] == [
        "Nobody can tell.",
        "Which tea?",
    ]


@pytest.mark.parametrize("letter", BREAKS)
def test_a_break_moves_no_line(letter: str) -> None:
    assert normal(f"one{letter}\n{letter}two{letter}{letter}\nthree{letter}".encode()) == "one\ntwo\nthree"


@pytest.mark.parametrize(
    ("letter", "name"),
    [("\0", "U+0000"), ("\x07", "U+0007"), ("\x1c", "U+001C"), ("\x93", "U+0093"), ("\uffff", "U+FFFF")],
)
def test_a_letter_that_nobody_can_see_is_told_at_its_line(folder: Folder, letter: str, name: str) -> None:
    folder.replace("en/brewing.md", "Tea is a leaf.", f"Tea{letter} is a leaf.")
    (problem,) = folder.problems()
    assert (problem.line, problem.problem) == (9, f"an invisible character ({name}) stands here")


def test_bytes_that_are_no_utf_8_are_told_at_the_line_that_an_editor_counts() -> None:
    with pytest.raises(BadText) as caught:
        normal(b"one\rtwo\r\nth\xe9\r\n")
    assert caught.value.line == 3


def test_the_label_of_a_note_is_read_in_either_normal_form(folder: Folder) -> None:
    folder.write("en/messages.po", unicodedata.normalize("NFC", 'msgid "Purpose"\nmsgstr "Propósito"\n'))
    folder.replace(
        "en/brewing.md", "**Say.** It is a leaf.", unicodedata.normalize("NFD", "**Propósito.** It is a leaf.")
    )
    workshop = load(folder.path)
    assert [note for _, note, _ in notes_of(workshop.section("brewing"), workshop.speech)] == ["purpose"]


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_what_a_translation_was_made_from_does_not_depend_on_line_ends(folder: Folder, ends: str) -> None:
    source = folder.path / "en" / "brewing.md"
    folder.write("es/brewing.md", FILES["en/brewing.md"].replace("slug:", f"source_sha: {sha(source)}\nslug:"))
    for name in ("en/brewing.md", "es/brewing.md"):
        folder.write(name, in_other_ends((folder.path / name).read_text(), ends))
    assert [note for note in notes(folder.path, "es") if note.path.name == "brewing.md"] == []


def test_marking_a_translation_that_cannot_be_written_whole_leaves_it_as_it_was(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.write("es/brewing.md", SPANISH)
    file = folder.path / "es" / "brewing.md"
    before = file.read_bytes()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no room")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(CannotWrite, match="the disk is full"):
        mark(file)
    assert (file.read_bytes(), [one.name for one in file.parent.iterdir()]) == (before, ["brewing.md"])


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_marking_a_translation_keeps_its_line_ends(folder: Folder, ends: str) -> None:
    folder.write("es/brewing.md", in_other_ends(SPANISH, ends))
    figures = mark(folder.path / "es" / "brewing.md")
    marked = SPANISH.replace("slug:", f"source_sha: {figures}\nslug:")
    assert (folder.path / "es" / "brewing.md").read_bytes() == in_other_ends(marked, ends)


def test_a_copy_that_nobody_has_written_anew_is_not_marked_as_a_translation(folder: Folder) -> None:
    folder.write("es/brewing.md", FILES["en/brewing.md"])
    file = folder.path / "es" / "brewing.md"
    with pytest.raises(StillEnglish, match=r"brewing\.md is still the English text"):
        mark(file)
    file.write_text(FILES["en/brewing.md"].replace("slug:", "source_sha: 0123456789ab\nslug:"), "utf-8")
    with pytest.raises(StillEnglish):
        mark(file)
    assert "0123456789ab" in file.read_text("utf-8")
