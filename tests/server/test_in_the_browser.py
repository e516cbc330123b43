"""What people with a phone meet, in a real browser: with and without scripts, on bad Wi-Fi, at any size."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import APIResponse, Browser, Error, Page, Route, ViewportSize

import axe
from afterwave.content.views import steps
from enumeration import daily
from kit_workshop import kit_workshop
from patience import scripted, until_true
from server.conftest import Server
from widgets.browser import Scheme, rectangle
from wire import Wire, holding, typed_everywhere

pytestmark = pytest.mark.browser

PHONE: ViewportSize = {"width": 390, "height": 844}
SMALL: ViewportSize = {"width": 320, "height": 640}
ZOOMED: ViewportSize = {"width": 195, "height": 422}  # the phone at 200 %
MOST_BYTES, MOST_REQUESTS = 12_000, 4


@contextmanager
def phone(
    chromium: Browser,
    server: Server,
    expected: tuple[str, ...] = (),
    *,
    viewport: ViewportSize = PHONE,
    java_script_enabled: bool = True,
) -> Iterator[Page]:
    """Give a page of a fresh phone; nothing may go wrong in it, no other host may be asked, and no cookie may stay."""
    context = chromium.new_context(
        viewport=viewport,
        reduced_motion="reduce",
        base_url=server.address,
        java_script_enabled=java_script_enabled,
    )
    page, wrong = context.new_page(), []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on(
        "request",
        lambda request: (
            None if request.url.startswith((server.address, "data:", "blob:")) else wrong.append(request.url)
        ),
    )
    yield page
    cookies = context.cookies()
    context.close()
    assert cookies == []
    assert [line for line in wrong if not any(word in line for word in expected)] == []


def stations(server: Server) -> list[tuple[str, Callable[[], object], str]]:
    """Every state that a phone's page can be in, in the order of an evening: its name, how to get there, and its
    address.
    """
    session, tea, mood = server.session, server.workshop.poll("tea"), server.workshop.poll("mood")

    def revealed() -> None:
        server.reveal(
            "mood",
            *[
                (point,)
                for point in (
                    "low",
                    "some",
                    "some",
                    "some",
                    "middle",
                    "middle",
                    "middle",
                    "middle",
                    "more",
                    "more",
                    "more",
                    "high",
                )
            ],
        )

    return [
        ("home", lambda: None, "/"),
        ("slide", lambda: session.go("brewing", 0), "/follow"),
        ("prompt", lambda: session.go("brewing", 1), "/follow"),
        ("discuss", lambda: session.go("brewing", 2), "/follow"),
        ("poll to come", lambda: session.go("brewing", 3), "/follow"),
        ("waiting", lambda: None, "/poll/tea"),
        ("ballot", lambda: session.store.open(tea), "/poll/tea"),
        ("ballot on a shared device", lambda: None, "/poll/tea?shared=1"),
        ("asked", lambda: None, "/follow"),
        ("results of an open poll", lambda: None, "/poll/tea/results"),
        ("thanks", lambda: None, "/poll/tea/thanks"),
        ("thanks on a shared device", lambda: None, "/poll/tea/thanks?shared=1"),
        ("closed", lambda: session.store.close("tea"), "/poll/tea"),
        ("too few", lambda: session.store.reveal("tea"), "/poll/tea/results"),
        ("a scale", lambda: session.store.open(mood), "/poll/mood"),
        ("picture", revealed, "/poll/mood/results"),
        ("pacer", lambda: session.go("drinking", 2), "/follow"),
        ("pause", lambda: session.soften(on=True), "/follow"),
        ("read", lambda: None, "/read/brewing"),
        ("sources", lambda: None, "/read/brewing/sources"),
        ("support", lambda: None, "/support"),
        ("privacy", lambda: None, "/privacy"),
        ("leaving", lambda: None, "/leaving"),
        ("exit", lambda: None, "/exit"),
        ("no page", lambda: None, "/nowhere"),
        ("end", session.end, "/follow"),
    ]


OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
SMALL_TARGETS = """() => [...document.querySelectorAll(
        'button, summary, .go, .way, .leave, .home, nav a, label, .number[href], .number [href]'
    )]
    .filter((one) => one.offsetParent)
    .map((one) => [one.textContent.trim(), one.getBoundingClientRect()])
    .filter(([, box]) => box.height < 44 || box.width < 44)
    .map(([words, box]) => `${words} ${box.width}x${box.height}`)"""


# Over 5 s: twenty-six states, with axe in each. Light and dark take turns, and the other turn is for the long proofs.
@pytest.mark.parametrize("turn", daily(range(2), [0]))
def test_every_page_is_accessible_and_fits_a_small_phone_at_any_zoom(
    chromium: Browser, server: Server, turn: int
) -> None:
    found: dict[str, Any] = {}
    with phone(chromium, server, expected=("404",)) as page:
        for place, (name, get_there, path) in enumerate(stations(server)):
            page.goto("about:blank")  # a page that hears of the change loads itself anew, and might while it is led on
            get_there()
            theme: Scheme = ("light", "dark")[(place + turn) % 2]
            page.emulate_media(color_scheme=theme)
            page.goto(path, wait_until="load")
            for open_all in page.locator("summary").all():
                open_all.click()
            found |= {f"{name}, {theme}: {rule}": html for rule, html in axe.finds(page).items()}
            for size in (PHONE, SMALL, ZOOMED):
                page.set_viewport_size(size)
                if page.evaluate(OVERFLOW) > 0:
                    found[f"{name} at {size['width']}"] = "runs past the edge"
            page.set_viewport_size(PHONE)
            if small := page.evaluate(SMALL_TARGETS):
                found[f"{name}: targets"] = small
    assert found == {}


def test_a_first_load_in_a_browser_is_what_the_page_names_and_no_more(
    chromium: Browser, make_server: Callable[..., Server], report: Callable[[str], None]
) -> None:
    server = make_server(workshop=kit_workshop())
    server.session.store.open(server.workshop.poll("care"))
    loads = {path: weighed(chromium, server, path) for path in ("/", "/read/reasons", "/poll/care")}
    server.session.go(
        "reasons",
        next(place for place, step in enumerate(steps(server.workshop.section("reasons"))) if step.kind == "prompt"),
    )
    server.session.store.close("care")
    loads |= {path: weighed(chromium, server, path) for path in ("/follow", "/poll/care")}
    report(f"first load in Chromium, bytes with headers, and requests: {loads}")
    assert {path: load for path, load in loads.items() if load[0] > MOST_BYTES or load[1] > MOST_REQUESTS} == {}


def weighed(chromium: Browser, server: Server, path: str) -> tuple[int, int]:
    """Return the bytes on the wire, headers included, and the requests of a first load."""
    context = chromium.new_context(viewport=PHONE, base_url=server.address)
    page = context.new_page()
    network, asked = context.new_cdp_session(page), set()
    sizes: dict[str, Any] = {}
    network.send("Network.enable")
    network.on(
        "Network.requestWillBeSent",
        lambda event: None if event["request"]["url"].startswith("data:") else asked.add(event["requestId"]),
    )
    network.on(
        "Network.responseReceived",
        lambda event: sizes.__setitem__(event["requestId"], event["response"]["encodedDataLength"]),
    )
    network.on(
        "Network.loadingFinished", lambda event: sizes.__setitem__(event["requestId"], event["encodedDataLength"])
    )
    page.goto(path, wait_until="load")
    page.wait_for_timeout(300)
    context.close()
    return int(sum(sizes[one] for one in asked if one in sizes)), len(asked)


def test_a_ballot_is_shown_once_more_before_it_is_sent_and_back_does_not_bring_it_again(
    chromium: Browser, server: Server
) -> None:
    server.open()
    with phone(chromium, server) as page:
        page.goto("/follow")
        page.get_by_role("link", name="Answer without a name").click()
        assert page.locator(":checked").count() == 0
        page.get_by_label("Black").check()
        scripted(page)
        page.get_by_role("button", name="Send").click()
        assert page.locator(".sure li").all_text_contents() == ["Black"]
        assert page.evaluate("document.activeElement.textContent") == "Send this?"
        page.get_by_role("button", name="Change something").click()
        assert page.evaluate("document.activeElement.textContent") == "Send"
        page.get_by_label("Black").uncheck()
        page.get_by_role("button", name="Send").click()
        assert "you pass" in page.locator(".sure").inner_text()
        page.get_by_role("button", name="Yes, send").click()
        page.wait_for_url("**/poll/tea/thanks")
        page.go_back()
        page.wait_for_url("**/follow")
    assert server.session.store.close("tea").ballots == 1


def test_a_ballot_works_without_scripts(chromium: Browser, server: Server) -> None:
    server.open("cup")
    with phone(chromium, server, java_script_enabled=False) as page:
        page.goto("/poll/cup")
        assert page.locator("template").count() == 1
        page.get_by_label("White").check()
        page.get_by_role("button", name="Send").click()
        page.wait_for_url("**/poll/cup/thanks")
        page.get_by_role("link", name="Leave this page", exact=True).click()
        page.wait_for_url("**/exit")
    assert server.session.store.close("cup").ballots == 1


def test_without_scripts_the_groups_page_looks_again_by_itself_and_questions_stand_as_thoughts(
    chromium: Browser, server: Server
) -> None:
    server.session.go("brewing", 1)
    with phone(chromium, server, java_script_enabled=False) as page:
        page.goto("/follow")
        assert page.locator('meta[http-equiv="refresh"]').get_attribute("content") == "20"
        assert page.get_by_text("Which cup do you remember?").is_visible()
        assert page.get_by_role("button").all_inner_texts() == ["Slower, please"]


def vote(page: Page, expected: str = "**/poll/tea/thanks") -> None:
    page.get_by_label("Green").check()
    scripted(page)
    page.get_by_role("button", name="Send").click()
    page.get_by_role("button", name="Yes, send").click()
    page.wait_for_url(expected)


def test_without_a_network_a_ballot_is_kept_on_the_page_until_it_is_answered(chromium: Browser, server: Server) -> None:
    server.open()
    with phone(chromium, server, expected=("ERR_INTERNET_DISCONNECTED",)) as page:
        page.goto("/poll/tea")
        scripted(page)
        page.get_by_label("Green").check()
        page.get_by_role("button", name="Send").click()
        page.context.set_offline(True)
        page.get_by_role("button", name="Yes, send").click()
        page.get_by_text("Still trying").wait_for()
        page.context.set_offline(False)
        page.wait_for_url("**/poll/tea/thanks")
    assert server.session.store.close("tea").ballots == 1


def test_a_restart_in_the_middle_of_a_ballot_ends_in_one_counted_ballot_and_thanks(
    chromium: Browser, server: Server
) -> None:
    server.open()
    with phone(chromium, server, expected=("ERR_CONNECTION_REFUSED",)) as page:
        page.goto("/poll/tea")
        scripted(page)
        page.get_by_label("Green").check()
        page.get_by_role("button", name="Send").click()
        server.stop()
        page.get_by_role("button", name="Yes, send").click()
        page.get_by_text("Still trying").wait_for()
        server.start()
        page.wait_for_url("**/poll/tea/thanks")
    assert server.session.store.close("tea").ballots == 1


def test_an_answer_that_is_lost_on_its_way_back_does_not_count_twice(chromium: Browser, server: Server) -> None:
    server.open()
    lost: list[int] = []

    def lose_the_first(route: Route) -> None:
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch(max_redirects=0).status)
            route.abort("connectionreset")
        else:
            route.continue_()

    with phone(chromium, server, expected=("ERR_CONNECTION_RESET",)) as page:
        page.route("**/poll/tea", lose_the_first)
        page.goto("/poll/tea")
        vote(page)
    assert lost == [303]
    assert server.session.store.close("tea").ballots == 1


def test_a_shared_device_goes_from_hand_to_hand(chromium: Browser, server: Server) -> None:
    server.open()
    with phone(chromium, server) as page:
        page.clock.install()
        page.goto("/poll/tea?shared=1")
        vote(page, "**/poll/tea/thanks?shared=1")
        page.get_by_role("link", name="Hand over to the next person").click()
        page.wait_for_url("**/poll/tea?shared=1")
        assert page.locator(":checked").count() == 0
        vote(page, "**/poll/tea/thanks?shared=1")
        page.clock.fast_forward(31_000)
        page.wait_for_url("**/poll/tea?shared=1")
    assert server.session.store.close("tea").ballots == 2


def test_a_phone_follows_the_group_and_says_so_without_stealing_focus(chromium: Browser, server: Server) -> None:
    with phone(chromium, server) as page:
        page.goto("/follow")
        page.locator(".leave").focus()
        server.session.go("brewing", 2)
        page.locator("main").get_by_text("Why tea?").wait_for()
        assert page.evaluate("document.activeElement.className") == "leave"
        server.session.go("drinking", 0)
        page.locator("h1", has_text="Drinking").wait_for()
        until_true(page, "document.getElementById('said').textContent === 'A question to everyone comes next. '")
        server.open("mood")
        page.get_by_role("link", name="Answer without a name").wait_for()
        server.session.soften(on=True)
        page.get_by_role("heading", name="The group is taking a pause").wait_for()
        server.session.end()
        page.get_by_role("heading", name="Thank you for being here").wait_for()


def test_an_answer_that_comes_late_does_not_take_a_phone_back_to_where_the_group_was(
    chromium: Browser, server: Server
) -> None:
    late: list[tuple[Route, APIResponse]] = []

    def first_is_slow(route: Route) -> None:
        if route.request.resource_type != "fetch" or late:
            route.continue_()
        else:
            late.append((route, route.fetch()))

    with phone(chromium, server) as page:
        page.goto("/follow")
        page.route("**/follow", first_is_slow)
        server.session.go("brewing", 2)
        while not late:
            page.wait_for_timeout(50)
        server.session.go("drinking", 0)
        page.locator("h1", has_text="Drinking").wait_for()
        ((route, answer),) = late
        with suppress(Error):  # the page may no longer want it
            route.fulfill(response=answer)
        page.wait_for_timeout(300)
        assert page.locator("h1").inner_text() == "Drinking"


def test_a_message_that_changes_nothing_on_a_page_leaves_the_page_alone(chromium: Browser, server: Server) -> None:
    server.session.go("brewing", 3)
    with phone(chromium, server) as page:
        page.goto("/follow")
        page.evaluate("document.querySelector('main h1').mark = 'the same'")
        page.wait_for_timeout(300)
        with page.expect_response("**/follow"):
            server.session.go("brewing", 9)
        page.wait_for_timeout(200)
        assert page.evaluate("document.querySelector('main h1').mark") == "the same"


def test_a_waiting_page_becomes_the_ballot_by_itself(chromium: Browser, server: Server) -> None:
    with phone(chromium, server) as page:
        page.goto("/poll/tea")
        page.get_by_text("not open yet").wait_for()
        server.open()
        page.get_by_label("Green").wait_for()
        page.wait_for_load_state("networkidle")
        vote(page)
    assert server.session.store.close("tea").ballots == 1


def test_words_typed_for_oneself_outlast_a_step_and_never_leave_the_page(chromium: Browser, server: Server) -> None:
    server.session.go("brewing", 1)
    sent = []
    with phone(chromium, server) as page:
        page.on("request", lambda request: sent.append(f"{request.url} {request.post_data}"))
        page.goto("/follow")
        page.get_by_role("button", name="Write, only for yourself").click()
        box = page.get_by_role("textbox")
        box.press_sequentially("a secret word")
        server.session.go("brewing", 2)
        page.locator(".moved").wait_for()
        assert box.inner_text() == "a secret word"
        assert page.evaluate("document.activeElement.getAttribute('role')") == "textbox"
        page.locator("main").focus()
        for step in (0, 2):
            with page.expect_response("**/follow"):
                server.session.go("brewing", step)
            page.wait_for_timeout(200)  # as long as the page takes to do with it what it may not do
            assert box.inner_text() == "a secret word"
        page.get_by_role("button", name="Go there").click()
        page.locator("main").get_by_text("Why tea?").wait_for()
        server.session.go("brewing", 1)
        page.get_by_role("button", name="Write, only for yourself").click()
        assert page.get_by_role("textbox").inner_text() == "a secret word"
    assert not [line for line in sent if "secret" in line]


# Over 5 s: letter by letter, into every field of the kit's longest section.
def test_nothing_written_on_a_phone_is_sent_or_comes_to_rest_beside_the_session(
    chromium: Browser, make_server: Callable[..., Server], tmp_path: Path
) -> None:
    kits = make_server(workshop=kit_workshop())
    with phone(chromium, kits) as page:
        wire = Wire(page)
        page.goto("/read/care")
        assert typed_everywhere(page) > 0
        page.wait_for_timeout(500)
        page.goto("/support")
        assert wire.carrying == []
    assert holding(tmp_path) == []


def test_a_prompt_a_reader_opens_and_a_pacer_run_without_a_kernel(chromium: Browser, server: Server) -> None:
    with phone(chromium, server) as page:
        page.goto("/read/brewing")
        page.get_by_role("button", name="Write, only for yourself").click()
        page.get_by_role("textbox").wait_for()
        assert axe.finds(page) == {}
        page.goto("/read/drinking")
        page.get_by_role("button", name="Show the wave").click()
        page.get_by_role("button", name="Begin").click()
        page.get_by_role("button", name="Stop").wait_for()
        assert axe.finds(page) == {}


def test_an_opened_widget_stands_in_its_questions_own_box_and_brings_no_second_one(
    chromium: Browser, make_server: Callable[..., Server]
) -> None:
    server = make_server(workshop=kit_workshop())
    with phone(chromium, server) as page:
        page.goto("/read/care")
        for button in page.locator("[data-open]:visible").all()[::-1]:
            button.click()
        until_true(page, "!document.querySelector('[data-open]')")
        for size in (PHONE, ViewportSize(width=1000, height=844)):
            page.set_viewport_size(size)
            boxes = page.locator(".prompt .aw").evaluate_all(
                "all => all.map((one) => getComputedStyle(one)).map((one) => [one.padding, one.margin])"
            )
            assert boxes == [["0px", "0px"]] * 4


def test_a_deck_comes_when_it_is_asked_for_and_a_turned_card_says_its_back(
    chromium: Browser, make_server: Callable[..., Server]
) -> None:
    server = make_server(workshop=kit_workshop())
    with phone(chromium, server) as page:
        page.goto("/ar/read/body")
        assert page.locator(".deck b", has_text="الأوكسيتوسين").is_visible()
        assert not page.get_by_text("يزيد في الدم لوقت قصير").is_visible()
        page.get_by_role("button", name="اقلبوا البطاقات").click()
        page.locator(".aw-cards-front:focus").wait_for()
        page.keyboard.press("Enter")
        assert page.locator("[data-turned] .aw-cards-back").inner_text().startswith("يزيد في الدم لوقت قصير")
        assert (page.locator(".deck [role=status]").text_content() or "").startswith("الأوكسيتوسين. ")
        assert page.evaluate(OVERFLOW) == 0
        assert axe.finds(page) == {}


def test_without_scripts_a_deck_is_a_plain_list_of_fronts_and_backs(
    chromium: Browser, make_server: Callable[..., Server]
) -> None:
    server = make_server(workshop=kit_workshop())
    with phone(chromium, server, java_script_enabled=False) as page:
        page.goto("/read/body")
        items = page.locator(".deck li")
        assert [items.count(), items.nth(3).inner_text()[:32]] == [4, "Prolactin: It climbs at orgasm, i"[:32]]
        assert page.locator(".deck b").first.evaluate("one => getComputedStyle(one).fontWeight") == "700"
        assert not page.locator(".deck button").is_visible()


def test_a_phone_that_follows_has_the_deck_of_the_stage(chromium: Browser, make_server: Callable[..., Server]) -> None:
    server = make_server(workshop=kit_workshop())
    server.session.go(
        "body", next(place for place, step in enumerate(steps(server.workshop.section("body"))) if step.kind == "cards")
    )
    with phone(chromium, server) as page:
        page.goto("/follow")
        page.get_by_role("button", name="Turn them over").click()
        page.get_by_role("button", name="Turn all over").click()
        page.get_by_text("What that does to mood is a guess.").wait_for()


def test_leaving_quickly_covers_the_page_drops_what_was_written_and_has_no_way_back(
    chromium: Browser, server: Server
) -> None:
    with phone(chromium, server) as page:
        page.goto("/")
        page.goto("/read/brewing")
        page.get_by_role("button", name="Write, only for yourself").click()
        page.get_by_role("textbox").press_sequentially("a secret word")
        page.get_by_label("Keep it in this browser").check()
        assert page.evaluate("sessionStorage.length") == 1
        page.get_by_role("link", name="Leave this page", exact=True).click()
        page.wait_for_url("**/exit")
        assert page.title() == "Conversions"
        assert page.evaluate("Object.entries(sessionStorage)") == [["-", "-"]]
        page.go_back()
        page.wait_for_url("**/exit")
        page.goto("/read/brewing")
        assert page.get_by_role("heading", name="Brewing").is_visible()


def test_what_back_brings_up_is_not_painted_before_the_script_knows_whether_somebody_left(
    chromium: Browser, server: Server
) -> None:
    with phone(chromium, server) as page:
        late: list[Route] = []
        page.route("**/static/page.*.js", lambda route: late.append(route))  # noqa: PLW0108 - Playwright hangs a name on what it is given
        # The page's second stands still: it must not be over before it is looked at, on a machine that is busy.
        clock = page.context.new_cdp_session(page)
        clock.send("Animation.enable")
        clock.send("Animation.setPlaybackRate", {"playbackRate": 0})
        page.goto("/read/brewing", wait_until="commit")
        until_true(page, "document.documentElement.getAnimations().length")
        painted = """(at) => {
            const [late] = document.documentElement.getAnimations();
            late.pause();
            late.currentTime = at;
            return getComputedStyle(document.querySelector("h1")).visibility;
        }"""
        assert [page.evaluate(painted, at) for at in (0, 900)] == ["hidden", "hidden"]
        page.evaluate(
            "document.documentElement.getAnimations()[0].finish()"
        )  # a script that does not come costs a second, and no page
        assert page.get_by_role("heading", name="Brewing").is_visible()
        late[0].continue_()
        until_true(page, "document.documentElement.dataset.here === ''")
        assert page.evaluate("document.documentElement.getAnimations().length") == 0


def test_without_scripts_a_page_waits_for_none(chromium: Browser, server: Server) -> None:
    with phone(chromium, server, java_script_enabled=False) as page:
        page.goto("/read/brewing")
        assert page.get_by_role("heading", name="Brewing").is_visible()


def test_shift_three_times_leaves_and_is_counted_aloud(chromium: Browser, server: Server) -> None:
    with phone(chromium, server) as page:
        page.goto("/follow")
        page.keyboard.press("Shift")
        assert page.locator("#said").text_content() == "Shift. Press it 2 more times to leave."
        page.keyboard.press("Shift+A")
        assert page.locator("#said").text_content() == ""
        page.keyboard.press("Shift")
        page.keyboard.press("Shift")
        assert page.locator("#said").text_content() == "Shift. Press it once more to leave."
        page.keyboard.press("Shift")
        page.wait_for_url("**/exit")


def test_the_keyboard_reaches_the_content_and_the_exit_first(chromium: Browser, server: Server) -> None:
    with phone(chromium, server) as page:
        page.goto("/")
        said = []
        for _ in range(2):
            page.keyboard.press("Tab")
            said.append(page.evaluate("document.activeElement.textContent"))
            assert page.evaluate("document.activeElement.getBoundingClientRect().height") >= 40
        assert said == ["Skip to the content", "Leave this page quickly"]


def test_the_exit_bar_never_lies_over_what_has_focus(chromium: Browser, server: Server) -> None:
    server.open()
    with phone(chromium, server, viewport=SMALL) as page:
        page.goto("/poll/tea")
        bar = rectangle(page.locator(".bar"))
        for _ in range(12):
            page.keyboard.press("Tab")
            top = page.evaluate(
                "document.activeElement.closest('.bar') || document.activeElement === document.body ? 999 : "
                "document.activeElement.getBoundingClientRect().top"
            )
            assert top >= bar["y"] + bar["height"] - 1


def test_the_question_box_takes_words_in_an_older_browser_and_lets_nobody_rewrite_them(
    chromium: Browser, server: Server
) -> None:
    server.session.questions.turn(on=True)
    old = """Object.defineProperty(HTMLElement.prototype, "contentEditable", {
        get() { return this.getAttribute("contenteditable") === "true" ? "true" : "inherit"; } });"""
    with phone(chromium, server) as page:
        page.add_init_script(old)
        page.goto("/question")
        box = page.locator('[role="textbox"]')
        box.wait_for()
        assert [box.get_attribute(guard) for guard in ("translate", "dir", "data-gramm", "autocorrect")] == [
            "no",
            "auto",
            "false",
            "off",
        ]
        box.press_sequentially("May I?")
        page.get_by_role("button", name="Send").click()
        page.wait_for_url("**/question/thanks")


def test_a_question_with_choices_opens_where_words_go_and_a_blank_ticks_nothing(
    chromium: Browser, server: Server
) -> None:
    server.session.go("brewing", 1)
    with phone(chromium, server) as page:
        page.goto("/follow")
        page.get_by_role("button", name="Write, only for yourself").click()
        page.get_by_role("textbox").wait_for()
        page.keyboard.press(" ")
        assert page.evaluate("document.activeElement.getAttribute('role')") == "textbox"
        assert page.locator(":checked").count() == 0
