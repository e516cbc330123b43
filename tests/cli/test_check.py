"""`afterwave check` tells every mistake, where an editor can jump to it."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner

from afterwave.cli.main import app
from afterwave.content.messages import messages
from content_folder import FILES, Folder, written


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    made = written(tmp_path / "mine")
    monkeypatch.chdir(tmp_path)
    return made


def test_content_without_mistakes_is_counted(folder: Folder) -> None:
    result = CliRunner().invoke(app, ["check", str(folder.path)])
    assert (result.exit_code, result.stdout) == (0, "1 section, 1 poll, 1 claim, 1 reference: no mistakes.\n")


def test_each_mistake_is_a_line_that_an_editor_can_jump_to(folder: Folder) -> None:
    folder.replace("en/polls.yaml", "    - {id: black, label: Black}\n", "")
    result = CliRunner().invoke(app, ["check", "mine"])
    assert result.exit_code == 1
    assert result.stdout.startswith(
        "mine/en/polls.yaml:1: tea: needs at least 2 options, has 1. Add options, or drop the poll."
    )


def test_a_script_gets_the_mistakes_as_json(folder: Folder) -> None:
    folder.replace("en/brewing.md", ":::{poll} tea", ":::{poll} milk")
    found = json.loads(CliRunner().invoke(app, ["check", "mine", "--json"]).stdout)
    assert [(one["file"], one["problem"]) for one in found] == [("mine/en/brewing.md", 'no poll "milk" is defined')]


def test_the_kit_s_own_content_has_no_mistake() -> None:
    result = CliRunner().invoke(app, ["check"])
    assert (result.exit_code, "no mistakes" in result.stdout) == (0, True), result.stdout


def test_a_translation_older_than_its_english_is_told_until_it_is_marked(folder: Folder) -> None:
    folder.replace("workshop.yaml", "[en]", "[en, de]")
    folder.write("de/brewing.md", FILES["en/brewing.md"].replace("Tea is a leaf.", "Tee ist ein Blatt."))
    told = CliRunner().invoke(app, ["check", "mine", "--language", "de"])
    assert told.exit_code == 0
    assert "mine/de/brewing.md:1: nothing says of which brewing.md this is a translation" in told.stdout
    assert CliRunner().invoke(app, ["check", "--translated", "mine/de/brewing.md"]).exit_code == 0
    assert "brewing.md" not in CliRunner().invoke(app, ["check", "mine", "--language", "de"]).stdout
    folder.replace("en/brewing.md", "Tea is a leaf.", "Tea is a small leaf.")
    assert (
        "brewing.md changed since this was translated"
        in CliRunner().invoke(app, ["check", "mine", "--language", "de"]).stdout
    )


def test_a_chapter_of_the_kit_s_guide_that_is_older_than_its_english_is_told_as_a_section_is(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("afterwave.cli.check.kit", lambda name: {"content": folder.path}.get(name, Path("guide")))
    folder.replace("workshop.yaml", "[en]", "[en, de]")
    folder.write("de/brewing.md", FILES["en/brewing.md"].replace("Tea is a leaf.", "Tee ist ein Blatt."))
    folder.write("../guide/tea.md", "---\ntitle: Tea\n---\nBoil it.\n")
    folder.write("../guide/de/tea.md", "---\ntitle: Tee\n---\nKoch ihn.\n")
    told = CliRunner().invoke(app, ["check"])
    assert (told.exit_code, "guide/de/tea.md:1: nothing says of which tea.md this is a" in told.stdout) == (0, True)
    assert CliRunner().invoke(app, ["check", "--translated", "guide/de/tea.md"]).exit_code == 0
    assert "guide" not in CliRunner().invoke(app, ["check"]).stdout
    folder.write("../guide/tea.md", "---\ntitle: Tea\n---\nBoil it well.\n")
    assert "guide/de/tea.md:2: tea.md changed since this was translated" in CliRunner().invoke(app, ["check"]).stdout
    shutil.copytree(folder.path, "another")
    assert "guide" not in CliRunner().invoke(app, ["check", "another"]).stdout
    folder.write("../guide/de/tea.md", b"K\xf6che ihn.")
    assert "guide/de/tea.md:1: the file is not UTF-8 text" in CliRunner().invoke(app, ["check"]).stdout


CHART = ":::{chart} cups\nA line is a group.\n\n- **ever.** Ever\n:::\n\n"
STUDY = (
    "one: {who: cooks, n: 9, window: ever, measure: had tea, percent: 33, source: potter1900, verified: true, chart: "
    "true}\n"
)


def test_a_chart_that_says_what_the_studies_said_once_is_told_with_the_command_that_draws_it(folder: Folder) -> None:
    folder.replace("en/brewing.md", ":::{poll} tea", f"{CHART}:::{{poll}} tea")
    folder.write("prevalence.yaml", STUDY)
    told = CliRunner().invoke(app, ["check", "mine"])
    line = (folder.path / "en/brewing.md").read_text().splitlines().index(":::{chart} cups") + 1
    assert (told.exit_code, told.stdout.count("\n")) == (0, 2)
    assert told.stdout.startswith(
        f'mine/en/brewing.md:{line}: the chart "cups" is not drawn as its studies are now, so its tables stand '
        "alone. Run: "
    )
    command = told.stdout.splitlines()[0].partition("Run: ")[2]
    assert subprocess.run(shlex.split(command), check=False, capture_output=True).returncode == 0
    assert "chart" not in CliRunner().invoke(app, ["check", "mine"]).stdout
    folder.replace("prevalence.yaml", "percent: 33", "percent: 34")
    assert command in CliRunner().invoke(app, ["check", "mine"]).stdout


def test_every_language_is_read_unless_one_is_named(folder: Folder) -> None:
    folder.replace("workshop.yaml", "[en]", "[en, de]")
    folder.write("de/brewing.md", FILES["en/brewing.md"])
    folder.write("de/messages.po", 'msgid "What is kept"\nmsgstr "Was bleibt (0 %)"\n')
    told = CliRunner().invoke(app, ["check", "mine"])
    assert (told.exit_code, told.stdout.splitlines()[0]) == (
        1,
        (
            'mine/de/messages.po:2: a lone "%" stands here, and its English has none. Take it out, or write the word '
            "for it."
        ),
    )
    assert CliRunner().invoke(app, ["check", "mine", "--language", "en"]).exit_code == 0


@pytest.mark.parametrize(("missing", "more"), [(2, ""), (5, ""), (7, ", and 2 more")])
def test_the_first_messages_that_a_language_does_not_say_are_named(folder: Folder, missing: int, more: str) -> None:
    folder.replace("workshop.yaml", "[en]", "[en, de]")
    folder.write("de/brewing.md", FILES["en/brewing.md"].replace("Tea is a leaf.", "Tee ist ein Blatt."))
    whole = sorted(messages(folder.path))
    said = [
        f"msgid {json.dumps(one, ensure_ascii=False)}\nmsgstr {json.dumps(one, ensure_ascii=False)}\n"
        for one in whole[missing:]
    ]
    folder.write("de/messages.po", "\n".join(said))
    told = " ".join(CliRunner().invoke(app, ["check", "mine", "--language", "de"]).stdout.split())
    line = told.partition("mine/de/messages.po: not said yet: ")[2]
    assert line, told
    assert line.count('", "') == min(missing, 5) - 1
    assert line.startswith(f'"{whole[0][:20]}')
    assert line.partition(f'"{more}.')[1] == f'"{more}.'


def test_how_much_is_missing_in_a_language_is_told_in_numbers_and_is_no_mistake(folder: Folder) -> None:
    folder.replace("workshop.yaml", "[en]", "[en, de]")
    folder.write("de/brewing.md", FILES["en/brewing.md"])
    folder.write("de/messages.po", 'msgid "What is kept"\nmsgstr "Was bleibt"\n\nmsgid "Notebooks"\nmsgstr ""\n')
    told = CliRunner().invoke(app, ["check", "mine"])
    assert told.exit_code == 0
    assert f"de: 1 of {len(messages(folder.path))} messages, 0 of 1 sections." in told.stdout
    folder.replace("de/brewing.md", "Tea is a leaf.", "Tee ist ein Blatt.")
    assert "1 of 1 sections" in CliRunner().invoke(app, ["check", "mine"]).stdout


def test_a_workshop_without_any_support_line_is_told_so(folder: Folder) -> None:
    told = CliRunner().invoke(app, ["check", "mine"])
    assert (told.exit_code, told.stderr.partition(":")[0]) == (0, "There is no support line")
    folder.write("support.yaml", "- {country: GB, name: A listening line, number: 116 123, for: anyone}\n")
    assert CliRunner().invoke(app, ["check", "mine"]).stderr == ""
    folder.write("support.yaml", "lines:\n  - {country: GB, name: A listening line, number: 116 123, for: anyone}\n")
    refused = CliRunner().invoke(app, ["check", "mine"])
    assert (refused.exit_code, refused.stdout.partition(".")[0]) == (1, "mine/support")


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ("mini", 'There is no folder "mini" here. Write "mine".'),
        (
            "nothing-like-it",
            'There is no folder "nothing-like-it" here. Mend its spelling, or begin one with `afterwave new`.',
        ),
        ("x" * 300, f'There is no folder "{"x" * 300}" here.'),
        (".", "It lies one folder further: name "),
        ("mine/en", "It lies in the folder around this one: name "),
        ("mine/workshop.yaml", "this is a file, and no folder. Name the folder in which workshop.yaml lies"),
        ("mine.zip", "this is a zip, and no folder. Unpack it, and name the folder that comes out of it."),
    ],
)
def test_a_folder_that_is_not_the_workshop_s_is_told_as_what_it_is(folder: Folder, named: str, said: str) -> None:
    shutil.make_archive(str(folder.path), "zip", folder.path)
    told = CliRunner().invoke(app, ["check", named])
    assert (told.exit_code, said in told.stdout, told.stdout.count("\n")) == (1, True, 2), told.stdout


def test_a_misspelt_folder_is_told_beside_one_that_another_account_has_closed(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside = folder.path.parent
    (beside / "closed").mkdir()
    look = os.stat

    def refuse(
        path: int | str | os.PathLike[str], *, dir_fd: int | None = None, follow_symlinks: bool = True
    ) -> os.stat_result:
        if isinstance(path, str | os.PathLike) and "closed" in Path(path).parts[:-1]:
            raise PermissionError(13, "Permission denied", str(path))
        return look(path, dir_fd=dir_fd, follow_symlinks=follow_symlinks)

    monkeypatch.setattr(os, "stat", refuse)
    told = CliRunner().invoke(app, ["check", str(beside / "mini")])
    assert (told.exit_code, 'Write "mine".' in told.stdout) == (1, True)
    told = CliRunner().invoke(app, ["check", str(beside / "closed" / "mine")])
    assert (told.exit_code, "the file cannot be read (Permission denied)" in told.stdout) == (1, True)
