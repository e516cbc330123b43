"""The example for nginx, on a real nginx: https, a path of its own, votes counted, changes told at once, and no log of
anybody.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from afterwave.session.session import Session
from behind_nginx import behind_nginx
from kit_workshop import kit_workshop
from listening import listening


@pytest.fixture(scope="module")
def behind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[httpx.Client, Session, Path]]:
    """Run the server behind nginx with the kit's example; give a client of the proxy, the session and nginx's
    folder.
    """
    folder, url = tmp_path_factory.mktemp("nginx"), f"sqlite:///{tmp_path_factory.mktemp('session') / 's.sqlite'}"
    with (
        behind_nginx(folder, url) as running,
        httpx.Client(base_url=f"{running.address}/", verify=str(running.certificate), timeout=30) as client,
    ):
        session = Session.open(url)
        yield client, session, folder
        session.close()


def test_every_link_stays_under_the_path(behind: tuple[httpx.Client, Session, Path]) -> None:
    client, _, _ = behind
    page = client.get("read/welcome").text
    links = [part.split('"')[0] for part in page.split('href="/')[1:]]
    assert links
    assert all(link.startswith("evening/") for link in links)
    assert client.get(str(client.base_url).removesuffix("evening/") + links[0]).status_code == 200


def test_a_ballot_is_counted_once_and_the_phone_is_led_back_under_the_path(
    behind: tuple[httpx.Client, Session, Path],
) -> None:
    client, session, _ = behind
    session.store.open(kit_workshop().poll("care"))
    ticket = client.get("poll/care").text.split('name="ticket" value="')[1].split('"')[0]
    answers = [client.post("poll/care", data={"ticket": ticket, "option": "words"}) for _ in range(2)]
    assert [(answer.status_code, answer.headers["Location"]) for answer in answers] == [
        (303, "/evening/poll/care/thanks")
    ] * 2
    assert session.store.close("care").ballots == 1


def test_a_form_of_another_site_is_refused_and_one_of_ours_is_not(behind: tuple[httpx.Client, Session, Path]) -> None:
    client, session, _ = behind
    session.store.open(kit_workshop().poll("arriving"))
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
    written = [
        file for file in folder.rglob("*") if file.is_file() and file.suffix not in {".conf", ".crt", ".key", ".pid"}
    ]
    assert not [file for file in written if b"someone" in file.read_bytes() or b"read/welcome" in file.read_bytes()]
