"""The template of messages holds whatever the program says, and brings a catalogue up to date without losing a word."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from babel.messages.pofile import read_po
from typer.testing import CliRunner

import afterwave
from afterwave.cli.main import app
from afterwave.content import template as extracting
from afterwave.content.language import language
from afterwave.content.messages import TEMPLATE, messages
from afterwave.content.places import kit
from afterwave.content.template import as_file, template
from afterwave.content.translation import notes
from afterwave.poll.status import STATE_WORDS, State
from content_folder import FILES, Folder
from content_folder import written as folder_with
from said import sentences

SOURCE = Path(afterwave.__file__).parent
CONTENT = kit("content")
GIVEN = {
    "sentence",  # what somebody else asked `Language.say` for
    "field", "line.number",  # support lines, which the template has from support.yaml
    "self.sentence", "self.unbuilt", "getattr(self, name)",  # errors, whose sentences are annotated
    # tables that are annotated
    "TOGETHER[block.people]", "PLANNED[one]", "badge(claim.strength)", "whose(claim.strength)",
    "FIELDS.get(name, name)", "_REASONS[release.reason or 'too-few']", "SIGNAL_NAMES[signal]",
    "person.question", "child.name",  # annotated where they come from
}  # fmt: skip


@pytest.fixture(autouse=True, scope="module")
def _read_once() -> Iterator[None]:
    """Read what the program says once, not for each command: it takes a second, and the program stays what it is."""
    found = list(extracting._program())
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(extracting, "_program", lambda: found)
        yield


def test_the_kits_template_is_what_the_program_says_now() -> None:
    assert (CONTENT / TEMPLATE).read_bytes() == as_file(template(CONTENT)), "run: afterwave check --messages"
    assert messages(CONTENT) == sentences()


@pytest.mark.parametrize("code", ["en", "es", "ar"])
def test_every_catalogue_of_the_kits_is_as_the_command_would_write_it(code: str, tmp_path: Path) -> None:
    for name in ("workshop.yaml", "support.yaml", f"{code}/messages.po"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes((CONTENT / name).read_bytes())
    assert CliRunner().invoke(app, ["check", str(tmp_path), "--messages", "--language", code]).exit_code == 0
    assert (tmp_path / code / "messages.po").read_bytes() == (CONTENT / code / "messages.po").read_bytes()


def said_otherwise() -> Iterator[str]:
    """Yield whatever the program says that is neither a sentence as it stands nor annotated as one."""
    for file in sorted(SOURCE.rglob("*.py")):
        for call in ast.walk(ast.parse(file.read_text("utf-8"))):
            name = call.func if isinstance(call, ast.Call) else None
            if isinstance(name, ast.Name | ast.Attribute) and getattr(name, "id", getattr(name, "attr", "")) in {
                "say",
                "_say",
            }:
                assert isinstance(call, ast.Call)
                yield from (f"{file.name}: {ast.unparse(one)}" for one in _ends(call.args[0]) if not _found(one, file))


def _ends(said: ast.expr) -> Iterator[ast.expr]:
    if isinstance(said, ast.IfExp):
        yield from (*_ends(said.body), *_ends(said.orelse))
    else:
        yield said


def _found(said: ast.expr, file: Path) -> bool:
    marked = isinstance(said, ast.Name) and re.search(rf"\b{said.id}: Message = ", file.read_text("utf-8"))
    return isinstance(said, ast.Constant) or bool(marked) or ast.unparse(said) in GIVEN


def test_a_sentence_is_said_as_it_stands_or_is_marked_as_one() -> None:
    assert list(said_otherwise()) == []


def test_every_state_of_a_poll_is_said_in_words() -> None:
    assert set(STATE_WORDS) == set(get_args(State))


@pytest.fixture
def polish(tmp_path: Path) -> Folder:
    listed = FILES["workshop.yaml"].replace("[en]", "[en, pl]")
    support = '- {country: PL, name: A line, number: "116 123", for: anyone who is sad}\n'
    return folder_with(tmp_path / "content", {**FILES, "workshop.yaml": listed, "support.yaml": support})


def run(folder: Folder) -> str:
    told = CliRunner().invoke(app, ["check", str(folder.path), "--messages", "--language", "pl"])
    assert told.exit_code == 0, told.stdout
    return told.stdout


def catalogue(folder: Folder) -> str:
    return (folder.path / "pl" / "messages.po").read_text("utf-8")


def test_a_new_language_begins_with_every_message_and_those_of_its_own_support_lines(polish: Folder) -> None:
    told = run(polish)
    count = len(messages(polish.path))
    assert f"{count} messages." in told
    assert f"0 of {count} are said in its own words." in told
    assert 'msgid "anyone who is sad"\nmsgstr ""' in catalogue(polish)
    assert "nplurals=4" in catalogue(polish) or "nplurals=3" in catalogue(polish)
    with (polish.path / "pl" / "messages.po").open("rb") as file:
        assert {message.id for message in read_po(file) if message.id} >= {"Purpose", "Send", "Begin", "Soften"}


def test_what_is_translated_is_kept_with_what_the_translator_noted(polish: Folder) -> None:
    run(polish)
    polish.replace("pl/messages.po", 'msgid "Purpose"\nmsgstr ""', '# Ola: or Po co\nmsgid "Purpose"\nmsgstr "Cel"')
    polish.replace("pl/messages.po", '"Language: pl\\n"', '"Last-Translator: Ola\\n"\n"Language: pl\\n"')
    before = catalogue(polish)
    assert "1 of" in run(polish)
    assert 'msgstr "Cel"' in catalogue(polish)
    assert "# Ola: or Po co" in catalogue(polish)
    assert "Last-Translator: Ola" in catalogue(polish)
    run(polish)
    assert sorted(catalogue(polish).split("\n")) == sorted(before.split("\n"))


def test_what_nobody_says_any_more_is_kept_as_a_comment_and_comes_back_with_its_sentence(polish: Folder) -> None:
    run(polish)
    polish.replace(
        "pl/messages.po", 'msgid "anyone who is sad"\nmsgstr ""', 'msgid "anyone who is sad"\nmsgstr "dla smutnych"'
    )
    polish.replace("support.yaml", "anyone who is sad", "everybody there is")
    run(polish)
    assert '#~ msgstr "dla smutnych"' in catalogue(polish)
    assert language(polish.path, "pl").say("anyone who is sad") == "anyone who is sad"
    polish.replace("support.yaml", "everybody there is", "anyone who is sad")
    run(polish)
    assert language(polish.path, "pl").say("anyone who is sad") == "dla smutnych"


def test_a_sentence_that_was_reworded_keeps_its_old_translation_as_a_guess_that_nobody_says(polish: Folder) -> None:
    run(polish)
    polish.replace(
        "pl/messages.po", 'msgid "anyone who is sad"\nmsgstr ""', 'msgid "anyone who is sad"\nmsgstr "dla smutnych"'
    )
    polish.replace("support.yaml", "anyone who is sad", "anyone who is very sad")
    run(polish)
    assert re.search(r'#, fuzzy.*\n.*msgid "anyone who is very sad"\nmsgstr "dla smutnych"', catalogue(polish))
    assert language(polish.path, "pl").say("anyone who is very sad") == "anyone who is very sad"
    (note,) = [note.problem for note in notes(polish.path, "pl") if note.path.name == "messages.po"]
    assert note == "1 message is marked fuzzy, and said in English"


@pytest.mark.parametrize(
    "broken", ['msgid "Purpose"\nmsgstr "Cel\n', 'msgid "Purpose"\n', 'msgid "Purpose"\nmsgstr "Cel %"\n', "msgid\xe9"]
)
def test_a_catalogue_with_mistakes_is_told_and_nothing_is_written(polish: Folder, broken: str) -> None:
    polish.write("pl/messages.po", broken.encode("latin-1"))
    told = CliRunner().invoke(app, ["check", str(polish.path), "--messages"])
    assert (told.exit_code, "messages.po:" in str(told.exception)) == (1, True)
    assert (polish.path / "pl" / "messages.po").read_bytes() == broken.encode("latin-1")
    assert not (polish.path / TEMPLATE).exists()


def test_a_language_that_is_not_listed_is_refused_with_those_that_are(polish: Folder) -> None:
    told = CliRunner().invoke(app, ["check", str(polish.path), "--messages", "--language", "fr"])
    assert (told.exit_code, "choose a listed one: en, pl" in str(told.exception)) == (1, True)
    assert not (polish.path / "fr").exists()
