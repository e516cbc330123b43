"""The example for nginx, on a real nginx: https, a path of its own, votes counted, changes told at once, and no log of anybody."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from afterwave.content.load import load
from afterwave.content.places import kit
from afterwave.session.session import Session
from listening import listening
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


@pytest.fixture(scope="module")
def behind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[httpx.Client, Session, Path]]:
    """Run the server behind nginx with the kit's example; give a client of the proxy, the session and nginx's folder."""
    programs = [shutil.which(name, path="/usr/sbin:/usr/bin:/sbin:/bin") for name in ("nginx", "openssl")]
    if None in programs:
        pytest.skip("no nginx or no openssl: install both, and these tests run")
    folder, url = tmp_path_factory.mktemp("nginx"), f"sqlite:///{tmp_path_factory.mktemp('session') / 's.sqlite'}"
    inside = free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "afterwave", "serve", "--host", "127.0.0.1", "--port", str(inside), "--base", "/evening/", "--database", url, "--json"],
        stdout=subprocess.PIPE,
    )
    next(iter(server.stdout or ()))
    outside = free_port()
    subject = ["-subj", "/CN=evening.example", "-addext", "subjectAltName=IP:127.0.0.1"]
    key = ["-keyout", str(folder / "evening.key"), "-out", str(folder / "evening.crt")]
    subprocess.run([str(programs[1]), "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", *subject, *key], check=True, capture_output=True)
    site = EXAMPLE.read_text("utf-8").replace("listen 443", f"listen 127.0.0.1:{outside}").replace("127.0.0.1:8000", f"127.0.0.1:{inside}")
    (folder / "site.conf").write_text(site.replace("/etc/nginx/evening", f"{folder}/evening"))
    (folder / "nginx.conf").write_text(AROUND.format(folder=folder))
    proxy = subprocess.Popen([str(programs[0]), "-p", str(folder), "-c", str(folder / "nginx.conf")], stderr=subprocess.DEVNULL)
    session = Session.open(url)
    with httpx.Client(base_url=f"https://127.0.0.1:{outside}/evening/", verify=str(folder / "evening.crt"), timeout=30) as client:
        _until_there(client)
        yield client, session, folder
    session.close()
    for process in (proxy, server):
        process.terminate()
        process.wait(30)
    if server.stdout:
        server.stdout.close()


def _until_there(client: httpx.Client) -> None:
    for _ in range(300):
        try:
            client.get("healthz")
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return


def test_every_link_stays_under_the_path(behind: tuple[httpx.Client, Session, Path]) -> None:
    client, _, _ = behind
    page = client.get("read/welcome").text
    links = [part.split('"')[0] for part in page.split('href="/')[1:]]
    assert links
    assert all(link.startswith("evening/") for link in links)
    assert client.get(str(client.base_url).removesuffix("evening/") + links[0]).status_code == 200


def test_a_ballot_is_counted_once_and_the_phone_is_led_back_under_the_path(behind: tuple[httpx.Client, Session, Path]) -> None:
    client, session, _ = behind
    session.store.open(load(kit("content")).poll("care"))
    ticket = client.get("poll/care").text.split('name="ticket" value="')[1].split('"')[0]
    answers = [client.post("poll/care", data={"ticket": ticket, "option": "words"}) for _ in range(2)]
    assert [(answer.status_code, answer.headers["Location"]) for answer in answers] == [(303, "/evening/poll/care/thanks")] * 2
    assert session.store.close("care").ballots == 1


def test_a_form_of_another_site_is_refused_and_one_of_ours_is_not(behind: tuple[httpx.Client, Session, Path]) -> None:
    client, session, _ = behind
    session.store.open(load(kit("content")).poll("arriving"))
    ticket = client.get("poll/arriving").text.split('name="ticket" value="')[1].split('"')[0]
    ours = f"https://127.0.0.1:{client.base_url.port}"
    answers = [
        client.post("poll/arriving", data={"ticket": ticket, "option": "3"}, headers={"Origin": origin}).status_code
        for origin in ("https://evil.example", "null", "https://127.0.0.1", ours)
    ]
    assert answers[:3] == [403] * 3
    assert answers[3] != 403


def test_a_change_comes_through_at_once(behind: tuple[httpx.Client, Session, Path]) -> None:
    client, session, _ = behind
    with listening(client) as listener:
        listener.hears()
        session.go("body", 1)
        assert listener.hears()["section"] == "body"


def test_nothing_is_written_about_anybody(behind: tuple[httpx.Client, Session, Path]) -> None:
    client, _, folder = behind
    client.get("read/welcome?who=someone")
    written = [file for file in folder.rglob("*") if file.is_file() and file.suffix not in {".conf", ".crt", ".key", ".pid"}]
    assert not [file for file in written if b"someone" in file.read_bytes() or b"read/welcome" in file.read_bytes()]
