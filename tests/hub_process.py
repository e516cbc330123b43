"""A real JupyterHub on loopback, with its proxy, for two facilitators: everything that it writes lies in one folder."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx

from afterwave.launch.evening import jupyter_environment
from room_process import free_port
from warm_programs import LIGHTLY

TOKEN = "only-for-this-test"
WITHOUT = [
    f"--ServerApp.jpserver_extensions={name}=False"
    for name in ("jupyterlab", "jupyter_lsp", "notebook_shim", "jupyter_server_terminals")
]
"""What a person's server does not load here: it takes long, and none of it is needed."""

SETTINGS = """
c = get_config()
c.JupyterHub.bind_url = "http://127.0.0.1:{port}/hub-x/"
c.JupyterHub.hub_port = {hub}
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{api}"
c.ConfigurableHTTPProxy.command = ["node", {proxy!r}]
c.ConfigurableHTTPProxy.auth_token = "{token}"
c.JupyterHub.db_url = "sqlite:///{folder}/hub.sqlite"
c.JupyterHub.cookie_secret = b"0" * 32
c.JupyterHub.authenticator_class, c.JupyterHub.spawner_class = "dummy", "simple"
c.Authenticator.allow_all = True
c.SimpleLocalProcessSpawner.home_dir_template = "{folder}/{{username}}"
c.Spawner.cmd = [{python!r}, "-c", {lightly!r}, "jupyterhub.singleuser"]
c.Spawner.args = ["--allow-root", "--Pages.patience=1", "--Pages.every=0.5", *{without!r}]
c.Spawner.start_timeout = c.Spawner.http_timeout = 120
c.Spawner.poll_interval = 2
def idle(spawner):
    if spawner.user.name == "cy":
        spawner.args = [*spawner.args, "--ServerApp.shutdown_no_activity_timeout=1"]
c.Spawner.pre_spawn_hook = idle
c.JupyterHub.services = [{{"name": "tester", "api_token": "{token}"}}]
may = ["admin:users", "admin:servers", "access:servers"]
c.JupyterHub.load_roles = [{{"name": "tester", "services": ["tester"], "scopes": may}}]
c.Spawner.environment = {jupyter!r}
load_subconfig({written!r})
"""


class Hub:
    """JupyterHub under /hub-x/: ana leads the group "evening", ben, in Spanish, the group "friday", and cy, whose
    server ends when nothing happens there, the group "late".
    """

    def __init__(self, folder: Path, proxy: Path) -> None:
        """Write its settings with `afterwave hub`, start it, and wait until it and the phones' pages answer."""
        self.folder, self.log = folder, folder / "hub.log"
        self.port, self._first = free_port(), free_port()
        self.address = f"http://127.0.0.1:{self.port}/hub-x/"
        for name in ("ana", "ben", "cy"):
            (folder / name).mkdir()
        groups = ("--group", "evening=ana", "--group", "friday=ben", "--group", "late=cy", "--public", self.address)
        subprocess.run(
            [sys.executable, "-m", "afterwave", "hub", *groups], cwd=folder, check=True, stdout=subprocess.DEVNULL
        )
        written = folder / "afterwave_hub.py"
        changed = {
            "FIRST_PORT = 8405": f"FIRST_PORT = {self._first}",
            "[str, str] = {}": '[str, str] = {"friday": "es"}',
        }
        told = written.read_text("utf-8")
        for one, other in changed.items():
            assert told.count(one) == 1
            told = told.replace(one, other)
        written.write_text(told, "utf-8")
        facts = {
            "port": self.port,
            "hub": free_port(),
            "api": free_port(),
            "folder": folder,
            "proxy": str(proxy),
            "token": TOKEN,
        }
        told = SETTINGS.format(
            **facts,
            python=sys.executable,
            lightly=LIGHTLY,
            without=WITHOUT,
            jupyter=jupyter_environment(),
            written=str(written),
        )
        (folder / "jupyterhub_config.py").write_text(told, "utf-8")
        alone = {name: value for name, value in os.environ.items() if not name.startswith(("AFTERWAVE_", "JUPYTER"))}
        with self.log.open("w") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-c", LIGHTLY, "jupyterhub"], cwd=folder, stdout=log, stderr=log, env=alone
            )
        try:
            self._until_there()
        except BaseException:
            self.stop()
            raise

    def ask(self, verb: str, path: str) -> Any:  # noqa: ANN401 - any JSON
        """Return what the hub answers to whoever may do everything there."""
        answer = httpx.request(
            verb, f"{self.address}hub/api/{path}", headers={"Authorization": f"token {TOKEN}"}, timeout=60
        )
        assert answer.is_success or answer.status_code == 404, answer.text
        return answer.json() if answer.content and answer.is_success else None

    def page(self, name: str, path: str) -> str:
        """Return a page of a person's server as that person sees it."""
        headers = {"Authorization": f"token {TOKEN}"}
        answer = httpx.get(f"{self.address}user/{name}/{path}", headers=headers, timeout=120, follow_redirects=True)
        assert answer.status_code == 200, answer.text
        return answer.text

    def serves(self, name: str, *, on: bool) -> None:
        """Wait until a person's server, which somebody asked for or wants to end, is there or gone."""
        end = time.monotonic() + 120
        while (self.ask("GET", f"users/{name}")["servers"].get("", {}).get("ready", False)) is not on:
            assert time.monotonic() < end, self.log.read_text()[-4000:]
            time.sleep(0.5)  # it may take a minute, and each answer costs the hub as much as a page

    def stop(self) -> None:
        """End it: its proxy, its services and its people's servers end with it."""
        self._process.terminate()
        try:
            self._process.wait(60)
        finally:
            self._process.kill()

    def _until_there(self) -> None:
        end = time.monotonic() + 120
        for path in ("hub/api/", "services/evening/healthz", "services/friday/healthz", "services/late/healthz"):
            while True:
                assert time.monotonic() < end, self.log.read_text()[-4000:]
                assert self._process.poll() is None, self.log.read_text()[-4000:]
                try:
                    if httpx.get(self.address + path, timeout=30).status_code == 200:
                        break
                except httpx.TransportError:
                    pass
                time.sleep(0.2)
