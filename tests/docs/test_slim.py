"""A slim install leaves out what an evening does without, and what it does not do says so in words.

The absence is simulated: a module finder that knows nothing of what the slim install leaves out, in every process.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any

import pytest

from docs_text import ROOT
from evening_process import evening

LEFT_OUT = {"jupyterlab", "matplotlib", "typst"}
BESIDES = {"numpy", "contourpy", "fontTools", "kiwisolver", "jupyter_lsp", "notebook"}
"""What nothing else brings."""
BLIND = """import sys
from importlib.machinery import PathFinder

class Blind(PathFinder):
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        return None if name.partition(".")[0] in {gone} else PathFinder.find_spec(name, path, target)

sys.meta_path[:] = [Blind if one is PathFinder else one for one in sys.meta_path]
"""


@pytest.fixture
def slim(tmp_path: Path) -> dict[str, str]:
    """Give the environment in which Python finds nothing of what a slim install leaves out."""
    (tmp_path / "sitecustomize.py").write_text(BLIND.replace("{gone}", repr(LEFT_OUT | BESIDES)))
    return {"PYTHONPATH": str(tmp_path)}


def kit(slim: dict[str, str], *words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command of the kit, and wait until it ends."""
    call = [sys.executable, "-m", "afterwave", *words]
    env = {**os.environ, **slim}
    return subprocess.run(call, env=env, cwd=folder, capture_output=True, text=True, check=False, timeout=300)


def name(requirement: str) -> str:
    """Return the package that a line of requirements is about."""
    return requirement.partition(">")[0].partition("<")[0].partition(";")[0].strip()


def test_the_slim_list_is_the_whole_one_without_what_is_left_out() -> None:
    whole = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    lines = (ROOT / "slim.txt").read_text("utf-8").splitlines()
    assert [line for line in lines if line[0] not in "#-"] == [one for one in whole if name(one) not in LEFT_OUT]
    assert {name(one) for one in whole} >= LEFT_OUT  # the default stays whole
    assert "-c constraints.txt" in lines


@pytest.mark.prove
def test_an_evening_runs_without_what_a_slim_install_leaves_out(tmp_path: Path, slim: dict[str, Any]) -> None:
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    with evening(tmp_path / "session.sqlite", **slim) as running:
        pages = {
            place: opener.open(running.addresses[place], timeout=60).read().decode()
            for place in ("presenter", "facilitator", "participants")
        }
        attack = running.addresses["presenter"].replace("presenter.ipynb", "attack-your-own-poll.ipynb")
        pages["attack"] = opener.open(attack, timeout=60).read().decode()
    assert [place for place, page in pages.items() if "There was an error when executing cell" in page] == []
    assert [place for place, page in pages.items() if "<main" not in page] == []


@pytest.mark.prove
def test_what_a_slim_install_does_not_do_is_said_in_words_with_the_line_that_adds_it(
    tmp_path: Path, slim: dict[str, str]
) -> None:
    for words, package in ((("print", "handouts", "--output", "h.pdf"), "typst"), (("read", "--lab"), "jupyterlab")):
        done = kit(slim, *words, folder=tmp_path)
        assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
        assert f"is not in this slim install. Add it: {sys.executable} -m pip install {package}." in done.stderr
    done = kit(slim, "check", folder=tmp_path)
    assert (done.returncode, "no mistakes" in done.stdout) == (0, True), done.stderr
