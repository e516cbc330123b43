"""A Jupyter server as a process of its own, with nobody's settings, as a hub would run it for one person."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Self

import httpx

from room_process import free_port
from warm_programs import LIGHTLY

EXTENSION = "afterwave.server.extension"
TOKEN = "only-for-this-test"


class Jupyter:
    """A Jupyter server under /user/x/ that asks for a token, with the extensions it is told to load."""

    def __init__(
        self, folder: Path, *extensions: str, database: Path | None = None, debug: bool = False, **env: str
    ) -> None:
        """Start it, and wait until it answers; its settings, its log and, where none is named, its database are in the
        folder.
        """
        self.folder, self.log = folder, folder / "jupyter.log"
        port = free_port()
        self.base = f"http://127.0.0.1:{port}/user/x/"
        self.database = f"sqlite:///{database or folder / 'session.sqlite'}"
        call = [
            sys.executable,
            "-c",
            LIGHTLY,
            "jupyter_server",
            f"--port={port}",
            "--ServerApp.port_retries=0",
            "--no-browser",
        ]
        call += [
            f"--ServerApp.root_dir={folder}",
            "--allow-root",
            "--ServerApp.base_url=/user/x/",
            f"--IdentityProvider.token={TOKEN}",
        ]
        call += ["--debug"] if debug else []
        call += [f"--ServerApp.jpserver_extensions={name}=True" for name in extensions]
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                call, stdout=log, stderr=log, env=self.environment(folder, AFTERWAVE_DATABASE=self.database, **env)
            )
        try:
            self._until_there()
        except BaseException:
            self.stop()
            raise

    @staticmethod
    def environment(folder: Path, **env: str) -> dict[str, str]:
        """Return the environment in which Jupyter finds no settings but the folder's."""
        alone = {name: value for name, value in os.environ.items() if not name.startswith(("AFTERWAVE_", "JUPYTER"))}
        places = {f"JUPYTER_{what}_DIR": str(folder / what.lower()) for what in ("CONFIG", "DATA", "RUNTIME")}
        return {**alone, **places, "JUPYTER_PREFER_ENV_PATH": "0", **env}

    def client(self, headers: dict[str, str] | None = None) -> httpx.Client:
        """Return a client of the participants' pages: it follows nothing, and has no token and no cookie."""
        return httpx.Client(base_url=f"{self.base}afterwave/", timeout=30, headers=headers)

    def stop(self) -> str:
        """Ask it to end, and return what it logged."""
        self.process.terminate()
        self.process.wait(30)
        return self.log.read_text()

    def __enter__(self) -> Self:
        """Return the server, which ends with the block."""
        return self

    def __exit__(self, *_error: object) -> None:
        """End it, however the block ended."""
        self.stop()

    def _until_there(self) -> None:
        end = time.monotonic() + 60
        while time.monotonic() < end and self.process.poll() is None:
            try:
                httpx.get(f"{self.base}api", timeout=30)
            except httpx.TransportError:
                time.sleep(0.1)
            else:
                return
        raise AssertionError(f"Jupyter did not start: {self.log.read_text()}")
