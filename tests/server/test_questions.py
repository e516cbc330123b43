"""The question box over HTTP: in once, out never, and off until the facilitator turns it on."""

from __future__ import annotations

import httpx
import pytest

from afterwave.poll.questions import LONGEST, Questions
from server.conftest import Server


@pytest.fixture
def box(server: Server) -> Questions:
    """Return the server's session's box, turned on."""
    server.session.questions.turn(on=True)
    return server.session.questions


def ticket(server: Server) -> str:
    return str(server.http.get("/question").text.split('name="ticket" value="')[1].split('"')[0])


def ask(server: Server, text: str, **fields: str) -> httpx.Response:
    return server.http.post("/question", data={"ticket": fields.get("ticket") or ticket(server), "text": text})


def test_off_it_has_no_form_and_no_link_and_takes_nothing(server: Server) -> None:
    server.session.questions.turn(on=True)
    held = ticket(server)
    server.session.questions.turn(on=False)
    page = server.http.get("/question").text
    assert ("<form" in page, "/question" in server.http.get("/follow").text) == (False, False)
    refused = ask(server, "May I?", ticket=held)
    assert (refused.status_code, "The box is not open now" in refused.text) == (409, True)


def test_on_it_is_one_press_from_the_group(server: Server, box: Questions) -> None:
    assert box.on()
    assert 'href="/question"' in server.http.get("/follow").text


def test_a_question_sent_twice_goes_in_once(server: Server, box: Questions) -> None:
    held = ticket(server)
    answers = [ask(server, "Is it common?", ticket=held) for _ in range(3)]
    assert [(answer.status_code, answer.headers["Location"]) for answer in answers] == [(303, "/question/thanks")] * 3
    assert not box.open_batch()
    for _ in range(2):
        ask(server, "Is it common?")
    assert box.open_batch()
    assert len(box.open_questions()) == 3


def test_what_was_asked_comes_to_no_phone(server: Server, box: Questions) -> None:
    for _ in range(3):
        assert ask(server, "A wordy secret?").status_code == 303
    box.open_batch()
    box.show(box.open_questions()[0].key)
    for path in ("/", "/follow", "/question", "/question/thanks", "/read/brewing"):
        assert "secret" not in server.http.get(path).text, path


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("", 422),
        (" \n", 422),
        ("é" * LONGEST, 303),
        ("é" * (LONGEST + 1), 422),
        ("😀" * LONGEST, 303),
        ("😀" * 2500, 413),
    ],
    ids=range(6),
)
def test_its_length_is_counted_in_letters_of_any_script(server: Server, box: Questions, text: str, status: int) -> None:
    assert box.on()
    assert ask(server, text).status_code == status


def test_only_a_ticket_of_its_own_form_is_good(server: Server, box: Questions) -> None:
    server.open()
    assert box.on()
    assert [ask(server, "May I?", ticket=wrong).status_code for wrong in (server.ticket(), "x" * 40)] == [422, 422]
    assert server.http.post("/question", data={"text": "May I?"}).status_code == 422
    assert (
        server.http.post(
            "/question", data={"ticket": ticket(server), "text": "May I?"}, headers={"Sec-Fetch-Site": "cross-site"}
        ).status_code
        == 403
    )


def test_a_full_box_says_so(server: Server, box: Questions, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("afterwave.poll.questions.MOST", 1)
    assert box.on()
    refused = [ask(server, "May I?"), ask(server, "May I?")][1]
    assert (refused.status_code, "The box is full" in refused.text) == (409, True)
