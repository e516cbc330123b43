"""The colleague's page, attacked: the one page of the public port that can do anything to a session."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from html import unescape
from io import StringIO
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, Route

from afterwave.content.load import load
from afterwave.content.places import kit
from afterwave.content.views import steps
from afterwave.server.app import ROUTES
from afterwave.server.colleague import ColleaguePage
from afterwave.session import colleague
from afterwave.session.audit import audit
from afterwave.session.colleague import SIGNALS, TRIES, DoorState
from afterwave.session.session import Session
from room_process import RoomProcess, content
from server.conftest import Server
from server.test_following import HIDE

ELSEWHERE = [
    {"Origin": "http://elsewhere.example"},
    {"Origin": "null"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
]
MOST_BYTES, HEADERS = 12_000, 700
"""A first load, as tests/server/test_pages.py holds every page to it, and more than an answer's headers weigh."""

SHUT = 'data-door="shut"'


def send(
    server: Server, headers: dict[str, str] | None = None, path: str = "/colleague", **fields: str
) -> httpx.Response:
    answer: httpx.Response = server.http.post(path, data=fields, headers=headers)
    return answer


def key_in(page: str) -> str:
    return str(re.findall(r'name="key" value="([^"]+)"', page)[0])


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Let a look at a code take no time, but where the server is another process."""
    if "killed" not in request.node.name:
        monkeypatch.setattr(colleague, "COST", 2)


@pytest.fixture
def key(server: Server) -> str:
    """Give the key of a device that came in with the code."""
    answer = send(server, code=server.session.door.open())
    assert answer.status_code == 200
    return key_in(answer.text)


def words(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.partition("<main")[2].partition("</main>")[0])).split())


def told(answer: httpx.Response) -> tuple[int, bytes, dict[str, str]]:
    return answer.status_code, answer.content, {name: value for name, value in answer.headers.items() if name != "date"}


# ---- shut


def test_while_it_is_shut_it_says_so_alike_whatever_is_sent(server: Server) -> None:
    page = server.http.get("/colleague")
    sent = [
        send(server),
        send(server, code="12345678"),
        send(server, key="x" * 43, do="soften"),
        send(server, ELSEWHERE[0], key="x", do="soften"),
        server.http.post("/colleague", content=b"\xff" * 9000),
        server.http.post("/colleague", content=b"a=1&" * 2000, headers={"Content-Type": "application/json"}),
    ]
    assert [page.status_code, SHUT in page.text, "set-cookie" in page.headers] == [200, True, False]
    assert {answer.status_code for answer in sent} == {403}
    assert all(told(answer) == told(sent[0]) for answer in sent)
    assert sent[0].text == page.text


def test_no_other_route_of_the_public_port_takes_a_key(server: Server, key: str) -> None:
    for path in ("/", "/follow", "/slower", "/events", "/privacy", "/colleague/x", "/healthz", "/support"):
        server.http.post(path, data={"key": key, "do": "soften"})
    assert not server.session.state().calm
    assert [path for path, page in ROUTES if issubclass(page, ColleaguePage)] == ["colleague"]


# ---- coming in


def test_the_code_opens_a_page_whose_key_is_in_its_body_alone(server: Server) -> None:
    code = server.session.door.open()
    assert 'data-door="waits"' in server.http.get("/colleague").text
    answer = send(server, code=code)
    key = key_in(answer.text)
    assert [answer.status_code, str(answer.url).endswith("/colleague"), "set-cookie" in answer.headers] == [
        200,
        True,
        False,
    ]
    assert not [value for value in answer.headers.values() if key in value]
    assert answer.headers["Cache-Control"] == "no-store"
    assert not re.search(rf'(?:href|src|action)="[^"]*{re.escape(key)}', answer.text)


def test_five_guessed_codes_from_many_devices_shut_it(server: Server) -> None:
    code = server.session.door.open()
    for number in range(TRIES):
        with httpx.Client(base_url=server.address, headers={"X-Forwarded-For": f"10.0.0.{number}"}) as device:
            answer = device.post("/colleague", data={"code": f"{(int(code) + 1 + number) % 10**8:08}"})
            assert answer.status_code == 403
            assert (SHUT in answer.text) is (number == TRIES - 1)
    assert [send(server, code=code).status_code, server.session.door.state().state] == [403, "guessed"]


def test_a_second_device_with_the_same_code_stays_outside(server: Server) -> None:
    code = server.session.door.open()
    assert [send(server, code=code).status_code, send(server, code=code).status_code] == [200, 403]
    assert SHUT in server.http.get("/colleague").text


def test_a_code_after_its_two_minutes_opens_nothing(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    code = server.session.door.open()
    inside = server.app.settings["context"].session
    monkeypatch.setattr(inside.door, "_clock", lambda: server.session.now() + 121)
    assert [send(server, code=code).status_code, SHUT in server.http.get("/colleague").text] == [403, True]


@pytest.mark.parametrize("headers", ELSEWHERE)
def test_another_sites_form_neither_comes_in_nor_counts_as_a_guess_nor_does_anything(
    server: Server, headers: dict[str, str]
) -> None:
    code = server.session.door.open()
    assert [send(server, headers, code=f"{number:08}").status_code for number in range(TRIES + 1)] == [403] * (
        TRIES + 1
    )
    key = key_in(send(server, code=code).text)
    assert [send(server, headers, key=key, do=what).status_code for what in ("soften", *SIGNALS)] == [403] * 4
    assert [server.session.state().calm, server.session.door.state()] == [False, DoorState("in")]


# ---- what it may


def test_it_shows_the_place_the_notes_of_this_step_and_the_next_and_what_is_in_your_hand(
    server: Server, key: str
) -> None:
    server.session.go("brewing", 0)
    said = words(send(server, key=key).text)
    assert "step 1 of" in said
    assert "Notes" in said
    assert "min left in this section" in said
    assert "In your hand" in said
    assert "could read along" in said


def test_it_softens_and_can_do_no_more_about_it(server: Server, key: str) -> None:
    answer = send(server, key=key, do="soften")
    began = server.session.state().softened
    assert [answer.status_code, server.session.state().calm, "The group is taking a pause" in answer.text] == [
        200,
        True,
        True,
    ]
    for what in ("soften", "no-soften", "resume", "calm", "look"):
        send(server, key=key, do=what)
    assert [server.session.state().calm, server.session.state().softened] == [True, began]


@pytest.mark.parametrize("signal", SIGNALS)
def test_a_signal_comes_to_the_console_and_to_no_phone(server: Server, key: str, signal: str) -> None:
    paths = ("/", "/follow", "/slower", "/question", "/healthz")
    before = [server.http.get(path).content for path in paths]
    assert "Take it back" in send(server, key=key, do=signal).text
    assert server.session.door.state().signals == (signal,)
    assert [server.http.get(path).content for path in paths] == before
    send(server, key=key, do=f"no-{signal}")
    assert server.session.door.state().signals == ()


ASKED = (
    "go",
    "next",
    "back",
    "open",
    "close",
    "reveal",
    "end",
    "last_call",
    "leave_out",
    "length",
    "box",
    "batch",
    "ask",
    "forget",
    "no-",
    "",
    "key",
    "tries",
    "id",
)


def test_it_cannot_move_open_close_reveal_or_ask_however_it_is_asked(server: Server, key: str) -> None:
    server.session.go("brewing", 0)
    server.open("tea")
    before = server.session.state(), server.session.store.statuses(), server.session.door.state()
    for what in ASKED:
        assert (
            send(server, key=key, do=what, poll="tea", section="drinking", step="3", on="1", batch="1").status_code
            == 200
        )
    assert (server.session.state(), server.session.store.statuses(), server.session.door.state()) == before


def test_it_sees_no_count_and_no_question(server: Server, key: str) -> None:
    server.session.go("drinking", 0)
    server.session.questions.turn(on=True)
    server.open("tea", people=12)
    for _ in range(7):
        server.send("green")
    page = send(server, key=key).text
    for _ in range(3):
        ticket = server.http.get("/question").text.split('name="ticket" value="')[1].split('"')[0]
        server.http.post("/question", data={"ticket": ticket, "text": "Why is the kettle blue?"})
    server.session.questions.open_batch()
    later = send(server, key=key).text
    assert "kettle" not in later
    assert words(later) == words(page)
    assert not re.search(r"\b[67] answers|at least", words(later), re.IGNORECASE)


def test_signals_beyond_what_a_thumb_does_are_not_written_and_soften_still_is(server: Server, key: str) -> None:
    for _ in range(20):
        send(server, key=key, do="pause")
        send(server, key=key, do="no-pause")
    send(server, key=key, do="outside")
    assert server.session.door.state().signals == ()
    send(server, key=key, do="soften")
    assert server.session.state().calm


# ---- after the end, and beside


@pytest.mark.parametrize(
    "guess", ["", "A" * 43, "ä", "\ud800".encode("utf-8", "surrogatepass").decode("latin1"), "x" * 900]
)
def test_a_guessed_key_opens_nothing(server: Server, key: str, guess: str) -> None:
    answer = send(server, key=guess, do="soften")
    assert [answer.status_code, SHUT in answer.text, server.session.state().calm] == [403, True, False]
    assert key not in answer.text


def test_a_key_and_a_code_together_are_a_key(server: Server) -> None:
    code = server.session.door.open()
    assert send(server, key="guessed", code=code).status_code == 403
    assert send(server, code=code).status_code == 200


@pytest.mark.parametrize("ends", ["console", "evening", "anew", "server", "forgotten"])
def test_a_page_that_a_phone_keeps_open_can_do_nothing_after_the_end(server: Server, key: str, ends: str) -> None:
    if ends == "server":
        server.stop()
        server.start()
    else:
        session = server.session
        {"console": session.door.end, "evening": session.end, "anew": session.door.open, "forgotten": session.destroy}[
            ends
        ]()
    shut = [send(server, key=key, do=what) for what in ("look", "soften", *SIGNALS)]
    assert {answer.status_code for answer in shut} == {403}
    assert not [answer for answer in shut if "Notes" in words(answer.text) or key in answer.text]
    assert [server.session.state().calm, server.session.door.state().signals] == [False, ()]


@pytest.mark.prove
def test_a_server_that_was_killed_gives_no_key_back_its_power(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'session.sqlite'}"
    room = RoomProcess(url, content(tmp_path / "content"))
    session = Session.open(url)
    try:
        place = f"http://127.0.0.1:{room.port}/colleague"
        key = key_in(httpx.post(place, data={"code": session.door.open()}).text)
        room.kill()
        room.start()
        assert [httpx.post(place, data={"key": key, "do": "soften"}).status_code, session.state().calm] == [403, False]
    finally:
        room.stop()
        session.close()


def test_behind_a_prefix_and_in_another_language_it_stays_there(make_server: Callable[..., Server]) -> None:
    server = make_server(base="/user/x/afterwave")
    page = server.http.post("/en/colleague", data={"code": server.session.door.open()}).text
    assert set(re.findall(r'action="([^"]+)"', page)) == {"/user/x/afterwave/en/colleague"}
    assert re.search(r'<a class="near" href="[^"]+" target="_blank">', page)


@pytest.fixture
def lines() -> Iterator[StringIO]:
    """Give all that is logged meanwhile, at any level."""
    root, kept = logging.getLogger(), StringIO()
    handler, level = logging.StreamHandler(kept), root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield kept
    root.removeHandler(handler)
    root.setLevel(level)


def test_no_log_and_no_table_knows_who_it_was(server: Server, lines: StringIO, tmp_path: Path) -> None:
    code = server.session.door.open()
    send(server, code="00000001")
    key = key_in(send(server, code=code).text)
    send(server, key=key, do="outside")
    send(server, key="guessed", do="soften")
    assert [
        line
        for line in lines.getvalue().splitlines()
        if code in line or key in line or "guessed" in line or "00000001" in line
    ] == []
    kept = b"".join(file.read_bytes() for file in tmp_path.glob("session.sqlite*"))
    assert [code.encode() in kept, key.encode() in kept, b"127.0.0.1" in kept] == [False, False, False]
    broken = [promise.id for promise in audit(server.url).promises if not promise.holds]
    assert set(broken) <= {"unseen", "yours-alone"}, broken  # those are the folder's, which is pytest's own here


def test_what_is_kept_names_it_and_says_what_it_cannot(server: Server) -> None:
    page = words(server.http.get("/privacy").text)
    assert "It sees no answer, no question, and no number that you do not see." in page
    assert "colleague : a colleague's scrambled key and signals" in page


@pytest.mark.prove
def test_the_page_is_as_light_as_any_in_every_language_and_at_every_step(make_server: Callable[..., Server]) -> None:
    server = make_server(workshop=load(kit("content")))
    key = key_in(send(server, code=server.session.door.open()).text)
    named = re.findall(
        r'(?:<link rel="stylesheet" href|<script type="module" src)="([^"]+)"', send(server, key=key).text
    )
    around = sum(server.http.get(name).num_bytes_downloaded for name in named) + 3 * HEADERS
    loads: dict[tuple[str, str, int], int] = {}
    for section in server.workshop.sections:
        for step in range(len(steps(section))):
            server.session.go(section.slug, step)
            for language in server.workshop.languages:
                loads[language, section.slug, step] = (
                    around + send(server, path=f"/{language}/colleague", key=key).num_bytes_downloaded
                )
    assert {place: load for place, load in loads.items() if load > MOST_BYTES} == {}


# ---- in a browser


@pytest.fixture
def phone(chromium: Browser, server: Server, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = chromium.new_context(
        viewport={"width": 320, "height": 640},
        base_url=server.address,
        java_script_enabled=getattr(request, "param", True),
    )
    yield context.new_page()
    context.close()


def come_in(phone: Page, server: Server) -> None:
    code = server.session.door.open()
    phone.goto("/colleague")
    phone.fill("#code", f"{code[:4]} {code[4:]}")
    phone.click("text=Let me in")
    phone.wait_for_selector("[data-door=in]")


# Over 5 s: what happens elsewhere shows at the page's next question, and it asks every three seconds.
@pytest.mark.browser
def test_a_colleagues_phone_keeps_up_softens_signals_and_is_emptied_at_the_end(phone: Page, server: Server) -> None:
    server.session.go("brewing", 0)
    come_in(phone, server)
    phone.click("summary:text('In your hand')")
    phone.click("text=I am outside with somebody")
    phone.wait_for_selector("text=They see that you are outside")
    assert server.session.door.state().signals == ("outside",)
    phone.click("button:text('Soften')")
    phone.wait_for_selector("text=The group is taking a pause")
    assert server.session.state().calm
    server.session.soften(on=False)
    server.session.door.put_away("outside")
    server.session.go("drinking", 1)
    phone.wait_for_selector("h1:text('Drinking')")
    phone.wait_for_selector("button:text('I am outside with somebody')")
    assert phone.evaluate("document.querySelector('details').open")  # what was open stays so
    assert phone.evaluate(
        "[document.cookie, localStorage.length, sessionStorage.length, location.search, location.hash]"
    ) == ["", 0, 0, "", ""]
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
    server.session.door.end()
    phone.wait_for_selector("[data-door=shut]")
    assert phone.evaluate("document.querySelectorAll('[name=key], [data-part]').length") == 0


@pytest.mark.browser
def test_a_phone_that_is_put_away_asks_for_nothing_but_what_was_pressed(phone: Page, server: Server) -> None:
    server.session.go("brewing", 0)
    phone.clock.install()
    come_in(phone, server)
    asked: list[str] = []
    network = {"there": True}

    def hear(route: Route) -> None:
        asked.append((route.request.post_data or "").partition("do=")[2])
        if network["there"]:
            route.continue_()
        else:
            route.abort()

    phone.route("**/colleague", hear)
    with phone.expect_response("**/colleague"):
        phone.evaluate(HIDE, False)  # a look is on its way
        phone.evaluate(HIDE, True)
    phone.clock.run_for(20_000)
    assert asked == ["look"]
    network["there"] = False
    with phone.expect_event("requestfailed"):
        phone.evaluate("document.querySelector('button[value=soften]').click()")
    network["there"] = True
    with phone.expect_response("**/colleague"):
        phone.evaluate(HIDE, False)
    assert (asked, server.session.state().calm) == (["look", "soften", "soften"], True)


@pytest.mark.browser
@pytest.mark.parametrize("first", ["fails", "is still on its way"])
def test_a_press_is_not_forgotten_over_the_next_one(phone: Page, server: Server, first: str) -> None:
    server.session.go("brewing", 0)
    phone.clock.install()
    come_in(phone, server)
    asked: list[str] = []
    network = {"there": False}

    def hear(route: Route) -> None:
        asked.append((route.request.post_data or "").partition("do=")[2])
        if network["there"]:
            route.continue_()
        elif first == "fails":
            route.abort()

    phone.route("**/colleague", hear)
    lost = phone.expect_event("requestfailed") if first == "fails" else phone.expect_request("**/colleague")
    with lost:
        phone.click("button:text('Soften')")
    network["there"] = first != "fails"
    with phone.expect_event("requestfailed"):
        phone.click("text=I am outside with somebody")
    network["there"] = True
    phone.clock.run_for(3_000)
    phone.wait_for_selector("text=They see that you are outside")
    assert (server.session.state().calm, server.session.door.state().signals) == (True, ("outside",))
    assert asked == ["soften", "soften", *["soften"] * (first == "fails"), "outside"]
    assert phone.inner_text("#away") == ""


@pytest.mark.browser
@pytest.mark.parametrize("phone", [False], indirect=True)
def test_without_scripts_every_press_is_a_form(phone: Page, server: Server) -> None:
    come_in(phone, server)
    phone.click("button:text('Slower')")
    phone.wait_for_selector("text=You asked them to go slower.")
    phone.click("button:text('Soften')")
    phone.wait_for_selector("text=The group is taking a pause")
    assert [server.session.door.state().signals, server.session.state().calm] == [("slower",), True]
    server.session.door.end()
    phone.click("button:text('Look again')")
    phone.wait_for_selector("text=This page is shut")


@pytest.mark.browser
def test_another_pages_form_in_the_same_browser_is_refused(phone: Page, server: Server, tmp_path: Path) -> None:
    come_in(phone, server)
    key = phone.input_value("[name=key] >> nth=0")
    trap = tmp_path / "trap.html"
    asks = f'<input name="key" value="{key}"><button name="do" value="soften">A prize</button>'
    trap.write_text(f'<form method="post" action="{server.address}/colleague">{asks}</form>')
    other = phone.context.new_page()
    other.goto(trap.as_uri())
    other.click("button")
    other.wait_for_selector("[data-door=shut]")
    assert not server.session.state().calm
