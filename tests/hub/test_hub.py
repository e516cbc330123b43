"""An evening on a real JupyterHub: two groups at once, their phones as services of the hub, which need neither a login
nor a cookie nor anybody's server.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from importlib.util import find_spec

import httpx
import pytest

from afterwave.content.load import load
from afterwave.content.places import kit
from afterwave.session.session import Session
from hub_process import Hub
from scripts import tool

pytestmark = pytest.mark.prove

LEADERS = {"ana": "evening", "ben": "friday"}
SPOKEN = {"friday": "es"}
"""In which language a group meets, where it is not the workshop's first."""
PHONES = 8


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hub]:
    if find_spec("jupyterhub") is None:
        pytest.skip("no JupyterHub here")
    running = Hub(tmp_path_factory.mktemp("hub"), tool("configurable-http-proxy/bin/configurable-http-proxy"))
    yield running
    running.stop()


class Phone:
    """A phone: a browser that has no login, and is told no cookie."""

    def __init__(self, hub: Hub, group: str) -> None:
        """Know where the group's pages are."""
        self.base = f"{hub.address}services/{group}/"

    def asks(self, path: str, **form: str) -> httpx.Response:
        """Return an answer, which sets no cookie and leads to no login."""
        answer = httpx.request("POST" if form else "GET", self.base + path, data=form, timeout=60)
        assert "set-cookie" not in answer.headers
        assert "login" not in answer.headers.get("location", "")
        return answer

    def opens(self) -> str:
        """Return the ticket of the ballot that it opens."""
        return self.asks("poll/care").text.split('name="ticket" value="')[1].split('"')[0]

    def sends(self, ticket: str, option: str) -> None:
        """Send the ballot, and be thanked."""
        answer = self.asks("poll/care", ticket=ticket, option=option)
        assert (answer.status_code, answer.headers["location"]) == (303, f"{httpx.URL(self.base).path}poll/care/thanks")


@pytest.fixture(scope="module")
def servers(hub: Hub) -> Hub:
    """Give everybody their server, and their notebooks as `afterwave hub` copies them there."""
    for name, group in LEADERS.items():
        hub.ask("POST", f"users/{name}")
        hub.ask("POST", f"users/{name}/server")
        prefix = {
            "JUPYTERHUB_SERVICE_PREFIX": f"/hub-x/user/{name}/",
            "AFTERWAVE_PARTICIPANTS": f"{hub.address}services/{group}/",
        }
        spoken = {"AFTERWAVE_LANGUAGE": "es" if name == "ben" else ""}
        call = [sys.executable, "-m", "afterwave", "hub"]
        told = subprocess.run(
            call,
            cwd=hub.folder / name,
            env={**os.environ, **prefix, **spoken},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        assert f"/hub-x/user/{name}/voila/render/afterwave-notebooks/presenter.ipynb" in told
        assert f"{hub.address}services/{group}/" in told
    for name in LEADERS:
        hub.serves(name, on=True)
    return hub


def test_a_poll_of_each_group_comes_to_its_picture_though_a_server_is_stopped_in_the_midst(servers: Hub) -> None:
    care = load(kit("content")).poll("care")
    sessions = {group: Session.open(f"sqlite:///{servers.folder / group}.sqlite") for group in LEADERS.values()}
    for session in sessions.values():
        session.store.open(care, people=PHONES)
    rooms = {group: [Phone(servers, group) for _ in range(PHONES)] for group in sessions}
    tickets = {group: [phone.opens() for phone in phones] for group, phones in rooms.items()}
    for group, phones in rooms.items():
        for phone, ticket in zip(phones[:4], tickets[group][:4], strict=True):
            phone.sends(ticket, "words")
    servers.ask("DELETE", "users/ana/server")  # as a culler does
    servers.serves("ana", on=False)
    for group, phones in rooms.items():
        for phone, ticket in zip(phones[4:], tickets[group][4:], strict=True):
            phone.sends(ticket, "words" if group == "evening" else "warmth")
    servers.ask("POST", "users/ana/server")
    for group, session in sessions.items():
        with closing(session):
            assert session.store.close("care").ballots == PHONES
            shown = session.store.reveal("care").as_dict(care.labels())["release"]["shown"]
            assert shown
        pictured = rooms[group][0].asks("poll/care/results")
        assert pictured.status_code == 200
        spoken = load(kit("content"), SPOKEN.get(group, "")).poll("care")
        assert spoken.labels()["words"] in pictured.text


AROUND = {
    "ana": ("en", "ltr", "Evening notes", "Leave this page", "Support"),
    "ben": ("es", "ltr", "Notas de la tarde", "Salir de esta página", "Apoyo"),
}


@pytest.mark.parametrize("name", LEADERS)
def test_a_persons_pages_are_whole_in_the_language_of_their_group(servers: Hub, name: str) -> None:
    code, direction, title, leave, support = AROUND[name]
    page = servers.page(name, "voila/render/afterwave-notebooks/welcome.ipynb")
    beside = servers.page(name, "voila/templates/afterwave/static/support.html")
    assert re.findall(r'<html[^>]* lang="(\w+)"', page + beside) == [code, code]
    assert re.findall(r'<body dir="(\w+)"', page) == [direction]
    assert re.findall(r"<title>(.*?)</title>", page) == [title]
    assert [f">{words}</a>" in page for words in (leave, support)] == [True, True]
    phones = Phone(servers, LEADERS[name]).asks("").text
    assert f'<html lang="{code}"' in phones


def test_an_idle_server_is_ended_and_its_groups_phones_go_on(servers: Hub) -> None:
    with closing(Session.open(f"sqlite:///{servers.folder / 'late'}.sqlite")) as session:
        session.store.open(load(kit("content")).poll("care"), people=PHONES)
        rooms = [Phone(servers, "late") for _ in range(PHONES)]
        tickets = [phone.opens() for phone in rooms]
        servers.ask("POST", "users/cy")
        servers.ask("POST", "users/cy/server")
        servers.serves("cy", on=True)
        servers.serves("cy", on=False)  # nobody asked for that: it was idle
        for phone, ticket in zip(rooms, tickets, strict=True):
            phone.sends(ticket, "words")
        assert session.store.close("care").ballots == PHONES


def test_another_sites_form_is_refused_and_who_has_no_login_reaches_nothing_of_a_persons_server(servers: Hub) -> None:
    evil = {"Origin": "http://evil.example", "Sec-Fetch-Site": "cross-site"}
    assert (
        httpx.post(f"{servers.address}services/evening/poll/care", data={"ticket": "x"}, headers=evil).status_code
        == 403
    )
    assert httpx.post(f"{servers.address}user/ana/api/kernels", json={}).status_code == 403
    assert httpx.get(f"{servers.address}user/ana/voila/render/afterwave-notebooks/presenter.ipynb").status_code in {
        302,
        403,
    }
    assert "location" not in httpx.get(f"{servers.address}services/evening/").headers
