"""Look for yourself: the privacy page shows the running database, and no more of it than anybody may know."""

from __future__ import annotations

import re
from html import unescape

import pytest

from afterwave.content.guide import chapters
from afterwave.content.places import kit
from afterwave.poll.ballot import cast
from afterwave.poll.errors import DatabaseAway
from afterwave.poll.questions import SCOPE
from afterwave.poll.store import Store
from afterwave.poll.tickets import issue
from afterwave.session.tables import KNOWN
from server.conftest import Server


def look(server: Server, path: str = "/privacy") -> str:
    """Return the words of the part, without its markup."""
    page = server.http.get(path)
    assert page.status_code == 200
    part = page.text.partition('id="look"')[2].partition("<footer")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", part)).split())


def rows(words: str) -> dict[str, int]:
    return {name: int(count) for name, count in re.findall(r"(\w+) :[^:]*?\( (\d+) \)", words)}


def vote(server: Server, number: int) -> None:
    store, tea = server.session.store, server.workshop.poll("tea")
    store.commit([cast(tea, issue(store.ticket_key, "tea"), ["green"]) for _ in range(number)])


def test_the_page_names_every_table_and_says_what_a_row_is(server: Server) -> None:
    words = look(server)
    assert [name for name, (row_is, _) in KNOWN.items() if f"{name} : {row_is}" not in words] == []


def test_while_a_question_is_open_its_marks_are_rounded_and_no_sum_is_told(server: Server) -> None:
    store = server.session.store
    store.open(server.workshop.poll("tea"), people=12)
    told = []
    for number in (0, 2, 1, 2, 3):
        vote(server, number)
        told.append((rows(look(server))["spent"], "Green" in look(server)))
    assert told == [(0, False), (0, False), (3, False), (3, False), (6, False)]
    digests = [row.digest.hex() for row in store.engine.connect().exec_driver_sql("SELECT digest FROM spent")]
    assert not [digest for digest in digests if digest in server.http.get("/privacy").text]


def test_after_the_close_only_what_was_released_is_told(server: Server) -> None:
    store = server.session.store
    store.open(server.workshop.poll("tea"), people=12)
    vote(server, 10)
    store.close("tea")
    closed = look(server)
    store.reveal("tea")
    shown = look(server)
    assert (rows(closed)["spent"], rows(closed)["tally"], "Green" in closed) == (0, 2, False)
    assert (rows(shown)["tally"], "Green: most or all" in shown.replace(" :", ":"), "10 of 10" in shown) == (
        0,
        True,
        False,
    )


def test_how_many_questions_wait_is_told_to_nobody(server: Server) -> None:
    box = server.session.questions
    box.turn(on=True)
    told = []
    for number in range(5):
        box.submit(issue(server.session.store.ticket_key, SCOPE), f"Number {number}?")
        told.append(look(server))
    assert len(set(told)) == 1
    box.open_batch()
    assert (rows(told[0])["question"], rows(look(server))["question"]) == (0, 5)


def test_without_the_database_the_page_still_says_what_is_kept(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(_store: Store) -> None:
        raise DatabaseAway("disk full")

    monkeypatch.setattr(Store, "statuses", away)
    assert "cannot be read at this moment" in look(server)


def test_what_participants_are_told_of_it_is_read_within_a_minute(server: Server) -> None:
    words = [word for word in look(server).split() if any(map(str.isalnum, word))]
    assert len(words) <= 230
    chapter = next(chapter for chapter in chapters(kit("facilitator_guide")) if chapter.slug == "privacy")
    said = chapter.text.partition("## What to say when someone asks")[2]
    assert 0 < len(said.split()) <= 150
