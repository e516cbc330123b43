"""The silent signal, attacked: when it shows is chance's, and one press changes nothing that another phone, a log, a
file or a clock can tell.
"""

from __future__ import annotations

import asyncio
import logging
import os
import time
from collections.abc import Callable, Iterator
from io import StringIO
from itertools import pairwise
from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from afterwave.server import signal
from afterwave.server.signal import LIT, WHILE, Rounds
from afterwave.session.session import Session
from crowd import Listener
from room_process import House
from server.conftest import Server

CLOCKS = {"date"}
"""The one header that tells the time, and tells everybody the same."""

Facts = dict[str, tuple[int, int, int]]


def files(folder: Path) -> Facts:
    """Return the size, the time of the last change and the time of the last change of anything about it, of every file
    of the session.
    """
    found = {file.name: file.stat() for file in folder.iterdir() if file.name.startswith("session.sqlite")}
    return {name: (told.st_size, told.st_mtime_ns, told.st_ctime_ns) for name, told in found.items()}


def until(what: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not what():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)


def press(
    server: Server,
    data: dict[str, str] | None = None,
    headers: dict[str, str] | None = None,
    content: bytes | None = None,
) -> httpx.Response:
    return server.http.post("/slower", data=data, headers=headers, content=content)


def heard(answer: httpx.Response) -> tuple[int, bytes, dict[str, str]]:
    return (
        answer.status_code,
        answer.content,
        {name: value for name, value in answer.headers.items() if name not in CLOCKS},
    )


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the while be almost none, so that a test need not wait for it; that it is long is the law's, below."""
    monkeypatch.setattr(signal, "WHILE", (0.01, 0.02))


@pytest.fixture
def lines() -> Iterator[StringIO]:
    """Give all that is logged meanwhile, at any level."""
    root, kept = logging.getLogger(), StringIO()
    handler, level = logging.StreamHandler(kept), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield kept
    root.removeHandler(handler)
    root.setLevel(level)


# ---- when it shows


def evening(presses: list[float], drawn: list[float]) -> tuple[list[float], int]:
    """Return when the lamp is lit in an evening with these presses, by a clock that is told, and how many whiles were
    drawn.
    """
    left = list(drawn)
    rounds = Rounds(lambda low, high: low + left.pop(0) * (high - low))
    shown: list[float] = []

    def pass_to(now: float) -> None:
        if rounds.due is not None and rounds.due <= now:
            shown.append(rounds.due)
            rounds.end_round(rounds.due)

    for at in sorted(presses):
        pass_to(at)
        rounds.press(at)
    pass_to(float("inf"))
    return shown, len(drawn) - len(left)


MOMENTS = st.lists(st.floats(0, 5400), min_size=1, max_size=40)
CHANCES = st.lists(st.floats(0, 1), min_size=40, max_size=40)


@given(MOMENTS, CHANCES)
def test_it_shows_at_most_once_in_three_minutes_and_no_press_is_lost(presses: list[float], drawn: list[float]) -> None:
    shown, draws = evening(presses, drawn)
    assert draws == len(shown)
    assert all(later - earlier >= LIT for earlier, later in pairwise(shown))
    for at in presses:
        first = next(one for one in shown if one >= at)
        assert first - at <= LIT + WHILE[1]
    for light in shown:
        begun = [at for at in presses if light - WHILE[1] - 1e-6 <= at <= light - WHILE[0] + 1e-6]
        waited = any(light - before - LIT >= WHILE[0] - 1e-6 for before in shown if before < light)
        assert begun or waited, "it showed sooner than 20 seconds after the first press, or later than 60"


@given(st.floats(0, 5400), st.lists(st.floats(0, 19.9), max_size=20), CHANCES)
def test_how_many_press_within_a_round_moves_nothing(first: float, others: list[float], drawn: list[float]) -> None:
    assert evening([first, *(first + later for later in others)], drawn) == evening([first], drawn)


@given(st.lists(st.floats(0, 1, exclude_max=True), min_size=1, max_size=20), CHANCES)
def test_when_somebody_pressed_while_it_was_lit_moves_nothing(shares: list[float], drawn: list[float]) -> None:
    light = evening([0.0], drawn)[0][0]
    at_its_beginning, _ = evening([0.0, light], drawn)
    assert evening([0.0, *(light + share * LIT for share in shares)], drawn)[0] == at_its_beginning


@pytest.mark.parametrize("tenths", range(11))
def test_the_while_is_spread_evenly_over_20_to_60_seconds(tenths: int) -> None:
    asked: list[tuple[float, float]] = []

    def chance(low: float, high: float) -> float:
        asked.append((low, high))
        return low + (high - low) * tenths / 10

    rounds = Rounds(chance)
    rounds.press(1000.0)
    assert (asked, rounds.due) == ([(20.0, 60.0)], 1020.0 + 4 * tenths)


def test_chance_is_the_systems_own_and_every_part_of_the_while_comes_up() -> None:
    def drawn() -> float:
        rounds = Rounds()
        rounds.press(0.0)
        return rounds.due or 0.0

    bins = [0] * 8
    for due in (drawn() for _ in range(8000)):
        assert 20 <= due <= 60
        bins[min(int((due - 20) // 5), 7)] += 1
    assert all(800 <= one <= 1200 for one in bins), bins  # seven standard deviations either way


# ---- one press, and everybody else


def test_it_is_answered_alike_whatever_goes_on(server: Server) -> None:
    answers = [heard(press(server))]
    server.open("tea")
    answers += [heard(press(server)) for _ in range(5)]
    server.session.soften(on=True)
    answers += [heard(press(server, data={"who": "me", "ticket": "x"}))]
    answers += [heard(press(server, content=b"\xff" * 9000)), heard(press(server, headers={"Cookie": "a=b"}))]
    server.session.end()
    answers += [heard(press(server))]
    server.session.destroy()
    answers += [heard(press(server))]
    assert (answers[0][0], answers[0][2]["location"]) == (303, "/slower")
    assert "set-cookie" not in answers[0][2]
    assert all(answer == answers[0] for answer in answers)


def test_it_is_answered_alike_while_the_database_is_away(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    before = heard(press(server))
    session = server.app.settings["context"].session
    monkeypatch.setattr(session, "state", lambda: 1 / 0)
    monkeypatch.setattr(session.store, "statuses", lambda: 1 / 0)
    assert heard(press(server)) == before


@pytest.mark.usefixtures("soon")
def test_another_sites_page_cannot_press_it(server: Server) -> None:
    refused = [{"Origin": "http://elsewhere.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}]
    assert [press(server, headers=headers).status_code for headers in refused] == [403] * 3
    assert server.app.settings["context"].signal._rounds.due is None


@pytest.mark.usefixtures("soon")
async def test_no_phone_no_page_no_file_and_no_log_tells_of_a_press_nor_of_the_light(
    server: Server, lines: StringIO, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signal, "LIT", 0.5)
    phone = Listener(server.port)
    await phone.begin()
    paths = ("/", "/follow", "/slower", "/privacy", "/question", "/healthz", "/poll/tea")

    def seen() -> tuple[bytes, Facts, list[bytes]]:
        return phone.body, files(tmp_path), [server.http.get(path).content for path in paths]

    await asyncio.to_thread(seen)
    before, lines_before = await asyncio.to_thread(seen), lines.getvalue()
    for _ in range(3):
        assert (await asyncio.to_thread(press, server)).status_code == 303
    assert await asyncio.to_thread(seen) == before
    await asyncio.to_thread(until, server.session.lamp.lit)
    assert await asyncio.to_thread(seen) == before
    await asyncio.to_thread(until, lambda: not server.session.lamp.lit())
    assert await asyncio.to_thread(seen) == before
    told = [
        line
        for line in lines.getvalue().removeprefix(lines_before).splitlines()
        if not line.startswith(
            ("Using selector", "HTTP Request", "close.", "load_", "send_", "receive_", "response_", "connect_")
        )
    ]
    assert not told
    await phone.end()


@pytest.mark.usefixtures("soon")
def test_the_lamps_file_is_empty_and_its_owners_alone(server: Server, tmp_path: Path) -> None:
    press(server)
    until(server.session.lamp.lit)
    lamp = tmp_path / "session.sqlite.lamp"
    assert (lamp.stat().st_size, lamp.stat().st_mode & 0o777) == (0, 0o600)


def test_what_a_server_knows_of_presses_is_one_moment(server: Server) -> None:
    press(server)
    kept = server.app.settings["context"].signal
    due = kept._rounds.due
    for _ in range(20):
        press(server)
    assert (kept._rounds.due, len(kept._timers)) == (due, 1)
    assert vars(kept._rounds).keys() == {"_chance", "due", "dark_at"}


@pytest.mark.usefixtures("soon")
def test_a_server_that_stops_forgets_the_press_and_puts_the_lamp_out(server: Server) -> None:
    press(server)
    until(server.session.lamp.lit)
    server.stop()
    assert not server.session.lamp.lit()
    server.start()
    assert not server.session.lamp.lit()


# ---- several servers on one database


@pytest.mark.usefixtures("soon")
def test_while_one_server_has_lit_the_lamp_another_waits(make_server: Callable[..., Server]) -> None:
    first, second = make_server(), make_server()
    press(first)
    until(first.session.lamp.lit)
    press(second)
    waiting = second.app.settings["context"].signal
    due = waiting._rounds.due
    until(lambda: waiting._rounds.due != due)  # it tried, and drew anew
    assert waiting._lamp._held is None
    first.stop()
    until(lambda: waiting._lamp._held is not None)
    assert second.session.lamp.lit()
    first.start()


def test_those_who_look_do_not_keep_anybody_from_lighting_it(tmp_path: Path) -> None:
    sessions = [Session.open(f"sqlite:///{tmp_path / 'session.sqlite'}") for _ in range(3)]
    assert [session.lamp.lit() for session in sessions] == [False] * 3
    sessions[0].lamp.prepare()
    handle = os.open(tmp_path / "session.sqlite.lamp", os.O_RDONLY)
    assert (sessions[1].lamp.lit(), sessions[0].lamp.light(), sessions[2].lamp.light()) == (False, True, False)
    assert [session.lamp.lit() for session in sessions] == [True] * 3
    sessions[0].lamp.put_out()
    assert not any(session.lamp.lit() for session in sessions)
    os.close(handle)
    for session in sessions:
        session.close()


@pytest.mark.prove
@pytest.mark.postgres
def test_on_postgresql_the_lamp_is_a_lock_and_no_row(build: Callable[..., House]) -> None:
    house = build("postgresql")
    first, second = house.session, Session.open(house.session.url)
    assert (first.lamp.lit(), first.lamp.light(), second.lamp.lit(), second.lamp.light()) == (False, True, True, False)
    first.lamp.put_out()
    until(lambda: not second.lamp.lit())
    assert second.lamp.light()
    second.lamp.put_out()
    second.close()


# ---- on a phone


@pytest.fixture
def phone(chromium: Browser, server: Server, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = chromium.new_context(
        viewport={"width": 390, "height": 844},
        base_url=server.address,
        java_script_enabled=getattr(request, "param", True),
    )
    yield context.new_page()
    context.close()


@pytest.mark.browser
def test_a_phone_presses_it_without_leaving_the_page(phone: Page, server: Server) -> None:
    phone.goto("/follow")
    until_listening(phone, server)
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url) if request.method == "POST" else None)
    phone.focus("text=Slower, please")
    phone.keyboard.press("Enter")
    phone.wait_for_selector("button:text('On its way')")
    phone.keyboard.press("Enter")
    assert (phone.evaluate("document.activeElement.textContent"), len(asked)) == ("On its way", 1)
    assert (phone.url.endswith("/follow"), server.app.settings["context"].signal._rounds.due is not None) == (
        True,
        True,
    )
    assert phone.evaluate("[document.cookie, localStorage.length, sessionStorage.length]") == ["", 0, 0]
    server.session.go("drinking", 0)
    phone.wait_for_selector("text=Drinking")  # who pressed is not kept from following
    phone.wait_for_selector("button:text('Slower, please')")


@pytest.mark.browser
def test_who_wished_it_once_can_wish_it_again_after_three_minutes(phone: Page) -> None:
    phone.clock.install()
    phone.goto("/follow")
    sent: list[str] = []
    phone.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    for times in (1, 2):
        phone.click("button:text('Slower, please')")
        phone.wait_for_selector("button:text('On its way')")
        assert len(sent) == times
        phone.clock.run_for(int(LIT * 1000) + 10)
    assert phone.url.endswith("/follow")


@pytest.mark.browser
def test_without_a_network_it_says_so_where_it_stands(phone: Page, server: Server) -> None:
    phone.goto("/follow")
    phone.route("**/slower", lambda route: route.abort())
    phone.click("button:text('Slower, please')")
    phone.wait_for_selector("button:text('No connection')")
    assert phone.locator("#said").inner_text() == "No connection. Try again."
    assert (phone.url.rpartition("/")[2], server.app.settings["context"].signal._rounds.due) == ("follow", None)
    phone.unroute_all()
    phone.click("button:text('Slower, please')")  # once it says no more that it did not go: for five seconds it does
    phone.wait_for_selector("button:text('On its way')")


@pytest.mark.browser
def test_a_line_that_hangs_counts_as_none(phone: Page) -> None:
    phone.clock.install()
    phone.goto("/follow")
    phone.route("**/slower", lambda _route: None)
    with phone.expect_request("**/slower"):
        phone.click("button:text('Slower, please')")
    phone.clock.run_for(10_010)
    phone.wait_for_selector("button:text('No connection')")


@pytest.mark.browser
@pytest.mark.parametrize("status", [200, 403, 511])
def test_a_sign_in_page_that_answers_in_its_place_is_seen(phone: Page, status: int) -> None:
    phone.goto("/follow")
    phone.route("**/slower", lambda route: route.fulfill(status=status, body="<h1>Venue Wi-Fi</h1>"))
    phone.click("button:text('Slower, please')")
    phone.wait_for_selector("text=Venue Wi-Fi")


@pytest.mark.browser
@pytest.mark.parametrize("phone", [False], indirect=True)
def test_a_phone_without_scripts_presses_it_and_finds_back(phone: Page, server: Server) -> None:
    phone.goto("/follow")
    phone.click("text=Slower, please")
    phone.wait_for_selector("text=At most once in three minutes")
    assert server.app.settings["context"].signal._rounds.due is not None
    phone.click("text=Back to the group")
    assert phone.url.endswith("/follow")


def until_listening(page: Page, server: Server) -> None:
    for _ in range(600):
        if len(server.app.settings["context"].phones):
            return
        page.wait_for_timeout(50)
    raise AssertionError("the phone's script did not run")


def test_a_very_small_room_is_told_what_it_can_learn(server: Server) -> None:
    assert "In a very small room they may guess" in server.http.get("/follow").text
    assert "Nothing of who pressed" in server.http.get("/privacy").text
