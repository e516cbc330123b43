"""A session is where the group is: the same for everybody who opens its database."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from afterwave.content.load import load
from afterwave.content.workshop import Workshop
from afterwave.errors import UnknownSection
from afterwave.poll.errors import NewerDatabase, Unwritable
from afterwave.session.changes import Changes
from afterwave.session.place import PollNow, poll_now, section_now, step_now
from afterwave.session.session import Session
from content_folder import written


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'session.sqlite'}"


@pytest.fixture
def session(url: str) -> Session:
    return Session.open(url, first="brewing")


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    folder = written(tmp_path / "content")
    return load(folder.path)


def test_a_new_session_stands_at_its_first_section_and_has_not_begun(session: Session) -> None:
    state = session.state()
    assert (state.section, state.step, state.started, state.ended, state.calm) == ("brewing", 0, None, False, False)


def test_whoever_opens_the_same_database_is_in_the_same_session(session: Session, url: str) -> None:
    session.go("brewing", 2)
    other = Session.open(url, first="elsewhere", language="fr")
    assert other.state() == session.state()
    assert (other.state().section, other.state().step, other.state().language) == ("brewing", 2, "en")


def test_the_first_step_begins_the_evening_and_a_new_section_its_own_clock(url: str) -> None:
    session = Session.open(url)
    session._clock = iter([10.0, 20.0, 30.0]).__next__
    session.go("welcome", 1)
    session.go("welcome", 2)
    first = session.state()
    session.go("opening", 0)
    second = session.state()
    assert (first.started, first.entered) == (10.0, 10.0)
    assert (second.started, second.entered) == (10.0, 30.0)


def test_a_step_before_the_first_is_the_first(session: Session) -> None:
    session.go("brewing", -3)
    assert session.state().step == 0


def test_no_section_is_refused(session: Session) -> None:
    with pytest.raises(UnknownSection):
        session.go("")


def test_softening_is_seen_by_everybody_until_it_is_lifted(session: Session, url: str) -> None:
    session.soften(on=True)
    assert Session.open(url).state().calm
    session.soften(on=False)
    assert not Session.open(url).state().calm


def test_the_end_lifts_the_pause_and_going_on_lifts_the_end(session: Session) -> None:
    session.soften(on=True)
    session.end()
    ended = session.state()
    session.go("brewing")
    assert (ended.ended, ended.calm, session.state().ended) == (True, False, False)


def test_a_pause_that_is_asked_for_after_the_end_is_none(session: Session) -> None:
    session.go("brewing")
    session.end()
    session.soften(on=True)
    session.resume()
    assert (session.state().calm, session.state().softened) == (False, None)


def test_an_end_that_is_taken_back_leaves_the_group_where_it_stood_and_counts_no_minute_of_it(url: str) -> None:
    session = Session.open(url)
    session._clock = iter([10.0, 40.0, 100.0, 130.0]).__next__
    session.go("welcome", 3)
    session.end()
    session.resume()
    back = session.state()
    session.go("body")
    assert (back.section, back.step, back.ended, dict(session.state().spent)) == (
        "welcome",
        3,
        False,
        {"welcome": 30.0 + 30.0},
    )


def test_a_late_step_does_not_undo_the_end(session: Session) -> None:
    session.go("brewing", 1)
    session.end()
    session.go("brewing", 2, lifts_the_end=False)
    assert (session.state().ended, session.state().step) == (True, 1)


def test_the_end_keeps_the_questions_that_nobody_opened_and_forgetting_destroys_them(
    session: Session, tmp_path: Path
) -> None:
    session.questions.turn(on=True)
    for number in range(3):
        session.questions.submit(f"ticket {number}", f"a recognisable sentence {number}")
    session.end()
    at_the_end = (session.questions.on(), session.questions.open_questions())
    session.resume()
    assert (at_the_end, session.questions.open_batch(), len(session.questions.open_questions())) == (
        (False, ()),
        True,
        3,
    )
    session.destroy()
    assert not [path for path in tmp_path.iterdir() if path.is_file() and b"recognisable" in path.read_bytes()]


@pytest.mark.parametrize("how", ["the next step", "another section", "the same step", "the end"])
def test_a_question_leaves_the_stage_with_the_step_and_for_good_at_the_end(session: Session, how: str) -> None:
    session.go("brewing", 1)
    session.questions.turn(on=True)
    for number in range(3):
        session.questions.submit(f"ticket {number}", f"Question {number}?")
    session.questions.open_batch()
    session.questions.show(session.questions.open_questions()[0].key)
    if how == "the end":
        session.end()
        session.resume()
    else:
        session.go("drinking" if "section" in how else "brewing", 2 if "next" in how else 1)
    shown = [question for question in session.questions.open_questions() if question.state == "stage"]
    assert len(shown) == (how == "the same step")  # as a page that comes back tells it


def test_a_change_by_another_is_noticed_once(session: Session, url: str) -> None:
    other = Session.open(url)
    watch = Changes(session)
    watch.has_changed()
    quiet = watch.has_changed()
    other.go("brewing", 1)
    assert (quiet, watch.has_changed(), watch.has_changed()) == (False, True, False)


def test_a_watched_session_s_own_change_is_noticed_too(session: Session) -> None:
    watch = Changes(session)
    watch.has_changed()
    session.soften(on=True)
    assert watch.has_changed()


def test_a_database_of_a_newer_kit_is_refused_with_both_versions(session: Session, url: str) -> None:
    with session.store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE kit SET schema = 99")
    session.close()
    with pytest.raises(NewerDatabase, match="version 99"):
        Session.open(url)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(Unwritable, match="file"):
        Session.open(f"sqlite:///{tmp_path / 'file' / 'session.sqlite'}")


def test_a_forgotten_session_leaves_no_row(session: Session, workshop: Workshop, url: str) -> None:
    session.go("brewing", 3)
    session.store.open(workshop.poll("tea"))
    session.destroy()
    session.close()
    fresh = Session.open(url).state()
    assert (fresh.section, fresh.started, dict(fresh.polls)) == ("welcome", None, {})


def test_nothing_of_a_destroyed_session_is_on_the_disk_though_others_begin_the_next_at_once(
    session: Session, workshop: Workshop, url: str
) -> None:
    session.store.open(workshop.poll("tea"))
    ended, other = Event(), Session.open(url, first="brewing")

    def read_on() -> None:
        while not ended.wait(0.002):
            other.state()

    with ThreadPoolExecutor(1) as reader:
        reading = reader.submit(read_on)
        session.destroy()
        ended.set()
        reading.result()
    file = Path(url.removeprefix("sqlite:///"))
    left = b"".join(one.read_bytes() for one in file.parent.glob(f"{file.name}*"))
    assert (session.store.ticket_key in left, other.state().polls) == (False, {})


def test_whoever_still_has_a_destroyed_session_begins_it_anew_with_a_new_key(
    session: Session, workshop: Workshop, url: str
) -> None:
    others = [Session.open(url, first="brewing") for _ in range(2)]
    session.go("brewing", 3)
    session.store.open(workshop.poll("tea"))
    old = session.store.ticket_key
    session.destroy()
    fresh = [one.state() for one in others]
    assert [(state.section, state.step, state.started, dict(state.polls)) for state in fresh] == [
        ("brewing", 0, None, {})
    ] * 2
    first, second = (one.store.ticket_key for one in others)
    assert old != first == second != b""


def test_the_poll_of_a_step_is_asked_there_and_an_open_one_everywhere(session: Session, workshop: Workshop) -> None:
    before = poll_now(workshop, session.state())
    session.go("brewing", 3)
    waiting = poll_now(workshop, session.state())
    session.store.open(workshop.poll("tea"))
    session.go("brewing", 0)
    assert (before, waiting, poll_now(workshop, session.state())) == (
        None,
        PollNow("tea", "waiting"),
        PollNow("tea", "open"),
    )


def test_of_two_open_polls_the_one_that_the_stage_shows_is_asked(session: Session, workshop: Workshop) -> None:
    tea = workshop.poll("tea")
    before = tea.model_copy(update={"id": "a-cup"})  # comes first in the order of their names
    both = workshop.model_copy(update={"polls": {**workshop.polls, before.id: before}})
    for poll in (before, tea):
        session.store.open(poll)
    asked = []
    for step in (3, 0):
        session.go("brewing", step)
        asked.append(poll_now(both, session.state()))
    assert asked == [PollNow("tea", "open"), PollNow("a-cup", "open")]


def test_a_step_past_the_end_is_the_last_and_an_unknown_section_the_first(session: Session, workshop: Workshop) -> None:
    session.go("gone", 99)
    block = step_now(workshop, session.state())
    assert block is not None
    assert (section_now(workshop, session.state()).slug, block.id) == ("brewing", "tea")


def test_the_seconds_in_each_section_add_up_until_the_end(url: str) -> None:
    session = Session.open(url)
    session._clock = iter([10.0, 40.0, 100.0, 130.0, 160.0, 200.0]).__next__
    session.go("welcome", 1)
    session.go("body")
    session.go("welcome")
    session.go("welcome", 3)
    session.end()
    ended = session.state().spent
    session.end()
    assert ended == session.state().spent == {"welcome": 30.0 + 60.0, "body": 60.0}


def test_a_section_left_out_stays_out_until_it_is_taken_in_or_gone_to(session: Session) -> None:
    session.leave_out("voice", on=True)
    session.leave_out("body", on=True)
    session.leave_out("voice", on=True)
    both = session.state().skipped
    session.leave_out("voice", on=False)
    session.go("body")
    assert (both, session.state().skipped) == (("body", "voice"), ())


def test_a_last_call_of_a_poll_that_was_closed_before_its_time_does_not_swallow_the_next(
    session: Session, workshop: Workshop
) -> None:
    tea, cup = (workshop.poll("tea"), workshop.poll("tea").model_copy(update={"id": "cup"}))
    session.store.open(tea)
    session.last_call("tea", on=True)
    session.store.close("tea")
    session.store.open(cup)
    session.last_call("cup", on=True)
    first = session.state().closes("cup")
    session.last_call("cup", on=True)
    assert first is not None
    assert session.state().closes("cup") == first
