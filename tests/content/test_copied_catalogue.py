"""A workshop that began as a copy of the kit may say less than the kit does: what its catalogues still translate is no
mistake, and no cure gives one helpline's number to another.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from afterwave.cli.main import app
from afterwave.content.load import load
from content_folder import Folder

LINE = re.compile(r"- \{country: (\w+)")
NUMBER = '"0800 044 334, or text 4334"'


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("copy") / "kit"
    assert CliRunner().invoke(app, ["new", str(folder), "--from-kit"]).exit_code == 0
    return folder


@pytest.fixture
def copy(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    monkeypatch.chdir(tmp_path)
    for file in made.rglob("*.*"):
        target = tmp_path / "k" / file.relative_to(made)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.read_bytes())
    return Folder(tmp_path / "k")


def near_only(folder: Folder) -> None:
    """Take out every support line that is far away from Great Britain."""
    lines = (folder.path / "support.yaml").read_text("utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not (found := LINE.match(line)) or found[1] in {"GB", "INT"}]
    folder.write("support.yaml", "".join(kept))


def test_support_lines_may_be_taken_out_of_a_copy_and_the_command_that_tidies_up_is_named(copy: Folder) -> None:
    near_only(copy)
    checked = CliRunner().invoke(app, ["check", "k"])
    assert checked.exit_code == 0, checked.stdout
    assert re.search(
        r"k/es/messages\.po:\d+: \d+ messages are translated that nobody says any more. "
        r"Run: afterwave check k --messages",
        checked.stdout,
    )
    assert CliRunner().invoke(app, ["check", "k", "--messages"]).exit_code == 0
    assert "nobody says" not in CliRunner().invoke(app, ["check", "k"]).stdout


def test_what_an_author_rewords_in_a_copy_is_no_mistake(copy: Folder) -> None:
    copy.replace("support.yaml", 'for: "directory"', 'for: "a list of lines"')
    assert load(copy.path, "es").support[0].for_ == "a list of lines"


def test_what_an_older_kit_said_is_no_mistake_in_a_copy_of_it(copy: Folder) -> None:
    for name in ("messages.pot", "es/messages.po"):
        copy.replace(name, 'msgid "directory"', 'msgid "a directory of lines"')
    load(copy.path, "es")


def test_a_slip_in_a_number_s_english_is_told_and_no_number_is_proposed(copy: Folder) -> None:
    copy.replace("es/messages.po", f"msgid {NUMBER}", 'msgid "0800 044 334, or text 4335"')
    cures = {problem.problem: problem.cure for problem in copy.problems("es")}
    assert "4334" not in " ".join(cures.values())
    assert not re.search(r"\d", cures['nobody says "0800 044 334, or text 4335"'])


def test_a_translation_with_the_number_of_another_line_is_a_mistake(copy: Folder) -> None:
    text = (copy.path / "es/messages.po").read_text("utf-8")
    said = re.search(f'msgid {NUMBER}\nmsgstr "(.*)"', text)
    assert said
    copy.replace("es/messages.po", said[0], f'msgid {NUMBER}\nmsgstr "{said[1].replace("4334", "4343")}"')
    (problem,) = copy.problems("es")
    assert problem.problem == 'its numbers are others than in the English "0800 044 334, or text 4334"'
    assert problem.cure == "Write them as the English has them: 0800 044 334, 4334."


def test_of_a_message_that_stands_twice_the_one_with_its_own_number_is_kept(copy: Folder) -> None:
    text = (copy.path / "es/messages.po").read_text("utf-8")
    copy.write("es/messages.po", f'{text}\nmsgid {NUMBER}\nmsgstr "0808 80 10 800"\n')
    (problem,) = copy.problems("es")
    assert problem.cure == "Keep the one that says what its English says."
