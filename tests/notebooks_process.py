"""Voilà or JupyterLab on a copy of the notebooks, as processes of their own, with everything that they write in one
folder.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from afterwave.content.places import kit
from afterwave.launch.evening import jupyter_environment
from room_process import free_port
from warm_programs import LIGHTLY

TOKEN = "only-for-this-test"
CHECKOUT = kit("notebooks").parent
VOILA = (
    "voila",
    "--template=afterwave",
    "--VoilaConfiguration.allow_template_override=NO",
    f"--Voila.token={TOKEN}",
    "--Voila.ip=127.0.0.1",
)
LAB = (
    "jupyterlab",
    f"--IdentityProvider.token={TOKEN}",
    "--ServerApp.ip=127.0.0.1",
    "--allow-root",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.news_url=None",
    "--LabApp.extension_manager=readonly",
)


class Notebooks:
    """A Jupyter program that serves a folder's copy of the notebooks on loopback; its log, its settings and its
    temporary files lie in that folder, too.
    """

    def __init__(self, folder: Path, program: Sequence[str], *, log_level: str = "ERROR") -> None:
        """Start it, and wait until it answers."""
        self.folder, self.port = folder, free_port()
        shutil.copytree(kit("notebooks"), folder / "notebooks")
        (folder / "tmp").mkdir()
        homes = dict.fromkeys(
            ("HOME", "TMPDIR", "IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR"),
            str(folder / "tmp"),
        )
        alone = {name: value for name, value in os.environ.items() if not name.startswith("AFTERWAVE_")}
        options = [f"--port={self.port}", "--no-browser", f"--Application.log_level={log_level}", *program[1:]]
        with (folder / "log").open("wb") as log:
            call = [sys.executable, "-c", LIGHTLY, program[0], *options, str(folder / "notebooks")]
            self._process = subprocess.Popen(
                call, env={**alone, **homes, **jupyter_environment()}, stdout=log, stderr=log
            )
        self._answers()

    def idle(self) -> None:
        """Wait until the one kernel is there, and does nothing: who runs cells before, is asked which kernel to run
        them in.
        """
        until = time.monotonic() + 60
        while time.monotonic() < until:
            # Jupyter fails to list a kernel that is only just being made.
            with (
                suppress(urllib.error.HTTPError),
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/api/kernels?token={TOKEN}", timeout=30) as answer,
            ):
                if [(kernel["execution_state"], kernel["connections"] > 0) for kernel in json.load(answer)] == [
                    ("idle", True)
                ]:
                    return
            time.sleep(0.2)
        raise TimeoutError((self.folder / "log").read_text())

    def stop(self) -> None:
        """End it, and its kernels."""
        self._process.terminate()
        self._process.wait(30)

    def _answers(self) -> None:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/login", timeout=30).close()
            except urllib.error.HTTPError:
                return
            except OSError:
                assert self._process.poll() is None, (self.folder / "log").read_text()
                time.sleep(0.2)
            else:
                return
        raise TimeoutError((self.folder / "log").read_text())
