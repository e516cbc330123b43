"""The kit in JupyterLab: tiles and commands, notebooks that nobody copied by hand, the front door as a tab, and nothing
without a login.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Locator, Page

from afterwave.content.places import kit
from afterwave.launch.evening import jupyter_environment
from room_process import free_port
from warm_programs import LIGHTLY

TOKEN = "only-for-this-test"
NAMES = {"lead": "Lead a group", "read": "Read alone", "practise": "Practise", "poll": "A poll of my own"}


def environment(folder: Path) -> dict[str, str]:
    """Return an environment of nobody's settings but the kit's, as its wheel installs them."""
    alone = {name: value for name, value in os.environ.items() if not name.startswith(("AFTERWAVE_", "JUPYTER"))}
    homes = dict.fromkeys(
        ("HOME", "IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR"), str(folder)
    )
    return {**alone, **homes, **jupyter_environment(), "BROWSER": "true", "XDG_DATA_HOME": str(folder)}


class Lab:
    """JupyterLab in an empty folder."""

    def __init__(self, folder: Path) -> None:
        """Start it, and wait until it answers."""
        self.files, self.log, port = folder / "files", folder / "log", free_port()
        self.files.mkdir()
        self.base = f"http://127.0.0.1:{port}/x/"
        call = [
            sys.executable,
            "-c",
            LIGHTLY,
            "jupyterlab",
            f"--port={port}",
            "--no-browser",
            "--allow-root",
            "--ServerApp.base_url=/x/",
        ]
        call += [
            f"--IdentityProvider.token={TOKEN}",
            f"--ServerApp.root_dir={self.files}",
            "--LabApp.extension_manager=readonly",
        ]
        call += [
            "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
            "--LabApp.news_url=None",
            "--ServerApp.allow_remote_access=True",
        ]
        with self.log.open("w") as log:
            self._process = subprocess.Popen(call, stdout=log, stderr=log, env=environment(folder), cwd=folder)
        try:
            self._until_there()
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """End it."""
        self._process.terminate()
        try:
            self._process.wait(30)
        finally:
            self._process.kill()

    def _until_there(self) -> None:
        end = time.monotonic() + 90
        while time.monotonic() < end and self._process.poll() is None:
            with suppress(urllib.error.URLError), urllib.request.urlopen(f"{self.base}api", timeout=30):
                return
            time.sleep(0.2)
        raise AssertionError(self.log.read_text())


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    running = Lab(tmp_path_factory.mktemp("lab"))
    yield running
    running.stop()


def tile(page: Page, name: str) -> Locator:
    """Return a tile of the launcher."""
    return page.locator(".jp-LauncherCard", has_text=NAMES[name])


@pytest.mark.prove
@pytest.mark.browser
def test_a_tile_opens_a_section_as_a_notebook_and_another_the_front_door_as_a_tab(lab: Lab, page: Page) -> None:
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(httpx.URL(request.url).host))
    page.goto(f"{lab.base}lab?token={TOKEN}")
    for name in NAMES:
        tile(page, name).wait_for(timeout=90_000)
    tile(page, "practise").click()
    door = page.frame_locator("iframe")
    door.get_by_role("heading", name="Practise").wait_for(timeout=90_000)
    assert page.locator(".lm-TabBar-tab", has_text="The front door").is_visible()
    page.locator(".lm-TabBar-tab", has_text="Launcher").click()
    page.keyboard.press("Control+Shift+C")
    page.locator(".lm-CommandPalette-input").fill("Read alone")
    page.locator(".lm-CommandPalette-item", has_text="Read alone").first.click()
    page.locator(".jp-NotebookPanel").wait_for(timeout=90_000)
    assert (lab.files / "afterwave-notebooks/welcome.ipynb").is_file()
    assert hosts <= {"127.0.0.1", ""}


@pytest.mark.prove
@pytest.mark.parametrize(("verb", "path"), [("GET", ""), ("POST", "/lead"), ("POST", "/read")])
def test_without_a_login_nothing_is_told_or_laid_out(lab: Lab, verb: str, path: str) -> None:
    assert httpx.request(verb, f"{lab.base}api/afterwave{path}", timeout=60).status_code == 403


@pytest.mark.prove
def test_from_another_machine_a_tile_opens_stage_and_console_beside_lab(lab: Lab) -> None:
    headers = {"Authorization": f"token {TOKEN}", "Host": "hub.example"}
    opened = {name: httpx.post(f"{lab.base}api/afterwave/{name}", headers=headers, timeout=60).json() for name in NAMES}
    assert {facts["door"] for facts in opened.values()} == {""}
    assert [page.rpartition("/")[2] for page in opened["practise"]["pages"]] == [
        "presenter.ipynb?practice=1",
        "facilitator.ipynb?practice=1",
    ]
    assert [page.rpartition("/")[2] for page in opened["lead"]["pages"]] == ["presenter.ipynb", "facilitator.ipynb"]


@pytest.mark.prove
def test_jupyters_own_lists_name_the_kit(tmp_path: Path) -> None:
    shutil.copytree(kit("share") / "jupyter/config", tmp_path / "config")
    said = {}
    for kind, words in {
        "labextension": ["jupyterlab.labextensions"],
        "server": ["jupyter_server", "extension"],
    }.items():
        call = [sys.executable, "-c", LIGHTLY, *words, "list"]
        installed = {"JUPYTER_CONFIG_DIR": str(tmp_path / "config")}  # the list looks in three places, and this is one
        done = subprocess.run(
            call, env={**environment(tmp_path), **installed}, capture_output=True, text=True, check=True
        )
        said[kind] = done.stdout + done.stderr
    assert "afterwave v" in said["labextension"]
    assert "enabled" in next(line for line in said["labextension"].splitlines() if "afterwave v" in line)
    assert re.search(r"afterwave\.lab\b.*enabled", said["server"])


def test_what_lab_reads_of_the_extension_is_there_and_names_the_package_that_brings_it() -> None:
    folder = kit("share") / "jupyter/labextensions/afterwave"
    built = json.loads((folder / "package.json").read_text("utf-8"))["jupyterlab"]["_build"]
    assert (folder / built["load"]).is_file()
    assert json.loads((folder / "install.json").read_text("utf-8"))["packageName"] == "afterwave"
