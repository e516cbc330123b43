"""What is handed out is made twice with the same bytes, reads well on an index page, and says what it is made of."""

from __future__ import annotations

import json
import os
import re
import shutil
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest
from hatch_build import shown, urls

from docs_text import ROOT
from release import make

HOME = "https://host.example/people/afterwave/"


@pytest.mark.prove
def test_a_release_is_twice_the_same_bytes_and_all_of_it_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Two sdists and two wheels are built.
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("no clone here, or no git")
    monkeypatch.setenv("AFTERWAVE_HOME", HOME)
    monkeypatch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
    sums = make.release(tmp_path / "dist", untried=True)
    assert sorted(Path(name).suffix for name in sums) == [".gz", ".json", ".whl", ".zip"]
    assert {path.name for path in (tmp_path / "dist").iterdir()} == {*sums, "SHA256SUMS"}

    (wheel,) = (tmp_path / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel) as opened:
        (info,) = [name for name in opened.namelist() if name.endswith("METADATA")]
        said = Parser().parsestr(opened.read(info).decode())
    assert f"Homepage, {HOME.rstrip('/')}" in said.get_all("Project-URL", [])
    assert relative(str(said.get_payload())) == []

    (archive,) = (tmp_path / "dist").glob("*.zip")
    with zipfile.ZipFile(archive) as opened:
        programs = {Path(entry.filename).name for entry in opened.infolist() if entry.external_attr >> 16 & 0o100}
        names = opened.namelist()
    assert {"Start.command", "Start.desktop", "start.sh"} <= programs
    assert {f"{archive.stem}/{name}" for name in ("README.md", "Start.bat", "share/start/start.py")} <= set(names)
    assert [name for name in names if "/.git" in name or "/.ci" in name or "__pycache__" in name] == []

    (parts,) = (tmp_path / "dist").glob("*.json")
    bill = json.loads(parts.read_text("utf-8"))
    assert (bill["bomFormat"], bill["metadata"]["component"]["name"]) == ("CycloneDX", "afterwave")
    found = {part["name"]: part for part in bill["components"]}
    assert {"tornado", "jinja2", "pywinpty", "appnope"} <= set(found)  # those of other systems, too
    assert {"pytest", "twine"} & set(found) == set()
    assert f"tornado=={found['tornado']['version']}" in (ROOT / "constraints.txt").read_text("utf-8")
    assert [name for name, part in found.items() if "version" in part and "licenses" not in part] == []


def relative(text: str) -> list[str]:
    """Return the links of a Markdown text that lead nowhere on a page of another host."""
    return [path for path in re.findall(r"\]\(([^)]*)\)", text) if not path.startswith(("http", "#"))]


def test_the_readmes_links_and_pictures_lead_to_the_kits_home_on_an_index_page() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    text = shown(readme, HOME)
    assert relative(text) == []
    for path in relative(readme):
        assert (ROOT / path).exists()
        assert f"/HEAD/{path})" in text
    assert f"![The stage, showing a group's picture]({HOME}raw/HEAD/docs/pictures/stage.png)" in text
    assert set(urls(HOME)) >= {"Homepage", "Changelog"}


def test_without_a_home_the_words_stay_and_nothing_leads_nowhere() -> None:
    text = shown(
        "# Kit\n\n![stage](a.png)\n\n| a | b |\n|---|---|\n| ![c](d.png) | e |\n\nSee [Install](docs/install.md).\n", ""
    )
    assert text == "# Kit\n\nSee Install.\n"
    assert urls("") == {}


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can turn into another account")
def test_an_archive_is_tried_by_an_account_that_owns_nothing_but_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "kit"
    folder.mkdir()
    (folder / "start.sh").write_text('touch "$(dirname "$0")/made" && id -u && [ -x "$AFTERWAVE_PYTHON" ] && id -u\n')
    make.archive(folder, tmp_path / "kit.zip", 1_700_000_000)
    who = make.stranger()
    if not who.words:
        pytest.skip(who.name)
    assert make.tried(tmp_path / "kit.zip", who) == str(make.NOBODY)


@pytest.mark.parametrize(("rights", "setpriv"), [(1000, "/usr/bin/setpriv"), (0, None)])
def test_where_nobody_else_can_try_it_that_is_said(
    rights: int, setpriv: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: rights)
    monkeypatch.setattr(shutil, "which", lambda _name: setpriv)
    who = make.stranger()
    assert (who.words, who.name.partition(":")[0]) == ((), "ourselves")


def test_a_python_that_another_account_may_not_run_is_passed_by(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(shutil, "which", lambda _name: "/bin/false")
    assert "finds no Python" in make.stranger().name


def test_an_archive_is_the_same_whenever_and_wherever_its_files_were_written(tmp_path: Path) -> None:
    made = []
    for name, moment in (("one", 1), ("two", 1_900_000_000)):
        folder = tmp_path / name
        folder.mkdir()
        for file, mode in (("b", 0o755), ("a.md", 0o640)):
            (folder / file).write_text(file)
            (folder / file).chmod(mode if name == "one" else mode | 0o44)
            os.utime(folder / file, (moment, moment))
        make.archive(folder, tmp_path / "kit.zip", 1_700_000_000)
        made.append((tmp_path / "kit.zip").read_bytes())
    assert made[0] == made[1]
