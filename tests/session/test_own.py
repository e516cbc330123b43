"""Questions of one's own: kept with the session, checked like content, and destroyed with everything else."""

from __future__ import annotations

import json
import re
import sqlite3
from pathlib import Path

import pytest
from pydantic import ValidationError

import afterwave
from afterwave.errors import UnfitPoll, UnknownPoll
from afterwave.poll import tickets
from afterwave.poll.ballot import cast
from afterwave.session.audit import audit
from afterwave.session.own import LONGEST, LONGEST_OPTION, MOST, MOST_OPTIONS, looks_own
from afterwave.session.place import poll_now, with_own
from afterwave.session.session import Session
from kit_workshop import kit_workshop

WORKSHOP = kit_workshop()
SOURCE = Path(afterwave.__file__).parent
FORM = {"question": "Marigold?", "kind": "pick-one", "options": "Yes\nNo"}


@pytest.fixture
def url(tmp_path: Path) -> str:
    tmp_path.chmod(0o700)
    return f"sqlite:///{tmp_path / 's.sqlite'}"


@pytest.fixture
def session(url: str) -> Session:
    return Session.open(url)


def told(session: Session, **form: str) -> list[str]:
    """Return why a question is not kept."""
    with pytest.raises(UnfitPoll) as refused:
        session.own.keep({**FORM, **form}, WORKSHOP.polls)
    return refused.value.each()


def test_a_question_is_a_poll_of_the_workshop_for_everybody_who_opens_the_session(session: Session, url: str) -> None:
    poll = session.own.keep(FORM, WORKSHOP.polls)
    state = Session.open(url).state()
    today = with_own(WORKSHOP, state)
    assert list(today.polls) == [*WORKSHOP.polls, poll.id]
    assert (today.poll(poll.id), poll.labels()) == (poll, {"1": "Yes", "2": "No"})
    assert (poll.id in WORKSHOP.polls, with_own(WORKSHOP, Session.open("sqlite://").state()) is WORKSHOP) == (
        False,
        True,
    )


def test_its_address_and_its_answers_names_tell_nothing_of_its_words(session: Session) -> None:
    poll = session.own.keep({**FORM, "question": "Do you cry?", "options": "Often\nRarely"}, WORKSHOP.polls)
    assert (looks_own(poll.id), looks_own("care"), poll.option_ids()) == (True, False, ("1", "2"))


def test_no_two_questions_have_the_same_address(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter(["00000001", "00000001", "00000002"])
    monkeypatch.setattr("afterwave.session.own.secrets.token_hex", lambda _bytes: next(drawn))
    first = session.own.keep(FORM, WORKSHOP.polls)
    assert (first.id, session.own.keep({**FORM, "question": "Another?"}, WORKSHOP.polls).id) == (
        "q-00000001",
        "q-00000002",
    )


@pytest.mark.parametrize(
    ("typed", "mistake"),
    [
        ({"question": " \u200b\u2066 "}, "Write the question."),
        ({"question": "word " * 41}, "The question is too long: 40 words and 200 letters at most."),
        ({"question": "a" * (LONGEST + 1)}, "The question is too long: 40 words and 200 letters at most."),
        ({"question": "<img src=x onerror=alert(1)>"}, "A link, a tag or a brace stands in the question"),
        ({"question": "See https://example.org"}, "A link, a tag or a brace stands in the question"),
        ({"question": "{{ workshop }}"}, "A link, a tag or a brace stands in the question"),
        ({"options": "Yes"}, "Write at least two options, one on each line."),
        ({"options": ""}, "Write at least two options, one on each line."),
        ({"options": "Yes\n\u2066 \n\u200b"}, "Write at least two options, one on each line."),
        ({"options": "\n".join(map(str, range(MOST_OPTIONS + 1)))}, "There are 11 options. Write 10 at most."),
        ({"options": f"Yes\n{'a' * (LONGEST_OPTION + 1)}"}, "Option 2 is too long: 80 letters at most."),
        ({"options": "Yes\n<b>No</b>"}, "A link, a tag or a brace stands in option 2"),
        ({"options": "Yes\nyes!"}, "Option 2 is there twice."),
        ({"options": "Yes\nＹｅｓ"}, "Option 2 is there twice."),
        ({"options": "Yes\nY\u200be\u202es"}, "Option 2 is there twice."),
        ({"question": "HOW are you as you arrive"}, "This question is one of today's already."),
    ],
)
def test_what_cannot_be_asked_is_told_in_words(typed: dict[str, str], mistake: str) -> None:
    session = Session.open("sqlite://")
    found = told(session, **typed)
    assert (len(found), found[0][: len(mistake)], session.own.polls()) == (1, mistake, {})


def test_every_mistake_is_told_at_once(session: Session) -> None:
    assert len(told(session, question="", options="<b>")) == 3


def test_turns_of_direction_and_invisible_letters_are_not_kept(session: Session) -> None:
    poll = session.own.keep(
        {**FORM, "question": "a\u202eb\u2067c\x00\x1b[31m?", "options": "O\u200bne\nT\x07wo"}, WORKSHOP.polls
    )
    assert (poll.question, list(poll.labels().values())) == ("abc[31m?", ["One", "Two"])


def test_a_kind_that_there_is_not_is_refused(session: Session) -> None:
    with pytest.raises(ValidationError):
        session.own.keep({**FORM, "kind": "free-text"}, WORKSHOP.polls)
    assert session.own.polls() == {}


def test_the_same_question_is_never_asked_twice_not_even_in_other_capitals(session: Session) -> None:
    poll = session.own.keep(FORM, WORKSHOP.polls)
    session.store.open(poll)
    session.store.close(poll.id)
    session.store.reveal(poll.id)
    assert [words[:22] for words in told(session, question="marigold !")] == ["This question is one o"]


def test_there_is_an_end_to_them() -> None:
    session = Session.open("sqlite://")
    for number in range(MOST):
        session.own.keep({**FORM, "question": f"Question {number}?"}, WORKSHOP.polls)
    assert told(session) == ["There are 12 questions of your own today, and no room for more."]


def test_one_that_was_opened_stays_and_its_words_with_it(session: Session) -> None:
    poll = session.own.keep(FORM, WORKSHOP.polls)
    session.store.open(poll)
    with pytest.raises(UnfitPoll, match="has been opened"):
        session.own.take_out(poll.id)
    assert session.own.polls() == {poll.id: poll}


def test_one_that_was_taken_out_in_the_moment_in_which_it_was_opened_is_kept_all_the_same(session: Session) -> None:
    poll = session.own.keep(FORM, WORKSHOP.polls)
    session.own.take_out(poll.id)
    session.store.open(poll)
    session.own.holds(poll)
    assert session.own.polls() == {poll.id: poll}


def test_it_lies_over_the_step_until_the_group_goes_on_and_a_timer_does_not_take_it_away(session: Session) -> None:
    poll = session.own.keep(FORM, WORKSHOP.polls)
    session.go("opening", 1)
    session.lay_over(poll.id)
    session.lay_out("opening", 1, {"timer": 5.0, "card": None, "join": False})
    session.soften(on=True)
    state = session.state()
    assert (state.overlay, poll_now(WORKSHOP, state)) == (poll.id, (poll.id, "waiting"))
    session.go("opening", 2)
    assert session.state().overlay == ""


def test_one_that_is_not_there_lies_over_nothing(session: Session) -> None:
    poll = session.own.keep(FORM, WORKSHOP.polls)
    session.lay_over(poll.id)
    session.own.take_out(poll.id)
    assert (session.state().overlay, poll_now(WORKSHOP, session.state())) == ("", None)


def test_while_it_is_open_phones_are_asked_it_wherever_the_stage_is(session: Session) -> None:
    poll = session.own.keep(FORM, WORKSHOP.polls)
    session.store.open(poll)
    assert poll_now(WORKSHOP, session.state()) == (poll.id, "open")


def test_forgetting_the_session_leaves_no_byte_of_its_words(session: Session, tmp_path: Path) -> None:
    poll = session.own.keep(FORM, WORKSHOP.polls)
    taken = session.own.keep({**FORM, "question": "Periwinkle?"}, WORKSHOP.polls)
    session.own.take_out(taken.id)
    held = [file for file in tmp_path.iterdir() if b"Marigold" in file.read_bytes()]
    session.store.open(poll)
    session.destroy()
    session.close()
    words = (b"Marigold", b"Periwinkle", poll.id.encode())
    assert ([file for file in tmp_path.iterdir() if any(word in file.read_bytes() for word in words)], bool(held)) == (
        [],
        True,
    )


def test_one_that_was_taken_out_is_overwritten_at_once(session: Session, tmp_path: Path) -> None:
    session.own.take_out(session.own.keep(FORM, WORKSHOP.polls).id)
    assert [file for file in tmp_path.iterdir() if b"Marigold" in file.read_bytes()] == []


@pytest.mark.parametrize("kind", ["pick-one", "pick-any", "scale"])
def test_every_promise_holds_at_each_of_its_states(session: Session, url: str, kind: str) -> None:
    poll = session.own.keep({**FORM, "kind": kind, "options": "Low\nMiddle\nHigh"}, WORKSHOP.polls)
    session.store.open(poll, people=12)
    for number in range(9):
        ticket = tickets.issue(session.store.ticket_key, poll.id)
        session.store.commit([cast(poll, ticket, [poll.option_ids()[number % 3]])])
    broken = [promise for promise in audit(url).promises if not promise.holds]
    session.store.close(poll.id)
    broken += [promise for promise in audit(url).promises if not promise.holds]
    session.store.reveal(poll.id)
    assert [*broken, *(promise for promise in audit(url).promises if not promise.holds)] == []


def test_its_table_holds_nothing_but_what_was_typed(session: Session, tmp_path: Path) -> None:
    poll = session.own.keep(FORM, WORKSHOP.polls)
    with sqlite3.connect(tmp_path / "s.sqlite") as raw:
        (row,) = raw.execute("SELECT * FROM own").fetchall()
    assert (row[:3], json.loads(row[3]), row[4:]) == ((poll.id, "Marigold?", "pick-one"), ["Yes", "No"], (1,))


def test_another_session_knows_nothing_of_it(session: Session, tmp_path: Path) -> None:
    poll = session.own.keep(FORM, WORKSHOP.polls)
    other = Session.open(f"sqlite:///{tmp_path / 'other.sqlite'}")
    with pytest.raises(UnknownPoll):
        with_own(WORKSHOP, other.state()).poll(poll.id)


def test_no_look_up_of_a_poll_passes_todays_own_by() -> None:
    # A section's own block, or a printed sheet: content alone is meant.
    content_alone = {
        "cli/check.py", "content/cards.py", "content/workshop.py", "launch/front_door.py", "paper/run_sheet.py",
        "paper/slides.py", "presenter/reader.py",
        "session/occasion.py", "server/templates/parts.html",
    }  # fmt: skip
    told_apart = {"presenter/own_desk.py", "cli/poll.py", "session/place.py"}
    # These get the workshop as it is today from whoever calls them.
    given = {"cli/forget.py", "paper/summary.py", "presenter/scenes.py"}
    looks = re.compile(r"workshop\.polls\b|workshop\.poll\(")
    found = {
        file.relative_to(SOURCE).as_posix()
        for file in (*SOURCE.rglob("*.py"), *SOURCE.rglob("*.html"))
        if looks.search(file.read_text("utf-8"))
    }
    assert found - content_alone - told_apart - given == set()
