"""What phones are told of a poll that has no picture, of an evening that is over, and of thanks that nobody earned."""

from __future__ import annotations

import pytest

from server.conftest import Server

TOO_FEW = "Too few answers came in for a picture that keeps every answer private."
OVER = "The evening is over. No question opens here any more."
NO_PICTURE = "The evening is over. No picture comes here any more."


def test_a_poll_without_a_picture_says_so_and_leads_to_none(server: Server) -> None:
    server.reveal("tea", *[("green",)] * 2)
    page = server.http.get("/poll/tea").text
    assert (TOO_FEW in page, "picture is there" in page, "/poll/tea/results" in page) == (True, False, False)


def test_a_poll_with_a_picture_leads_to_it(server: Server) -> None:
    server.reveal("tea", *[("green",)] * 6, *[("black",)] * 6)
    page = server.http.get("/poll/tea").text
    assert (TOO_FEW in page, "picture is there" in page, "/poll/tea/results" in page) == (False, True, True)


@pytest.mark.parametrize("forgotten", [False, True], ids=["ended", "forgotten"])
def test_after_the_end_nothing_is_promised_of_a_question_that_was_never_opened(server: Server, forgotten: bool) -> None:
    code = server.session.store.slips(1)[0]
    before = [server.http.get(path).text for path in ("/poll/tea", "/poll/tea/results", f"/s/{code}")]
    if forgotten:
        server.session.destroy(farewell=True)
    else:
        server.session.end()
    pages = [server.http.get(path).text for path in ("/poll/tea", "/poll/tea/results", f"/s/{code}")]
    assert [OVER in before[0], NO_PICTURE in before[1], OVER in before[2]] == [False] * 3
    assert [OVER in pages[0], NO_PICTURE in pages[1], OVER in pages[2]] == [True, True, not forgotten]
    assert [promise in page for page in pages for promise in ("when the room is ready", "comes after")] == [False] * 6


def test_after_the_end_no_picture_is_promised_of_a_question_that_closed_without_one(server: Server) -> None:
    code = server.session.store.slips(1)[0]
    server.open(slips=True)
    server.session.store.close("tea")
    paths = ("/poll/tea", "/poll/tea/results", "/poll/tea/thanks")
    before = [server.http.get(path).text for path in paths]
    server.session.end()
    pages = [server.http.get(path).text for path in paths]
    said = [NO_PICTURE in page for page in (*before[:2], *pages[:2])]
    promises = ("will be here", "appears here", "where the group&#39;s picture will be", "Wait for the next question")
    assert said == [False, False, True, True]
    assert [promise in page for page in pages for promise in promises] == [False] * 12
    typed = server.http.post("/s", data={"slip": code}).text
    assert (OVER in typed, "Look whether it is open" in typed) == (True, False)


def test_who_is_asked_for_a_code_hears_that_the_question_is_about_to_close(server: Server) -> None:
    server.session.store.slips(3)
    server.open(slips=True)
    call, told = "This question closes within 20 seconds.", []
    for on in (False, True):
        server.session.last_call("tea", on=on)
        told.append([f">{call}" in server.http.get(path).text for path in ("/poll/tea", "/s")])
    assert told == [[False, False], [True, True]]
    assert f'data-closing="{call}' in server.http.get("/poll/tea").text


def test_only_a_question_that_was_opened_has_thanks(server: Server) -> None:
    early = server.http.get("/poll/tea/thanks")
    server.open()
    late = server.http.get("/poll/tea/thanks")
    assert (early.status_code, early.headers["Location"]) == (303, "/follow")
    assert (late.status_code, "is counted" in late.text) == (200, True)


def test_only_a_box_that_is_on_has_thanks(server: Server) -> None:
    off = server.http.get("/question/thanks")
    server.session.questions.turn(on=True)
    assert (off.status_code, off.headers["Location"]) == (303, "/follow")
    assert "is in the box" in server.http.get("/question/thanks").text
