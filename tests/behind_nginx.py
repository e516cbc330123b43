"""The participants' server under a path of its own, behind a real nginx with the kit's example: https, and a server
that may be restarted.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from afterwave.content.places import kit
from evening_process import until
from patience import SECONDS
from room_process import free_port

EXAMPLE = kit("share") / "proxy/nginx.conf"
AROUND = """daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log info;
events {{}}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


class Behind:
    """The two programs, and where the pages are: `address` has no slash at its end, `certificate` is what a client has
    to trust.
    """

    def __init__(self, folder: Path, url: str) -> None:
        """Start nginx, and the server on a database; skip where there is no nginx or no openssl."""
        programs = [shutil.which(name, path="/usr/sbin:/usr/bin:/sbin:/bin") for name in ("nginx", "openssl")]
        if None in programs:
            pytest.skip("no nginx or no openssl: install both, and these tests run")
        self.folder, self._inside, outside = folder, free_port(), free_port()
        self._call = [
            "serve",
            "--host",
            "127.0.0.1",
            "--port",
            str(self._inside),
            "--base",
            "/evening/",
            "--database",
            url,
            "--json",
        ]
        self.address, self.certificate = f"https://127.0.0.1:{outside}/evening", folder / "evening.crt"
        self.start()
        subject = ["-subj", "/CN=evening.example", "-addext", "subjectAltName=IP:127.0.0.1"]
        key = ["-keyout", str(folder / "evening.key"), "-out", str(self.certificate)]
        subprocess.run(
            [str(programs[1]), "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", *subject, *key],
            check=True,
            capture_output=True,
        )
        site = (
            EXAMPLE.read_text("utf-8")
            .replace("listen 443", f"listen 127.0.0.1:{outside}")
            .replace("127.0.0.1:8000", f"127.0.0.1:{self._inside}")
        )
        (folder / "site.conf").write_text(site.replace("/etc/nginx/evening", f"{folder}/evening"))
        (folder / "nginx.conf").write_text(AROUND.format(folder=folder))
        self._proxy = subprocess.Popen(
            [str(programs[0]), "-p", str(folder), "-c", str(folder / "nginx.conf")], stderr=subprocess.DEVNULL
        )
        try:
            until(self._there, SECONDS)
        except AssertionError as failure:
            failure.add_note((folder / "error.log").read_text())
            self.end()
            raise

    def start(self) -> None:
        """Start the server, and wait until it answers."""
        self._server = subprocess.Popen([sys.executable, "-m", "afterwave", *self._call], stdout=subprocess.PIPE)
        next(iter(self._server.stdout or ()))

    def stop(self) -> None:
        """Ask the server to end, while nginx goes on."""
        self._server.terminate()
        self._server.wait(SECONDS)
        if self._server.stdout:
            self._server.stdout.close()

    def end(self) -> None:
        """End both."""
        self._proxy.terminate()
        self.stop()
        self._proxy.wait(SECONDS)

    def _there(self) -> bool:
        try:
            return (
                httpx.get(f"{self.address}/healthz", verify=str(self.certificate), timeout=30).status_code
                == httpx.codes.OK
            )
        except httpx.TransportError:
            return False


@contextmanager
def behind_nginx(folder: Path, url: str) -> Iterator[Behind]:
    """Run both, and end them however the test left them."""
    running = Behind(folder, url)
    try:
        yield running
    finally:
        running.end()
