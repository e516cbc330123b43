"""A form counts where it stands on a page of ours, and nowhere else: on plain http, too, where a browser says less."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, sync_playwright
from tornado.httputil import HTTPHeaders

from afterwave.server.origin import from_elsewhere
from elsewhere import HERE, THERE, elsewhere
from enumeration import daily
from server.conftest import Server
from widgets.browser import chromium_path

__all__ = ["elsewhere"]

OURS = [
    {},
    {"Host": "phones.example", "Origin": "http://phones.example"},
    {"Host": "phones.example:8000", "Origin": "http://phones.example:8000"},
    {"Host": "Phones.Example:8000", "Origin": "http://phones.example:8000"},
    {"Host": "phones.example:80", "Origin": "http://phones.example"},
    {"Host": "evening.example:443", "Origin": "https://evening.example"},
    {"Host": "[fe80::1]:8000", "Origin": "http://[fe80::1]:8000"},
    {"Host": "127.0.0.1:8000", "Origin": "https://evening.example", "X-Forwarded-Host": "evening.example"},
    {
        "Host": "127.0.0.1:8000",
        "Origin": "https://evening.example:8443",
        "X-Forwarded-Host": "evening.example:8443, inner.example",
    },
    {"Host": "127.0.0.1:8000", "Origin": "https://public.example"},
    {"Host": "127.0.0.1:8000", "Origin": "https://evening.example", "Sec-Fetch-Site": "same-origin"},
    {"Host": "phones.example", "Origin": "null", "Sec-Fetch-Site": "same-origin"},
    {"Host": "phones.example", "Sec-Fetch-Site": "none"},
]
OTHERS = [
    {"Host": "phones.example", "Origin": "http://evil.example"},
    {"Host": "phones.example", "Origin": "null"},
    {"Host": "phones.example", "Origin": ""},
    {"Host": "phones.example", "Origin": "phones.example"},
    {"Host": "phones.example", "Origin": "file://"},
    {"Host": "phones.example:8000", "Origin": "http://phones.example:8001"},
    {"Host": "phones.example:8000", "Origin": "http://phones.example"},
    {"Host": "phones.example", "Origin": "http://phones.example.evil.example"},
    {"Host": "phones.example", "Origin": "http://phones.example@evil.example"},
    {"Host": "phones.example", "Origin": "http://evil.example, http://phones.example"},
    {"Origin": "http://evil.example"},
    {"Host": "phones.example", "Origin": "http://phones.example", "Sec-Fetch-Site": "cross-site"},
    {"Host": "phones.example", "Sec-Fetch-Site": "cross-site"},
    {"Host": "phones.example", "Sec-Fetch-Site": "same-site"},
    {"Host": "phones.example", "Sec-Fetch-Site": "Cross-Site"},
    {"Host": "phones.example", "Sec-Fetch-Site": "same-origin,cross-site"},
]


@pytest.mark.parametrize(
    ("headers", "refused"), [(headers, False) for headers in OURS] + [(headers, True) for headers in OTHERS]
)
def test_a_form_is_another_site_s_where_the_browser_says_so_or_hides_it(headers: dict[str, str], refused: bool) -> None:
    assert from_elsewhere(HTTPHeaders(headers), "https://public.example/evening/") is refused


@pytest.mark.parametrize(
    "headers", [{"Origin": "http://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "same-site"}]
)
def test_another_site_s_form_is_neither_counted_nor_put_into_the_box(server: Server, headers: dict[str, str]) -> None:
    server.open()
    server.session.questions.turn(on=True)
    ticket, asking = server.ticket(), server.http.get("/question").text.split('name="ticket" value="')[1].split('"')[0]
    refused = [
        server.send("green", ticket=ticket, headers=headers),
        server.http.post("/question", data={"ticket": asking, "text": "May I?"}, headers=headers),
    ]
    assert [answer.status_code for answer in refused] == [403, 403]
    assert all("This came from another site" in answer.text for answer in refused)
    own = {"Origin": server.address}
    assert server.send("green", ticket=ticket, headers=own).status_code == 303
    assert server.http.post("/question", data={"ticket": asking, "text": "May I?"}, headers=own).status_code == 303
    assert server.session.store.close("tea").ballots == 1


def test_a_server_that_knows_its_public_address_takes_forms_from_there(make_server: Callable[..., Server]) -> None:
    server = make_server(address="https://evening.example/evening/", base="/evening/")
    server.open()
    assert server.send("green", headers={"Origin": "https://evening.example"}).status_code == 303
    assert server.send("green", headers={"Origin": "https://morning.example"}).status_code == 403


def test_no_page_may_send_the_header_in_which_a_proxy_says_what_it_was_asked(standing: Server) -> None:
    asked = {
        "Origin": "http://evil.example",
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "x-forwarded-host",
    }
    answer = httpx.options(f"{standing.address}/poll/tea", headers=asked)
    assert answer.status_code == 405
    assert not [name for name in answer.headers if name.startswith("access-control")]


@pytest.mark.parametrize("path", ["/", "/poll/tea", "/question", "/follow", "/s", "/nowhere"])
def test_every_page_tells_other_sites_nothing_of_where_somebody_was(server: Server, path: str) -> None:
    server.open()
    server.session.questions.turn(on=True)
    page = server.http.get(path)
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.text.count('<meta name="referrer" content="same-origin">') == 1, (
        "a form that is sent from here without a script would say null"
    )


@pytest.fixture(scope="module")
def away() -> Iterator[Browser]:
    """Start a Chromium that takes this machine for two hosts with names: it trusts neither, as it trusts no plain http
    over a Wi-Fi.
    """
    with sync_playwright() as running:
        path = chromium_path()
        if path is None and not Path(running.chromium.executable_path).exists():
            pytest.skip("no Chromium: install it, and these tests run")
        names = f"--host-resolver-rules=MAP {HERE} 127.0.0.1, MAP {THERE} 127.0.0.1"
        browser = running.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", names]
        )
        yield browser
        browser.close()


@pytest.mark.browser
@pytest.mark.parametrize("scripts", daily([True, False], [True]))
def test_in_chromium_our_own_form_counts_and_another_site_s_does_not(
    away: Browser, server: Server, elsewhere: Callable[[str, str, str], str], scripts: bool
) -> None:
    server.open()
    server.session.questions.turn(on=True)
    context = away.new_context(java_script_enabled=scripts)
    page, here = context.new_page(), f"{HERE}:{server.port}"
    for policy in ("no-referrer", "unsafe-url"):
        page.goto(elsewhere(here, server.ticket(), policy))
        page.click("button")
        page.wait_for_selector("text=This came from another site")
    page.goto(f"http://{here}/poll/tea")
    page.check("input[value=green]")
    page.click("button.go >> visible=true")
    if scripts:
        page.click("[data-send]")
    page.wait_for_url("**/poll/tea/thanks")
    if not scripts:
        page.goto(f"http://{here}/question")
        page.fill("textarea", "May I?")
        page.click("button")
        page.wait_for_url("**/question/thanks")
    context.close()
    assert server.session.store.close("tea").ballots == 1
