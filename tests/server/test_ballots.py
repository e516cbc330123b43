"""A ballot's way over HTTP: counted exactly once, answered only then, and refused kindly."""

from __future__ import annotations

import threading
from collections.abc import Callable

import httpx
import pytest

from afterwave.poll import tickets
from afterwave.poll.disclosure import Release
from afterwave.poll.errors import DatabaseAway
from server.conftest import Server

EIGHT = [("green",)] * 4 + [("green", "black")] * 4


def shown(release: Release | None) -> list[tuple[str, int | None]]:
    assert release is not None
    return [(cell.band, cell.count) for cell in release.shown]


def test_a_ballot_sent_twice_is_counted_once(server: Server) -> None:
    server.open()
    ticket = server.ticket()
    answers = [server.send("green", ticket=ticket) for _ in range(3)]
    assert [(answer.status_code, answer.headers["Location"]) for answer in answers] == [(303, "/poll/tea/thanks")] * 3
    assert server.session.store.close("tea").ballots == 1


def test_a_form_asks_nothing_that_is_answered_already(server: Server) -> None:
    for poll in ("tea", "mood"):
        server.open(poll)
        form = server.http.get(f"/poll/{poll}").text.split("<form")[1].split("</form>")[0]
        assert "checked" not in form
        assert 'autocomplete="off"' in form
        assert form.index("Sent is final") < form.index("<button")
        assert "<fieldset>" in form
        assert "<legend>" in form


def test_every_form_has_a_ticket_of_its_own(server: Server) -> None:
    server.open()
    assert len({server.ticket() for _ in range(5)}) == 5


def test_an_empty_ballot_passes_a_poll_that_takes_any_number_and_no_other(server: Server) -> None:
    for poll in ("tea", "mood", "cup"):
        server.open(poll)
    assert [server.send(poll=poll).status_code for poll in ("tea", "mood", "cup")] == [303, 422, 422]


def test_a_poll_says_where_it_stands(server: Server) -> None:
    waiting = server.http.get("/poll/tea").text
    server.open()
    opened = server.http.get("/poll/tea").text
    server.session.store.close("tea")
    closed = server.http.get("/poll/tea").text
    assert "not open yet" in waiting
    assert 'http-equiv="refresh"' in waiting
    assert "<form" in opened
    assert 'http-equiv="refresh"' not in opened
    assert "This question is closed" in closed
    assert 'href="/poll/tea/results"' in closed


def test_a_ballot_that_comes_too_late_is_told_kindly(server: Server) -> None:
    server.open()
    ticket = server.ticket()
    server.session.store.close("tea")
    late = server.send("green", ticket=ticket)
    assert late.status_code == 409
    assert "If you pressed Send before it closed, your answer is in." in late.text


def test_a_ballot_for_a_poll_that_waits_counts_nothing(server: Server) -> None:
    early = server.send("green", ticket=tickets.issue(server.session.store.ticket_key, "tea"))
    assert early.status_code == 409
    assert "not open yet" in early.text


BAD = {
    "no body": "",
    "no ticket": "option=green",
    "a strange ticket": "ticket=abc&option=green",
    "a blank ticket": "ticket=&option=green",
    "two tickets": "ticket={ticket}&ticket={ticket}&option=green",
    "a strange option": "ticket={ticket}&option=coffee",
    "an option with markup": "ticket={ticket}&option=%3Cscript%3E",
    "bytes that are no text": "ticket={ticket}&option=%ff%fe",
    "too many fields": "ticket={ticket}" + "&option=green" * 250,
    "JSON": '{"ticket": "x"}',
}


@pytest.mark.parametrize("body", BAD.values(), ids=BAD)
def test_a_form_that_is_not_ours_is_422_and_counts_nothing(server: Server, body: str) -> None:
    server.open()
    content = body.replace("{ticket}", server.ticket())
    answer = server.http.post(
        "/poll/tea", content=content, headers={"Content-Type": "application/x-www-form-urlencoded"}
    )
    assert answer.status_code == 422
    assert "Nothing was counted" in answer.text
    assert "script>" not in answer.text.replace("</script>", "").replace('.js"></script>', "")
    assert server.session.store.close("tea").ballots == 0


def test_a_ticket_of_another_poll_or_session_is_refused(server: Server) -> None:
    server.open("tea")
    server.open("mood")
    assert server.send("green", ticket=server.ticket("mood")).status_code == 422
    assert server.send("green", ticket=tickets.issue(tickets.new_key(), "tea")).status_code == 422


@pytest.mark.parametrize("size", [4097, 100_000, 5_000_000, 20_000_000])
def test_a_body_of_any_size_is_answered_413_and_not_kept(server: Server, size: int) -> None:
    server.open()
    try:
        answer = server.http.post("/poll/tea", content=b"ticket=" + b"x" * size)
    except (httpx.WriteError, httpx.ReadError):
        assert size > 8 << 20  # refused before it was sent: a client that goes on sending may miss the answer
    else:
        assert answer.status_code == 413
        assert "too much" in answer.text


def test_a_body_without_a_length_is_answered_413_too(server: Server) -> None:
    server.open()
    answer = server.http.post("/poll/tea", content=(b"x" * 1000 for _ in range(50)))
    assert answer.status_code == 413


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("POST", "/", 405),
        ("POST", "/follow", 405),
        ("PUT", "/poll/tea", 405),
        ("DELETE", "/poll/tea", 405),
        ("OPTIONS", "/", 405),
        ("PATCH", "/events", 405),
        ("POST", "/poll/tea/results", 405),
        ("POST", "/poll/nothing", 404),
        ("GET", "/read/%ff%fe", 400),
        ("GET", "/poll/tea?shared=%ff", 400),
        ("POST", "/nowhere", 404),
        ("BREW", "/", 405),
    ],
)
def test_what_a_page_does_not_take_is_answered_kindly(server: Server, method: str, path: str, status: int) -> None:
    answer = server.http.request(method, path, content=b"x" * 6000 if method == "POST" else None)
    assert answer.status_code == status
    assert "Traceback" not in answer.text
    assert "<h1>" in answer.text
    assert (status != 405) or answer.headers["Allow"].startswith("GET")


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/read/%ff"), ("BREW", "/"), ("PUT", "/poll/tea"), ("GET", "/nowhere")]
)
def test_a_refusal_never_costs_the_next_ballot_its_connection(server: Server, method: str, path: str) -> None:
    server.open()
    ticket = server.ticket()
    for _ in range(5):
        server.http.request(method, path)
        assert server.send("green", ticket=ticket).status_code == 303


def test_a_form_from_another_site_is_refused(server: Server) -> None:
    server.open()
    ticket = server.ticket()
    assert server.send("green", ticket=ticket, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert server.send("green", ticket=ticket, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 303
    assert server.session.store.close("tea").ballots == 1


def test_a_database_that_is_away_never_thanks(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    server.open()
    ticket = server.ticket()

    def away(_ballots: object) -> None:
        raise DatabaseAway("gone")

    with monkeypatch.context() as patched:
        patched.setattr(server.app.settings["context"].session.store, "commit", away)
        answer = server.send("green", ticket=ticket)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "3")
    assert "try again" in answer.text
    assert server.send("green", ticket=ticket).status_code == 303
    assert server.session.store.close("tea").ballots == 1


def test_a_restart_between_form_and_send_ends_in_one_counted_ballot(server: Server) -> None:
    server.open()
    ticket = server.ticket()
    server.stop()
    server.start()
    assert [server.send("green", ticket=ticket).status_code for _ in range(2)] == [303, 303]
    assert server.session.store.close("tea").ballots == 1


def test_a_stop_answers_every_ballot_it_took_and_counts_none_twice(make_server: Callable[..., Server]) -> None:
    server = make_server()
    server.open()
    forms = [server.ticket() for _ in range(30)]
    thanked: list[str] = []

    def send(ticket: str) -> None:
        try:
            if (
                httpx.post(
                    f"{server.address}/poll/tea", data={"ticket": ticket, "option": "green"}, timeout=30
                ).status_code
                == 303
            ):
                thanked.append(ticket)
        except httpx.TransportError:
            pass

    threads = [threading.Thread(target=send, args=(ticket,)) for ticket in forms]
    for thread in threads[:15]:
        thread.start()
    server.stop()
    for thread in threads[15:]:
        thread.start()
    for thread in threads:
        thread.join()
    sent = set(thanked)
    server.start()
    for ticket in forms:
        assert server.send("green", ticket=ticket).status_code == 303
    assert server.session.store.close("tea").ballots == 30
    assert sent <= set(forms)


def test_a_shared_device_comes_back_to_a_fresh_ballot(server: Server) -> None:
    server.open()
    form = server.http.get("/poll/tea?shared=1").text
    ticket = form.split('name="ticket" value="')[1].split('"')[0]
    assert 'action="/poll/tea?shared=1"' in form
    answer = server.http.post("/poll/tea?shared=1", data={"ticket": ticket, "option": "green"})
    assert answer.headers["Location"] == "/poll/tea/thanks?shared=1"
    thanks = server.http.get(answer.headers["Location"]).text
    assert "Hand over to the next person" in thanks
    assert 'href="/poll/tea?shared=1"' in thanks
    assert 'content="30;url=/poll/tea?shared=1"' in thanks
    assert server.send("green", ticket=server.ticket()).status_code == 303
    assert server.session.store.close("tea").ballots == 2


def test_the_picture_says_what_the_release_says_and_no_more(server: Server) -> None:
    status = server.reveal("tea", *EIGHT)
    text = server.http.get("/poll/tea/results").text
    assert shown(status.release) == [("most-or-all", None), ("exact", 4)]
    assert text.count("most or all: at least 5") == 2
    assert '<rect class="tide most-or-all" width="100.0" height="10" fill="url(#most)"/>' in text
    assert '<rect class="tide exact" width="50.0" height="10"/>' in text
    assert '<th scope="row">Black</th><td>4</td>' in text
    assert "%</" not in text
    assert text.index("Green") < text.index("Black")


def test_a_picture_that_could_point_at_someone_is_a_kind_sentence(server: Server) -> None:
    server.reveal("tea", ("green",), ("black",))
    assert "Too few answers came in" in server.http.get("/poll/tea/results").text
    server.reveal("mood", *[("low",)] * 9)
    assert "could point at someone" in server.http.get("/poll/mood/results").text


def test_while_a_poll_is_open_nothing_of_its_answers_is_on_any_page(server: Server) -> None:
    server.open()
    before = [server.http.get(path).text for path in ("/", "/follow", "/poll/tea/results", "/poll/tea/thanks")]
    for _ in range(7):
        server.send("green")
    assert [server.http.get(path).text for path in ("/", "/follow", "/poll/tea/results", "/poll/tea/thanks")] == before


def test_the_picture_is_on_the_groups_page_too_while_the_stage_shows_it(server: Server) -> None:
    server.session.go("brewing", 3)
    server.reveal("tea", *EIGHT)
    assert (
        "The group&#39;s picture" in server.http.get("/follow").text
        or "The group's picture" in server.http.get("/follow").text
    )
    assert "most or all" in server.http.get("/follow").text


def test_a_pooled_cell_names_all_its_options(server: Server) -> None:
    server.reveal("cup", *[("blue",)] * 5, *[("white",)] * 2, *[("grey",)] * 3)
    text = server.http.get("/poll/cup/results").text
    assert "White or Grey" in text
    assert "5 together" in text


def test_no_ballot_sets_a_cookie_or_a_tag(server: Server) -> None:
    server.open()
    answer = server.send("green")
    assert not {"Set-Cookie", "Etag"} & set(answer.headers)
    assert answer.headers["Cache-Control"] == "no-store"
    assert dict(server.http.cookies) == {}
