"""The participants' pages inside a real Jupyter server under a path of its own: open to phones, while everything of
Jupyter's asks for its token.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import httpx
import pytest

from afterwave.content.places import kit
from afterwave.server.extension import Afterwave
from afterwave.session.session import Session
from jupyter_process import EXTENSION, TOKEN, Jupyter
from kit_workshop import kit_workshop
from listening import listening


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Jupyter]:
    """Run a Jupyter server that tells everything it can, with the extension."""
    started = Jupyter(tmp_path_factory.mktemp("jupyter"), EXTENSION, debug=True)
    yield started
    started.stop()


@pytest.fixture
def phone(running: Jupyter) -> Iterator[httpx.Client]:
    with running.client() as client:
        yield client


@pytest.fixture
def session(running: Jupyter) -> Iterator[Session]:
    opened = Session.open(running.database)
    yield opened
    opened.close()


PAGES = ["", "follow", "read/welcome", "support", "privacy", "leaving", "exit", "healthz", "ar/read/welcome"]


@pytest.mark.parametrize("page", PAGES)
def test_a_participants_page_asks_for_no_token_and_sets_no_cookie(phone: httpx.Client, page: str) -> None:
    answer = phone.get(page)
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers


def test_every_link_stays_under_the_path(phone: httpx.Client) -> None:
    page = phone.get("read/welcome").text
    links = [part.split('"')[0] for part in page.split('href="/')[1:] + page.split('src="/')[1:]]
    assert links
    assert all(link.startswith("user/x/afterwave/") for link in links)
    assert {
        phone.get(f"{phone.base_url.scheme}://{phone.base_url.netloc.decode()}/{link.split('#')[0]}").status_code
        for link in links
    } == {200}


@pytest.mark.parametrize(
    "path", ["api/kernels", "api/contents", "api/sessions", "api/terminals", "api/status", "metrics"]
)
def test_what_is_jupyters_still_asks_for_its_token(running: Jupyter, path: str) -> None:
    assert httpx.get(f"{running.base}{path}").status_code in {302, 403, 404}
    assert httpx.get(f"{running.base}api/kernels", headers={"Authorization": f"token {TOKEN}"}).status_code == 200


def test_nobody_starts_a_kernel_from_a_participants_page(running: Jupyter) -> None:
    assert httpx.post(f"{running.base}api/kernels", json={}).status_code == 403
    assert httpx.post(f"{running.base}afterwave/api/kernels", json={}).status_code == 404


def test_a_ballot_is_counted_once_without_a_cookie_or_a_form_token_of_jupyters(
    phone: httpx.Client, session: Session
) -> None:
    session.store.open(kit_workshop().poll("care"))
    page = phone.get("poll/care")
    ticket = page.text.split('name="ticket" value="')[1].split('"')[0]
    answers = [phone.post("poll/care", data={"ticket": ticket, "option": "words"}) for _ in range(2)]
    assert [(answer.status_code, answer.headers["Location"]) for answer in answers] == [
        (303, "/user/x/afterwave/poll/care/thanks")
    ] * 2
    assert not phone.cookies
    assert session.store.close("care").ballots == 1


def test_a_form_of_another_site_is_refused(phone: httpx.Client) -> None:
    told = ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "http://evil.example"}, {"Origin": "null"})
    assert [phone.post("poll/care", data={"ticket": "x"}, headers=headers).status_code for headers in told] == [403] * 3
    ours = f"http://{phone.base_url.host}:{phone.base_url.port}"
    assert phone.post("poll/care", data={"ticket": "x"}, headers={"Origin": ours}).status_code == 422
    hub = {"Origin": "https://hub.example", "X-Forwarded-Host": "hub.example"}
    assert phone.post("poll/care", data={"ticket": "x"}, headers=hub).status_code == 422


def test_a_body_that_is_too_large_is_refused_long_before_jupyters_own_limit(phone: httpx.Client) -> None:
    assert phone.post("poll/care", content=b"ticket=" + b"x" * 5_000_000).status_code == 413


def test_a_change_comes_through_at_once(phone: httpx.Client, session: Session) -> None:
    with listening(phone) as listener:
        listener.hears()
        session.go("body", 1)
        assert listener.hears()["section"] == "body"


def test_keeping_words_in_the_browser_is_not_offered_where_others_share_the_origin(phone: httpx.Client) -> None:
    assert "&#34;shared_origin&#34;: true" in phone.get("read/welcome").text


def test_who_has_an_account_there_is_told_to_use_a_private_window(phone: httpx.Client) -> None:
    assert "a private window does not" in phone.get("privacy").text


@pytest.mark.prove
def test_jupyters_log_says_nothing_of_participants_even_at_debug(tmp_path: Path) -> None:
    with Jupyter(tmp_path, EXTENSION, debug=True) as running:
        with running.client(
            headers={"Referer": "http://somewhere.example/someone", "User-Agent": "someones-phone"}
        ) as phone:
            statuses = [
                phone.get(page).status_code for page in ("read/welcome?who=someone", "poll/someone", "s/someone")
            ]
            statuses += [
                phone.post("poll/care", data={"ticket": "someone", "option": "words"}).status_code,
                phone.put("poll/care").status_code,
            ]
        httpx.get(f"{running.base}api/kernels")
        log = running.stop()
    assert statuses == [200, 404, 404, 422, 405]
    assert "403 GET /user/x/api/kernels" in log, "Jupyter logs what is its own"
    assert not [
        word
        for word in ("someone", "afterwave/read", "afterwave/poll", "afterwave/s/", "JupyterServerAuthWarning")
        if word in log
    ]


@pytest.mark.prove
def test_a_server_that_ends_lets_the_phones_go_and_closes_the_session(tmp_path: Path) -> None:
    with Jupyter(tmp_path, EXTENSION) as running, running.client() as phone, phone.stream("GET", "events") as events:
        lines = events.iter_lines()
        next(line for line in lines if line.startswith("data:"))
        running.stop()
        assert [line for line in lines if line.strip(":")] == []
    assert running.process.returncode == 0
    assert not (tmp_path / "session.sqlite-wal").exists()


@pytest.mark.prove
def test_being_installed_opens_nothing(tmp_path: Path) -> None:
    with Jupyter(tmp_path) as running:
        statuses = {httpx.get(f"{running.base}afterwave/{page}").status_code for page in PAGES}
        log = running.stop()
    assert statuses <= {302, 403, 404}, "Jupyter asks everybody to log in first"
    assert EXTENSION not in log


def test_one_file_among_jupyters_settings_enables_it(tmp_path: Path) -> None:
    settings = tmp_path / "config/jupyter_server_config.d"
    settings.mkdir(parents=True)
    shutil.copy(kit("share") / "jupyterhub/afterwave.json", settings)
    with Jupyter(tmp_path) as running:
        assert httpx.get(f"{running.base}afterwave/").status_code == 200


@pytest.mark.prove
def test_content_with_mistakes_is_told_in_jupyters_log_and_jupyter_goes_on(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with Jupyter(tmp_path, EXTENSION, AFTERWAVE_CONTENT=str(tmp_path / "empty")) as running:
        assert httpx.get(f"{running.base}api").status_code == 200
        assert "workshop.yaml" in running.stop()


@pytest.mark.parametrize(
    ("env", "address"),
    [
        ({"AFTERWAVE_PARTICIPANTS": "https://evening.example/"}, "https://evening.example/"),
        (
            {"JUPYTERHUB_SERVICE_PREFIX": "/user/x/", "JUPYTERHUB_PUBLIC_URL": "https://hub.example/user/x/"},
            "https://hub.example/user/x/afterwave/",
        ),
        ({"JUPYTERHUB_SERVICE_PREFIX": "/user/x/"}, ""),
        ({}, "http://laptop.example:8888/user/x/afterwave/"),
    ],
    ids=["named", "known to the hub", "unknown to the hub", "no hub"],
)
def test_the_address_of_phones_is_never_guessed_under_a_hub(
    monkeypatch: pytest.MonkeyPatch, env: dict[str, str], address: str
) -> None:
    for name in ("AFTERWAVE_PARTICIPANTS", "JUPYTERHUB_SERVICE_PREFIX", "JUPYTERHUB_PUBLIC_URL"):
        monkeypatch.delenv(name, raising=False)
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    server = SimpleNamespace(public_url="http://laptop.example:8888/user/x/", base_url="/user/x/")
    assert Afterwave(serverapp=server).address == address


@pytest.mark.parametrize("first", ["", "lab", "tree", "lab?token=0123"])
def test_the_address_of_phones_has_nothing_of_the_page_that_jupyter_opens_first(
    monkeypatch: pytest.MonkeyPatch, first: str
) -> None:
    for name in ("AFTERWAVE_PARTICIPANTS", "JUPYTERHUB_SERVICE_PREFIX", "JUPYTERHUB_PUBLIC_URL"):
        monkeypatch.delenv(name, raising=False)
    server = SimpleNamespace(public_url=f"http://laptop.example:8888/{first}", base_url="/")
    assert Afterwave(serverapp=server).address == "http://laptop.example:8888/afterwave/"
