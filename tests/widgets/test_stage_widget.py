"""The stage under a presenter's hands: keys, overlays, polls, and a kernel that falls silent."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from afterwave.widgets.stage import Stage
from patience import until_true
from widgets.browser import SIZE, heard, rectangle
from widgets.samples import DECK, JOIN, SECTIONS, poll, release
from widgets.samples import step as step_of

pytestmark = pytest.mark.browser
CARE = {"section": "care", "step": 0}
OMITTED = {"opening": ["b"], "care": ["care", "settle"]}
HEADING = "body .aw-body"
SIZES = [(1920, 1080), (1366, 768), (1280, 720), (1024, 768), (2560, 1080), (960, 540)]
"""Projectors, and what laptops send to them."""
FITS = """((body) => [
    parseFloat(getComputedStyle(body).fontSize) / innerHeight >= 1 / 24.01,
    body.scrollHeight <= body.clientHeight + 1,
    body.scrollWidth <= body.clientWidth + 1,
])"""


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def places(page: Page) -> list[list[Any]]:
    found: list[list[Any]] = page.evaluate(
        "model.sent.filter((m) => m.position).map(({ position: p }) => [p.section, p.step])"
    )
    return found


@pytest.mark.parametrize("key", ["ArrowRight", " ", "PageDown", "Enter"])
def test_each_key_of_a_clicker_goes_on(mount: Callable[..., Page], key: str) -> None:
    page = mount("stage")
    press(page, key)
    assert places(page) == [["opening", 1]]
    assert "last surprise you" in page.inner_text(HEADING)


def test_going_on_crosses_into_the_next_section_and_back(mount: Callable[..., Page]) -> None:
    page = mount("stage")
    press(page, "ArrowRight", "ArrowRight", "ArrowRight", "PageUp", "End", "Home")
    assert places(page) == [["opening", 1], ["opening", 2], ["care", 0], ["opening", 2], ["care", 1], ["opening", 0]]


def test_at_the_end_nothing_moves_and_nothing_is_sent(mount: Callable[..., Page]) -> None:
    page = mount("stage", position={"section": "care", "step": 1})
    press(page, "ArrowRight")
    assert places(page) == []


def test_a_step_shows_before_the_kernel_answers_and_an_old_answer_is_not_believed(mount: Callable[..., Page]) -> None:
    page = mount("stage")
    page.evaluate("model.answers = false")
    press(page, "ArrowRight", "ArrowLeft", "ArrowRight", "ArrowRight")
    for step in (1, 0, 1):
        page.evaluate(
            (
                "step => { model.kernelSays('position', { section: 'opening', step }); model.tell('msg:custom', { "
                "heard: ['position'], n: 1 }); }"
            ),
            step,
        )
        assert "talk so little" in page.inner_text(HEADING)


def test_once_the_kernel_has_heard_it_leads_again(mount: Callable[..., Page]) -> None:
    page = mount("stage")
    press(page, "ArrowRight")
    heard(page)
    page.evaluate("model.kernelSays('position', { section: 'care', step: 1 })")
    assert "your breath" in page.inner_text(HEADING)


def test_the_other_window_moves_this_one_without_a_kernel(mount: Callable[..., Page]) -> None:
    page = mount("stage")
    page.evaluate("new BroadcastChannel('test').postMessage({ position: { section: 'opening', step: 1 } })")
    until_true(page, "document.body.innerText.includes('last surprise you')")
    assert places(page) == []


@pytest.mark.clocked
def test_what_the_other_windows_kernel_never_heard_is_told_by_this_one(mount: Callable[..., Page]) -> None:
    page = mount("stage")
    page.clock.install()
    page.evaluate("new BroadcastChannel('test').postMessage({ calm: true })")
    until_true(page, "document.body.innerText.includes('taking a pause')")
    page.clock.run_for(10_000)
    assert page.evaluate("model.sent.filter(({ calm }) => calm !== undefined)") == [{"calm": True}]
    assert "taking a pause" in page.inner_text(HEADING)


@pytest.mark.clocked
def test_what_came_and_was_changed_since_is_not_told_again(mount: Callable[..., Page]) -> None:
    page = mount("stage")
    page.clock.install()
    page.evaluate("new BroadcastChannel('test').postMessage({ calm: true })")
    until_true(page, "document.body.innerText.includes('taking a pause')")
    page.evaluate("model.kernelSays('calm', true)")
    page.evaluate("model.kernelSays('calm', false)")
    page.clock.run_for(10_000)
    assert page.evaluate("model.sent.filter(({ calm }) => calm !== undefined)") == []
    assert "Tears" in page.inner_text(HEADING)


@pytest.mark.parametrize("key", [".", "b"])
def test_soften_covers_the_step_at_once_and_gives_it_back(mount: Callable[..., Page], key: str) -> None:
    page = mount("stage")
    press(page, key)
    assert "taking a pause" in page.inner_text(HEADING)
    press(page, key)
    assert "Tears" in page.inner_text(HEADING)
    assert page.evaluate("model.sent") == [{"calm": True}, {"calm": False}]


@pytest.mark.parametrize(
    ("key", "words"), [("j", "192.168.1.20:8080"), ("a", "Aftercare is for everyone"), ("?", "full screen")]
)
def test_a_sheet_opens_on_its_key_and_closes_on_escape(mount: Callable[..., Page], key: str, words: str) -> None:
    page = mount("stage")
    press(page, key)
    assert words in page.inner_text("[role=dialog]")
    press(page, "Escape")
    assert page.locator("[role=dialog]").count() == 0


def test_the_agenda_takes_the_group_to_a_section(mount: Callable[..., Page]) -> None:
    page = mount("stage")
    press(page, "a")
    page.click(".aw-agenda >> text=Aftercare")
    assert places(page) == [["care", 0]]


def test_the_quiet_timer_says_the_minutes_and_begins_only_when_asked(mount: Callable[..., Page]) -> None:
    page = mount("stage", position={"section": "opening", "step": 1})
    assert page.inner_text(".aw-timer-words") == "2 minutes"
    press(page, "t")
    until_true(page, "document.querySelector('.aw-timer-words').textContent === 'about 2 minutes left'")


OPENING = {"section": "opening", "step": 1}
CARDS = {"kind": "cards", "id": "tray", "html": "", "lead": "<h1>The tray</h1>", "cards": DECK}
LAID = {"sections": [{"slug": "opening", "title": "Opening", "steps": [CARDS]}]}


def says(page: Page, **changed: object) -> None:
    """Say what a kernel says of the step's props, wherever the hand was that asked for it."""
    page.evaluate(
        "(props) => model.kernelSays('props', props)",
        {"section": "opening", "step": 0, "timer": None, "card": None, "join": False} | changed,
    )


def laid(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate("model.sent.filter((m) => m.props).map((m) => m.props)")
    return found


def test_how_to_join_comes_and_goes_by_the_session_s_way(mount: Callable[..., Page]) -> None:
    page = mount("stage")
    says(page, join=True)
    shown = page.inner_text("[role=dialog]")
    says(page, join=False)
    assert ["Join with your phone" in shown, page.locator("[role=dialog]").count(), laid(page)] == [True, 0, []]


def test_the_way_to_join_says_in_which_languages_phones_open(mount: Callable[..., Page]) -> None:
    page = mount("stage")
    says(page, join=True)
    assert "A phone opens in its own language: English · Español." in page.inner_text("[role=dialog]")


def test_the_way_to_join_that_is_closed_here_is_closed_for_the_session(mount: Callable[..., Page]) -> None:
    page = mount("stage")
    press(page, "j", "Escape")
    assert [one["join"] for one in laid(page)] == [True, False]


LONG = {
    **JOIN,
    "short": "some-four-words-somewhere.a-rather-long-name-of-a-network.example.org/evening",
    "tongues": "English · Español · العربية · Français · Deutsch · Polski · Türkçe · Українська",
}


@pytest.mark.parametrize("way", ["short", "long"])
@pytest.mark.parametrize("size", SIZES)
def test_how_to_join_is_seen_whole_and_its_code_stays_large(
    mount: Callable[..., Page], page: Page, size: tuple[int, int], way: str
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    mount("stage", join=JOIN if way == "short" else LONG)
    press(page, "+", "+", "j")
    pieces = [rectangle(one) for one in page.locator("[role=dialog] :is(h1, p, button, .aw-code)").all()]
    tops, bottoms = [one["y"] for one in pieces], [one["y"] + one["height"] for one in pieces]
    assert [min(tops) >= 0, max(bottoms) <= size[1]] == [True, True]
    assert rectangle(page.locator("[role=dialog] .aw-code svg"))["height"] > size[1] / 5


@pytest.mark.parametrize("key", ["Escape", "Close"])
def test_a_press_of_join_by_mouse_leaves_no_frame_on_the_slides_that_follow(
    mount: Callable[..., Page], key: str
) -> None:
    page = mount("stage")
    page.click(".aw-corner")
    if key == "Escape":
        page.keyboard.press("Escape")
    else:
        page.click("[role=dialog] >> text=Close")
    press(page, "PageDown")
    assert page.locator(".aw-foot :focus-visible").count() == 0
    press(page, "Enter")
    assert places(page) == [["opening", 1], ["opening", 2]]


def test_join_by_the_keyboard_comes_back_to_its_button(mount: Callable[..., Page]) -> None:
    page = mount("stage")
    page.focus(".aw-corner")
    press(page, "Enter", "Escape")
    assert page.locator(".aw-corner:focus").count() == 1


def test_a_timer_that_began_elsewhere_runs_here_from_that_moment(mount: Callable[..., Page]) -> None:
    page = mount("stage", position=OPENING)
    heard(page)  # the kernel's first answer sets the clock
    says(page, step=1, timer=time.time() - 70)
    assert page.inner_text(".aw-timer-words") == "about a minute left"
    says(page, step=1, timer=None)
    assert page.inner_text(".aw-timer-words") == "2 minutes"


def test_no_more_is_left_than_the_whole_where_the_clock_was_set_back(mount: Callable[..., Page]) -> None:
    page = mount("stage", position=OPENING)
    heard(page)  # the kernel's first answer sets the clock
    says(page, step=1, timer=time.time() + 3600)
    assert page.inner_text(".aw-timer-words") == "about 2 minutes left"


def test_the_timer_of_an_earlier_step_starts_nothing(mount: Callable[..., Page]) -> None:
    page = mount("stage", position=OPENING)
    says(page, step=2, timer=time.time())
    assert page.inner_text(".aw-timer-words") == "2 minutes"


def test_the_timer_is_told_to_the_session_and_a_second_press_ends_it(mount: Callable[..., Page]) -> None:
    page = mount("stage", position=OPENING)
    press(page, "t", "t")
    first, second = laid(page)
    assert [abs(first["timer"] - time.time()) < 60, second["timer"], first["step"]] == [True, None, 1]


@pytest.mark.parametrize(("minutes", "ago"), [(1, 0), (0.6, 38)], ids=["at once", "in its last breath"])
def test_the_wave_that_breathes_begins_wherever_it_is_asked_for(
    mount: Callable[..., Page], minutes: float, ago: float
) -> None:
    steps = [step_of("breathe", "settle", "<p>A minute.</p>", minutes=minutes)]
    page = mount("stage", sections=[{**SECTIONS[0], "steps": steps}])
    page.evaluate(
        "(since) => model.kernelSays('props', { section: 'opening', step: 0, timer: since, card: null, join: false })",
        time.time() - ago,
    )
    running = page.inner_text(".aw-breathing-button")
    page.click(".aw-breathing-button")
    assert [running, page.inner_text(".aw-breathing-button"), [one["timer"] for one in laid(page)]] == [
        "Stop",
        "Begin",
        [None],
    ]


def test_the_wave_that_breathes_is_more_than_a_quarter_of_the_stage(mount: Callable[..., Page], page: Page) -> None:
    page.emulate_media(reduced_motion="no-preference")
    said = (
        "If you like, follow the line for a minute. Or leave your breath alone, feel the chair and your feet, or look "
        "slowly round the room."
    )
    steps = [step_of("breathe", "settle", f"<p>{said}</p>", minutes=1)]
    for width, height in ((1920, 1080), (1366, 768), (1024, 768)):
        page.set_viewport_size({"width": width, "height": height})
        mount("stage", sections=[{**SECTIONS[0], "steps": steps}])
        assert (
            page.evaluate("document.querySelector('.aw-breathing-wave svg').getBoundingClientRect().height")
            > height / 4
        )


def test_a_card_is_turned_by_either_hand(mount: Callable[..., Page]) -> None:
    page = mount("stage", **LAID)
    says(page, card=1)
    from_elsewhere = page.locator("[data-turned] .aw-cards-front").all_inner_texts()
    page.click(".aw-cards-front >> text=Grief")
    page.click(".aw-cards-front >> text=Letting go")
    assert from_elsewhere == ["Grief, or longing"]
    assert page.locator("[data-turned] .aw-cards-front").all_inner_texts() == ["Letting go"]
    assert [one["card"] for one in laid(page)] == [None, 0]


def test_a_closed_poll_offers_nobody_to_pass_any_more(mount: Callable[..., Page]) -> None:
    said = [
        mount("stage", position={"section": "care", "step": 0}, polls={"care": poll(state)}).inner_text(".aw-poll")
        for state in ("open", "closed")
    ]
    assert ["You may pass" in words for words in said] == [True, False]


def test_a_prompt_says_that_one_may_pass_and_names_another_way(mount: Callable[..., Page]) -> None:
    page = mount("stage", position={"section": "opening", "step": 1})
    assert "You may pass." in page.inner_text(HEADING)
    assert "draw a line" in page.inner_text(HEADING)


def test_an_open_poll_shows_the_way_in_and_never_more_than_at_least(mount: Callable[..., Page]) -> None:
    page = mount("stage", position=CARE, polls={"care": poll("open", atLeast=6)})
    assert "At least 6 answers are in" in page.inner_text(HEADING)
    assert page.locator(".aw-code svg").count() == 1


def test_before_a_poll_opens_it_says_so(mount: Callable[..., Page]) -> None:
    assert "Opens soon" in mount("stage", position=CARE).inner_text(HEADING)


def test_a_poll_that_is_open_before_its_own_step_says_so_with_the_way_in(mount: Callable[..., Page]) -> None:
    page = mount("stage", position={"section": "opening", "step": 0}, polls={"care": poll("waiting")})
    told = [page.inner_text(".aw-corner")]
    for facts in (poll("open"), poll("open", slips=14), poll("closed")):
        page.evaluate("(facts) => model.kernelSays('polls', { care: facts })", facts)
        told.append(page.inner_text(".aw-corner"))
    page.evaluate("(facts) => model.kernelSays('polls', { care: facts })", poll("open"))
    page.evaluate("(place) => model.kernelSays('position', place)", CARE)
    told.append(page.inner_text(".aw-corner"))
    address = f"\u2066{JOIN['short']}\u2069"
    assert told == [f"{words}: {address}" for words in ("Join", "A poll is open", "Join", "Join", "Join")]


def test_a_closed_poll_takes_the_way_in_away(mount: Callable[..., Page]) -> None:
    page = mount("stage", position=CARE, polls={"care": poll("closed")})
    assert ["picture comes next" in page.inner_text(HEADING), page.locator(".aw-code").count()] == [True, 0]


@pytest.fixture
def silent(mount: Callable[..., Page], page: Page) -> Page:
    """Give a stage whose kernel has answered nothing for three seconds, by a clock that goes on only where a test says
    so.
    """
    page.clock.install(time=0)
    mount("stage")
    page.clock.pause_at(60_000)
    page.clock.run_for(1000)
    assert page.is_hidden(".aw-away")
    page.evaluate("model.answers = false")
    page.clock.run_for(3000)
    return page


@pytest.mark.clocked
def test_a_silent_kernel_is_said_within_3_seconds_and_forgotten_when_it_answers(silent: Page) -> None:
    assert silent.is_visible(".aw-away")
    assert ["place is kept" in silent.inner_text(".aw-away"), silent.inner_text(".aw-away button")] == [True, "Reload"]
    silent.evaluate("model.answers = true")
    silent.clock.run_for(1000)
    assert silent.is_hidden(".aw-away")


@pytest.mark.clocked
def test_a_page_is_loaded_anew_only_where_something_answers(silent: Page) -> None:
    # Else the projector would show the browser's own page of an error, from which no key leads back.
    silent.evaluate(
        """() => {
          globalThis.fetch = (url, { method, redirect }) =>
            method === "HEAD" && redirect === "manual" && url === location.href &&
            Promise.reject(new TypeError("nothing there"));
          globalThis.found = () => (globalThis.fetch = () => Promise.resolve());
        }"""
    )
    key = silent.locator(".aw-away button")
    key.click()
    silent.get_by_text("Nothing answers yet").wait_for()
    assert (silent.evaluate("typeof found"), key.inner_text()) == ("function", "Reload")
    silent.evaluate("found()")
    with silent.expect_navigation():
        key.click()
    assert silent.evaluate("typeof found") == "undefined"


@pytest.mark.clocked
def test_after_the_end_a_program_that_is_stopped_is_no_news_for_the_room(
    mount: Callable[..., Page], page: Page
) -> None:
    page.clock.install(time=0)
    mount("stage", ended=True)
    page.clock.pause_at(60_000)
    page.evaluate("model.answers = false")
    page.clock.run_for(4000)
    assert page.is_hidden(".aw-away")


@pytest.mark.clocked
def test_what_answers_nothing_is_not_waited_for(silent: Page) -> None:
    """As where everything hangs: a press that shows nothing would be pressed again."""
    silent.evaluate(
        """() => {
          globalThis.fetch = (_, { signal }) =>
            new Promise((_, no) => signal.addEventListener("abort", () => no(new Error("aborted"))));
        }"""
    )
    silent.click(".aw-away button")
    silent.clock.run_for(3500)
    silent.get_by_text("Nothing answers yet").wait_for()


@pytest.mark.clocked
def test_a_page_whose_kernel_is_back_is_not_loaded_anew_for_what_was_pressed_before(silent: Page) -> None:
    silent.evaluate("() => { globalThis.fetch = () => new Promise((yes) => (globalThis.answer = yes)); }")
    silent.click(".aw-away button")
    silent.evaluate("model.answers = true")
    silent.clock.run_for(1000)
    assert silent.is_hidden(".aw-away")
    silent.evaluate("() => { answer(); }")
    silent.clock.run_for(1000)
    assert silent.evaluate("typeof answer") == "function"


@pytest.mark.clocked
def test_where_the_other_window_went_is_not_left_while_a_kernel_that_hung_catches_up(silent: Page) -> None:
    """Else the room is shown the step that was left, and each one between."""
    silent.evaluate("new BroadcastChannel('test').postMessage({ position: { section: 'opening', step: 1 } })")
    silent.get_by_text("last surprise you").first.wait_for()
    silent.clock.run_for(15_000)
    silent.evaluate("model.answers = true")
    silent.clock.run_for(6000)
    assert [silent.is_hidden(".aw-away"), "last surprise you" in silent.inner_text("body")] == [True, True]
    silent.clock.run_for(6000)  # it never came: what the session says is right
    assert "Tears" in silent.inner_text(HEADING)


@pytest.mark.clocked
def test_a_kernel_that_comes_back_is_told_where_the_group_went(silent: Page) -> None:
    press(silent, "ArrowRight")
    silent.evaluate("model.answers = true")
    silent.clock.run_for(1000)
    assert [silent.is_hidden(".aw-away"), places(silent)] == [True, [["opening", 1], ["opening", 1]]]


@pytest.mark.clocked
def test_a_kernel_that_comes_back_is_told_when_somebody_pressed(silent: Page) -> None:
    press(silent, "ArrowRight")
    pressed = silent.evaluate("Date.now() / 1000")
    silent.clock.run_for(20_000)
    silent.evaluate("model.answers = true")
    silent.clock.run_for(1000)
    assert silent.evaluate("model.dates") == [pressed, pressed]


@pytest.mark.parametrize("size", SIZES)
def test_the_type_is_at_least_a_24th_of_the_height_and_nothing_overflows(
    mount: Callable[..., Page], page: Page, size: tuple[int, int]
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    mount("stage")
    for _ in range(5):
        facts = page.evaluate(f"{FITS}(document.querySelector('.aw-body'))")
        assert facts == [True, True, True]
        press(page, "ArrowRight")


def test_in_a_notebook_the_keys_outside_the_stage_are_left_alone(mount: Callable[..., Page]) -> None:
    page = mount("stage", alone=False)
    press(page, "ArrowRight")
    assert places(page) == []
    page.locator(".aw-stage").focus()
    press(page, "ArrowRight")
    assert places(page) == [["opening", 1]]


def test_the_joined_module_is_the_same_stage(mount: Callable[..., Page]) -> None:
    page = mount("stage")
    joined = page.evaluate(
        (
            "text => import(URL.createObjectURL(new Blob([text], { type: 'text/javascript' }))).then((m) => "
            "Object.keys(m.default))"
        ),
        str(Stage._esm),
    )
    assert joined == ["render"]


def test_larger_type_is_one_key_away(mount: Callable[..., Page]) -> None:
    page = mount("stage")
    size = "parseFloat(getComputedStyle(document.querySelector('.aw-words')).fontSize)"
    before = page.evaluate(size)
    press(page, "+")
    assert page.evaluate(size) > before


def test_slips_take_the_place_of_the_join_code_and_are_counted_against_the_answers_once_closed(
    mount: Callable[..., Page],
) -> None:
    page = mount("stage", position=CARE, polls={"care": poll("open", slips=14, answers=0, atLeast=6)})
    opened = (page.locator(".aw-body .aw-code").count(), "Scan the code on your slip" in page.inner_text(".aw-body"))
    page = mount("stage", position=CARE, polls={"care": poll("closed", slips=14, answers=12)})
    assert (opened, "14 slips, 12 answers" in page.inner_text(".aw-state")) == ((0, True), True)


def test_a_question_from_the_box_is_text_and_goes_with_the_next_key(mount: Callable[..., Page]) -> None:
    hostile = "<b>Why</b> <script>alert(1)</script> \u202eright to left?"
    page = mount("stage", question=hostile)
    shown = (page.locator(".aw-body .aw-words").inner_text(), page.locator(".aw-body :is(b, script)").count())
    page.keyboard.press("PageDown")
    page.wait_for_selector(".aw-slide")
    assert shown == (hostile, 0)
    assert page.evaluate("model.sent") == [{"aside": True}]
    page.evaluate("model.kernelSays('question', '')")
    page.evaluate(f"model.kernelSays('question', {json.dumps(hostile)})")
    assert page.locator(".aw-from-the-box").count() == 1


def test_softening_covers_a_question_too(mount: Callable[..., Page]) -> None:
    page = mount("stage", question="May I?", calm=True)
    assert page.locator(".aw-from-the-box").count() == 0


def test_what_is_left_out_is_neither_in_the_agenda_nor_on_the_way(mount: Callable[..., Page]) -> None:
    page = mount("stage", position={"section": "opening", "step": 2}, skipped=["care"])
    page.keyboard.press("PageDown")
    page.keyboard.press("a")
    assert page.evaluate("model.sent") == []
    assert page.locator(".aw-agenda").all_inner_texts() == ["You are not alone"]


def test_two_scales_stand_side_by_side(mount: Callable[..., Page]) -> None:
    def scale(low: int, high: int) -> dict[str, Any]:
        cells = ((["1", "2"], ["Heavy", "Unsettled"], low), (["3"], ["Settled"], high))
        return release(
            "scale",
            low + high,
            tuple({"options": ids, "labels": labels, "band": "exact", "count": count} for ids, labels, count in cells),
        )

    before = {"question": "As you arrive?", "margin": 4, "release": scale(6, 6)}
    page = mount("stage", position=CARE, polls={"care": poll("revealed", release=scale(4, 8), beside=before)})
    assert page.locator(".aw-half h1").all_inner_texts() == [
        "As you arrive?",
        "What helps you feel cared for afterwards?",
    ]
    assert page.evaluate(
        "(() => { const b = document.querySelector('.aw-body'); return b.scrollHeight <= b.clientHeight + 1; })()"
    )


def test_the_foot_spans_the_stage_whatever_the_page_around_it_calls_its_own(mount: Callable[..., Page]) -> None:
    page = mount("stage")
    foot = rectangle(page.locator(".aw-foot"))
    assert foot["width"] > 0.9 * SIZE["width"]


def test_a_card_to_make_is_an_invitation_for_oneself_with_quiet_minutes_and_a_way_to_pass(
    mount: Callable[..., Page],
) -> None:
    made = step_of("card-builder", "my-card", "<p>If you like, make a card of what helps you.</p>", minutes=4)
    page = mount("stage", sections=[{"slug": "care", "title": "Care", "steps": [made]}], position=CARE)
    words = page.inner_text(HEADING)
    assert [said in words for said in ("For yourself", "make a card", "4 minutes", "You may pass.")] == [True] * 4


DRAWING = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='90' height='30'%3E%3Cpath d='M0 "
    "0h90v30H0z'/%3E%3C/svg%3E"
)
LOGO = {"src": DRAWING, "alt": "Lantern House"}
APART = "([logo, words]) => logo.getBoundingClientRect().bottom <= words.getBoundingClientRect().top"


def test_the_workshop_s_logo_stands_where_the_evening_begins_and_nowhere_else(mount: Callable[..., Page]) -> None:
    page = mount("stage", logo=LOGO)
    logo = page.get_by_role("img", name="Lantern House")
    seen = [logo.is_visible()]
    for key in ("ArrowRight", "ArrowLeft", "."):
        page.keyboard.press(key)
        seen.append(logo.is_visible())
    assert seen == [True, False, True, False]


def test_words_stay_clear_of_the_logo_however_large_they_are(mount: Callable[..., Page]) -> None:
    page = mount("stage", logo=LOGO)
    for _ in range(8):
        page.keyboard.press("+")
    assert page.evaluate(f"({APART})([document.querySelector('.aw-logo'), document.querySelector('.aw-body')])")


def test_without_a_logo_there_is_no_picture(mount: Callable[..., Page]) -> None:
    assert mount("stage").locator("img").count() == 0


def test_what_the_plan_leaves_out_is_passed_over_and_the_agenda_says_which_part(mount: Callable[..., Page]) -> None:
    page = mount("stage", omissions=OMITTED)
    press(page, "ArrowRight", "ArrowRight", "a")
    assert places(page) == [["opening", 2]]
    assert page.locator(".aw-agenda").all_inner_texts() == ["You are not alone", "Aftercare is for everyone (left out)"]
