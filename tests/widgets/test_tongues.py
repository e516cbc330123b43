"""Stage and console in each of the kit's languages: every word of the room is said in it, from the side from which it
is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po
from playwright.sync_api import Page

import axe
from afterwave.content.hand import in_hand
from afterwave.content.language import ENGLISH
from afterwave.content.places import kit
from afterwave.content.views import steps
from afterwave.content.workshop import Workshop
from afterwave.poll.disclosure import release
from afterwave.presenter.console import outlook_words
from afterwave.presenter.environment import Environment
from afterwave.presenter.scenes import console_sections, polls, stage_sections
from afterwave.session.session import Session
from afterwave.widgets.labels import CONSOLE, STAGE, console_labels, stage_labels
from kit_workshop import kit_workshop
from patience import until_true
from widgets.browser import rectangle
from widgets.samples import BOX, JOIN, TIMES

pytestmark = pytest.mark.browser
CONTENT = kit("content").resolve()
OTHERS = [language for language in kit_workshop().languages if language != ENGLISH]
TOLD = """() => {
  const said = [...document.querySelectorAll(".aw, .aw *")].flatMap((node) => [
    ...["aria-label", "title", "aria-valuetext"].map((name) => node.getAttribute(name)),
    ...[...node.childNodes].filter((child) => child.nodeType === Node.TEXT_NODE).map((child) => child.textContent),
  ]);
  return said.filter(Boolean).map((words) => words.trim()).filter(Boolean);
}"""
RUN_OVER = """places => places.filter(([section, step]) => {
  model.kernelSays("position", { section, step });
  const body = document.querySelector(".aw-body");
  return body.scrollHeight > body.clientHeight + 1 || body.scrollWidth > body.clientWidth + 1;
})"""
ROOM = {"channel": "test", "ended": False, "skipped": [], "question": "", "notice": "", "calm": False, "join": JOIN}


@pytest.fixture(params=OTHERS)
def room(request: pytest.FixtureRequest, tmp_path: Path) -> Environment:
    session = Session.open(f"sqlite:///{tmp_path / 's.sqlite'}")
    return Environment(kit_workshop(request.param), session, "", practice=True)


def every_kind(workshop: Workshop) -> dict[str, dict[str, Any]]:
    """Return one place for each kind of step that the workshop has."""
    return {
        block.kind: {"section": section.slug, "step": step}
        for section in workshop.sections
        for step, block in enumerate(steps(section))
    }


def asked(workshop: Workshop, state: str) -> dict[str, Any]:
    """Return all polls in a state; with a picture of each band where it is revealed."""
    shown = {}
    for poll, facts in polls(workshop, {}).items():
        options = workshop.poll(poll).option_ids()
        ticks = (8, 1, 12, 6, 4, 0, 7) if workshop.poll(poll).kind == "pick-any" else (2, 6, 4)
        counts = dict(zip(options, ticks, strict=True))
        made = (
            release(workshop.poll(poll).kind, counts, 12).as_dict(workshop.poll(poll).labels())
            if state == "revealed"
            else None
        )
        shown[poll] = {
            **facts,
            "state": state,
            "release": made,
            "recount": False,
            "slips": 14,
            "answers": 12,
            "atLeast": 9,
        }
    return shown


def on_stage(room: Environment, **more: object) -> dict[str, Any]:
    place = {"section": "welcome", "step": 0}
    return {
        **ROOM,
        "position": place,
        "sections": stage_sections(room.workshop),
        "polls": polls(room.workshop, {}),
        **room.speech(stage_labels),
        **more,
    }


def on_console(room: Environment, **more: object) -> dict[str, Any]:
    workshop, speech = room.workshop, room.speech(console_labels)
    clock = {"started": 1.0, "entered": 1.0, "length": 90, "late": 9, "sheet": {"care": 12}, "over": ["voice"]}
    opened = [{"key": state, "text": "…", "state": state} for state in ("stage", "opened", "done")]
    outlooks = {poll: outlook_words(one.kind, 14, 2, speech["labels"]) for poll, one in workshop.polls.items()}
    facts: dict[str, Any] = {
        "hand": in_hand(workshop),
        "outlook": outlooks,
        "slips": 14,
        "position": {"section": "care", "step": 0},
    }
    facts |= {"clock": clock, "box": {**BOX, "on": True, "opened": opened}}
    return {
        **ROOM,
        **facts,
        "sections": console_sections(workshop),
        "polls": asked(workshop, "waiting"),
        **speech,
        **more,
    }


def told(page: Page) -> list[str]:
    found: list[str] = page.evaluate(TOLD)
    return found


def english(said: list[str], table: dict[str, str], own: dict[str, str]) -> list[str]:
    """Return what of a page is a word of the English table that this language says otherwise, gaps filled in however
    they are.
    """
    other = [pieces for key, words in table.items() if own[key] != words for pieces in words.split("|")]
    forms = [re.compile(re.sub(r"\\\{\w+\\\}", r".+", re.escape(words)), re.IGNORECASE) for words in other]
    alike = {piece for words in own.values() for piece in words.split("|")}
    return [words for words in said if words not in alike and any(form.fullmatch(words) for form in forms)]


def foreign(said: list[str], language: str) -> set[str]:
    """Return the words in Latin letters that the language's own files do not have: of a language with other letters,
    each of them is a slip of ours.
    """
    files = [file for file in (CONTENT / language).iterdir() if file.suffix in {".md", ".yaml"}]
    files += [
        CONTENT / "references.yaml",
        CONTENT / "support.yaml",
        *(kit("facilitator_guide") / language).glob("*.md"),
    ]
    with (CONTENT / language / "messages.po").open("rb") as file:
        catalogue = read_po(file)
    said_there = [str(message.string) for message in catalogue if message.id]
    known = set(
        re.findall(
            r"[^\W\d_]+",
            " ".join([*(file.read_text("utf-8") for file in files), *said_there, JOIN["url"], JOIN["tongues"]]),
        )
    )
    return {
        word for words in said for word in re.findall(r"[^\W\d_]{2,}", words) if re.match(r"[A-Za-z]", word)
    } - known


Walk = Callable[[Callable[..., Page], Environment], list[str]]


def once_a_language(walk: Walk) -> Walk:
    """Return a walk that is taken once in each language: several tests read what it brings, and none changes it."""
    heard: dict[str, list[str]] = {}

    def said(mount: Callable[..., Page], room: Environment) -> list[str]:
        language = room.workshop.language
        if language not in heard:
            heard[language] = walk(mount, room)
        return heard[language]

    return said


@once_a_language
def stages(mount: Callable[..., Page], room: Environment) -> list[str]:
    """Return everything that a stage says, in every scene and on every sheet."""
    said: list[str] = []
    places = every_kind(room.workshop)
    scenes: list[dict[str, Any]] = [{"position": place} for place in places.values()]
    scenes += [
        {"position": places["poll"], "polls": asked(room.workshop, state)}
        for state in ("waiting", "open", "closed", "revealed")
    ]
    scenes += [{"calm": True}, {"ended": True}, {"question": "…"}]
    traits = on_stage(room)
    page = mount("stage", **traits)
    before: dict[str, Any] = {}
    for scene in scenes:
        back = {name: traits[name] for name in before.keys() - scene.keys()}
        page.evaluate(
            "changes => { for (const [name, value] of Object.entries(changes)) model.kernelSays(name, value); }",
            {**back, **scene},
        )
        said, before = said + told(page), scene
    for key in ("j", "a", "?"):
        page = mount("stage", **traits)
        page.keyboard.press(key)
        said += told(page)
    return said


@once_a_language
def consoles(mount: Callable[..., Page], room: Environment) -> list[str]:
    """Return everything that a console says while polls wait, are open, closed and shown, softened and at the end."""
    said: list[str] = []
    scenes: tuple[dict[str, Any], ...] = (
        {},
        *({"polls": asked(room.workshop, state)} for state in ("open", "closed", "revealed")),
        {"calm": True},
        {"ended": True},
    )
    for more in scenes:
        page = mount("console", **on_console(room, **more))
        page.keyboard.press("?")
        said += told(page)
    return said


def test_no_english_word_is_left_on_the_stage(mount: Callable[..., Page], room: Environment) -> None:
    said = stages(mount, room)
    assert english(said, STAGE, room.speech(stage_labels)["labels"]) == []
    assert len(said) > 150


def test_no_english_word_is_left_on_the_console(mount: Callable[..., Page], room: Environment) -> None:
    said = consoles(mount, room)
    assert english(said, CONSOLE, room.speech(console_labels)["labels"]) == []
    assert len(said) > 500


def test_where_letters_are_others_no_latin_word_is_on_stage_or_console_but_those_of_the_translation(
    mount: Callable[..., Page], tmp_path: Path
) -> None:
    room = Environment(kit_workshop("ar"), Session.open(f"sqlite:///{tmp_path / 's.sqlite'}"), "", practice=True)
    assert foreign([*stages(mount, room), *consoles(mount, room)], "ar") == set()


def test_an_english_word_would_be_found(mount: Callable[..., Page], room: Environment) -> None:
    speech = room.speech(stage_labels)
    page = mount("stage", **on_stage(room, calm=True) | {"labels": {**speech["labels"], "calm_how": STAGE["calm_how"]}})
    assert english(told(page), STAGE, speech["labels"]) == [STAGE["calm_how"]]


@pytest.mark.parametrize(("name", "traits"), [("stage", on_stage), ("console", on_console)])
def test_language_and_direction_stand_where_a_screen_reader_looks_and_axe_finds_nothing_wrong(
    mount: Callable[..., Page], room: Environment, name: str, traits: Callable[[Environment], dict[str, Any]]
) -> None:
    page = mount(name, **traits(room))
    direction = {"ar": "rtl"}.get(room.workshop.language, "ltr")
    assert page.evaluate(
        "[document.querySelector('.aw').lang, getComputedStyle(document.querySelector('.aw-notice')).direction]"
    ) == [
        room.workshop.language,
        direction,
    ]
    assert axe.finds(page, ".aw") == {}


@pytest.mark.parametrize(("language", "key"), [("ar", "ArrowLeft"), ("es", "ArrowRight")])
@pytest.mark.parametrize(("name", "traits"), [("stage", on_stage), ("console", on_console)])
def test_the_arrow_that_points_where_reading_goes_leads_on(
    mount: Callable[..., Page],
    tmp_path: Path,
    name: str,
    traits: Callable[..., dict[str, Any]],
    language: str,
    key: str,
) -> None:
    room = Environment(kit_workshop(language), Session.open(f"sqlite:///{tmp_path / 's.sqlite'}"), "", practice=True)
    page = mount(name, **traits(room, position={"section": "welcome", "step": 0}))
    page.keyboard.press(key)
    assert page.evaluate("model.sent") == [{"position": {"section": "welcome", "step": 1}}]


def test_the_words_fit_the_stage_in_every_scene(mount: Callable[..., Page], room: Environment) -> None:
    page = mount("stage", **on_stage(room))
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.emulate_media(reduced_motion="no-preference")  # the pacer's wave takes room, too
    until_true(page, "innerWidth === 1920 && innerHeight === 1080")
    places = [
        [section.slug, step, block.id]
        for section in room.workshop.sections
        for step, block in enumerate(steps(section))
    ]
    assert page.evaluate(RUN_OVER, places) == []


def test_numbers_are_written_as_the_language_writes_them(mount: Callable[..., Page], tmp_path: Path) -> None:
    room = Environment(kit_workshop("es"), Session.open(f"sqlite:///{tmp_path / 's.sqlite'}"), "", practice=True)
    sections = [
        {"slug": "a", "title": "A", "steps": [{"kind": "prompt", "id": "b", "html": "<p>…</p>", "minutes": 1.5}]}
    ]
    page = mount("stage", **on_stage(room, sections=sections, position={"section": "a", "step": 0}))
    assert page.inner_text(".aw-timer-words") == "1,5 minutos"


@pytest.mark.parametrize(("language", "told"), [("en", "2 minutes"), ("es", "2 minutos"), ("ar", "دقيقتان")])
def test_minutes_are_in_the_form_that_goes_with_their_number(
    mount: Callable[..., Page], tmp_path: Path, language: str, told: str
) -> None:
    room = Environment(kit_workshop(language), Session.open(f"sqlite:///{tmp_path / 's.sqlite'}"), "", practice=True)
    sections = [
        {"slug": "a", "title": "A", "steps": [{"kind": "discuss", "id": "b", "html": "<p>…</p>", "minutes": 2}]}
    ]
    page = mount("stage", **on_stage(room, sections=sections, position={"section": "a", "step": 0}))
    assert (page.inner_text(".aw-timer-words"), room.workshop.speech.minutes(2)) == (told, told)


def test_the_button_of_a_poll_is_in_reach_however_long_the_words_are(
    mount: Callable[..., Page], room: Environment
) -> None:
    page = mount("console", **on_console(room, clock={**TIMES, "sheet": {}}))
    page.set_viewport_size({"width": 1366, "height": 768})
    button, keys = (rectangle(page.locator(one).first) for one in (".aw-ballotbox .aw-act", ".aw-keys"))
    assert button["y"] + button["height"] <= keys["y"]


@pytest.mark.parametrize("language", [ENGLISH, *OTHERS])
def test_the_consoles_first_line_is_as_high_whatever_it_tells(
    mount: Callable[..., Page], page: Page, tmp_path: Path, language: str
) -> None:
    room = Environment(kit_workshop(language), Session.open(f"sqlite:///{tmp_path / 's.sqlite'}"), "", practice=True)
    page.set_viewport_size({"width": 1366, "height": 768})
    mount("console", **on_console(room))
    found = {}
    for section, late in (("welcome", 0), ("welcome", -36), ("enough", 0), ("enough", -36)):
        told = {"clock": {**TIMES, "started": 1.0, "late": late}, "position": {"section": section, "step": 0}}
        page.evaluate("(told) => Object.entries(told).forEach(([name, value]) => model.kernelSays(name, value))", told)
        found[section, late] = page.evaluate(
            "['.aw-top', '.aw-asks'].map((one) => document.querySelector(one).getBoundingClientRect().bottom)"
        )
    assert found == dict.fromkeys(found, found["welcome", 0])
