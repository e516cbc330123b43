"""A phone opens in its owner's language where the workshop has it, without a cookie, and no cache mixes languages
up.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from afterwave.content.load import load
from afterwave.server.languages import preferred_language
from content_folder import FILES, Folder
from server.conftest import Server

ASKED = {
    "es": "es",
    "es-MX,es;q=0.9,en;q=0.8": "es",
    "fr-CH, fr;q=0.9, ar;q=0.7, en;q=0.8": "en",
    "fr": "",
    "": "",
    "*": "",
    "en;q=0, ar;q=0.1": "ar",
    "EN-gb": "en",
    "es;q=nan, en;q=0.1": "en",
    "es;q=7": "",
    ";;,=,q": "",
    "x" * 5000 + ",es": "",
}


@pytest.mark.parametrize("header", ASKED)
def test_the_language_asked_for_most_is_chosen_among_the_workshops(header: str) -> None:
    assert preferred_language(header, ("en", "es", "ar")) == ASKED[header]


def test_a_region_of_ones_own_goes_before_another_region() -> None:
    assert [preferred_language(header, ("pt-PT", "pt-BR")) for header in ("pt-BR", "pt")] == ["pt-BR", "pt-PT"]


@pytest.fixture
def two(make_server: Callable[..., Server], tmp_path: Path) -> Server:
    folder = Folder(tmp_path / "two")
    for name, text in FILES.items():
        folder.write(name, text)
        folder.write(name.replace("en/", "de/"), text.replace("Tea is a leaf.", "Tee ist ein Blatt."))
    folder.write("workshop.yaml", FILES["workshop.yaml"].replace("[en]", "[en, de]"))
    return make_server(workshop=load(folder.path))


@pytest.mark.parametrize("path", ["/", "/follow", "/read/brewing", "/support", "/privacy", "/nowhere"])
def test_a_phone_opens_in_its_own_language_and_stays_in_it(two: Server, path: str) -> None:
    page = two.http.get(path, headers={"Accept-Language": "de-AT,de;q=0.9"})
    assert '<html lang="de"' in page.text
    assert ('href="/de/follow"' in page.text or 'href="/de/leaving"' in page.text, 'href="/leaving"' in page.text) == (
        True,
        False,
    )
    assert '<html lang="en"' in two.http.get(path, headers={"Accept-Language": "fr"}).text


def test_what_somebody_chose_goes_over_what_the_browser_says(two: Server) -> None:
    assert '<html lang="en"' in two.http.get("/en/follow", headers={"Accept-Language": "de"}).text


def test_no_cache_gives_one_persons_language_to_another_and_nothing_is_kept(two: Server) -> None:
    page = two.http.get("/", headers={"Accept-Language": "de"})
    assert {"Accept-Language", "Accept-Encoding"} <= set(page.headers["Vary"].split(", "))
    assert (page.headers["Cache-Control"], "Set-Cookie" in page.headers) == ("no-store", False)
    assert '<html lang="en"' in two.http.get("/").text


def test_a_form_is_answered_where_it_was_sent(two: Server) -> None:
    sent = two.http.post("/poll/tea", data={"ticket": "x"}, headers={"Accept-Language": "de"})
    assert '<html lang="en"' in sent.text


def test_a_question_of_ones_own_is_marked_as_the_evenings_language_wherever_a_picture_says_it(two: Server) -> None:
    asked = {"question": "Which leaf?", "kind": "pick-one", "options": "Green\nBlack"}
    poll = two.session.own.keep(asked, two.workshop.polls)
    two.session.store.open(poll, people=9)
    assert {two.send(str(1 + number % 2), poll=poll.id).status_code for number in range(9)} == {303}
    two.session.store.close(poll.id)
    two.session.store.reveal(poll.id)
    page = two.http.get(f"/de/poll/{poll.id}/results").text
    said = re.findall(r"<(\w+)([^>]*)>\s*(?:Which leaf|Green|Black)", page)
    assert {(tag, 'lang="en" dir="auto"' in facts) for tag, facts in said} == {
        ("h1", True),
        ("span", True),
        ("caption", True),
        ("th", True),
    }
