"""What follows from how many come, when and where: tried over all sizes and places, in each of the kit's languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterwave.content.blocks import Discuss, PollBlock, Slide
from afterwave.content.messages import messages
from afterwave.content.occasion import Occasion
from afterwave.content.rules import long_slides
from afterwave.content.views import steps
from afterwave.content.wording import Wording, reword
from afterwave.content.workshop import Workshop
from afterwave.poll.disclosure import release
from afterwave.presenter.environment import open_environment
from afterwave.server.context import Context as Phones
from afterwave.session.home import DATABASE
from afterwave.session.occasion import as_held, for_occasion, hold_on, settle, unasked_polls
from afterwave.session.run_sheet import FILLED, plan
from afterwave.session.session import Session
from kit_workshop import kit_workshop

LANGUAGES = ("en", "es", "ar")
SIZES = st.integers(0, 80)
OCCASIONS = st.builds(
    Occasion,
    people=SIZES,
    when=st.sampled_from(["", "day", "evening"]),
    where=st.sampled_from(["", "room", "campus", "online"]),
)
FEW = settings(max_examples=15, deadline=None)
"""Each try walks the whole workshop, or opens a session; what differs is how many come, and a handful of kinds of that.
"""


def walk(workshop: Workshop) -> list[tuple[str, str]]:
    """Return every step of a workshop, by its section and its id."""
    return [(section.slug, block.id) for section in workshop.sections for block in steps(section)]


@pytest.mark.parametrize("people", range(1, 30))
def test_a_poll_is_asked_where_some_answers_of_so_many_can_be_shown_and_nowhere_else(people: int) -> None:
    workshop = kit_workshop()
    out = unasked_polls(workshop, people)
    for poll in workshop.polls.values():
        options = list(poll.option_ids())
        halves = dict.fromkeys(options, 0) | {options[0]: people // 2, options[-1]: people - people // 2}
        least = max(7, min(8, people))
        shown = people >= least and release(poll.kind, halves, people, threshold=least).shown
        assert (poll.id in out) == (not shown), (poll.id, people)


@FEW
@given(OCCASIONS)
def test_only_polls_that_cannot_be_shown_leave_and_what_is_about_them_alone(occasion: Occasion) -> None:
    workshop = kit_workshop()
    held, out = for_occasion(workshop, occasion), unasked_polls(workshop, occasion.people)
    left = set(walk(workshop)) - set(walk(held))
    found = [workshop.section(slug).block(ident) for slug, ident in left]
    assert {block.id for block in found if isinstance(block, PollBlock)} == set(out)
    assert all(set(block.polls) <= set(out) for block in found if isinstance(block, Slide))
    assert {type(block) for block in found} <= {PollBlock, Slide}
    asked = {block.id for section in held.sections for block in section.blocks if isinstance(block, PollBlock)}
    told = [block for section in held.sections for block in section.blocks if isinstance(block, Slide) and block.polls]
    assert asked == set(workshop.polls) - set(out)
    assert all(set(block.polls) & asked for block in told)
    assert [step for step in walk(workshop) if step not in left] == walk(held)


@FEW
@given(OCCASIONS)
def test_every_language_has_the_same_steps_and_the_same_minutes(occasion: Occasion) -> None:
    english, *others = [for_occasion(kit_workshop(language), occasion) for language in LANGUAGES]
    for other in others:
        assert walk(other) == walk(english)
        assert [section.minutes for section in other.sections] == [section.minutes for section in english.sections]


@FEW
@given(OCCASIONS, st.sampled_from([45, 60, 90, 120]))
def test_the_minutes_follow_and_the_plan_still_holds_its_length_with_a_tenth_in_hand(
    occasion: Occasion, length: int
) -> None:
    workshop = kit_workshop()
    held = for_occasion(workshop, occasion)
    made = plan(held.sections, length)
    assert made.minutes <= length
    assert (made.needs <= FILLED * length, made.over) == (True, 0)
    for before, after in zip(workshop.sections, held.sections, strict=True):
        gone = {ident for slug, ident in set(walk(workshop)) - set(walk(held)) if slug == after.slug}
        assert {one.step for one in before.holds} - {one.step for one in after.holds} == gone
        assert after.minutes.ideal <= before.minutes.ideal


@FEW
@given(OCCASIONS)
def test_in_a_talk_nobody_is_left_over(occasion: Occasion) -> None:
    workshop = kit_workshop()
    held = for_occasion(workshop, occasion)
    for before, after in zip(workshop.sections, held.sections, strict=True):
        for block in (one for one in after.blocks if isinstance(one, Discuss)):
            own = before.block(block.id)
            assert isinstance(own, Discuss)
            sizes = {"pairs": {2}, "threes": {2, 3}, "group": {occasion.people}}[block.people]
            assert own.people == "group" or not occasion.people or _shared(occasion.people, sizes)
            assert own.people in ("pairs", block.people)


def _shared(people: int, sizes: set[int]) -> bool:
    """Return whether so many people can be shared out among groups of these sizes, and nobody is left over."""
    reached = {0}
    for total in range(1, people + 1):
        if any(total - size in reached for size in sizes):
            reached.add(total)
    return people in reached


def test_where_nobody_said_anything_the_workshop_is_as_it_was_written() -> None:
    workshop = kit_workshop()
    assert for_occasion(workshop, Occasion()).sections == workshop.sections


def test_dashboards_and_phones_hold_the_evening_that_was_said(tmp_path: Path) -> None:
    workshop, url = kit_workshop(), f"sqlite:///{tmp_path / 'session.sqlite'}"
    session = Session.open(url)
    settle(session, workshop, people=4)
    dashboards, phones = open_environment({DATABASE: url}), Phones(session, workshop)
    dashboards.session.close()
    few = walk(for_occasion(workshop, Occasion(people=4)))
    found = [walk(dashboards.workshop), walk(phones.workshop), *map(walk, phones.editions.values())]
    session.close()
    assert found == [few] * 5


def test_a_resumed_session_has_the_occasion_that_was_said_at_its_start(tmp_path: Path) -> None:
    workshop, url = kit_workshop(), f"sqlite:///{tmp_path / 'session.sqlite'}"
    session = Session.open(url)
    settle(session, workshop, people=4, when="", where="campus")
    session.close()
    again = Session.open(url)
    settle(again, workshop, people=None)
    held = as_held(workshop, again.state())
    again.close()
    assert (held.occasion.people, held.occasion.where, walk(held)) == (
        4,
        "campus",
        walk(for_occasion(workshop, Occasion(people=4))),
    )


@settings(max_examples=6, deadline=None)
@given(st.data(), OCCASIONS, OCCASIONS)
def test_a_group_stands_where_it_stood_when_more_or_fewer_came_than_was_said(
    data: st.DataObject, said: Occasion, now: Occasion
) -> None:
    workshop = kit_workshop()
    session = Session.open("sqlite://")
    hold_on(session, workshop, said)
    place = data.draw(st.sampled_from(walk(for_occasion(workshop, said))))
    section = for_occasion(workshop, said).section(place[0])
    session.go(place[0], [block.id for block in steps(section)].index(place[1]))
    hold_on(session, workshop, now)
    state, after = session.state(), walk(for_occasion(workshop, now))
    session.close()
    here = [step for step in after if step[0] == place[0]]
    stands, every = here[state.step], walk(workshop)
    assert stands == place if place in after else place not in after
    assert every.index(stands) >= every.index(place) or stands == here[-1]


STILL_EVENING = {
    "en": r"(?i)\b(?:tonight|good evening|this evening|the evening)\b",
    "es": r"(?i)\b(?:buenas noches|esta noche)\b",
    "ar": r"الليلة|مساء الخير|أمسيت|(?<!تلك )الأمسية|أمسية كهذه",
}
"""What is said of an evening in each language; that evening of a story (تلك الأمسية) is another one."""


def words(workshop: Workshop) -> list[str]:
    """Return every text of a workshop's parts and polls."""
    said: list[str] = []

    def heard(text: str) -> str:
        said.append(text)
        return text

    for part in (*workshop.sections, *workshop.polls.values()):
        reword(part, heard)
    return said


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_the_daytime_nothing_speaks_of_an_evening_and_in_the_evening_everything_is_as_it_was_written(
    language: str,
) -> None:
    workshop = kit_workshop(language)
    day = for_occasion(workshop, Occasion(when="day"))
    assert any(re.search(STILL_EVENING[language], text) for text in words(workshop))
    assert [text for text in words(day) if re.search(STILL_EVENING[language], text)] == []
    assert words(for_occasion(workshop, Occasion(when="evening", where="room"))) == words(workshop)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_that_gives_way_stands_somewhere_in_its_language(language: str) -> None:
    workshop = kit_workshop(language)
    said = [*words(workshop), *map(workshop.speech.say, messages(workshop.folder))]
    wordings = workshop.wordings
    phrases = [phrase for kind in (wordings.day, wordings.online, wordings.campus) for phrase in kind]
    kinds = [bool(wordings.day), bool(wordings.online), bool(wordings.campus)]
    assert kinds == [True] * 3
    assert [one for one in phrases if all(Wording({one: "§"})(text) == text for text in said)] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("where", ["room", "campus", "online"])
def test_a_slide_in_the_words_of_another_occasion_still_holds_no_more_than_a_room_can_take_in(
    language: str, where: str
) -> None:
    held = for_occasion(kit_workshop(language), Occasion.model_validate({"when": "day", "where": where}))
    assert list(long_slides(held.sections)) == []


def test_what_the_program_says_to_phones_is_in_the_words_of_the_occasion() -> None:
    day = for_occasion(kit_workshop(), Occasion(when="day"))
    over = "The evening is over. Take your time; a glass of water, a blanket or some quiet may be welcome now."
    assert (kit_workshop().speech.say(over), day.speech.say(over)) == (over, over.replace("evening", "workshop"))


def test_a_phrase_is_found_across_a_line_and_only_as_whole_words() -> None:
    say = Wording({"this evening": "today", "an evening like this": "a day like this"})
    assert say("this\nevening, an evening\n like this, this evenings") == "today, a day like this, this evenings"
