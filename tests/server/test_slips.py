"""A slip of paper over HTTP: one person, one ballot in each question, whatever the phone and however often it is
sent.
"""

from __future__ import annotations

import re

import pytest

from afterwave.poll.slips import in_groups
from server.conftest import Server


@pytest.fixture
def printed(server: Server) -> tuple[str, ...]:
    """Return the codes of three printed slips."""
    codes: tuple[str, ...] = server.session.store.slips(3)
    return codes


def form(server: Server, code: str) -> str:
    return str(server.http.get(f"/s/{code}").text)


def test_a_slip_waits_until_its_question_opens_and_then_is_the_ballot(server: Server, printed: tuple[str, ...]) -> None:
    waiting = form(server, printed[0])
    server.open(slips=True)
    asked = form(server, printed[0])
    assert ("Your slip is good" in waiting, "<form" in waiting) == (True, False)
    assert f'name="ticket" value="{printed[0]}"' in asked


def test_a_slip_counts_once_whichever_phone_sends_it(server: Server, printed: tuple[str, ...]) -> None:
    server.open(slips=True)
    answers = [
        server.send("green", ticket=printed[0]),
        server.send("black", ticket=printed[0]),
        server.send("black", ticket=printed[0].lower()),
    ]
    assert [answer.headers["Location"] for answer in answers] == ["/poll/tea/thanks"] * 3
    status = server.session.store.close("tea")
    assert (status.ballots, status.slips) == (1, 3)


def test_a_slip_counts_again_in_the_next_question(server: Server, printed: tuple[str, ...]) -> None:
    server.open(slips=True)
    assert server.send("green", ticket=printed[0]).status_code == 303
    server.session.store.close("tea")
    server.open("cup", slips=True)
    assert server.send("blue", poll="cup", ticket=printed[0]).status_code == 303
    assert server.session.store.close("cup").ballots == 1


def test_a_question_that_counts_slips_hands_out_no_ticket_and_takes_no_other(
    server: Server, printed: tuple[str, ...]
) -> None:
    server.open("cup", slips=False)
    loose = server.ticket("cup")
    server.session.store.close("cup")
    server.open(slips=True)
    page = server.http.get("/poll/tea").text
    assert ('name="ticket"' in page, "Scan the code on your slip" in page) == (False, True)
    assert [server.send("green", ticket=ticket).status_code for ticket in (loose, printed[0][:-1] + "?", "0" * 16)] == [
        422
    ] * 3
    assert server.session.store.close("tea").ballots == 0


def test_only_a_slip_of_the_last_printing_is_good(server: Server, printed: tuple[str, ...]) -> None:
    again = server.session.store.slips(2)
    server.open(slips=True)
    assert [server.http.get(f"/s/{code}").status_code for code in (printed[0], again[0], "0" * 16, "x")] == [
        404,
        200,
        404,
        404,
    ]
    assert [server.send("green", ticket=code).status_code for code in (printed[0], again[0])] == [422, 303]


def test_a_typed_slip_is_the_ballot_in_every_spelling_and_a_wrong_one_is_asked_for_again(
    server: Server, printed: tuple[str, ...]
) -> None:
    server.open(slips=True)
    typed = printed[0].lower().replace("0", "o").replace("1", "l")
    page = server.http.post("/s", data={"slip": f" {typed[:4]}–{typed[4:8]} {typed[8:]}."})
    wrong = server.http.post("/s", data={"slip": printed[0][:-1]})
    assert (page.status_code, f'name="ticket" value="{printed[0]}"' in page.text) == (200, True)
    assert (
        wrong.status_code,
        "This is not one of the slips" in wrong.text,
        in_groups(printed[0][:-1]) in wrong.text,
    ) == (422, True, True)
    assert server.send("green", ticket=typed).status_code == 303
    assert server.session.store.close("tea").ballots == 1


def test_a_typed_slip_waits_like_a_scanned_one(server: Server, printed: tuple[str, ...]) -> None:
    for path in ("/s", "/s/", "/s/?x=1"):
        assert "Or type the code that stands on it" in server.http.get(path).text
    assert "Your slip is good" in server.http.post("/s", data={"slip": printed[0]}).text


def test_no_page_leads_to_an_address_with_a_slip_in_it(server: Server, printed: tuple[str, ...]) -> None:
    """A browser keeps each address that it opens: links, forms, refreshes and redirects hold no code, in the languages'
    links either.
    """
    waiting = [server.http.get(f"/s/{printed[0]}"), server.http.post("/s", data={"slip": printed[0]})]
    server.open(slips=True)
    asked = [
        server.http.get(f"/s/{printed[0]}"),
        server.http.post("/s", data={"slip": printed[0]}),
        server.send("green", ticket=printed[0]),
    ]
    thanks = server.http.get(f"/poll/tea/thanks?slip={printed[0]}")
    for answer in (*waiting, *asked, thanks):
        addresses = re.findall(r'(?:href|action|content|data-address|data-follow|data-group)="([^"]*)"', answer.text)
        assert [address for address in [*addresses, answer.headers.get("Location", "")] if printed[0] in address] == []
    assert printed[0] not in thanks.text


@pytest.mark.usefixtures("printed")
def test_thanks_after_a_slip_lead_to_the_next_question(server: Server) -> None:
    server.open("cup", slips=False)
    loose = server.http.get("/poll/cup/thanks").text
    server.session.store.close("cup")
    server.open(slips=True)
    assert ["Wait for the next question" in page for page in (loose, server.http.get("/poll/tea/thanks").text)] == [
        False,
        True,
    ]
    assert server.http.post("/s", data={"slip": ""}).status_code == 200
