"""The pages that people read: what each holds, what all of them promise, and that every link leads somewhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from afterwave.content.load import load
from afterwave.content.views import steps
from afterwave.content.workshop import Workshop
from afterwave.launch.polls_alone import workshop_of_polls
from afterwave.poll.errors import DatabaseAway
from content_folder import FILES, Folder
from kit_workshop import kit_workshop
from server.conftest import Server

PAGES = (
    "/",
    "/follow",
    "/read/brewing",
    "/read/drinking",
    "/read/brewing/sources",
    "/poll/tea",
    "/poll/cup/thanks",
    "/poll/cup/thanks?shared=1",
    "/poll/tea/results",
    "/support",
    "/privacy",
    "/leaving",
    "/exit",
    "/en/read/brewing",
)
MOST_BYTES = 12_000
"""The most that a page of the kit's own words may weigh when it is opened first, in every language: a room's small
access point serves it to everybody.
"""


@pytest.fixture(scope="module")
def standing(standing: Server) -> Server:
    """Give it with a question that was opened: only such a one has thanks."""
    standing.open("cup")
    return standing


@pytest.mark.parametrize("path", PAGES)
def test_every_page_keeps_its_promises_to_the_browser(standing: Server, path: str) -> None:
    page = standing.http.get(path)
    policy = page.headers["Content-Security-Policy"]
    assert page.status_code == 200
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert policy.startswith("default-src 'none'; ")
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert not {"Server", "Etag", "Set-Cookie", "Last-Modified"} & set(page.headers)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_a_discreet_title_and_asks_no_other_host(standing: Server, path: str) -> None:
    text = standing.http.get(path).text
    assert re.findall("<title>(.*?)</title>", text) == ["Conversions" if path == "/exit" else "Notes"]
    assert not re.search(r"(?:src|href|action)=[\"']?(?:https?:)?//", text)
    assert " style=" not in text
    assert re.search(r'<html lang="en"(?: dir="ltr")?>', text)


@pytest.mark.parametrize("path", [path for path in PAGES if path != "/exit"])
def test_somebody_to_talk_to_is_as_near_as_the_way_out(standing: Server, path: str) -> None:
    bar = standing.http.get(path).text.partition("<header")[2].partition("</header>")[0]
    near = re.search(r'<a class="near" href="([^"]+)">Support</a>\s*<a class="leave"', bar)
    assert near is not None
    assert "<h1>Support" in standing.http.get(near[1]).text


def test_the_page_about_leaving_cannot_be_mistaken_for_the_way_out(server: Server) -> None:
    text = server.http.get("/read/brewing").text
    names = re.findall(r'<a href="/leaving"[^>]*>(.*?)</a>', text)
    assert names == ["Leaving quickly, and what stays in your browser"]


def test_every_link_leads_somewhere_under_any_base(make_server: Callable[..., Server]) -> None:
    server = make_server(base="/user/x/afterwave")
    seen, due = set(), {"/user/x/afterwave/"}
    while due:
        path = due.pop()
        seen.add(path)
        page = server.http.get(server.address + path)
        assert page.status_code == 200, path
        if "events" in path or "/static/" in path or "/widgets/" in path:
            continue
        links = re.findall(r'(?:href|src|action|data-(?:widget|style|words|open|module|thanks))="(/[^"#]*)', page.text)
        due |= {link for link in links if link not in seen}
    assert all(path.startswith("/user/x/afterwave/") for path in seen)
    assert len(seen) > 10


def test_a_language_stays_in_the_links_and_an_unknown_one_is_no_page(server: Server) -> None:
    assert 'href="/en/read/drinking"' in server.http.get("/en/read/brewing").text
    assert server.http.get("/en").status_code == 200
    assert server.http.get("/en/follow").status_code == 200
    assert server.http.get("/xx/follow").status_code == 404
    assert server.http.get("/xx/").status_code == 404


def test_each_language_of_a_workshop_is_under_its_own_prefix(
    make_server: Callable[..., Server], tmp_path: Path
) -> None:
    folder = Folder(tmp_path / "two")
    for name, text in FILES.items():
        folder.write(name, text)
        folder.write(name.replace("en/", "de/"), text.replace("Tea is a leaf.", "Tee ist ein Blatt."))
    folder.write("workshop.yaml", FILES["workshop.yaml"].replace("[en]", "[en, de]"))
    server = make_server(workshop=load(folder.path))
    german = server.http.get("/de/read/brewing").text
    assert '<html lang="de" dir="ltr">' in german
    assert "Tee ist ein Blatt." in german
    assert 'href="/de/poll/tea"' in german
    assert 'href="/en/read/brewing" lang="en"' in german
    assert "Tea is a leaf." in server.http.get("/read/brewing").text


def test_a_configured_way_out_is_where_every_exit_leads(make_server: Callable[..., Server], workshop: Workshop) -> None:
    server = make_server(workshop=workshop.model_copy(update={"exit_url": "https://weather.example/"}))
    text = server.http.get("/follow").text
    assert text.count('href="https://weather.example/"') == 2
    assert 'href="/exit"' not in text


def test_what_is_kept_says_last_which_version_of_which_words_this_is(
    make_server: Callable[..., Server], workshop: Workshop
) -> None:
    server = make_server(workshop=workshop.model_copy(update={"version": "2.1"}))
    pages = {path: server.http.get(path).text for path in ("/", "/privacy")}
    assert [path for path, text in pages.items() if "<bdi>Tea</bdi> · <bdi>2.1</bdi>" in text] == ["/privacy"]


def test_words_without_a_version_say_nothing_of_one(server: Server) -> None:
    assert "<bdi>" not in server.http.get("/privacy").text


def test_a_workshop_of_polls_alone_has_every_page_too(
    make_server: Callable[..., Server], workshop: Workshop, tmp_path: Path
) -> None:
    server = make_server(workshop=load(workshop_of_polls(tmp_path / "alone", workshop, None)))
    assert [server.http.get(path).status_code for path in ("/", "/follow", "/read/polls", "/poll/tea", "/support")] == [
        200
    ] * 5
    assert 'href="/read/polls"' in server.http.get("/").text


def test_what_is_nowhere_is_a_kind_404(server: Server) -> None:
    for path in (
        "/s/abc",
        "/admin",
        "/poll",
        "/read/nothing",
        "/read/nothing/sources",
        "/poll/nothing",
        "/static/page.js",
    ):
        answer = server.http.get(path)
        assert answer.status_code == 404, path
        assert "There is no page here" in answer.text


def test_a_reader_sees_what_the_table_of_views_says(server: Server) -> None:
    text = server.http.get("/read/brewing").text
    assert "Tea is a leaf." in text
    assert "This part mentions hot water." in text
    assert '<h2 id="hands">Warm hands</h2>' in text
    assert "Plausible, not shown" in text
    assert 'href="/read/brewing/sources#tea-warms"' in text
    assert "Which cup do you remember?" in text
    assert "Why tea?" in text
    assert 'href="/poll/tea"' in text
    assert 'href="/read/drinking"' in text
    assert "<h1>A leaf</h1>" not in text


@pytest.mark.parametrize("path", ["/read/brewing", "/follow"])
def test_a_facilitators_notes_reach_no_phone(server: Server, path: str) -> None:
    for step in range(4):
        server.session.go("brewing", step)
        assert "It is a leaf." not in server.http.get(path).text


def test_a_claims_sources_are_one_tap_away_and_say_what_nobody_confirmed(server: Server) -> None:
    text = server.http.get("/read/brewing/sources").text
    assert '<section class="evidence" id="tea-warms">' in text
    assert 'href="/read/brewing#said-tea-warms"' in text
    assert 'id="said-tea-warms"' in server.http.get("/read/brewing").text
    assert "Potter P (1900). On tea. Leaves. (not confirmed: journal)" in text


def test_following_shows_the_step_that_the_stage_shows(server: Server) -> None:
    said = []
    for step in range(4):
        server.session.go("brewing", step)
        text = server.http.get("/follow").text
        said.append(
            [
                words
                for words in ("A leaf", "Which cup do you remember?", "In twos", "A question to everyone comes next")
                if words in text
            ]
        )
    assert said == [["A leaf"], ["Which cup do you remember?"], ["In twos"], ["A question to everyone comes next"]]
    assert '<meta http-equiv="refresh" content="20">' in text


def test_an_open_poll_is_offered_wherever_the_group_stands(server: Server) -> None:
    server.open("tea")
    assert 'href="/poll/tea"' in server.http.get("/follow").text


@pytest.mark.parametrize("path", ["/follow", "/poll/tea/results"])
def test_whoever_has_sent_an_answer_is_told_there_that_nothing_is_left_to_do(server: Server, path: str) -> None:
    server.open("tea")
    assert "Sent already? Then there is nothing more to do." in server.http.get(path).text


def test_a_pause_hides_the_step_and_the_end_says_goodbye(server: Server) -> None:
    server.session.go("brewing", 1)
    server.session.soften(on=True)
    paused = server.http.get("/follow").text
    assert "The group is taking a pause" in paused
    assert "Which cup" not in paused
    server.session.end()
    ended = server.http.get("/follow").text
    assert "Thank you for being here" in ended
    assert 'href="/support"' in ended


def test_support_lines_say_whether_somebody_called_them(server: Server) -> None:
    text = server.http.get("/support").text
    assert 'href="tel:0800000000"' in text
    assert "not checked by us yet" in text
    assert "checked 31 January 2026" in text
    assert 'href="tel:911"' in text.split("A text line")[0].split("United States")[1]
    assert "tel:" not in text.split("text HELLO")[0].split("A text line")[1]
    assert (
        text.index("You may hurt yourself.")
        < text.index("It hurts again and again.")
        < text.index("You decide whom you tell.")
    )


def test_the_exit_page_says_nothing_of_where_it_comes_from(server: Server) -> None:
    text = server.http.get("/exit").text.lower()
    assert not [word for word in ("afterwave", "notes", "workshop", "leave", "poll", "support") if word in text]


def test_health_is_the_database_answering(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (server.http.get("/healthz").status_code, server.http.get("/healthz").text) == (200, "ok\n")
    room = server.app.settings["context"]

    def away() -> None:
        raise DatabaseAway("gone")

    monkeypatch.setattr(room.session, "state", away)
    answer = server.http.get("/healthz")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "3")
    assert "One moment" in answer.text


def test_phones_of_a_forgotten_session_find_the_next_one_and_no_errors(server: Server) -> None:
    session = server.app.settings["context"].session
    session.go("brewing", 3)
    session.destroy()
    assert [server.http.get(path).status_code for path in ("/", "/follow", "/poll/tea", "/support", "/healthz")] == [
        200
    ] * 5
    assert session.state().started is None


def test_scripts_and_styles_may_be_kept_for_good_because_their_names_change(server: Server) -> None:
    text = server.http.get("/").text
    for path in re.findall(r'(?:href|src)="(/static/[^"]+)"', text):
        file = server.http.get(path)
        assert "immutable" in file.headers["Cache-Control"]
        assert file.headers["Content-Encoding"] == "gzip"
        assert re.search(r"\.[0-9a-f]{6}\.(css|js)$", path)
        plain = server.http.get(path, headers={"Accept-Encoding": "identity"})
        assert plain.text == file.text


def test_a_first_load_is_small_on_every_page_of_the_kits_own_workshop(
    make_server: Callable[..., Server], report: Callable[[str], None]
) -> None:
    server = make_server(workshop=kit_workshop())
    paths = [
        "",
        "/support",
        "/privacy",
        "/leaving",
        *(f"/read/{section.slug}{more}" for section in server.workshop.sections for more in ("", "/sources")),
    ]
    for asked in server.workshop.polls.values():
        server.session.store.open(asked)
    paths += ["/follow", *(f"/poll/{poll}" for poll in server.workshop.polls)]
    loads = {
        f"/{language}{path}": weighed(server, f"/{language}{path}")
        for language in server.workshop.languages
        for path in paths
    }
    for poll in server.workshop.polls:
        server.session.store.close(poll)
    for place in [(section.slug, step) for section in server.workshop.sections for step in range(len(steps(section)))]:
        server.session.go(*place)
        for follow in (f"/{language}/follow" for language in server.workshop.languages):
            loads[follow] = max(loads[follow], weighed(server, follow))
    told = ["/en", "/en/follow", "/en/poll/care", *sorted(loads, key=loads.__getitem__)[:-6:-1]]
    report(f"first load, bytes with headers: {', '.join(f'{path} {loads[path]}' for path in told)}")
    assert {path: load for path, load in loads.items() if load > MOST_BYTES} == {}


def weighed(server: Server, path: str) -> int:
    """Return the bytes of a page and of what it names to load at once, as they come over the wire, headers included."""
    page = server.http.get(path)
    named = re.findall(r'(?:<link rel="stylesheet" href|<script type="module" src|data-module)="([^"]+)"', page.text)
    answers = [page, *(server.http.get(name) for name in named)]
    return sum(
        answer.num_bytes_downloaded + sum(len(name) + len(value) + 4 for name, value in answer.headers.raw) + 19
        for answer in answers
    )


def test_a_page_can_be_asked_for_its_headers_alone(server: Server) -> None:
    assert [server.http.head(path).status_code for path in ("/", "/follow", "/poll/tea", "/events", "/healthz")] == [
        200
    ] * 5


def test_the_evenings_country_stands_first_and_open_and_its_number_where_help_is_urgent(
    make_server: Callable[..., Server],
) -> None:
    text = make_server(workshop=kit_workshop("en", "GB")).http.get("/es/support").text
    assert re.findall(r"<details( open)?>\s*<summary>(.*?)</summary>", text)[:3] == [
        (" open", "Reino Unido"),
        ("", "En cualquier lugar"),
        ("", "Alemania"),
    ]
    urgent = text.partition('<section class="now">')[2].partition("</section>")[0]
    assert re.findall(r'href="tel:(\d+)"', urgent) == ["999"]
