"""A participant's evening in Firefox, in Safari's engine and in Chromium: all that a phone does, through a restart, in
three languages.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from afterwave.poll import tickets
from afterwave.poll.ballot import Ballot
from afterwave.session.session import Session
from behind_nginx import Behind, behind_nginx
from evening_process import until
from kit_workshop import kit_workshop
from participant import ASKS, READY, Participant
from patience import SECONDS
from server.conftest import Server

if TYPE_CHECKING:
    from selenium.webdriver.remote.webdriver import WebDriver

WORKSHOP = kit_workshop()
PAUSES = 120  # seconds: a phone's tries grow apart while the server is away, to half a minute
OWN = "the lamp by the window"
FROM_THE_RIGHT = """return [...document.querySelectorAll('.bars li svg')].every((line) => {
    const [sea, tide] = [...line.children].map((part) => part.getBoundingClientRect());
    return Math.abs(sea.right - tide.right) < 1;
})"""
"""Whether each bar begins where an Arabic line begins."""


def crowd(session: Session, poll: str, *options: str) -> None:
    """Let eleven others answer, with these options in turn."""
    key = session.store.ticket_key
    session.store.commit(
        [Ballot(poll, tickets.issue(key, poll), frozenset({options[number % len(options)]})) for number in range(11)]
    )


@pytest.fixture
def evening(tmp_path: Path) -> Iterator[tuple[Behind, Session]]:
    """Run the kit's own evening behind nginx; give it with the session."""
    url = f"sqlite:///{tmp_path / 'session.sqlite'}"
    session = Session.open(url)
    with behind_nginx(tmp_path, url) as running:
        yield running, session
    session.close()


@pytest.mark.prove
def test_a_whole_evening_behind_nginx(each_engine: WebDriver, evening: tuple[Behind, Session]) -> None:
    running, session = evening
    person = Participant(each_engine, running.address)
    follows_through_a_restart(person, running, session)
    answers_and_sees_the_picture(person, session)
    asks_and_writes(person, session)
    hands_a_device_on_in_arabic(person, session)
    types_a_slip_in_spanish(person, session)


def follows_through_a_restart(person: Participant, running: Behind, session: Session) -> None:
    person.goes("/")
    person.presses("main a[href$='/follow']")
    person.sees("main[data-follow]")
    running.stop()
    session.go("body")
    assert person.driver.execute_script("return fetch(location.href).then((answer) => answer.status)") == 502
    running.start()
    person.reads(WORKSHOP.section("body").title, PAUSES)
    session.go("reasons")
    person.reads(WORKSHOP.section("reasons").title)


def answers_and_sees_the_picture(person: Participant, session: Session) -> None:
    session.store.open(WORKSHOP.poll("care"))
    session.go("care", 7)
    person.presses("main a.go[href*='/poll/care']")
    person.answers("words")
    person.reads("Your answer is counted")
    person.driver.back()
    until(lambda: "/thanks" not in person.driver.current_url, SECONDS)
    assert person.ticked() == 0
    crowd(session, "care", "holding", "words", "breathing")
    assert session.store.close("care").ballots == 12
    person.goes("/poll/care/results")
    person.reads("The picture appears here when it is shown in the room")
    session.store.reveal("care")
    person.sees(".bars")
    assert "12 answers" in person.words()


def asks_and_writes(person: Participant, session: Session) -> None:
    session.questions.turn(on=True)
    person.goes("/question")
    person.writes("May I bring a friend?")
    person.presses("form.question .go")
    person.arrives("/question/thanks")
    person.goes("/read/care")
    person.presses("[data-widget*='reflection'] [data-open]")
    person.writes(OWN)
    person.presses("[data-widget*='/card.'] [data-open]")
    person.presses(".aw-card input[type=checkbox]")
    person.presses(".aw-card .aw-own-row button")
    person.sees(".aw-card-face")
    assert OWN in person.words()
    person.presses("a.leave")
    until(lambda: person.driver.title == "Conversions", SECONDS)
    person.driver.back()
    assert OWN not in person.words()


def hands_a_device_on_in_arabic(person: Participant, session: Session) -> None:
    session.store.open(WORKSHOP.poll("arriving"))
    person.goes("/ar/poll/arriving?shared=1")
    assert person.driver.execute_script("return document.documentElement.dir") == "rtl"
    person.answers("3")
    person.presses("[data-seconds] .go")
    until(lambda: person.driver.execute_script(ASKS), SECONDS)
    assert person.ticked() == 0
    person.presses("input[value='2']")
    person.presses(".send .go")
    until(lambda: person.driver.execute_script(READY), SECONDS)
    person.presses(".sure [data-hand]")
    assert person.ticked() == 0
    crowd(session, "arriving", "1", "3")
    assert session.store.close("arriving").ballots == 12
    session.store.reveal("arriving")
    person.goes("/ar/poll/arriving/results")
    person.sees(".bars")
    assert person.driver.execute_script(FROM_THE_RIGHT)


def types_a_slip_in_spanish(person: Participant, session: Session) -> None:
    codes = session.store.slips(3)
    session.store.open(WORKSHOP.poll("leaving"), slips=True)
    person.goes("/es/poll/leaving")
    person.writes(codes[0][:8].lower() + " " + codes[0][8:], "form.code [role=textbox]")
    person.presses("form.code .go")
    person.answers("3")
    assert person.driver.execute_script("return document.documentElement.lang") == "es"
    assert codes[0] not in person.driver.current_url
    assert session.store.close("leaving").ballots == 1


@pytest.mark.prove
def test_a_last_call_reaches_somebody_who_chooses_and_a_support_line_is_left_at_once(
    engine: WebDriver, server: Server
) -> None:
    person = Participant(engine, server.address)
    server.open("mood")
    person.goes("/poll/mood")
    until(lambda: engine.execute_script(ASKS), SECONDS)
    person.presses("input[value=high]")
    server.session.last_call("mood", on=True)
    person.reads("closes within 20 seconds")
    person.presses(".send .go")
    person.reads("Send this?")
    person.reads("closes within 20 seconds")
    person.says_yes()
    server.session.last_call("mood", on=False)
    assert server.session.store.close("mood").ballots == 1
    person.goes("/support")
    person.presses(".lands summary")
    person.reads("0800 000 000")
    person.presses(".leave")
    until(lambda: engine.title == "Conversions", SECONDS)
    engine.back()
    assert "0800" not in person.words()
