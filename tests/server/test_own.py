"""A question of one's own on phones: asked, counted, shown as any other, and its words never more than text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from afterwave.content.polls import Poll
from crowd import Line
from enumeration import DATABASES
from room_process import House
from server.conftest import Server

KEPT = {"question": "Which “leaf” & why?", "kind": "pick-one", "options": "Green 'n' > black\nBlack"}


def kept(server: Server, **form: str) -> Poll:
    poll: Poll = server.session.own.keep({**KEPT, **form}, server.workshop.polls)
    return poll


def cast(server: Server, poll: Poll, option: str) -> int:
    return int(server.send(option, poll=poll.id).status_code)


def test_it_is_asked_counted_and_shown_as_any_other(server: Server) -> None:
    poll = kept(server)
    assert "not open yet" in server.http.get(f"/poll/{poll.id}").text
    server.session.store.open(poll, people=9)
    assert poll.id in server.http.get("/follow").text
    assert [cast(server, poll, str(1 + number % 2)) for number in range(9)] == [303] * 9
    assert server.http.get(f"/poll/{poll.id}/thanks").status_code == 200
    server.session.store.close(poll.id)
    server.session.store.reveal(poll.id)
    assert ["9 answers" in server.http.get(path).text for path in (f"/poll/{poll.id}/results", "/privacy")] == [
        True,
        False,
    ]
    assert "All that is left of the answers" in server.http.get("/privacy").text
    server.session.lay_over(poll.id)
    assert "9 answers" in server.http.get("/follow").text


def test_what_was_typed_is_shown_as_text_and_never_obeyed(server: Server) -> None:
    poll = kept(server)
    server.session.store.open(poll)
    page = server.http.get(f"/poll/{poll.id}").text
    assert ["Which “leaf” &amp; why?" in page, "Green &#39;n&#39; &gt; black" in page] == [True, True]


def test_too_few_answers_are_shown_to_nobody(server: Server) -> None:
    poll = kept(server)
    server.session.store.open(poll, people=6)
    for number in range(6):
        cast(server, poll, str(1 + number % 2))
    server.session.store.close(poll.id)
    server.session.store.reveal(poll.id)
    assert "Too few answers" in server.http.get(f"/poll/{poll.id}/results").text


def test_no_other_answer_counts(server: Server) -> None:
    poll = kept(server)
    server.session.store.open(poll)
    assert [cast(server, poll, option) for option in ("3", "0", "Black", "green")] == [422] * 4


def test_a_ticket_of_another_question_is_none_of_its(server: Server) -> None:
    poll = kept(server)
    server.session.store.open(poll)
    server.open()
    assert server.send("1", poll=poll.id, ticket=server.ticket()).status_code == 422


def test_an_address_that_was_guessed_finds_nothing(server: Server) -> None:
    kept(server)
    assert [server.http.get(f"/poll/q-00000000{page}").status_code for page in ("", "/thanks", "/results")] == [404] * 3


def test_one_that_was_taken_out_is_nowhere(server: Server) -> None:
    poll = kept(server)
    server.http.get(f"/poll/{poll.id}")
    server.session.own.take_out(poll.id)
    assert server.http.get(f"/poll/{poll.id}").status_code == 404


def test_a_server_that_still_runs_when_the_session_is_destroyed_knows_it_no_more(server: Server) -> None:
    poll = kept(server)
    server.session.store.open(poll)
    server.http.get(f"/poll/{poll.id}")
    server.session.destroy()
    assert server.http.get(f"/poll/{poll.id}").status_code == 404


@pytest.mark.parametrize("database", DATABASES)
async def test_every_server_on_one_database_asks_it(build: Callable[..., House], database: str) -> None:
    house = build(database, 2)
    poll = house.session.own.keep(KEPT, {})
    house.session.store.open(poll)
    lines = [Line(port) for port in house.ports]
    pages = [await line.get(f"/poll/{poll.id}") for line in lines]
    for line in lines:
        line.close()
    assert [page.status for page in pages] == [200, 200]
