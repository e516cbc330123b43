"""The wheel carries all it needs: content, notebooks and template travel in it, and an evening runs from an empty
folder.
"""

from __future__ import annotations

import os
import subprocess
import sys
import urllib.request
import zipfile
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

from evening_process import evening

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel, and unpack it into a folder that stands before the checkout on the path."""
    folder = tmp_path_factory.mktemp("wheel")
    call = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--disable-pip-version-check",
        "--wheel-dir",
        str(folder),
        str(ROOT),
    ]
    subprocess.run(call, check=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as file:
        file.extractall(folder / "site")
    return folder / "site"


# Seconds, where it is the first: the wheel is built for all of them.
def test_content_notebooks_and_template_travel_in_the_wheel(installed: Path) -> None:
    kit = installed / "afterwave" / "kit"
    wanted = ["content/workshop.yaml", "content/en/care.md", "notebooks/presenter.ipynb", "notebooks/welcome.ipynb"]
    assert (installed / "afterwave" / "example" / "en" / "arriving.md").is_file()
    wanted += ["share/jupyter/voila/templates/afterwave/index.html.j2", "facilitator_guide/start-here.md"]
    assert [name for name in wanted if not (kit / name).is_file()] == []


def test_voila_finds_the_template_where_it_looks(installed: Path) -> None:
    (data,) = installed.glob("*.data/data")
    assert (data / "share/jupyter/voila/templates/afterwave/conf.json").is_file()


def test_the_content_is_whole_in_the_wheel(installed: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "afterwave", "check"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, "no mistakes" in done.stdout) == (0, True), done.stdout + done.stderr


# Seconds: whether what is installed starts is the claim, so all five programs of the evening begin cold.
@pytest.mark.prove
def test_an_evening_runs_from_the_wheel_in_an_empty_folder(
    installed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    with evening(tmp_path / "session.sqlite", PYTHONPATH=str(installed)) as running:
        stage = opener.open(running.addresses["presenter"], timeout=60).read().decode()
        welcome = opener.open(f"{running.addresses['participants']}read/welcome").read().decode()
    assert "There was an error when executing cell" not in stage
    assert "<main" in stage
    assert "<h1" in welcome
