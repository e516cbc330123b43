"""Stage and console on one session: what each shows, and what each may write."""

from __future__ import annotations

import asyncio
import json
import math
import random
import re
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from anywidget import AnyWidget

from afterwave.content.hand import in_hand
from afterwave.content.kinds import KINDS, Kind
from afterwave.content.load import languages, load
from afterwave.content.places import kit
from afterwave.content.stops import stops
from afterwave.content.views import View, blocks_for
from afterwave.errors import PressedLongAgo, UnknownRequest
from afterwave.poll.ballot import cast
from afterwave.poll.errors import DatabaseAway
from afterwave.poll.questions import SCOPE
from afterwave.poll.tickets import issue
from afterwave.presenter import desk, slides_today
from afterwave.presenter.console import console, outlook_words
from afterwave.presenter.desk import PATIENCE, Seen
from afterwave.presenter.environment import Environment
from afterwave.presenter.scenes import console_sections, polls, stage_sections
from afterwave.presenter.stage import stage
from afterwave.session.occasion import settle
from afterwave.session.session import Session
from afterwave.session.state import State
from afterwave.widgets.console import Console
from kit_workshop import kit_workshop


def traits_of(widget: AnyWidget) -> str:
    return json.dumps(
        {name: widget.get_state(name)[name] for name in widget.keys if not name.startswith("_esm")}, default=str
    )


def vote(room: Environment, count: int) -> None:
    store, poll = room.session.store, room.workshop.poll("tea")
    store.commit([cast(poll, issue(store.ticket_key, poll.id), ["green"]) for _ in range(count)])


def test_the_notes_are_nowhere_in_the_stages_page(room: Environment) -> None:
    assert "It is a leaf" not in traits_of(stage(room))
    assert "It is a leaf" in traits_of(console(room))


@pytest.mark.parametrize("minutes", [20, 90])
def test_the_stage_says_of_a_part_the_minutes_that_the_console_counts_down_from(
    room: Environment, minutes: int
) -> None:
    room.session.set_length(minutes)
    slug = room.workshop.sections[0].slug
    assert stage(room).lengths[slug] == console(room).clock["sheet"][slug]


def test_no_step_repeats_the_notes_of_the_step_before(room: Environment) -> None:
    led = {stop.step.id: [notes.id for notes in stop.notes] for stop in stops(room.workshop.section("brewing"))}
    assert led == {"leaf": ["leaf-notes"], "a-cup": [], "why-tea": [], "tea": ["about-the-cup"], "steam": []}


@pytest.mark.parametrize("language", languages(kit("content")))
def test_every_step_of_the_kits_own_workshop_has_notes_and_no_two_have_the_same(language: str) -> None:
    walked = [stop for section in kit_workshop(language).sections for stop in stops(section)]
    assert [stop.step.id for stop in walked if not stop.notes] == []
    said = [text for stop in walked for text in dict.fromkeys(notes.text for notes in stop.notes)]
    assert len(said) == len(set(said))


@pytest.mark.parametrize(
    ("opening", "alone"),
    [
        (":::{prompt} a-cup\n", {"reader", "handout", "guide"}),
        (":::{breathe} steam\n", {"reader"}),
        (":::{cards} leaves\n", {"reader", "handout"}),
    ],
)
def test_what_is_for_phones_is_no_step_and_stands_where_somebody_reads_alone(
    folder: Path, opening: str, alone: set[str]
) -> None:
    file, ident = folder / "en/brewing.md", opening.partition("} ")[2].strip()
    deck = ":::{cards} leaves\nTurn them.\n\n- **Green.** Young.\n- **Black.** Old.\n:::\n"
    text = f"{file.read_text('utf-8')}\n{deck}"
    assert opening in text
    file.write_text(text.replace(opening, f"{opening}:where: phones\n"), "utf-8")
    workshop = load(folder)
    section = workshop.section("brewing")
    assert {view.value for view in View if ident in [block.id for block in blocks_for(section, view)]} == alone
    assert ident not in str(stage_sections(workshop)) + str(console_sections(workshop))


def test_going_on_is_written_into_the_session_and_seen_by_the_other_dashboard(
    room: Environment, hear: Callable[..., None]
) -> None:
    shown, desk_ = (
        stage(room),
        console(Environment(room.workshop, Session.open(room.session.url), room.address, practice=False)),
    )
    hear(shown, position={"section": "brewing", "step": 2})
    desk_.desk.refresh()
    assert [room.session.state().step, desk_.position["step"]] == [2, 2]


def test_a_page_cannot_take_the_group_to_a_section_that_is_not_there(
    room: Environment, hear: Callable[..., None]
) -> None:
    shown = stage(room)
    hear(shown, position={"section": "nowhere", "step": 0})
    assert [room.session.state().section, shown.notice] == ["brewing", UnknownRequest.sentence]


@pytest.mark.parametrize(
    "nonsense",
    [
        {"position": 7},
        {"position": {}},
        {"position": {"section": "brewing", "step": math.inf}},
        {"position": {"section": "brewing", "step": 10**30}},
        {"props": {"section": "brewing", "step": 0, "timer": 10**400, "card": None, "join": False}},
        {"open": {"poll": None}},
        {"open": {"poll": "tea", "people": 10**30}},
        {"close": {"poll": []}},
        {"close": {"poll": "tea", "at": 10**400}},
        {"reveal": {"poll": 10**30}},
        {"own": "a question"},
        {"unheard": 1},
    ],
    ids=lambda one: next(iter(one)),
)
def test_nonsense_from_a_page_changes_nothing_and_breaks_nothing(
    room: Environment, hear: Callable[..., None], nonsense: dict[str, Any]
) -> None:
    before = room.session.state()
    hear(console(room), **nonsense)
    assert room.session.state() == before


def test_a_numbered_message_is_acknowledged_after_it_is_written(
    room: Environment, hear: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown, said = stage(room), []
    monkeypatch.setattr(shown, "send", lambda message: said.append((message, room.session.state().calm)))
    hear(shown, calm=True, n=4)
    assert said == [({"heard": ["calm", "n"], "n": 4}, True)]


@pytest.mark.parametrize(
    ("asked", "is_done"),
    [({"position": {"section": "brewing", "step": 1}}, False), ({"calm": False}, False), ({"calm": True}, True)],
)
def test_what_lay_in_a_kernel_that_hung_is_not_done_over_what_others_did_but_for_a_pause(
    room: Environment, hear: Callable[..., None], asked: dict[str, Any], is_done: bool
) -> None:
    shown, long_ago = console(room), time.time() - PATIENCE
    room.session.soften(on=not asked.get("calm", True))
    room.session.go("drinking", 0)
    before = room.session.state()
    hear(shown, **asked, n=1, at=long_ago)
    assert (room.session.state() != before, shown.notice == PressedLongAgo.sentence) == (is_done, not is_done)
    hear(shown, **asked, n=2, at=time.time())
    assert (room.session.state() != before, shown.notice) == (True, "")


def test_what_was_pressed_while_a_kernel_hung_is_done_where_nobody_else_led_on(
    room: Environment, hear: Callable[..., None]
) -> None:
    shown, long_ago = console(room), time.time() - 60
    hear(shown, position={"section": "brewing", "step": 1}, n=1, at=long_ago)
    hear(shown, position={"section": "brewing", "step": 2}, n=2, at=long_ago + 1)
    assert (room.session.state().step, shown.notice) == (2, "")


def test_a_page_hears_that_what_it_asked_for_too_late_was_heard(
    room: Environment, hear: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = stage(room)
    said: list[dict[str, Any]] = []
    monkeypatch.setattr(shown, "send", said.append)
    room.session.soften(on=True)
    hear(shown, calm=False, n=3, at=time.time() - PATIENCE)
    assert (said[-1]["n"], shown.calm) == (3, True)


SOMETHING: dict[str, Callable[[Environment], object]] = {
    "a phone asks for slower": lambda room: room.session.lamp.light(),
    "a last call ends": lambda room: room.session.store.close("tea"),
    "a network is there": lambda room: room.session.now(),
    "the question box is turned on": lambda room: room.session.questions.turn(on=True),
    "phones reach it elsewhere": lambda room: room.session.reached_at(8001, "http://192.168.1.21:8001/"),
}


@pytest.mark.parametrize("come", SOMETHING.values(), ids=SOMETHING)
def test_what_comes_by_itself_makes_nothing_too_late(
    room: Environment, hear: Callable[..., None], monkeypatch: pytest.MonkeyPatch, come: Callable[[Environment], object]
) -> None:
    shown, long_ago = console(room), time.time() - 60
    hear(shown, open={"poll": "tea", "people": 10, "insiders": 2})
    monkeypatch.setattr(shown.desk, "near_addresses", lambda: ("http://192.168.1.22:8000/",))
    come(room)
    hear(shown, position={"section": "brewing", "step": 1}, n=1, at=long_ago)
    assert (room.session.state().step, shown.notice) == (1, "")


OTHERS: dict[str, Callable[[Environment], object]] = {
    "goes on": lambda room: room.session.go("drinking", 0),
    "softens": lambda room: room.session.soften(on=True),
    "ends": lambda room: room.session.end(),
    "opens a poll": lambda room: room.session.store.open(room.workshop.poll("tea"), people=10),
    "leaves out": lambda room: room.session.leave_out("drinking", on=True),
    "lays a poll over": lambda room: room.session.lay_over(next(iter(room.session.own.polls()))),
    "sets the length": lambda room: room.session.set_length(120),
    "hides a step": lambda room: slides_today.hide(room.workshop, room.session, "brewing", 1, on=True),
    "shows a question": lambda room: room.session.questions.show(room.session.questions.open_questions()[0].key),
    "lays out": lambda room: room.session.lay_out("brewing", 0, {"timer": None, "card": None, "join": True}),
}


@pytest.mark.parametrize("seen", [False, True], ids=["", "seen"])
@pytest.mark.parametrize("do", OTHERS.values(), ids=OTHERS)
def test_whatever_others_lead_makes_what_was_pressed_before_too_late(
    room: Environment, hear: Callable[..., None], do: Callable[[Environment], object], seen: bool
) -> None:
    room.session.own.keep({"kind": "pick-one", "question": "Now?", "options": "Yes\nNo"}, room.workshop.polls)
    room.session.questions.turn(on=True)
    for text in ("one", "two", "three"):
        room.session.questions.submit(issue(room.session.store.ticket_key, SCOPE), text)
    room.session.questions.open_batch()
    shown, long_ago = console(room), time.time() - 60
    do(room)
    if seen:  # by the watch, which wakes before what lay there is heard
        shown.desk._follow()
    before = room.session.state()
    hear(shown, position={"section": "brewing", "step": 1}, n=1, at=long_ago)
    assert (room.session.state(), shown.notice) == (before, PressedLongAgo.sentence)


def test_a_page_that_was_cut_off_does_nothing_over_what_others_led_meanwhile(
    room: Environment, hear: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It asks whether anybody is there before it says once more what was pressed."""
    monkeypatch.setattr(desk, "GONE", 0.05)

    async def cut_off() -> Console:
        shown = console(room)
        hear(shown, ping=1)
        await asyncio.sleep(0.4)
        room.session.go("drinking", 0)
        hear(shown, ping=2)
        hear(shown, position={"section": "brewing", "step": 1}, n=1, at=time.time() - 8)
        return shown

    shown = asyncio.run(cut_off())
    assert (room.session.state().section, shown.notice) == ("drinking", PressedLongAgo.sentence)


@pytest.mark.parametrize("others", [True, False])
def test_what_could_not_be_looked_at_for_a_moment_is_whose_it_was(
    room: Environment, hear: Callable[..., None], monkeypatch: pytest.MonkeyPatch, others: bool
) -> None:
    shown, now = console(room), time.time()
    look: Callable[[], Seen] = shown.desk.look
    missed = [False] if others else [True, False]

    def scarcely() -> Seen:
        if missed and not missed.pop(0):
            raise DatabaseAway("gone")
        return look()

    monkeypatch.setattr(shown.desk, "look", scarcely)
    if others:
        room.session.go("brewing", 1)
        shown.desk._follow()
    else:
        hear(shown, position={"section": "brewing", "step": 1}, n=1, at=now - 7)
    hear(shown, position={"section": "brewing", "step": 2}, n=2, at=now - 6.5)
    assert (room.session.state().step, shown.notice) == ((1, PressedLongAgo.sentence) if others else (2, ""))


def test_a_database_that_was_away_is_nobody_elses_doing(
    room: Environment, hear: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown, long_ago = console(room), time.time() - 60
    with monkeypatch.context() as away:
        away.setattr(shown.desk, "look", missing)
        shown.desk.refresh()
    hear(shown, position={"section": "brewing", "step": 1}, n=1, at=long_ago)
    assert (room.session.state().step, shown.notice) == (1, "")


def missing() -> None:
    raise DatabaseAway("gone")


@pytest.mark.parametrize(("slept", "set_by"), [(0, -3600), (3600, 3600)], ids=["set back", "a laptop slept"])
def test_what_a_clock_does_makes_nothing_too_late(
    room: Environment, hear: Callable[..., None], monkeypatch: pytest.MonkeyPatch, slept: float, set_by: float
) -> None:
    """Pressed twenty seconds after others led on, and heard forty later, or after the sleep."""
    shown, then, wakeful = console(room), time.time(), time.monotonic()
    room.session.go("drinking", 0)
    shown.desk._follow()
    monkeypatch.setattr("afterwave.presenter.desk.time.monotonic", lambda: wakeful + 60)
    monkeypatch.setattr("afterwave.presenter.desk.time.time", lambda: then + 60 + set_by)
    hear(shown, position={"section": "brewing", "step": 1}, n=1, at=then + 20 + set_by - slept)
    assert (room.session.state().section, shown.notice) == ("brewing", "")


@pytest.mark.parametrize("at", [PATIENCE + 1, 1], ids=["as long ago", "just now"])
def test_what_was_refused_is_still_told_after_what_was_pressed_before_anybody_could_read_it(
    room: Environment, hear: Callable[..., None], at: float
) -> None:
    shown, now = console(room), time.time()
    room.session.go("drinking", 0)
    hear(shown, position={"section": "brewing", "step": 1}, n=1, at=now - PATIENCE - 2)
    hear(shown, calm=True, n=2, at=now - at)
    assert (room.session.state().calm, shown.notice) == (True, PressedLongAgo.sentence)


@pytest.mark.parametrize("at", [None, "late", math.nan, -math.inf, 10**400, True, [1]])
def test_when_something_was_pressed_may_be_nonsense(room: Environment, hear: Callable[..., None], at: object) -> None:
    shown = stage(room)
    hear(shown, position={"section": "brewing", "step": 1}, n=1, at=at)
    assert room.session.state().step in {0, 1}


def test_soften_and_end_reach_the_session(room: Environment, hear: Callable[..., None]) -> None:
    widget = console(room)
    hear(widget, calm=True)
    assert room.session.state().calm
    hear(widget, end=True)
    assert room.session.state().ended
    hear(widget, end=False)
    assert not room.session.state().ended


LAID = {"section": "brewing", "step": 0, "timer": 1000.5, "card": 2, "join": True}


def test_what_is_laid_beside_a_step_reaches_the_other_dashboard_by_the_session(
    room: Environment, hear: Callable[..., None]
) -> None:
    shown, led = (
        stage(room),
        console(Environment(room.workshop, Session.open(room.session.url), room.address, practice=False)),
    )
    hear(led, props=LAID, n=1)
    shown.desk.refresh()
    assert (shown.props, list(shown.props)) == (LAID, list(LAID))  # the page compares texts


def test_what_was_laid_beside_an_earlier_step_is_void(room: Environment, hear: Callable[..., None]) -> None:
    shown, led = stage(room), console(room)
    hear(led, props=LAID)
    hear(led, position={"section": "brewing", "step": 2})
    moved = led.props
    hear(shown, props=LAID)
    assert (moved["timer"], moved["step"], shown.props) == (None, 2, moved)


def test_a_pause_stops_the_timer_and_leaves_the_card(room: Environment, hear: Callable[..., None]) -> None:
    led = console(room)
    hear(led, props=LAID)
    hear(led, calm=True)
    assert (led.props["timer"], led.props["card"]) == (None, 2)


def test_the_console_is_told_when_the_pause_began_and_forgets_it_after(
    room: Environment, hear: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room.session, "_clock", lambda: 1000.0)
    led, told = console(room), []
    for on in (True, True, False):
        hear(led, calm=on)
        told.append(led.clock["softened"])
        monkeypatch.setattr(room.session, "_clock", lambda: 2000.0)
    assert told == [1000.0, 1000.0, None]


@pytest.mark.parametrize(("code", "language"), [("en", "en"), ("es", "es"), ("ar", "ar")])
def test_in_your_hand_is_on_the_console_without_what_is_only_for_paper(code: str, language: str) -> None:
    page = in_hand(kit_workshop(code))
    assert (page["language"], "<table" in page["html"], page["html"].count("<h2>")) == (language, False, 5)
    assert not re.search(r"<p><em>(Print|Para imprimir|للطباعة)", page["html"])


def test_with_a_country_its_numbers_stand_open_and_first() -> None:
    workshop = kit_workshop()
    numbers = [in_hand(workshop.model_copy(update={"country": country}))["numbers"] for country in ("GB", "")]
    assert [words.startswith('<h3>United Kingdom</h3><ul><li><b dir="ltr">999</b>') for words in numbers] == [
        True,
        False,
    ]
    assert ["<details>" in words for words in numbers] == [False, True]
    danger = [in_hand(workshop.model_copy(update={"country": country}))["danger"] for country in ("GB", "")]
    assert danger == ['<p>In danger, or a life at risk: <b dir="ltr">999</b></p>', ""]


@pytest.mark.parametrize("timer", [float("nan"), float("inf"), "soon"])
def test_a_timer_that_is_no_moment_is_refused(room: Environment, hear: Callable[..., None], timer: object) -> None:
    led = console(room)
    hear(led, props={**LAID, "timer": timer})
    assert (led.props["timer"], led.notice) == (None, UnknownRequest.sentence)


def test_a_step_that_a_slow_page_sent_before_the_end_does_not_undo_it(
    room: Environment, hear: Callable[..., None]
) -> None:
    shown, desk_ = stage(room), console(room)
    hear(desk_, end=True)
    hear(shown, position={"section": "brewing", "step": 2}, n=1)
    hear(desk_, position={"section": "brewing", "step": 2}, n=1)
    assert (room.session.state().ended, room.session.state().step) == (True, 0)


def test_the_stage_has_no_verb_for_a_poll_or_for_the_end(room: Environment) -> None:
    assert set(stage(room).desk.acts) == {"position", "props", "calm", "aside", "ping"}


def test_a_poll_goes_from_open_to_its_picture_on_both_dashboards(
    room: Environment, hear: Callable[..., None], close: Callable[..., None]
) -> None:
    shown, widget = stage(room), console(room)
    hear(widget, open={"poll": "tea", "people": 10, "insiders": 2})
    vote(room, 10)
    widget.desk.refresh()
    assert [widget.polls["tea"]["state"], widget.polls["tea"]["atLeast"]] == ["open", 9]
    close(widget, "tea")
    assert [widget.polls["tea"]["state"], widget.polls["tea"]["atLeast"]] == ["closed", 9]
    hear(widget, reveal={"poll": "tea", "people": None})
    shown.desk.refresh()
    cells = [(cell["labels"], cell["band"]) for cell in shown.polls["tea"]["release"]["shown"]]
    assert cells == [(["Green"], "most-or-all"), (["Black"], "few-or-none")]


def test_a_last_call_that_was_taken_back_closes_nothing_however_late_a_page_tells_of_its_end(
    room: Environment, hear: Callable[..., None]
) -> None:
    slept, other = console(room), console(room)
    hear(other, open={"poll": "tea", "people": 10, "insiders": 2})
    hear(slept, last_call={"poll": "tea", "on": True})
    ends = slept.closing["at"]
    hear(other, last_call={"poll": "tea", "on": False})
    hear(slept, close={"poll": "tea", "at": ends})
    taken_back = room.session.store.status("tea").state
    hear(other, last_call={"poll": "tea", "on": True})
    hear(slept, close={"poll": "tea", "at": ends})
    assert (taken_back, room.session.store.status("tea").state) == ("open", "open")
    hear(other, close={"poll": "tea", "at": other.closing["at"]})
    assert (room.session.store.status("tea").state, room.session.state().closing) == ("closed", None)


def test_what_waited_on_a_page_while_the_evening_ended_opens_and_shows_nothing(
    room: Environment, hear: Callable[..., None], close: Callable[..., None]
) -> None:
    widget = console(room)
    opening = {"poll": "tea", "people": 10, "insiders": 2}
    hear(widget, end=True)
    hear(widget, open=opening)
    before = room.session.store.status("tea").state
    hear(widget, end=False)
    hear(widget, open=opening)
    vote(room, 10)
    close(widget, "tea")
    hear(widget, end=True)
    hear(widget, reveal={"poll": "tea", "people": 10})
    assert (before, room.session.store.status("tea").state) == ("waiting", "closed")
    hear(widget, end=False)
    hear(widget, reveal={"poll": "tea", "people": 10})
    assert room.session.store.status("tea").state == "revealed"


def test_more_ballots_than_people_ask_for_another_count_and_then_show(
    room: Environment, hear: Callable[..., None], close: Callable[..., None]
) -> None:
    widget = console(room)
    hear(widget, open={"poll": "tea", "people": 8, "insiders": 2})
    vote(room, 9)
    close(widget, "tea")
    hear(widget, reveal={"poll": "tea", "people": None})
    assert (widget.polls["tea"]["recount"], widget.polls["tea"]["release"]) == (True, None)
    assert widget.notice == (
        "More answers came in to “Which tea?” than the 8 people who were counted. Count the room again: if more are "
        "here, write their number and press “Show the picture for this many”; if not, do not show this picture."
    )
    hear(widget, reveal={"poll": "tea", "people": 9})
    assert [widget.polls["tea"]["recount"], widget.polls["tea"]["state"], widget.notice] == [False, "revealed", ""]


def test_a_step_back_is_refused_with_a_sentence(room: Environment, hear: Callable[..., None]) -> None:
    widget = console(room)
    hear(widget, reveal={"poll": "tea", "people": None})
    assert "never back" in widget.notice


@pytest.mark.parametrize(
    ("people", "words"),
    [
        (6, "6 people: nothing will be shown. At least 7 answers are needed."),
        (7, "no numbers"),
        (12, "options that 4 to 8 people tick show a number, the rest a range"),
    ],
)
def test_before_opening_the_facilitator_sees_what_so_many_people_will_see(
    room: Environment, hear: Callable[..., None], people: int, words: str
) -> None:
    widget = console(room)
    hear(widget, outlook={"poll": "tea", "people": people, "insiders": 2})
    assert words in widget.outlook["tea"]


def test_the_console_knows_how_many_people_were_chosen_for_the_evening(room: Environment) -> None:
    before = console(room).people
    settle(room.session, room.workshop, people=12)
    assert [before, console(room).people] == [0, 12]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_poll_has_an_outlook_in_words(kind: Kind) -> None:
    assert "{" not in outlook_words(kind, 12, 2)


def test_the_join_code_names_the_phones_address(room: Environment) -> None:
    join = stage(room).join
    assert [join["short"], join["qr"].startswith("<svg")] == ["192.168.1.20:8080", True]


CABLE, WIFI = "http://192.168.5.4:8080/", "http://192.168.1.20:8080/"


@pytest.fixture
def networks(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Give a function that puts this machine into networks, in which it has these addresses."""
    monkeypatch.setattr("afterwave.presenter.console.NETWORKS_EVERY", 0.0)
    return lambda *mine: monkeypatch.setattr("afterwave.session.networks.room_addresses", lambda: mine)


def test_the_facilitator_chooses_among_addresses_and_the_stages_code_follows(
    room: Environment, hear: Callable[..., None], networks: Callable[..., None]
) -> None:
    networks("192.168.1.20", "192.168.5.4")
    room = replace(room, listening="0.0.0.0")  # noqa: S104 - where the phones' server would listen
    room.session.reached_at(8080, WIFI)
    room.session.printed_for(WIFI)
    shown, led = stage(room), console(room)
    offered, code = led.addresses, shown.join["qr"]
    hear(led, address=CABLE)
    shown.desk.refresh()
    assert offered == {"now": WIFI, "nearby": [WIFI, CABLE], "ours": True}
    assert (led.addresses["now"], shown.join["short"], shown.join["qr"] == code) == (CABLE, "192.168.5.4:8080", False)
    assert (led.astray, room.session.state().port) == (
        WIFI,
        8080,
    )  # the slips lead elsewhere now, and the console says so


def test_only_an_address_of_this_machine_can_be_chosen(
    room: Environment, hear: Callable[..., None], networks: Callable[..., None]
) -> None:
    networks("192.168.1.20", "192.168.5.4")
    room = replace(room, listening="0.0.0.0")  # noqa: S104 - where the phones' server would listen
    room.session.reached_at(8080, WIFI)
    led = console(room)
    for hostile in ("http://evil.example/", "javascript:alert(1)", 7, None):
        hear(led, address=hostile)
    assert (led.addresses["now"], led.notice) == (WIFI, UnknownRequest.sentence)


def test_a_network_that_is_left_and_one_that_is_joined_are_seen_while_the_evening_runs(
    room: Environment, networks: Callable[..., None]
) -> None:
    networks()
    room = replace(room, listening="0.0.0.0")  # noqa: S104 - where the phones' server would listen
    room.session.reached_at(8080, WIFI)
    led = console(room)
    before = led.addresses["nearby"]
    networks("192.168.5.4")
    led.desk._follow()
    assert (before, led.addresses) == ([], {"now": WIFI, "nearby": [CABLE], "ours": True})


def test_an_address_that_is_not_this_machines_own_is_nobodys_to_choose(
    room: Environment, networks: Callable[..., None]
) -> None:
    networks("192.168.1.20", "192.168.5.4")
    room.session.reached_at(8080, "http://an.earlier.evening/")
    assert console(room).addresses == {"now": room.address, "nearby": [], "ours": False}
    assert stage(room).join["url"] == room.address


def test_a_notebook_alone_practises_and_says_so(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AFTERWAVE_DATABASE", raising=False)
    monkeypatch.setenv("AFTERWAVE_CONTENT", str(folder))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    shown, led = stage(), console()
    assert "no phones are connected" in shown.notice
    assert [shown.join["url"], shown.channel] == ["", led.channel]


async def test_the_watch_follows_other_windows_while_the_page_pings_and_then_falls_idle(
    room: Environment, hear: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "EVERY", 0.02)
    monkeypatch.setattr(desk, "GONE", 1.0)
    widget = stage(room)
    assert widget.desk._watch is None
    hear(widget, ping=1)
    Session.open(room.session.url).go("brewing", 1)
    async with asyncio.timeout(30):
        watch: Any = widget.desk._watch
        await watch  # which ends by itself, once no page has pinged for a while
    assert widget.position["step"] == 1


async def test_no_page_hears_anything_because_a_ballot_came_in_between_two_multiples_of_three(
    room: Environment, hear: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "EVERY", 0.01)
    shown, led = stage(room), console(room)
    hear(led, open={"poll": "tea", "people": 10, "insiders": 2})
    for widget in (shown, led):
        hear(widget, ping=1)
        widget.desk._follow()
    frames: list[object] = []
    for widget in (shown, led):
        widget.observe(frames.append)
        monkeypatch.setattr(widget, "send", frames.append)
        monkeypatch.setattr(widget, "send_state", lambda *_: frames.append("state"))
    for _ in range(2):
        vote(room, 1)
        await looks(room, monkeypatch)
    assert frames == []
    assert not [widget for widget in (shown, led) if widget.desk._watch.done()]


async def looks(room: Environment, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait until the session was looked at some times more."""
    looked, enough, state = [], asyncio.Event(), room.session.state

    def noting() -> State:
        looked.append(1)
        if len(looked) == 6:
            enough.set()
        return state()

    with monkeypatch.context() as patched:
        patched.setattr(room.session, "state", noting)
        await asyncio.wait_for(enough.wait(), 30)


async def test_the_third_ballot_is_shown_after_a_while_that_chance_decides(
    room: Environment, hear: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "EVERY", 0.01)
    monkeypatch.setattr(random, "uniform", lambda least, most: 1e6 if (least, most) == desk.SPREAD else 0.0)
    led = console(room)
    hear(led, open={"poll": "tea", "people": 10, "insiders": 2})
    hear(led, ping=1)
    vote(room, 3)
    await looks(room, monkeypatch)
    early = led.polls["tea"]["atLeast"]
    led.desk._due = 0.0
    await looks(room, monkeypatch)
    assert (early, led.polls["tea"]["atLeast"]) == (0, 3)


async def test_where_the_group_goes_is_shown_at_once_while_a_count_waits(
    room: Environment, hear: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(random, "uniform", lambda *_: 1e6)
    led = console(room)
    hear(led, open={"poll": "tea", "people": 10, "insiders": 2})
    vote(room, 3)
    led.desk._follow()
    room.session.soften(on=True)
    led.desk._follow()
    assert (led.calm, led.polls["tea"]["atLeast"], led.desk._due) == (True, 3, None)


def test_a_database_that_went_away_is_said_on_the_page(room: Environment, monkeypatch: pytest.MonkeyPatch) -> None:
    widget = stage(room)

    def away() -> None:
        raise DatabaseAway("disk full")

    monkeypatch.setattr(room.session, "state", away)
    widget.desk.refresh()
    assert "Nothing was lost" in widget.notice


def test_the_pace_changes_with_time_alone(
    room: Environment, hear: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    widget = console(room)
    hear(widget, position={"section": "brewing", "step": 1})
    begun = widget.clock["started"]
    monkeypatch.setattr(room.session, "_clock", lambda: begun + 3600.0)
    before = widget.clock["late"]
    widget.desk.tick()
    assert (before, widget.clock["late"] > 0) == (0, True)


async def test_what_is_left_at_a_time_is_on_the_page_before_the_page_knows_that_time(
    room: Environment, hear: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    widget, told = console(room), list[tuple[str, int]]()
    hear(widget, position={"section": "brewing", "step": 1})
    begun = widget.clock["started"]
    monkeypatch.setattr(room.session, "_clock", lambda: begun + 3600.0)
    monkeypatch.setattr(widget, "send", lambda message: told.append((*message, widget.clock["late"])))
    for number in (1, 2):  # the first one finds nobody who looks, the second one does
        hear(widget, ping=number)
        monkeypatch.setattr(room.session, "_clock", lambda: begun + 7200.0)
    pongs = [late for said, late in told if said == "pong"]
    assert 0 < pongs[0] < pongs[1]


def test_the_length_of_the_evening_stays_within_reason(room: Environment, hear: Callable[..., None]) -> None:
    widget = console(room)
    found = []
    for minutes in (45, -5, 10_000):
        hear(widget, length=minutes)
        found.append(room.session.state().length)
    assert found == [45, 15, 300]


def test_an_essential_section_is_never_left_out(room: Environment, hear: Callable[..., None]) -> None:
    room = Environment(kit_workshop(), room.session, "", practice=False)
    widget = console(room)
    hear(widget, leave_out={"section": "closing", "on": True})
    assert (room.session.state().skipped, "belongs to every evening" in widget.notice) == ((), True)


def test_the_question_box_goes_from_off_to_the_stage_and_back(room: Environment, hear: Callable[..., None]) -> None:
    shown, widget = stage(room), console(room)
    hear(widget, box=True)
    questions, store = room.session.questions, room.session.store
    for text in ("One?", "Two?"):
        questions.submit(issue(store.ticket_key, SCOPE), text)
    hear(widget, batch=True)
    early = (widget.box, "Fewer than 3" in widget.notice)
    questions.submit(issue(store.ticket_key, SCOPE), "<b>Three</b>?")
    hear(widget, batch=True)
    three = next(one["key"] for one in widget.box["opened"] if one["text"] == "<b>Three</b>?")
    hear(widget, ask=three)
    shown.desk.refresh()
    on_stage = shown.question
    hear(shown, aside=True)
    assert early == ({"on": True, "opened": []}, True)
    assert (on_stage, shown.question, len(widget.box["opened"])) == ("<b>Three</b>?", "", 3)


def test_the_stages_page_holds_no_question_but_the_one_that_is_shown(
    room: Environment, hear: Callable[..., None]
) -> None:
    shown, widget = stage(room), console(room)
    hear(widget, box=True)
    for text in ("Alpha?", "Beta?", "Gamma?"):
        room.session.questions.submit(issue(room.session.store.ticket_key, SCOPE), text)
    hear(widget, batch=True)
    shown.desk.refresh()
    assert not [text for text in ("Alpha", "Beta", "Gamma") if text in traits_of(shown)]


def test_slips_and_answers_are_told_only_after_the_close(
    room: Environment, hear: Callable[..., None], close: Callable[..., None]
) -> None:
    slips, widget = room.session.store.slips(14), console(room)
    hear(widget, open={"poll": "tea", "people": 14, "insiders": 2, "slips": True})
    poll = room.workshop.poll("tea")
    room.session.store.commit([cast(poll, slip, ["green"]) for slip in slips[:11]])
    widget.desk.refresh()
    opened = widget.polls["tea"]["answers"]
    close(widget, "tea")
    assert (widget.slips, opened, widget.polls["tea"]["slips"], widget.polls["tea"]["answers"]) == (14, 0, 14, 11)


def test_the_console_is_told_where_printed_slips_lead_elsewhere(room: Environment) -> None:
    room.session.store.slips(14)
    room.session.printed_for("http://192.168.178.20:8000/")
    told = []
    for address in ("http://192.168.178.20:8000/", "http://192.168.1.20:8080/"):
        room.session.reached_at(8080, address)
        told.append(console(room).astray)
    assert told == ["", "http://192.168.178.20:8000/"]


def test_the_console_is_told_whether_anybody_has_the_slips(room: Environment) -> None:
    room.session.store.slips(14)
    told = []
    for address in ("http://192.168.178.20:8000/", None):
        room.session.printed_for(address)
        told.append(console(room).fetched)
    assert told == [True, False]


def test_check_out_is_drawn_beside_check_in_on_the_coarser_bins(tmp_path: Path) -> None:
    workshop = kit_workshop()
    session = Session.open(f"sqlite:///{tmp_path / 's.sqlite'}")
    for poll, spread in (("arriving", (9, 10, 11)), ("leaving", (1, 9, 20))):
        asked = workshop.poll(poll)
        session.store.open(asked)
        session.store.commit(
            [
                cast(asked, issue(session.store.ticket_key, poll), [str(place + 1)])
                for place, count in enumerate(spread)
                for _ in range(count)
            ]
        )
        session.store.close(poll)
        session.store.reveal(poll)
    facts = polls(workshop, session.store.statuses())
    bins = [
        [cell["options"] for cell in one["release"]["shown"]] for one in (facts["leaving"], facts["leaving"]["beside"])
    ]
    assert bins[0] == bins[1]
    assert sum(cell["count"] for cell in facts["leaving"]["beside"]["release"]["shown"]) == 30
    assert "beside" not in facts["arriving"]
    session.close()


def test_slower_please_is_seen_on_the_console_alone_and_takes_no_writing(room: Environment) -> None:
    shown, desk_ = stage(room), console(room)
    before = traits_of(shown)
    assert not desk_.slower
    server = Session.open(room.session.url)
    server.lamp.prepare()
    assert server.lamp.light()
    desk_.desk._follow()
    shown.desk._follow()
    assert (desk_.slower, traits_of(shown)) == (True, before)
    server.lamp.put_out()
    desk_.desk._follow()
    assert not desk_.slower
    server.close()


def test_a_console_shows_no_code_that_another_console_has_replaced(room: Environment) -> None:
    one, other = console(room), console(room)
    for desk_ in (one, other):
        desk_.desk._on_message(desk_, {"colleague": True}, [])
    one.desk._follow()
    assert [one.colleague["door"], one.colleague["code"]] == ["waiting", ""]
    assert room.session.door.enter(other.colleague["code"])


def test_the_console_opens_the_colleagues_door_knows_its_code_alone_and_ends_it(room: Environment) -> None:
    shown, desk_ = stage(room), console(room)
    before = traits_of(shown)
    assert desk_.colleague == {"door": "shut", "code": "", "until": 0.0, "signals": []}
    desk_.desk._on_message(desk_, {"colleague": True}, [])
    code = desk_.colleague["code"]
    assert [desk_.colleague["door"], console(room).colleague["code"]] == ["waiting", ""]
    key = room.session.door.enter(code)
    room.session.door.signal(key, "outside", on=True)
    for one in (desk_, shown):
        one.desk._follow()
    assert desk_.colleague == {"door": "in", "code": "", "until": 0.0, "signals": ["outside"]}
    desk_.desk._on_message(desk_, {"put_away": "outside"}, [])
    desk_.desk._on_message(desk_, {"put_away": "key"}, [])
    assert [desk_.colleague["signals"], room.session.door.knows(key)] == [[], True]
    desk_.desk._on_message(desk_, {"colleague": False}, [])
    assert [desk_.colleague["door"], room.session.door.knows(key), traits_of(shown)] == ["shut", False, before]
