"""A question of one's own from the console: typed, refused in words, opened, laid over the stage and put aside."""

from __future__ import annotations

from collections.abc import Callable

from afterwave.errors import UnknownRequest
from afterwave.poll import tickets
from afterwave.poll.ballot import cast
from afterwave.presenter.console import console
from afterwave.presenter.environment import Environment
from afterwave.presenter.stage import stage
from afterwave.widgets.console import Console

FORM = {"question": "Which leaf?", "kind": "pick-any", "options": "Green\nBlack"}
Hear = Callable[..., None]


def written(led: Console, hear: Hear) -> str:
    """Return the id of a question that was typed on the console."""
    hear(led, own=FORM)
    return next(poll for poll, told in led.polls.items() if told["own"])


def test_a_question_that_was_typed_is_a_poll_of_console_and_stage(room: Environment, hear: Hear) -> None:
    led, shown = console(room), stage(room)
    poll = written(led, hear)
    shown.desk.refresh()
    assert [led.own, led.polls[poll]["question"], shown.polls[poll]["state"]] == [
        {"wrong": [], "kept": 1},
        "Which leaf?",
        "waiting",
    ]
    assert [led.over, shown.over, [told["own"] for told in led.polls.values()]] == [
        "",
        "",
        [False] * (len(led.polls) - 1) + [True],
    ]


def test_mistakes_are_told_in_words_and_nothing_is_kept(room: Environment, hear: Hear) -> None:
    led = console(room)
    hear(led, own={**FORM, "question": "", "options": "<b>Green</b>"})
    assert [led.own["kept"], len(led.own["wrong"]), led.notice] == [0, 3, ""]
    written(led, hear)
    assert led.own == {"wrong": [], "kept": 1}


def test_a_page_that_asks_for_a_kind_that_there_is_not_is_told_so(room: Environment, hear: Hear) -> None:
    led = console(room)
    hear(led, own={**FORM, "kind": "free-text"})
    assert [led.own, led.notice] == [{"wrong": [], "kept": 0}, UnknownRequest.sentence]


def test_the_forecast_is_that_of_any_other_question(room: Environment, hear: Hear) -> None:
    led = console(room)
    poll = written(led, hear)
    hear(led, outlook={"poll": poll, "people": 6, "insiders": 2})
    led.desk.refresh()
    assert "6 people: nothing will be shown." in led.outlook[poll]


def test_opening_it_lays_it_over_the_stage_and_a_step_on_puts_it_aside(room: Environment, hear: Hear) -> None:
    led, shown = console(room), stage(room)
    poll = written(led, hear)
    hear(led, open={"poll": poll, "people": 9, "insiders": 2})
    shown.desk.refresh()
    assert [shown.over, shown.polls[poll]["state"], room.session.state().polls[poll]] == [poll, "open", "open"]
    hear(shown, aside=True)
    assert [shown.over, room.session.state().overlay] == ["", ""]


def test_a_question_from_the_box_goes_before_it_and_is_put_aside_first(room: Environment, hear: Hear) -> None:
    led = console(room)
    poll = written(led, hear)
    hear(led, lay_over=poll)
    questions = room.session.questions
    questions.turn(on=True)
    for words in ("One?", "Two?", "Three?"):
        questions.submit(words, words)
    questions.open_batch()
    hear(led, ask=questions.open_questions()[0].key)
    hear(led, aside=True)
    assert [led.question, led.over] == ["", poll]
    hear(led, aside=True)
    assert led.over == ""


def test_its_picture_is_shown_by_the_same_rules_and_lies_over_the_stage(
    room: Environment, hear: Hear, close: Callable[..., None]
) -> None:
    led, session = console(room), room.session
    poll = written(led, hear)
    hear(led, open={"poll": poll, "people": 8, "insiders": 2})
    asked = session.own.polls()[poll]
    for number in range(8):
        session.store.commit([cast(asked, tickets.issue(session.store.ticket_key, poll), ["1"] if number < 4 else [])])
    hear(led, lay_over="")
    close(led, poll)
    hear(led, reveal={"poll": poll, "people": 8})
    shown = led.polls[poll]["release"]["shown"]
    assert [(cell["labels"], cell["band"], cell["count"]) for cell in shown] == [
        (["Green"], "exact", 4),
        (["Black"], "few-or-none", None),
    ]
    assert led.over == poll


def test_only_a_question_of_ones_own_lies_over_the_stage(room: Environment, hear: Hear) -> None:
    led = console(room)
    hear(led, lay_over="tea")
    assert [led.over, led.notice] == ["", UnknownRequest.sentence]


def test_one_that_was_never_opened_can_be_taken_out_and_one_that_was_cannot(room: Environment, hear: Hear) -> None:
    led = console(room)
    poll = written(led, hear)
    hear(led, take_out=poll)
    assert poll not in led.polls
    opened = written(led, hear)
    hear(led, open={"poll": opened, "people": 9, "insiders": 2})
    hear(led, take_out=opened)
    assert [opened in led.polls, led.notice] == [True, "The question has been opened, so it stays."]


def test_two_consoles_see_the_same_questions(room: Environment, hear: Hear) -> None:
    led, other = console(room), console(room)
    poll = written(led, hear)
    other.desk.refresh()
    hear(other, open={"poll": poll, "people": 9, "insiders": 2})
    led.desk.refresh()
    assert [led.polls[poll]["state"], led.over, other.own] == ["open", poll, {"wrong": [], "kept": 0}]
