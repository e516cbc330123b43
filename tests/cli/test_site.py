"""`afterwave site` builds a folder or one file, says where, and refuses in one sentence."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from afterwave.cli.main import app
from afterwave.refusals import NotOurs
from content_folder import written


@pytest.fixture
def content(tmp_path: Path) -> str:
    folder = written(tmp_path / "content")
    return str(folder.path)


def afterwave(*args: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "afterwave", *args],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **env},
        timeout=60,
    )


def test_a_site_is_built_and_its_first_page_named(content: str, tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["site", str(tmp_path / "out"), "--content", content, "--json"])
    assert result.exit_code == 0
    told = json.loads(result.stdout)
    assert Path(told["start"]).read_text("utf-8").startswith("<!doctype html>")
    assert told["files"] == sum(1 for file in (tmp_path / "out").rglob("*") if file.is_file())


@pytest.mark.prove
def test_two_processes_build_the_same_bytes(content: str, tmp_path: Path) -> None:
    sites = []
    for seed in ("1", "2"):
        assert afterwave("site", str(tmp_path / seed), "--content", content, PYTHONHASHSEED=seed).returncode == 0
        sites.append(
            {
                file.relative_to(tmp_path / seed): file.read_bytes()
                for file in sorted((tmp_path / seed).rglob("*"))
                if file.is_file()
            }
        )
    assert sites[0] == sites[1]


def test_one_section_becomes_one_file(content: str, tmp_path: Path) -> None:
    result = CliRunner().invoke(
        app, ["site", "--section", "brewing", "--output", str(tmp_path / "tea.html"), "--content", content]
    )
    assert result.exit_code == 0
    assert "Tea is a leaf." in (tmp_path / "tea.html").read_text("utf-8")


def test_a_file_that_is_there_is_not_written_over(content: str, tmp_path: Path) -> None:
    (tmp_path / "tea.html").write_text("mine")
    result = CliRunner().invoke(
        app, ["site", "--section", "brewing", "--output", str(tmp_path / "tea.html"), "--content", content, "--json"]
    )
    assert [(tmp_path / "tea.html").read_text(), Path(json.loads(result.stdout)["file"]).name] == ["mine", "tea-2.html"]


def test_a_page_of_ones_own_in_an_earlier_site_is_not_written_over(content: str, tmp_path: Path) -> None:
    call = ["site", str(tmp_path / "out"), "--content", content]
    assert CliRunner().invoke(app, call).exit_code == 0
    listed = tmp_path / "out" / "pages.txt"
    listed.write_text(listed.read_text().replace("en/support.html\n", ""))
    (tmp_path / "out" / "en" / "support.html").write_text("mine")
    assert isinstance(CliRunner().invoke(app, call).exception, NotOurs)
    assert (tmp_path / "out" / "en" / "support.html").read_text() == "mine"


def test_a_site_that_cannot_be_written_leaves_the_earlier_one(
    content: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    call = ["site", str(tmp_path / "out"), "--content", content]
    CliRunner().invoke(app, call)
    before = {path: path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()}
    write = Path.write_bytes

    def full(path: Path, body: bytes) -> int:
        if path.name == "support.html":
            raise OSError(errno.ENOSPC, "full")
        return write(path, body)

    monkeypatch.setattr(Path, "write_bytes", full)
    assert "the disk is full" in str(CliRunner().invoke(app, call).exception)
    assert {path: path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()} == before


def test_a_section_that_is_not_there_is_refused_in_one_sentence(content: str, tmp_path: Path) -> None:
    refused = afterwave("site", "--section", "coffee", "--output", str(tmp_path / "x.html"), "--content", content)
    assert refused.returncode == 1
    assert "coffee" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert not (tmp_path / "x.html").exists()


def test_a_folder_with_somebody_elses_files_is_refused(content: str, tmp_path: Path) -> None:
    refused = afterwave("site", str(tmp_path), "--content", content)
    assert (refused.returncode, refused.stderr.count("\n")) == (1, 1)
    assert "holds other files" in refused.stderr


@pytest.mark.parametrize(
    "args",
    [[], ["--section", "brewing"], ["--output", "x.html"], ["out", "--section", "brewing", "--output", "x.html"]],
)
def test_neither_a_folder_nor_a_section_is_a_slip_of_the_hand(args: list[str], content: str) -> None:
    assert CliRunner().invoke(app, ["site", *args, "--content", content]).exit_code == 2
