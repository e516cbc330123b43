"""Phones hear where the group is, soon, and never that somebody voted."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from html import unescape

import httpx
import pytest

from afterwave.poll.errors import DatabaseAway
from afterwave.server import event_stream
from evening_process import until
from listening import listening
from server.conftest import Server


def test_the_first_message_is_where_the_group_is(server: Server) -> None:
    server.session.go("brewing", 2)
    with listening(server.http) as phone:
        assert phone.hears() == {"section": "brewing", "step": 2, "poll": None, "calm": False}
        assert phone.answer.headers["Content-Type"].startswith("text/event-stream")
        assert phone.answer.headers["Cache-Control"] == "no-store"
        assert phone.answer.headers["Referrer-Policy"] == "no-referrer"


def test_phones_follow_within_a_moment(server: Server) -> None:
    assert event_stream.LOOK < 1  # seconds; what comes to it on a machine, bench/ measures
    with listening(server.http) as one, listening(server.http) as two:
        for phone in (one, two):
            phone.hears()
        server.session.go("brewing", 3)
        assert [phone.hears()["step"] for phone in (one, two)] == [3, 3]
        server.open("tea")
        assert one.hears()["poll"] == {"id": "tea", "state": "open"}
        server.session.soften(on=True)
        assert one.hears()["calm"] is True


def test_a_phone_that_joins_late_takes_no_message_from_the_others(server: Server) -> None:
    with listening(server.http) as early:
        early.hears()
        for step in (1, 2, 3):
            server.session.go("brewing", step)
            with listening(server.http) as late:
                assert late.hears()["step"] == step
            assert early.hears()["step"] == step


def counted(calls: list[int], done: Callable[[], object]) -> object:
    """Do what is to be done, and count it."""
    calls.append(1)
    return done()


def test_nothing_is_sent_because_somebody_voted(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    server.open("tea")
    watcher, looks = server.app.settings["context"].phones, list[int]()
    look = watcher._look
    monkeypatch.setattr(watcher, "_look", lambda: counted(looks, look))
    with listening(server.http) as phone:
        phone.hears()
        for _ in range(4):
            assert server.send("green").status_code == 303
        looks.clear()
        until(lambda: len(looks) > 2)
        server.session.go("brewing", 1)
        assert phone.hears()["step"] == 1, "something was sent before the group moved"


@pytest.mark.parametrize("part", ["_look", "_close"])
def test_a_mistake_of_ours_is_told_of_once_and_phones_hear_on(
    server: Server, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, part: str
) -> None:
    watcher, failed = server.app.settings["context"].phones, list[int]()

    def fail() -> None:
        failed.append(1)
        raise RuntimeError(part)

    with listening(server.http) as phone:
        phone.hears()
        with monkeypatch.context() as patch:
            patch.setattr(watcher, part, fail)
            until(lambda: len(failed) > 2)
        server.session.go("brewing", 1)
        assert phone.hears()["step"] == 1
    assert [record.message for record in caplog.records] == ["The phones' watcher failed, and goes on."]


def test_the_end_of_the_evening_is_told_although_no_field_of_the_message_changed(server: Server) -> None:
    with listening(server.http) as phone:
        before = phone.hears()
        server.session.end()
        assert phone.hears() == before


def test_the_watcher_reads_the_database_only_when_somebody_wrote(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    room, reads = server.app.settings["context"], list[int]()
    state = room.session.state
    monkeypatch.setattr(room.session, "state", lambda: counted(reads, state))
    with listening(server.http) as one, listening(server.http) as two, listening(server.http) as three:
        for phone in (one, two, three):
            phone.hears()
        time.sleep(1.2)
        server.session.go("brewing", 1)
        assert [phone.hears()["step"] for phone in (one, two, three)] == [1, 1, 1]
    assert len(reads) == 2


def test_phones_outlive_a_database_that_is_away_for_a_while(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    room, tried = server.app.settings["context"], list[int]()

    def away() -> None:
        tried.append(1)
        raise DatabaseAway("gone")

    with listening(server.http) as phone:
        phone.hears()
        with monkeypatch.context() as patched:
            patched.setattr(room.session, "state", away)
            server.session.go("brewing", 2)
            until(lambda: len(tried) > 1)
        assert phone.hears()["step"] == 2


def test_a_phone_that_leaves_is_forgotten_and_the_last_one_ends_the_watch(server: Server) -> None:
    with listening(server.http) as phone:
        phone.hears()
        assert len(server.app.settings["context"].phones) == 1
    until(lambda: len(server.app.settings["context"].phones) == 0)
    with listening(server.http) as phone:
        assert phone.hears()["section"] == "brewing"


def test_a_silent_connection_is_shown_to_be_alive(
    make_server: Callable[..., Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(event_stream, "HEARTBEAT", 0.3)
    with make_server().http.stream("GET", "/events", timeout=30) as answer:
        assert next(line for line in answer.iter_lines() if "beat" in line) == "event: beat"


def test_a_stop_lets_every_phone_go(make_server: Callable[..., Server]) -> None:
    server = make_server()
    with httpx.stream("GET", f"{server.address}/events", timeout=30) as answer:
        lines = answer.iter_lines()
        next(lines)
        server.stop()
        assert list(lines)[-1] == ""
    server.start()


def test_no_more_listen_than_the_system_can_hold(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(event_stream, "most_phones", lambda: 1)
    with listening(server.http) as phone:
        phone.hears()
        answer = server.http.get("/events")
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "3")


def test_words_that_a_slide_has_today_come_to_phones_at_once(server: Server) -> None:
    with listening(server.http) as phone:
        here = phone.hears()
        server.session.change_step("brewing", "leaf", text="Tea, <today>")
        assert phone.hears() == here
    assert "Tea, &lt;today&gt;" in server.http.get("/follow").text


UNSAID: dict[str, Callable[[Server], object]] = {
    "the evening ended": lambda server: server.session.end(),
    "a slide was reworded": lambda server: server.session.change_step("brewing", "leaf", text="Tea, today"),
    "the question box opened": lambda server: server.session.questions.turn(on=True),
    "a poll elsewhere closed": lambda server: server.session.store.close("cup"),
}
"""What a page shows and no message tells."""


def greetings(server: Server, line: str) -> int:
    """Return how many messages a line begins with: everything that comes before a step that is taken then."""
    with listening(server.http, line=line) as phone:
        heard = [phone.hears()]
        server.session.go("brewing", 3 - heard[0]["step"])
        while heard[-1]["step"] == heard[0]["step"]:
            heard.append(phone.hears())
    return len(heard) - 1


def line_of(server: Server, path: str) -> str:
    found = re.search(r'data-follow="([^"]*)"', server.http.get(path).text)
    assert found is not None
    return unescape(found[1])


@pytest.mark.parametrize("change", UNSAID.values(), ids=UNSAID)
def test_what_no_message_tells_is_news_to_a_page_that_was_drawn_before_it(
    server: Server, change: Callable[[Server], object]
) -> None:
    server.open("cup")
    server.session.go("brewing", 0)
    line = line_of(server, "/follow")
    assert greetings(server, line) == 1  # a move is told by its message, and needs no second
    change(server)
    assert greetings(server, line) == 2
    assert greetings(server, line_of(server, "/follow")) == 1


def test_a_page_says_alike_to_every_phone_what_it_was_drawn_from(server: Server) -> None:
    server.open("tea")
    lines = {line_of(server, path) for path in ("/follow", "/follow", "/poll/tea", "/poll/tea/results", "/s")}
    assert server.send("green").status_code == 303
    assert lines | {line_of(server, "/poll/tea")} == {line_of(server, "/follow")}
    assert re.fullmatch(r"/events\?\d{1,4}", lines.pop())
