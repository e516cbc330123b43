"""A spoiled catalogue, in a language that is none of ours: each command tells it at its line, and none in a
traceback.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from afterwave.cli.main import app
from afterwave.errors import ContentError
from content_folder import FILES, written

WAYS = {
    "no quotation mark": (b'msgid "Notebooks"\nmsgstr "Hefte\n', 2),
    "a lost line": (b'msgid "Notebooks"\n\nmsgid "Send"\nmsgstr "Senden"\n', 1),
    "words between messages": (b'Hefte\n\nmsgid "Send"\nmsgstr "Senden"\n', 1),
    "not UTF-8": ('msgid "Send"\nmsgstr "Absätze"\n'.encode("latin-1"), 2),
    "UTF-16": ('msgid "Send"\nmsgstr "Senden"\n'.encode("utf-16"), 1),
    "NUL": (b'msgid "Send"\nmsgstr "Sen\0den"\n', 2),
    "nobody says it": (b'msgid "Sned"\nmsgstr "Senden"\n', 1),
    "twice": (b'msgid "Send"\nmsgstr "Senden"\n\nmsgid "Send"\nmsgstr "Ab"\n', 4),
    "a lone percent sign": (b'msgid "What is kept"\nmsgstr "Was bleibt (0 %)"\n', 2),
    "a lone brace": (b'msgid "What is kept"\nmsgstr "Was bleibt {"\n', 2),
    "a strange placeholder": (b'msgid "about {minutes} min"\nmsgstr "etwa {minuten} min"\n', 2),
    "a lost placeholder": (b'msgid "about {minutes} min"\nmsgstr "kurz"\n', 2),
    "an attribute of what is filled in": (b'msgid "about {minutes} min"\nmsgstr "{minutes.__class__} min"\n', 2),
    "a form of the plural": (b'msgid "{num} source"\nmsgid_plural "{num} sources"\nmsgstr[0] "eine Quelle"\n', 3),
    "a rule that is none": (b'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=n !!= 1;\\n"\n', 2),
    "a rule without end": (b'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=' + b"(" * 3000 + b';\\n"\n', 2),
    "too few forms": (b'msgid ""\nmsgstr "Plural-Forms: nplurals=1; plural=0;\\n"\n', 2),
    "a tag": (b'msgid "Send"\nmsgstr "<b>Senden</b>"\n', 2),
    "a picture": (b'msgid "Send"\nmsgstr "![x](https://evil.example/x.png)"\n', 2),
    "no file": (None, 1),
}
COMMANDS = [
    ["check"],
    ["present"],
    ["preflight", "--country", "GB"],
    ["serve"],
    ["rehearse"],
    ["read"],
    ["site", "--output", "site.html", "--section", "brewing"],
    ["print", "handouts"],
    ["print", "run-sheet"],
    ["print", "references"],
    ["poll", "open", "tea"],
    ["poll", "--port", "8123"],
]
"""Each command that takes a workshop in a language; `check` takes its folder as it stands."""


@pytest.fixture
def german(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    listed = FILES["workshop.yaml"].replace("[en]", "[en, de]")
    made = written(tmp_path / "mine", {**FILES, "workshop.yaml": listed, "de/brewing.md": FILES["en/brewing.md"]})
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AFTERWAVE_DATABASE", f"sqlite:///{tmp_path / 's.sqlite'}")
    return made.path


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_each_command_tells_a_spoiled_catalogue_at_its_line_and_ends(german: Path, command: list[str]) -> None:
    named = [str(german)] if command == ["check"] else ["--content", str(german)]
    for way, (spoilt, line) in WAYS.items():
        file = german / "de" / "messages.po"
        if spoilt is None:
            file.unlink(missing_ok=True)
            file.mkdir()
        else:
            file.write_bytes(spoilt)
        told = CliRunner().invoke(app, [*command, *named, "--language", "de"])
        said = f"{told.output}{told.exception or ''}"
        told_by_name = told.exception is None or isinstance(told.exception, ContentError | SystemExit)
        assert (told.exit_code, told_by_name) == (1, True), f"{way}: {told.exception!r} {said}"
        wanted = (
            "1 mistake" if command[0] == "preflight" else rf"de{os.sep}messages\.po:{line}: "
        )  # preflight names `check` for the rest
        assert re.search(wanted, said), f"{way}: {said}"
    assert sorted(file.name for file in Path().iterdir() if file.suffix != ".sqlite") == ["mine"]


@pytest.mark.parametrize(
    "file",
    ["", 'msgid "Notebooks"\nmsgstr ""\n', 'msgid "Notebooks"\nmsgstr "Hefte"\n'],
    ids=["empty", "not begun", "begun"],
)
def test_what_is_missing_is_no_mistake_and_is_told_in_numbers(german: Path, file: str) -> None:
    (german / "de" / "messages.po").write_text(file)
    told = CliRunner().invoke(app, ["check", str(german), "--language", "de"])
    assert told.exit_code == 0, told.stdout
    assert re.search(rf"de: {int('Hefte' in file)} of \d+ messages", told.stdout)
