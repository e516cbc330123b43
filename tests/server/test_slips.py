"""A slip of paper over HTTP: one person, one ballot in each question, whatever the phone and however often it is sent."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture
def printed(server: Any) -> tuple[str, ...]:
    """Return the codes of three printed slips."""
    codes: tuple[str, ...] = server.session.store.slips(3)
    return codes


def form(server: Any, code: str) -> str:
    return str(server.http.get(f"/s/{code}").text)


def test_a_slip_waits_until_its_question_opens_and_then_is_the_ballot(server: Any, printed: tuple[str, ...]) -> None:
    waiting = form(server, printed[0])
    server.open(slips=True)
    asked = form(server, printed[0])
    assert ("Your slip is good" in waiting, "<form" in waiting) == (True, False)
    assert f'name="ticket" value="{printed[0]}"' in asked


def test_a_slip_counts_once_whichever_phone_sends_it(server: Any, printed: tuple[str, ...]) -> None:
    server.open(slips=True)
    answers = [server.send("green", ticket=printed[0]), server.send("black", ticket=printed[0]), server.send("black", ticket=printed[0].lower())]
    assert [answer.headers["Location"] for answer in answers] == [f"/poll/tea/thanks?slip={printed[0]}"] * 3
    status = server.session.store.close("tea")
    assert (status.ballots, status.slips) == (1, 3)


def test_a_slip_counts_again_in_the_next_question(server: Any, printed: tuple[str, ...]) -> None:
    server.open(slips=True)
    assert server.send("green", ticket=printed[0]).status_code == 303
    server.session.store.close("tea")
    server.open("cup", slips=True)
    assert server.send("blue", poll="cup", ticket=printed[0]).status_code == 303
    assert server.session.store.close("cup").ballots == 1


def test_a_question_that_counts_slips_hands_out_no_ticket_and_takes_no_other(server: Any, printed: tuple[str, ...]) -> None:
    server.open("cup", slips=False)
    loose = server.ticket("cup")
    server.session.store.close("cup")
    server.open(slips=True)
    page = server.http.get("/poll/tea").text
    assert ("<form" in page, "Scan the code on your slip" in page) == (False, True)
    assert [server.send("green", ticket=ticket).status_code for ticket in (loose, printed[0][:-1] + "?", "0" * 16)] == [422] * 3
    assert server.session.store.close("tea").ballots == 0


def test_only_a_slip_of_the_last_printing_is_good(server: Any, printed: tuple[str, ...]) -> None:
    again = server.session.store.slips(2)
    server.open(slips=True)
    assert [server.http.get(f"/s/{code}").status_code for code in (printed[0], again[0], "0" * 16, "x")] == [404, 200, 404, 404]
    assert [server.send("green", ticket=code).status_code for code in (printed[0], again[0])] == [422, 303]


def test_thanks_repeats_nothing_but_a_slip(server: Any, printed: tuple[str, ...]) -> None:
    page = server.http.get(f"/poll/tea/thanks?slip={printed[0]}").text
    odd = server.http.get("/poll/tea/thanks?slip=<b>dear</b>").text
    assert f'href="/s/{printed[0]}"' in page
    assert "dear" not in odd
