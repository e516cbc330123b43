"""What Binder makes of the repository, as far as it goes without Docker: repo2docker itself says which files it reads,
and what it runs of them.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Protocol

import pytest

from docs_text import ROOT


class Pack(Protocol):
    """What is asked here of repo2docker's ways to set up a repository, which carry no types."""

    python_version: str

    def get_preassemble_scripts(self) -> list[tuple[str, str]]: ...
    def get_assemble_scripts(self) -> list[tuple[str, str]]: ...
    def get_post_build_scripts(self) -> list[str]: ...


@pytest.fixture
def pack(monkeypatch: pytest.MonkeyPatch) -> Pack:
    """Return the first of repo2docker's ways to set up a repository that finds itself meant by ours."""
    app = pytest.importorskip("repo2docker.app", reason="no repo2docker here").Repo2Docker()
    monkeypatch.chdir(ROOT)
    made = (kind(app.base_image) for kind in app.buildpacks)
    found: Pack = next(one for one in made if one.detect())
    return found


def test_binder_installs_the_kit_as_it_lies_there_with_a_python_that_it_runs_on(pack: Pack) -> None:
    ((_, install),) = pack.get_assemble_scripts()
    assert 'pip install --no-cache-dir -r "binder/requirements.txt"' in install
    assert (type(pack).__name__, pack.python_version) == ("PythonBuildPack", "3.12")
    assert pack.get_preassemble_scripts() == []  # which would run before the repository is there


def test_what_binder_installs_is_there_for_pip_to_find() -> None:
    lines = [
        line for line in (ROOT / "binder/requirements.txt").read_text("utf-8").splitlines() if not line.startswith("#")
    ]
    assert lines == ["--constraint ../constraints.txt", "."]
    assert (ROOT / "binder/../constraints.txt").is_file()


@pytest.mark.prove
def test_binder_opens_the_phones_pages_and_lays_the_notebooks_out(pack: Pack, tmp_path: Path) -> None:
    assert pack.get_post_build_scripts() == ["binder/postBuild"]
    assert os.access(ROOT / "binder/postBuild", os.X_OK)
    programs = {"python": f"echo {tmp_path}", "afterwave": f'exec "{sys.executable}" -m afterwave "$@"'}
    (tmp_path / "bin").mkdir()
    for name, does in programs.items():
        (tmp_path / "bin" / name).write_text(f"#!/bin/sh\n{does}\n")
        (tmp_path / "bin" / name).chmod(0o755)
    for name in ("share", "binder"):
        (tmp_path / name).symlink_to(ROOT / name)
    path = os.pathsep.join([str(tmp_path / "bin"), os.environ["PATH"]])
    subprocess.run(
        ["binder/postBuild"], cwd=tmp_path, env={**os.environ, "PATH": path}, check=True, stdout=subprocess.DEVNULL
    )
    (settings,) = (tmp_path / "etc/jupyter/jupyter_server_config.d").glob("*.json")
    assert json.loads(settings.read_text("utf-8"))["ServerApp"]["jpserver_extensions"] == {
        "afterwave.server.extension": True
    }
    assert (tmp_path / "afterwave-notebooks/presenter.ipynb").is_file()
