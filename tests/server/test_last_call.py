"""Before a poll closes, phones hear that it will, in the same time for every room; nothing of it depends on who is
still writing.
"""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser

from afterwave.poll.ballot import cast
from afterwave.poll.errors import StepBack
from afterwave.poll.tickets import issue
from afterwave.server.event_stream import Phones, place_json
from afterwave.session.session import Session
from afterwave.session.state import LAST_CALL
from evening_process import until
from kit_workshop import kit_workshop
from patience import scripted
from server.conftest import Server

CALL = {
    "en": "closes within 20 seconds",
    "es": "se cierra en menos de 20 segundos",
    "ar": "\u064a\u064f\u063a\u0644\u0642",
}


@pytest.fixture
def clock() -> dict[str, float]:
    return {"now": 1_000.0}


@pytest.fixture
def session(server: Server, clock: dict[str, float]) -> Session:
    server.open("tea")
    session: Session = server.session
    session._clock = lambda: clock["now"]
    return session


def test_a_poll_closes_by_itself_when_its_last_call_is_over(session: Session, clock: dict[str, float]) -> None:
    session.last_call("tea", on=True)
    clock["now"] += LAST_CALL - 1
    session.close_due()
    before = session.state()
    clock["now"] += 1
    session.close_due()
    session.close_due()
    assert [before.polls, before.closes("tea"), session.state().polls, session.state().closing] == [
        {"tea": "open"},
        1_020.0,
        {"tea": "closed"},
        None,
    ]


@pytest.mark.parametrize("told_by", ["look", "page"])
def test_a_last_call_that_ended_while_the_laptop_slept_goes_on_until_phones_have_come_through(
    session: Session, clock: dict[str, float], told_by: str
) -> None:
    session.last_call("tea", on=True)
    ends = session.state().closes("tea")
    assert ends is not None

    def end() -> None:
        session.close_due() if told_by == "look" else session.close_called("tea", ends)

    clock["now"] += LAST_CALL + 600
    end()
    end()
    woken = session.state()
    clock["now"] += LAST_CALL
    session.close_due()
    assert [woken.polls, woken.closes("tea"), session.state().polls, session.state().closing] == [
        {"tea": "open"},
        1_620.0 + LAST_CALL,
        {"tea": "closed"},
        None,
    ]


@pytest.mark.parametrize("told_by", ["look", "press", "phones"])
def test_a_last_call_over_which_the_clock_is_set_back_begins_anew(
    session: Session, server: Server, clock: dict[str, float], told_by: str
) -> None:
    watching = Phones(session, server.workshop)
    session.last_call("tea", on=True)
    watching.hello()
    clock["now"] -= 3600
    if told_by == "press":
        session.last_call("tea", on=True)
    elif told_by == "look":
        session.close_due()
    else:
        watching._close()
    back = session.state()
    clock["now"] += LAST_CALL
    session.close_due()
    assert [back.polls, back.closes("tea"), session.state().polls] == [
        {"tea": "open"},
        1_000.0 - 3600 + LAST_CALL,
        {"tea": "closed"},
    ]


def test_where_another_machines_clock_is_a_little_behind_a_last_call_stays_as_it_was(
    session: Session, clock: dict[str, float]
) -> None:
    session.last_call("tea", on=True)
    clock["now"] -= 3
    session.close_due()
    session.last_call("tea", on=True)
    assert session.state().closes("tea") == 1_000.0 + LAST_CALL


@pytest.mark.parametrize("apart", [3, 100, 3600])
def test_a_last_call_ends_however_far_two_machines_clocks_are_apart(
    session: Session, clock: dict[str, float], apart: int
) -> None:
    other = Session.open(session.url)
    other._clock = lambda: clock["now"] - apart
    session.last_call("tea", on=True)
    for _ in range(4 * 2 * int(LAST_CALL)):
        clock["now"] += 0.25
        for one in (other, session):
            one.close_due()
    other.close()
    assert session.state().polls == {"tea": "closed"}


def test_a_second_call_is_no_longer_and_one_that_is_taken_back_closes_nothing(
    session: Session, clock: dict[str, float]
) -> None:
    session.last_call("tea", on=True)
    clock["now"] += 5
    session.last_call("tea", on=True)
    at = session.state().closes("tea")
    session.last_call("tea", on=False)
    clock["now"] += LAST_CALL
    session.close_due()
    assert [at, session.state().polls, session.state().closes("tea")] == [1_000 + LAST_CALL, {"tea": "open"}, None]


def test_only_an_open_poll_has_a_last_call(session: Session) -> None:
    with pytest.raises(StepBack):
        session.last_call("mood", on=True)
    session.store.close("tea")
    session.last_call("tea", on=True)
    assert session.state().closing is None


def test_a_ballot_that_is_sent_within_the_time_is_counted(session: Session, server: Server) -> None:
    ticket = server.ticket()
    session.last_call("tea", on=True)
    sent = server.send("green", ticket=ticket)
    assert [sent.status_code, server.send("black").status_code, session.store.close("tea").ballots] == [303, 303, 2]


def test_what_phones_hear_of_a_last_call_is_the_same_however_many_have_answered(
    session: Session, server: Server
) -> None:
    def told() -> str:
        return place_json(server.workshop, session.state())

    store, tea, before = session.store, server.workshop.poll("tea"), told()
    session.last_call("tea", on=True)
    heard = {told()}
    for _ in range(5):
        store.commit([cast(tea, issue(store.ticket_key, "tea"), ["green"])])
        heard.add(told())
    assert [json.loads(one)["poll"] for one in [before, *heard]] == [
        {"id": "tea", "state": "open"},
        {"id": "tea", "state": "open", "closing": True},
    ]


def test_the_phones_server_closes_a_poll_whose_console_has_gone(
    session: Session, server: Server, clock: dict[str, float]
) -> None:
    watching = Phones(session, server.workshop)
    session.last_call("tea", on=True)
    watching.hello()
    clock["now"] += LAST_CALL
    watching._close()
    assert session.state().polls == {"tea": "closed"}


@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_pages_say_it_in_words_without_a_script(make_server: Callable[..., Server], language: str) -> None:
    server = make_server(workshop=kit_workshop())
    server.open("care")
    page = f"/{language}/poll/care"
    before = [server.http.get(path).text for path in (page, f"/{language}/follow")]
    server.session.last_call("care", on=True)
    after = [server.http.get(path).text for path in (page, f"/{language}/follow")]
    line = [text.partition('class="call"')[2].partition("</p>")[0].partition(">")[2] for text in (*before, *after)]
    assert [CALL[language] in said for said in line] == [False, False, True, True]


@pytest.mark.browser
def test_a_phone_on_the_ballot_hears_it_keeps_its_ticks_and_hears_that_it_was_undone(
    chromium: Browser, server: Server
) -> None:
    server.open("tea")
    page = chromium.new_page(base_url=server.address)
    page.goto("/poll/tea")
    scripted(page)
    page.get_by_label("Green").check()
    page.get_by_role("button", name="Send").click()
    line = page.locator(".call[role=status]")
    server.session.last_call("tea", on=True)
    until(lambda: CALL["en"] in line.inner_text())
    seen = [page.locator(".moved").count(), page.get_by_text("Send this?").is_visible(), line.is_visible()]
    server.session.last_call("tea", on=False)
    until(lambda: line.inner_text() == "")
    page.get_by_role("button", name="Yes, send").click()
    page.wait_for_url("**/thanks")
    page.close()
    assert [seen, server.session.store.close("tea").ballots] == [[0, True, True], 1]
