"""A phone keeps up with the group: through answers that are no stream, hidden tabs, lines that die in silence, and the
end of a poll it was answering.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, Route

from afterwave.poll import tickets
from afterwave.poll.ballot import Ballot
from afterwave.server import event_stream
from afterwave.server.assets import phone_file
from enumeration import daily
from patience import until_on, until_true
from server.conftest import Server

pytestmark = pytest.mark.browser

HIDE = """(away) => {
    Object.defineProperty(document, "hidden", { configurable: true, get: () => away });
    document.dispatchEvent(new Event("visibilitychange"));
}"""
NO_GATEWAY = (502, "text/html", "<h1>Bad gateway</h1>")
SIGN_IN = "<!doctype html><title>Venue Wi-Fi</title><main><h1>Please sign in</h1></main>"


@pytest.fixture
def page(chromium: Browser, server: Server) -> Iterator[Page]:
    """Give a page of a fresh phone."""
    context = chromium.new_context(viewport={"width": 390, "height": 844}, base_url=server.address)
    yield context.new_page()
    context.close()


def listeners(server: Server) -> int:
    return len(server.app.settings["context"].phones)


@pytest.mark.parametrize(
    "answer",
    daily([NO_GATEWAY, (200, "text/html", SIGN_IN), (503, "text/html", "")], [NO_GATEWAY]),
)
def test_a_phone_hears_the_group_again_after_an_answer_that_is_no_stream(
    page: Page, server: Server, answer: tuple[int, str, str]
) -> None:
    status, kind, body = answer
    refused: list[str] = []

    def refuse(route: Route) -> None:
        refused.append(route.request.url)
        route.fulfill(status=status, content_type=kind, body=body)

    page.goto("/follow")
    until_on(page, lambda: listeners(server) == 1)
    page.route(re.compile("/events"), refuse)
    page.route("**/follow", refuse)
    page.evaluate("dispatchEvent(new Event('online'))")
    until_on(page, lambda: len({*refused}) == 2)  # the stream, and the page's own look
    server.session.go("drinking", 0)
    assert page.locator("h1").inner_text() == "Brewing"
    page.unroute_all()
    page.locator("h1", has_text="Drinking").wait_for()
    until_on(page, lambda: listeners(server) == 1)


def close_with_answers(server: Server) -> None:
    """Open a poll, let twelve answer, and close it."""
    server.open()
    server.session.store.commit(
        [Ballot("tea", tickets.issue(server.session.store.ticket_key, "tea"), frozenset({"green"})) for _ in range(12)]
    )
    server.session.store.close("tea")


def test_the_groups_picture_comes_by_itself_to_a_page_that_waits_for_it_and_the_page_rests_then(
    page: Page, server: Server
) -> None:
    server.session.go("brewing", 4)
    close_with_answers(server)
    page.goto("/poll/tea/results")
    until_on(page, lambda: listeners(server) == 1)
    server.session.store.reveal("tea")
    page.locator(".bars").wait_for()
    until_on(page, lambda: listeners(server) == 0)


def test_a_picture_that_is_shown_before_the_page_that_waits_for_it_has_its_line_comes_all_the_same(
    page: Page, server: Server
) -> None:
    server.session.go("brewing", 0)  # where no message tells of the poll
    close_with_answers(server)

    def reveal(route: Route) -> None:
        server.session.store.reveal("tea")
        route.continue_()

    page.route(re.compile("/events"), reveal, times=1)
    page.goto("/poll/tea/results")
    page.locator(".bars").wait_for()


def test_what_no_message_tells_comes_to_a_page_that_was_drawn_just_before_it(page: Page, server: Server) -> None:
    happens: list[Callable[[], object]] = [
        server.session.end,
        lambda: server.session.change_step("brewing", "leaf", text="Tea, today"),
    ]

    def change(route: Route) -> None:
        happens.pop()()
        route.continue_()

    page.route(re.compile("/events"), change)
    page.goto("/follow")
    page.get_by_role("heading", name="Tea, today").wait_for()
    page.goto("/follow")
    page.get_by_role("heading", name="Thank you for being here").wait_for()
    page.unroute_all()
    until_on(page, lambda: listeners(server) == 1)


def test_a_page_that_hears_nothing_new_at_first_loads_nothing_again(page: Page, server: Server) -> None:
    loads: list[str] = []
    page.on("request", lambda request: loads.append(request.url))
    page.goto("/follow")
    until_on(page, lambda: listeners(server) == 1)
    page.wait_for_timeout(800)  # follow.js, SPREAD
    assert loads.count(f"{server.address}/follow") == 1


def test_while_there_is_no_stream_a_page_looks_by_itself(page: Page, server: Server) -> None:
    page.route(re.compile("/events"), lambda route: route.fulfill(status=503))
    page.goto("/follow")
    server.session.go("drinking", 0)
    page.locator("h1", has_text="Drinking").wait_for()


def test_a_tab_that_nobody_sees_lets_go_of_its_line_and_looks_once_when_it_is_seen_again(
    page: Page, server: Server
) -> None:
    page.goto("/follow")
    until_on(page, lambda: listeners(server) == 1)
    page.evaluate(HIDE, True)
    until_on(page, lambda: listeners(server) == 0)
    server.session.end()  # no field of the message tells this
    with page.expect_response("**/follow"):
        page.evaluate(HIDE, False)
    page.get_by_role("heading", name="Thank you for being here").wait_for()
    until_on(page, lambda: listeners(server) == 1)


def test_a_tab_that_was_opened_out_of_sight_takes_no_line(page: Page, server: Server) -> None:
    page.add_init_script("Object.defineProperty(document, 'hidden', { configurable: true, get: () => true })")
    page.goto("/follow")
    page.wait_for_timeout(300)
    assert listeners(server) == 0


def test_a_line_that_dies_in_silence_is_left_for_a_new_one(page: Page, server: Server) -> None:
    """The server's stream is swallowed on its way: the page has an open line, and hears nothing."""
    page.add_init_script(
        """globalThis.lines = [];
        const Real = EventSource;
        globalThis.EventSource = function (address) {
            const deaf = () => Object.assign(new EventTarget(), { readyState: 1, close() {} });
            const line = lines.length ? new Real(address) : deaf();
            lines.push(line);
            return line;
        };"""
    )
    page.clock.install()
    page.goto("/follow")
    server.session.go("drinking", 0)
    page.clock.run_for(30_000)
    assert page.evaluate("lines.length") == 1
    page.clock.run_for(40_000)
    assert page.evaluate("lines.length") == 2
    page.clock.resume()
    page.locator("h1", has_text="Drinking").wait_for()


def test_a_page_waits_for_two_beats_of_the_servers_heart() -> None:
    found = re.search(r"SILENT = ([\d_]+)", phone_file("follow.js"))
    assert found is not None
    assert 2 < int(found[1]) / 1000 / event_stream.HEARTBEAT < 3


def closed_under(page: Page, server: Server) -> None:
    """Close a poll while a page that listens shows its ballot."""
    server.session.go("brewing", 3)
    server.open()
    page.goto("/poll/tea")
    until_on(page, lambda: listeners(server) == 1)
    server.session.store.close("tea")


def test_a_ballot_that_nobody_touched_follows_its_poll_and_then_the_group(page: Page, server: Server) -> None:
    closed_under(page, server)
    page.locator("main").get_by_text("This question is closed").wait_for()
    server.session.go("drinking", 0)
    page.wait_for_url("**/follow")


def says(page: Page, words: str) -> None:
    """Wait until these words, and no others, are what a screen reader is told."""
    until_true(page, "(words) => document.getElementById('said').textContent.trim() === words", words)


def test_a_listener_hears_each_moment_of_a_poll_in_the_words_that_stand_there(page: Page, server: Server) -> None:
    session, asked = server.session, "Which tea?"
    open_now = f"{asked} Answer without a name."
    session.go("brewing", 3)
    page.goto("/follow")
    until_on(page, lambda: listeners(server) == 1)
    server.open()
    says(page, open_now)
    session.last_call("tea", on=True)
    says(page, "This question closes within 20 seconds. What is sent before then counts.")
    session.last_call("tea", on=False)
    says(page, open_now)
    session.store.close("tea")
    says(page, "The answers are in. The group's picture comes next, here and in the room.")
    session.store.reveal("tea")
    too_few = "Too few answers came in for a picture that keeps every answer private. So it stays with you."
    says(page, f"The group's picture. {asked} {too_few}")


def test_a_listener_hears_how_each_step_begins_and_not_its_parts_title(page: Page, server: Server) -> None:
    server.session.go("drinking", 0)
    page.goto("/follow")
    until_on(page, lambda: listeners(server) == 1)
    begins = {
        ("brewing", 0): "A leaf.",
        ("brewing", 1): "Which cup do you remember?",
        ("brewing", 2): "Why tea?",
        ("drinking", 2): "Breathe in the steam, or look at it.",
    }
    for place, words in begins.items():
        server.session.go(*place)
        says(page, words)


def test_a_question_in_another_language_is_said_aloud_in_its_own(page: Page, server: Server) -> None:
    def asked_in_arabic(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("<h2 data-news", '<h2 lang="ar" data-news'))

    page.route("**/follow", asked_in_arabic)
    server.session.go("brewing", 3)
    page.goto("/follow")
    until_on(page, lambda: listeners(server) == 1)
    server.open()
    says(page, "Which tea? Answer without a name.")
    told = "nodes => nodes.map(({ lang, textContent }) => [lang, textContent])"
    assert page.eval_on_selector_all("#said > *", told) == [["ar", "Which tea? "], ["en", "Answer without a name. "]]


def test_a_listener_hears_that_there_is_a_picture(page: Page, server: Server) -> None:
    session = server.session
    server.open()
    session.store.commit(
        [Ballot("tea", tickets.issue(session.store.ticket_key, "tea"), frozenset({"green"})) for _ in range(12)]
    )
    session.store.close("tea")
    session.go("brewing", 3)
    page.goto("/follow")
    until_on(page, lambda: listeners(server) == 1)
    session.store.reveal("tea")
    says(page, "The group's picture. Which tea?")


def test_a_listener_at_a_poll_of_which_nothing_is_sent_hears_that_it_closed(page: Page, server: Server) -> None:
    closed_under(page, server)
    says(page, "This question is closed. When the room is ready, the group's picture will be here:")
    server.session.store.reveal("tea")
    says(page, "Too few answers came in for a picture that keeps every answer private. So it stays with you.")


LATE = "It closed before this was sent. Nothing of it was counted."


def test_ticks_are_not_taken_away_when_the_group_goes_on(page: Page, server: Server) -> None:
    server.session.go("brewing", 3)
    server.open("mood")
    page.goto("/poll/mood")
    page.locator("input[name=option]").first.check()
    page.locator("main").focus()
    until_on(page, lambda: listeners(server) == 1)
    server.open("cup")  # comes before it in the order of their names
    page.locator(".moved").wait_for()
    page.wait_for_timeout(800)
    assert page.locator("input[name=option]").first.is_checked()
    page.get_by_role("button", name="Go there").click()
    page.wait_for_url("**/follow")


def test_a_ballot_that_the_group_left_and_came_back_to_says_no_more_that_it_is_elsewhere(
    page: Page, server: Server
) -> None:
    server.session.go("brewing", 3)
    server.open("mood")
    page.goto("/poll/mood")
    page.locator("input[name=option]").first.check()
    until_on(page, lambda: listeners(server) == 1)
    server.open("cup")
    page.locator(".moved").wait_for()
    server.session.store.close("cup")
    page.locator(".moved").wait_for(state="detached")
    assert page.locator("input[name=option]").first.is_checked()


def test_a_ballot_that_closed_unsent_goes_on_naming_the_picture_that_has_come(page: Page, server: Server) -> None:
    server.session.go("brewing", 3)
    server.open()
    page.goto("/poll/tea")
    page.get_by_label("Green").check()
    until_on(page, lambda: listeners(server) == 1)
    server.session.store.close("tea")
    page.locator("main").get_by_text(LATE).wait_for()
    server.session.store.reveal("tea")
    page.locator(".moved").wait_for()
    page.evaluate(HIDE, True)
    until_on(page, lambda: listeners(server) == 0)
    with page.expect_response("**/poll/tea"):
        page.evaluate(HIDE, False)
    page.wait_for_timeout(300)
    assert page.locator(".moved").is_visible()


def test_who_writes_while_the_group_goes_and_comes_back_is_told_of_it_only_as_long(page: Page, server: Server) -> None:
    server.session.go("brewing", 1)
    page.goto("/follow")
    page.get_by_role("button", name="Write, only for yourself").click()
    page.get_by_role("textbox").press_sequentially("mine")
    until_on(page, lambda: listeners(server) == 1)
    for _ in range(2):
        server.session.go("brewing", 2)
        page.locator(".moved").wait_for()
        server.session.go("brewing", 1)
        page.locator(".moved").wait_for(state="detached")
    assert page.get_by_role("textbox").inner_text() == "mine"
    server.session.go("brewing", 2)
    page.get_by_role("button", name="Go there").click()
    page.locator("main").get_by_text("Why tea?").wait_for()


def test_who_writes_is_not_led_away_because_the_question_box_was_opened(page: Page, server: Server) -> None:
    server.session.go("brewing", 1)
    page.goto("/follow")
    page.get_by_role("button", name="Write, only for yourself").click()
    page.get_by_role("textbox").press_sequentially("mine")
    until_on(page, lambda: listeners(server) == 1)
    with page.expect_response("**/follow"):
        server.session.questions.turn(on=True)
    page.wait_for_timeout(300)  # as long as the page takes to do with it what it may not do
    assert page.locator(".moved").count() == 0
    server.session.go("brewing", 2)
    page.locator(".moved").wait_for()
    with page.expect_response("**/follow"):
        server.session.go("brewing", 1)  # where there is a box now
    page.locator(".moved").wait_for(state="detached")
    assert page.get_by_role("textbox").inner_text() == "mine"
    server.session.end()
    page.get_by_role("button", name="Go there").click()
    page.get_by_role("heading", name="Thank you for being here").wait_for()


@pytest.mark.parametrize("asked", [False, True], ids=["ticked", "asked whether to send"])
@pytest.mark.parametrize("gone", daily(["close", "close and go on", "forget"], ["close"]))
def test_who_has_ticked_and_not_sent_is_told_at_once_that_it_closed(
    page: Page, server: Server, asked: bool, gone: str
) -> None:
    server.session.go("brewing", 3)
    server.open()
    page.goto("/poll/tea")
    page.get_by_label("Green").check()
    if asked:
        page.get_by_role("button", name="Send").click()
    until_on(page, lambda: listeners(server) == 1)
    if gone == "forget":
        server.session.destroy(farewell=True)
    else:
        server.session.store.close("tea")
    if gone == "close and go on":
        server.session.go("drinking", 0)
    page.locator("main").get_by_text(LATE).wait_for()
    assert page.get_by_role("button", name="Send").count() == 0
    assert LATE in page.locator("#said").inner_text()
    server.session.go("brewing", 0)
    page.wait_for_timeout(800)
    assert page.locator("main").get_by_text(LATE).is_visible()


def test_a_slip_that_was_ticked_and_not_sent_is_told_that_its_question_closed(page: Page, server: Server) -> None:
    code = server.session.store.slips(3)[0]
    server.session.go("brewing", 3)
    server.open(slips=True)
    page.goto(f"/s/{code}")
    page.get_by_label("Green").check()
    until_on(page, lambda: listeners(server) == 1)
    server.session.store.close("tea")
    page.locator("main").get_by_text(LATE).wait_for()
    assert page.get_by_text("Your slip is good").is_visible()
    server.open("mood", slips=True)  # as that page says: its next question opens by itself
    page.locator("input[name=option]").first.wait_for()


def test_who_ticked_nothing_is_told_of_nothing_unsent(page: Page, server: Server) -> None:
    closed_under(page, server)
    page.locator("main").get_by_text("This question is closed").wait_for()
    assert not page.locator("main").get_by_text(LATE).is_visible()


def test_an_open_ballot_stays_the_same_whatever_the_group_does_meanwhile(page: Page, server: Server) -> None:
    server.open()
    page.goto("/poll/tea")
    ticket = page.locator("[name=ticket]").input_value()
    page.evaluate("document.querySelector('main h1').mark = 'the same'")
    until_on(page, lambda: listeners(server) == 1)
    with page.expect_response("**/poll/tea"):
        server.session.go("drinking", 0)
    page.wait_for_timeout(200)
    assert page.evaluate("document.querySelector('main h1').mark") == "the same"
    assert page.locator("[name=ticket]").input_value() == ticket


def test_without_scripts_an_open_ballot_never_loads_itself_again(server: Server) -> None:
    server.open()
    assert "http-equiv" not in server.http.get("/poll/tea").text
    server.session.store.close("tea")
    assert 'http-equiv="refresh"' in server.http.get("/poll/tea").text


def test_a_device_of_many_hands_does_not_leave_its_ballot_with_the_group(server: Server) -> None:
    server.open()
    assert "data-group" in server.http.get("/poll/tea").text
    assert "data-group" not in server.http.get("/poll/tea?shared=1").text
    assert (
        json.loads(server.http.get("/poll/tea").text.split('data-here="')[1].split('"')[0].replace("&#34;", '"'))[
            "poll"
        ]["id"]
        == "tea"
    )
