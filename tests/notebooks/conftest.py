"""The kit's own notebooks, and Voilà showing them with the kit's template."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from afterwave.content.places import kit
from widgets.browser import chromium, page

__all__ = ["chromium", "page"]

TOKEN = "only-for-this-test"
CHECKOUT = kit("notebooks").parent


def cells(path: Path) -> list[dict[str, Any]]:
    """Return a notebook's cells."""
    found: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))["cells"]
    return found


@pytest.fixture(scope="module")
def voila(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], str]]:
    """Run Voilà on a copy of the notebooks, in practice; give a function from a notebook's name to its address."""
    folder = tmp_path_factory.mktemp("voila")
    shutil.copytree(kit("notebooks"), folder / "notebooks")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = [f"--port={port}", "--Voila.ip=127.0.0.1", f"--Voila.token={TOKEN}", "--template=afterwave", "--no-browser"]
    quiet = ["--Voila.log_level=ERROR", "--VoilaConfiguration.allow_template_override=NO"]
    alone = {name: value for name, value in os.environ.items() if not name.startswith("AFTERWAVE_")}
    settings = {"JUPYTER_PATH": str(kit("share") / "jupyter"), "JUPYTER_NO_CONFIG": "1", "PYTHONPATH": str(CHECKOUT / "src"), "TMPDIR": str(folder)}
    command = [sys.executable, "-m", "voila", str(folder / "notebooks"), *options, *quiet]
    server = subprocess.Popen(command, env={**alone, **settings}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _listening(f"http://127.0.0.1:{port}/login")
    yield lambda name: f"http://127.0.0.1:{port}/voila/render/{name}.ipynb?token={TOKEN}"
    server.terminate()
    server.wait(20)


def _listening(address: str) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(address, timeout=2).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("Voilà does not listen")
