"""The console under a facilitator's hands: each button says what it does, and sends that and nothing else."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from patience import until_true
from widgets.browser import heard, rectangle
from widgets.samples import DECK, PICTURE, TIMES, TRAITS, poll

pytestmark = pytest.mark.browser
CARE = {"section": "care", "step": 0}


def sent(page: Page) -> list[Any]:
    found: list[Any] = page.evaluate("model.sent")
    return found


GRACE = 5_000
"""Milliseconds in which what is final can be undone."""


def console(mount: Callable[..., Page], state: str = "waiting", **more: object) -> Page:
    return mount("console", position=CARE, polls={"care": poll(state, **more)})


def press(page: Page, button: str) -> None:
    """Press a button whose act is final, and let the moment pass in which it can be undone."""
    page.clock.install()
    page.click(button)
    page.clock.run_for(GRACE)


@pytest.mark.clocked
def test_opening_a_poll_sends_how_many_people_are_here(mount: Callable[..., Page]) -> None:
    page = console(mount)
    page.fill(".aw-number", "12")
    page.click("text=no, everyone came alone")
    press(page, "text=Open the poll")
    assert {"open": {"poll": "care", "people": 12, "insiders": 1}} in sent(page)


@pytest.mark.clocked
def test_a_poll_may_be_opened_without_counting(mount: Callable[..., Page]) -> None:
    page = console(mount)
    press(page, "text=Open the poll")
    assert sent(page) == [{"open": {"poll": "care", "people": None, "insiders": 2}}]


def test_words_where_a_number_belongs_are_refused_with_a_sentence(mount: Callable[..., Page]) -> None:
    page = console(mount)
    page.fill(".aw-number", "a dozen")
    page.click("text=Open the poll")
    assert [sent(page), "in figures" in page.inner_text(".aw-wrong")] == [[], True]


@pytest.mark.clocked
def test_the_outlook_is_asked_for_once_the_typing_rests(mount: Callable[..., Page]) -> None:
    page = console(mount)
    page.clock.install(time=0)
    page.clock.pause_at(1_000)  # in ms: a slow machine's typing takes no time here
    page.type(".aw-number", "12")
    assert sent(page) == []
    page.clock.run_for(200)
    assert sent(page) == [{"outlook": {"poll": "care", "people": 12, "insiders": 2}}]
    page.evaluate("model.kernelSays('outlook', { care: 'If all 12 answer: numbers.' })")
    assert page.inner_text(".aw-outlook") == "If all 12 answer: numbers."
    assert page.inner_text(".aw-number") == "12"


@pytest.mark.clocked
def test_a_closed_poll_offers_its_picture_alone(mount: Callable[..., Page]) -> None:
    page = console(mount, "closed")
    press(page, "text=Show the picture")
    assert sent(page) == [{"reveal": {"poll": "care", "people": None}}]


@pytest.mark.clocked
def test_more_answers_than_people_asks_to_count_again(mount: Callable[..., Page]) -> None:
    page = console(mount, "closed", recount=True)
    page.get_by_label("Count the room again").fill("14")
    press(page, "text=Show the picture for this many")
    assert sent(page) == [{"reveal": {"poll": "care", "people": 14}}]


def test_a_count_is_only_ever_said_as_at_least(mount: Callable[..., Page]) -> None:
    assert console(mount, "open", atLeast=6).inner_text(".aw-poll-state") == "Open, at least 6 answers are in"


def test_a_released_poll_is_told_in_words(mount: Callable[..., Page]) -> None:
    page = console(mount, "revealed", release=PICTURE)
    assert "most or all: at least 9" in page.inner_text(".aw-released")
    assert page.locator(".aw-act:visible").count() == 0


def test_soften_skip_and_timer_ask_nothing_twice(mount: Callable[..., Page]) -> None:
    page = mount("console", position={"section": "opening", "step": 1})
    for name in ("Timer", "Soften", "Skip this section"):
        page.click(f".aw-keys >> text={name}")
    timer, *others = sent(page)
    assert [bool(timer["props"]["timer"]), others] == [
        True,
        [{"calm": True}, {"position": CARE}, {"leave_out": {"section": "opening", "on": True}}],
    ]


def test_the_timer_is_offered_only_where_the_stage_has_one(mount: Callable[..., Page]) -> None:
    page = console(mount)
    page.keyboard.press("t")
    offered = [page.get_attribute(".aw-key-timer", "aria-disabled")]
    page.evaluate("model.kernelSays('position', { section: 'opening', step: 1 })")
    page.keyboard.press("t")
    offered.append(page.get_attribute(".aw-key-timer", "aria-disabled"))
    page.evaluate("model.kernelSays('calm', true)")
    page.keyboard.press("t")
    assert [*offered, page.get_attribute(".aw-key-timer", "aria-disabled"), len(sent(page))] == [
        "true",
        "false",
        "true",
        1,
    ]


def test_which_step_of_the_section_it_is_cannot_be_read_as_which_section(mount: Callable[..., Page]) -> None:
    assert "step 1 of 3" in mount("console").inner_text("h1")


def test_what_was_said_of_another_number_does_not_stay(mount: Callable[..., Page]) -> None:
    page = console(mount)
    page.evaluate("model.kernelSays('outlook', { care: '3 people: nothing will be shown.' })")
    page.fill(".aw-number", "999999")
    assert not page.is_visible(".aw-outlook")
    page.fill(".aw-number", "14")
    assert page.is_visible(".aw-outlook")


def test_a_poll_without_a_picture_does_not_say_that_one_was_shown(mount: Callable[..., Page]) -> None:
    few = {"kind": "pick-any", "ballots": 2, "shown": [], "reason": "too-few"}
    page = console(mount, "revealed", release=few)
    assert [page.inner_text(".aw-poll-state"), "Too few answers" in page.inner_text(".aw-ballotbox")] == [
        "Closed",
        True,
    ]


def test_notes_and_next_follow_the_place(mount: Callable[..., Page]) -> None:
    page = mount("console")
    page.keyboard.press("PageDown")
    assert "last surprise you" in page.inner_text(".aw-pane-now")
    assert "talk so little" in page.inner_text(".aw-pane-next")
    assert "Nobody has to answer" in page.inner_text(".aw-pane-notes")


def test_keys_typed_into_a_field_do_not_move_the_group(mount: Callable[..., Page]) -> None:
    page = console(mount)
    page.click(".aw-number")
    page.keyboard.type("b.t1")
    page.keyboard.press("ArrowRight")
    assert [message for message in sent(page) if "outlook" not in message] == []


@pytest.mark.parametrize(("seconds", "told"), [(190, "1 min over"), (150, "0 min left")])
def test_minutes_left_are_counted_from_where_the_section_began(
    mount: Callable[..., Page], seconds: int, told: str
) -> None:
    times = f"Date.now() / 1000 - {seconds}"
    page = mount("console")
    page.evaluate(
        f"model.kernelSays('clock', {{ started: {times}, entered: {times}, length: 90, late: 1, sheet: {{ opening: "
        f"2 }}, over: [] }})"
    )
    assert page.inner_text(".aw-clock").split("\n")[2:] == [
        f"{told} in this section",
        f"{90 - seconds // 60} min left this evening",
        "on time",
    ]


def test_the_dashboard_fits_a_laptop_and_a_page_at_twice_the_size(mount: Callable[..., Page], page: Page) -> None:
    for width, height in ((1366, 768), (683, 384)):
        page.set_viewport_size({"width": width, "height": height})
        mount("console", polls=TRAITS["console"]["polls"])
        soften = rectangle(page.locator(".aw-key-soften"))
        assert soften["y"] + soften["height"] <= height
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_list_leads_to_any_section(mount: Callable[..., Page]) -> None:
    page = mount("console")
    page.click(".aw-jump summary")
    page.click(f".aw-jump-list >> text={TRAITS['console']['sections'][1]['title']}")
    assert sent(page) == [{"position": {"section": TRAITS["console"]["sections"][1]["slug"], "step": 0}}]
    assert page.locator(".aw-jump-list").is_hidden()


CLOCK = {**TIMES, "started": 1.0, "entered": 1.0, "late": 7, "sheet": {"care": 15}, "over": ["opening"]}


def test_the_pace_is_said_in_words(mount: Callable[..., Page]) -> None:
    said = {late: mount("console", clock={**CLOCK, "late": late}).inner_text(".aw-pace") for late in (7, -4, 2)}
    assert said == {7: "7 min behind", -4: "4 min ahead", 2: "on time"}


def test_the_run_sheet_names_what_to_leave_out_and_does_it_in_one_press(mount: Callable[..., Page]) -> None:
    page = mount("console", position=CARE, clock=CLOCK)
    page.click(".aw-jump summary")
    lines = page.locator(".aw-jump-list li").all_inner_texts()
    assert ["no time left" in lines[0], "15 min" in lines[1], "Leave out" in lines[1]] == [True, True, False]
    assert "Leave out first: You are not alone." in page.inner_text(".aw-fits")
    page.click("text=Leave out what does not fit")
    page.click("text=120 min")
    page.click(".aw-jump-list >> text=5 min less")
    assert sent(page) == [{"leave_out": {"section": "opening", "on": True}}, {"length": 120}, {"length": 85}]


def test_what_was_left_out_is_taken_back_in_by_a_key_that_says_so(mount: Callable[..., Page]) -> None:
    page = mount("console", position=CARE, skipped=["opening"])
    page.click(".aw-jump summary")
    said = page.inner_text(".aw-toggle"), page.get_attribute(".aw-toggle", "aria-label")
    page.click(".aw-toggle")
    page.evaluate("model.kernelSays('skipped', [])")
    assert [said, sent(page), page.inner_text(".aw-toggle")] == [
        ("Take it back in", "Take it back in: You are not alone"),
        [{"leave_out": {"section": "opening", "on": False}}],
        "Leave out",
    ]


def test_shortening_is_one_press_and_what_is_left_out_is_passed_over(mount: Callable[..., Page]) -> None:
    page = mount("console", position={"section": "opening", "step": 2}, skipped=["care"])
    page.click(".aw-key-shorten")
    page.keyboard.press("PageDown")
    assert sent(page) == [{"length": 85}]
    assert "This is the last step" in page.inner_text(".aw-pane-next")


@pytest.mark.clocked
def test_slips_are_offered_where_they_are_printed(mount: Callable[..., Page]) -> None:
    page = console(mount, "waiting")
    before = page.locator(".aw-insiders:visible").count()
    page = mount("console", position=CARE, polls={"care": poll("waiting")}, slips=14)
    assert [
        before,
        page.locator(".aw-insiders:visible").count(),
        "14 slips are made" in page.inner_text(".aw-before"),
    ] == [1, 2, True]
    press(page, "text=Open the poll")
    assert sent(page) == [{"open": {"poll": "care", "people": None, "insiders": 2, "slips": True}}]
    closed = mount("console", position=CARE, polls={"care": poll("closed", slips=14, answers=12)}, slips=14)
    assert closed.inner_text(".aw-poll-state") == "Closed, 14 slips, 12 answers"


def test_who_may_answer_is_chosen_once_and_another_choice_at_another_poll_stays_there(
    mount: Callable[..., Page],
) -> None:
    names = ("care", "leaving")
    steps = [{"kind": "poll", "id": one, "html": "", "notes": ""} for one in names]
    sections = [{"slug": "care", "title": "Care", "steps": steps}]
    page = mount("console", sections=sections, position=CARE, polls={one: poll("waiting") for one in names}, slips=14)
    chosen = "[...document.querySelectorAll('[name^=aw-slips]:checked')].map((one) => one.value)"
    found = [page.evaluate(chosen)]
    for place, words in ((0, "whoever joins"), (1, "only with a slip"), (0, "only with a slip")):
        page.locator(f"[name=aw-slips-{names[place]}]").nth(int(words == "whoever joins")).check()
        page.evaluate("(step) => model.kernelSays('position', { section: 'care', step })", place)
        page.evaluate("(step) => model.kernelSays('position', { section: 'care', step })", 1 - place)
        found.append(page.evaluate(chosen))
    assert found == [["1", "1"], ["0", "0"], ["0", "1"], ["1", "1"]]


def test_slips_whose_sheet_nobody_has_stand_not_ready_to_be_asked_for(mount: Callable[..., Page]) -> None:
    page = mount("console", position=CARE, polls={"care": poll("waiting")}, slips=14, fetched=False)
    chosen, unfetched = "document.querySelector('[name^=aw-slips]:checked').value", "Nobody has saved or opened"
    found = [(page.evaluate(chosen), unfetched in page.inner_text(".aw-before"))]
    page.evaluate("model.kernelSays('fetched', true)")
    found.append((page.evaluate(chosen), unfetched in page.inner_text(".aw-before")))
    assert found == [("0", True), ("1", False)]


def test_a_section_without_a_poll_says_so_as_soon_as_the_group_is_there(mount: Callable[..., Page]) -> None:
    page = console(mount)
    hint = page.locator(".aw-pane-polls").get_by_text("No poll in this section.")
    found = [hint.count()]
    for section in ("opening", "care", "opening"):
        page.evaluate("(section) => model.kernelSays('position', { section, step: 0 })", section)
        found.append(hint.count())
    assert found == [0, 1, 0, 1]


def test_slips_that_lead_elsewhere_are_said_where_a_poll_is_opened_for_them(mount: Callable[..., Page]) -> None:
    polls = {"care": poll("waiting")}
    pages = [
        mount("console", position=CARE, polls=polls, slips=14, astray=there).inner_text(".aw-before")
        for there in ("", "http://10.0.0.7:8000/")
    ]
    assert ["printed for \u2066http://10.0.0.7:8000/\u2069" in words for words in pages] == [False, True]


HOSTILE = "<img src=x onerror=alert(1)> \u202edrow \u05d0\u05d1 **bold** " + "x" * 300


def test_the_question_box_opens_in_handfuls_and_puts_one_on_the_stage(mount: Callable[..., Page]) -> None:
    three = (("aa", HOSTILE, "opened"), ("bb", "May I?", "stage"), ("cc", "Why?", "done"))
    opened = [{"key": key, "text": text, "state": state} for key, text, state in three]
    page = mount("console", box={"on": True, "opened": opened})
    page.click("text=Question box")
    assert page.locator(".aw-questions img").count() == 0
    assert page.locator(".aw-questions p").first.inner_text() == HOSTILE
    page.click("text=Open what has come")
    page.click(".aw-questions li:nth-child(1) button")
    page.click(".aw-questions li:nth-child(2) button")
    page.click("text=Turn it off")
    assert sent(page) == [{"batch": True}, {"ask": "aa"}, {"aside": True}, {"box": False}]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_keyboard_stays_at_a_question_when_something_else_changes_and_when_it_does(
    mount: Callable[..., Page],
) -> None:
    def box(state: str) -> dict[str, object]:
        return {"on": True, "opened": [{"key": "aa", "text": "May I?", "state": state}]}

    page = mount("console", polls={"care": poll("open")}, box=box("opened"))
    page.click("text=Question box")
    page.focus(".aw-questions button")
    at = []
    for trait, value in (("polls", {"care": poll("open", atLeast=3)}), ("box", box("stage"))):
        page.evaluate("([trait, value]) => model.kernelSays(trait, value)", [trait, value])
        at.append(page.evaluate("document.activeElement.innerText"))
    assert at == ["Put on the stage", "Take off the stage"]


HEARD = """() => {
  window.heard = [];
  for (const node of document.querySelectorAll('[role=status]'))
    new MutationObserver(() => node.textContent && heard.push(node.textContent)).observe(node, { childList: true });
}"""


def test_a_listener_hears_each_step_and_that_a_pause_begins_and_is_over(mount: Callable[..., Page]) -> None:
    page = mount("console")
    page.evaluate(HEARD)
    for key in ("ArrowRight", "ArrowRight", "ArrowRight", ".", ".", "ArrowLeft"):
        page.keyboard.press(key)
        heard(page)
    care = "Aftercare is for everyone: step 1 of 2. What helps you feel cared for afterwards?"
    talk = "You are not alone: step 3 of 3. Why do people talk so little about this?"
    assert page.evaluate("heard") == [
        "You are not alone: step 2 of 3. When did a strong feeling last surprise you?",
        talk,
        care,
        "We are taking a pause. The projector turns calm; nobody is asked anything",
        f"The projector shows the step again. {care}",
        talk,
    ]


def test_a_key_whose_words_change_is_not_called_pressed_besides(mount: Callable[..., Page]) -> None:
    own = poll("waiting", own=True)
    box = {"on": True, "opened": [{"key": "1", "text": "May I?", "state": "stage"}]}
    page = mount("console", polls={"own": own, "care": poll("waiting")}, over="own", box=box)
    page.keyboard.press(".")
    page.click("summary:text('Question box')")
    named = ("Go on", "Take off the stage")
    keys = [key for name in named for key in page.get_by_role("button", name=name).all()]
    assert [len(keys), {key.get_attribute("aria-pressed") for key in keys}] == [3, {None}]


AGAIN = """() => {
  const again = [];
  const told = [...document.querySelectorAll('[role=status]')].map((node) => [node, node.textContent]);
  for (const [node, words] of told)
    new MutationObserver(() => node.textContent === words && again.push(`${node.className}: ${words}`))
      .observe(node, { childList: true, characterData: true, subtree: true });
  window.againTold = () => again;
}"""


@pytest.mark.parametrize("widget", ["console", "stage"])
def test_a_status_whose_words_stay_is_not_given_them_again_when_a_ballot_comes(
    mount: Callable[..., Page], widget: str
) -> None:
    page = mount(widget, position=CARE, polls={"care": poll("open")}, notice="This is a practice.")
    page.evaluate(AGAIN)
    page.evaluate("(polls) => model.kernelSays('polls', polls)", {"care": poll("open", atLeast=3)})
    assert page.evaluate("Promise.resolve().then(() => againTold())") == []


def test_a_question_on_the_stage_goes_before_the_group_does(mount: Callable[..., Page]) -> None:
    page = mount("console", question="May I?")
    page.keyboard.press("PageDown")
    assert sent(page) == [{"aside": True}]


def test_no_field_is_of_a_kind_that_a_browser_asks_its_maker_about(mount: Callable[..., Page]) -> None:
    page = console(mount)
    assert page.locator("input:not([type=radio]), textarea, select").count() == 0


def test_a_question_mark_lists_the_keys_and_gives_the_focus_back(mount: Callable[..., Page]) -> None:
    page = mount("console")
    page.focus(".aw-key-next")
    page.keyboard.press("?")
    shown = page.inner_text(".aw-sheet")
    page.keyboard.press("Escape")
    assert ["soften: a calm screen" in shown, page.locator(".aw-sheet").count() == 0] == [True, True]
    assert page.evaluate("document.activeElement.className") == "aw-key aw-key-next"
    assert sent(page) == []


def test_five_minutes_less_says_that_they_are_the_evenings(mount: Callable[..., Page]) -> None:
    page = console(mount)
    page.get_by_role("button", name="5 min less this evening").click()
    assert sent(page) == [{"length": 85}]


def says(page: Page, **changed: object) -> None:
    page.evaluate(
        "(props) => model.kernelSays('props', props)",
        {"section": "opening", "step": 1, "timer": None, "card": None, "join": False} | changed,
    )


def test_a_timer_is_begun_seen_and_ended_here(mount: Callable[..., Page]) -> None:
    page = mount("console", position={"section": "opening", "step": 1})
    page.click(".aw-key-timer")
    running = (page.inner_text(".aw-timer-words"), page.get_attribute(".aw-key-timer", "aria-pressed"))
    page.click(".aw-key-timer")
    ended = (page.inner_text(".aw-timer-words"), page.get_attribute(".aw-key-timer", "aria-pressed"))
    first, second = (message["props"] for message in sent(page))
    assert (running, ended) == (("about 2 minutes left", "true"), ("2 minutes", "false"))
    assert (abs(first["timer"] - time.time()) < 60, second["timer"]) == (True, None)


def test_a_timer_that_was_begun_on_the_stage_is_seen_here(mount: Callable[..., Page]) -> None:
    page = mount("console", position={"section": "opening", "step": 1})
    heard(page)  # the kernel's first answer sets the clock
    says(page, timer=time.time() - 70)
    assert page.inner_text(".aw-timer-words") == "about a minute left"


def test_how_to_join_is_asked_for_by_its_key(mount: Callable[..., Page]) -> None:
    page = mount("console")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert [message["props"]["join"] for message in sent(page)] == [True, False]


def test_cards_are_turned_from_here_and_what_lies_turned_is_seen(mount: Callable[..., Page]) -> None:
    cards = {"kind": "cards", "id": "tray", "html": "", "lead": "<h1>The tray</h1>", "cards": DECK, "notes": ""}
    page = mount("console", sections=[{"slug": "opening", "title": "Opening", "steps": [cards]}])
    page.focus(".aw-turns button >> nth=1")
    page.keyboard.press("Enter")
    shown = page.inner_text(".aw-pane-now .aw-mini")
    assert ["someone has died" in shown.lower(), page.evaluate("document.activeElement.textContent")] == [
        True,
        "Grief, or longing",
    ]
    page.keyboard.press("Enter")
    assert [message["props"]["card"] for message in sent(page)] == [1, None]
    assert page.locator(".aw-pane-now .aw-mini li").count() == 3


def test_what_the_room_sees_is_never_cut(mount: Callable[..., Page]) -> None:
    long = {
        "kind": "slide",
        "id": "long",
        "html": "<h1>Much to say</h1>" + "<p>One more line that the room sees on the stage.</p>" * 12,
        "notes": "",
    }
    page = mount("console", sections=[{"slug": "opening", "title": "Opening", "steps": [long]}])
    assert page.locator(".aw-pane-now .aw-mini").evaluate("box => box.scrollHeight <= box.clientHeight + 1")


def test_after_a_poll_the_picture_in_words_is_what_the_room_sees(mount: Callable[..., Page]) -> None:
    page = console(mount, "revealed", release=PICTURE)
    assert "fewer than 4" in page.inner_text(".aw-pane-now .aw-mini")


WIFI, CABLE = "http://192.168.1.20:8000/", "http://192.168.5.4:8000/"


@pytest.mark.parametrize(
    ("addresses", "shown", "said"),
    [
        ({"now": WIFI, "nearby": [WIFI], "ours": True}, False, ""),
        ({"now": "https://evening.example/", "nearby": [], "ours": False}, False, ""),
        ({"now": WIFI, "nearby": [WIFI, CABLE], "ours": True}, True, "in several networks"),
        ({"now": WIFI, "nearby": [CABLE], "ours": True}, True, "has left that network"),
        ({"now": "http://127.0.0.1:8000/", "nearby": [], "ours": True}, True, "open a hotspot"),
    ],
)
def test_addresses_are_offered_where_there_is_something_to_choose(
    mount: Callable[..., Page], addresses: dict[str, Any], shown: bool, said: str
) -> None:
    page = mount("console", addresses=addresses)
    box = page.locator(".aw-addresses")
    assert (box.is_visible(), said in (box.text_content() or "")) == (shown, True)


def test_another_address_is_chosen_with_one_press(mount: Callable[..., Page]) -> None:
    page = mount("console", addresses={"now": WIFI, "nearby": [WIFI, CABLE], "ours": True})
    page.click(".aw-addresses summary")
    page.click(f"text={CABLE}")
    assert sent(page) == [{"address": CABLE}]
    assert page.locator(".aw-addresses [aria-pressed=true]").inner_text() == WIFI


HAND = ["1. Notice", "112", "The pause has just begun."]


def test_while_softened_the_notes_are_in_your_hand_and_come_back_after(mount: Callable[..., Page]) -> None:
    page = mount("console", position=CARE)
    page.click(".aw-key-soften")
    words = page.inner_text(".aw-pane-notes")
    assert [one in words for one in [*HAND, "Nobody has to answer"]] == [True, True, True, False]
    page.click(".aw-key-soften")
    assert ["Nobody has to answer" in page.inner_text(".aw-pane-notes"), page.locator(".aw-hand").count()] == [True, 0]


def test_in_your_hand_says_how_long_the_pause_has_lasted(mount: Callable[..., Page]) -> None:
    page = mount("console", calm=True, clock={**TIMES, "softened": time.time() - 250})
    heard(page)  # the kernel's first answer sets the clock
    page.evaluate("model.kernelSays('notice', '')")
    assert page.inner_text(".aw-lasts") == "The pause has lasted 4 min."


@pytest.mark.clocked
def test_beside_in_your_hand_the_section_is_skipped_and_the_evening_ended(mount: Callable[..., Page]) -> None:
    page = mount("console", calm=True)
    page.click(".aw-hand >> text=Skip this section")
    page.clock.install()
    page.click(".aw-hand >> text=End the evening")
    page.clock.run_for(GRACE)
    assert sent(page) == [{"position": CARE}, {"leave_out": {"section": "opening", "on": True}}, {"end": True}]


@pytest.mark.parametrize(
    ("traits", "seen"),
    [
        ({"calm": True}, "We are taking a pause"),
        ({"ended": True}, "Thank you for being here"),
        ({"question": "May I?"}, "May I?"),
        (
            {"props": {"section": "care", "step": 0, "timer": None, "card": None, "join": True}},
            "The way to join lies over it.",
        ),
    ],
)
def test_now_shows_what_the_room_sees_and_not_only_the_step(
    mount: Callable[..., Page], traits: dict[str, Any], seen: str
) -> None:
    assert seen in mount("console", position=CARE, **traits).inner_text(".aw-pane-now")


def test_the_clock_on_the_wall_and_the_time_at_which_it_ends_are_told(mount: Callable[..., Page]) -> None:
    page = mount("console", clock={**TIMES, "started": time.time(), "length": 90})
    now, ends = page.evaluate("[0, 90].map((m) => new Date(Date.now() + m * 60000).toTimeString().slice(0, 5))")
    words = page.inner_text(".aw-clock").replace("\u2066", "").replace("\u2069", "")
    assert ends[:3] in words
    assert now[:3] in words


def test_opening_a_poll_is_quiet_until_its_step(mount: Callable[..., Page]) -> None:
    quiet = "aw-act aw-small-act"
    page = mount("console", position={"section": "care", "step": 1})
    before = page.get_attribute(".aw-ballotbox button.aw-act >> nth=0", "class")
    page.evaluate("model.kernelSays('position', { section: 'care', step: 0 })")
    assert [before, page.get_attribute(".aw-ballotbox button.aw-act >> nth=0", "class")] == [quiet, "aw-act"]


def test_people_in_the_room_are_typed_once(mount: Callable[..., Page]) -> None:
    two = [
        {
            "slug": "care",
            "title": "Care",
            "steps": [{"kind": "poll", "id": one, "html": "", "notes": ""} for one in ("care", "leaving")],
        }
    ]
    page = mount("console", sections=two, position=CARE, polls={"care": poll("waiting"), "leaving": poll("waiting")})
    page.type(".aw-number >> nth=0", "12")
    page.evaluate("model.kernelSays('position', { section: 'care', step: 1 })")
    assert page.inner_text("#aw-people-leaving + .aw-number") == "12"
    until_true(page, "model.sent.some((m) => m.outlook?.poll === 'leaving' && m.outlook.people === 12)")


def test_the_number_that_was_chosen_for_the_evening_stands_in_every_poll(mount: Callable[..., Page]) -> None:
    page = mount("console", position=CARE, people=12, polls={"care": poll("waiting"), "own": poll("waiting", own=True)})
    shown = page.locator("[id^=aw-people-] + .aw-number").all_text_contents()
    page.fill("#aw-people-care + .aw-number", "14")
    page.evaluate("model.kernelSays('position', { section: 'care', step: 1 })")
    after = page.locator("[id^=aw-people-] + .aw-number").all_text_contents()
    assert [shown, after] == [["12", "12"], ["14", "14"]]


def test_a_field_that_was_emptied_by_hand_stays_empty(mount: Callable[..., Page]) -> None:
    page = mount("console", position=CARE, people=12)
    page.fill(".aw-number", "")
    page.evaluate("model.kernelSays('position', { section: 'care', step: 1 })")
    page.evaluate("model.kernelSays('position', { section: 'care', step: 0 })")
    assert page.inner_text(".aw-number").strip() == ""


@pytest.mark.parametrize("way", ["mouse", "keyboard"])
def test_a_number_that_is_typed_takes_the_place_of_the_one_that_stood_there(
    mount: Callable[..., Page], way: str
) -> None:
    page = mount("console", position=CARE, people=12)
    if way == "mouse":
        page.click(".aw-number")
    else:
        page.focus(".aw-number")
    page.keyboard.type("14")
    assert page.inner_text(".aw-number") == "14"


def test_a_second_click_puts_the_caret_where_it_lands(mount: Callable[..., Page]) -> None:
    page = mount("console", position=CARE, people=12)
    page.click(".aw-number")
    page.click(".aw-number", delay=600)  # in ms: two quick ones would choose the word
    assert page.evaluate("getSelection().isCollapsed")


@pytest.mark.clocked
def test_more_people_than_a_hall_holds_are_refused(mount: Callable[..., Page]) -> None:
    page = console(mount)
    page.fill(".aw-number", "10001")
    page.click("text=Open the poll")
    refused = [sent(page), "from 1 to 10000" in page.inner_text(".aw-wrong"), page.is_visible(".aw-outlook")]
    page.fill(".aw-number", "10000")
    press(page, "text=Open the poll")
    assert [refused, {"open": {"poll": "care", "people": 10000, "insiders": 2}} in sent(page)] == [
        [[], True, False],
        True,
    ]


@pytest.mark.clocked
def test_many_more_people_than_were_planned_are_asked_back_once(mount: Callable[..., Page]) -> None:
    page = mount("console", position=CARE, people=12)
    page.fill(".aw-number", "1212")
    page.click("text=Open the poll")
    asked = [page.inner_text(".aw-wrong"), page.is_visible(".aw-ballotbox .aw-undo")]
    press(page, "text=Open the poll")
    assert [*asked, {"open": {"poll": "care", "people": 1212, "insiders": 2}} in sent(page)] == [
        "1212 people? This evening was planned for 12. If it is right, press once more; else write it anew.",
        False,
        True,
    ]


def test_an_open_poll_tells_how_long_it_has_been_open(mount: Callable[..., Page]) -> None:
    page = console(mount)
    page.evaluate("(polls) => model.kernelSays('polls', polls)", {"care": poll("open")})
    opened = page.inner_text(".aw-ballotbox")
    reloaded = console(mount, "open").inner_text(".aw-ballotbox")  # a page that did not see it open makes no time up
    assert ["open for 0 min" in opened, "open for" in reloaded] == [True, False]
