"""The front door to eyes, keys and screen readers: in each language, light and dark, and on a small laptop."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
from playwright.sync_api import Locator, Page

import axe
from afterwave.cli import rehearse
from afterwave.content.language import language
from afterwave.content.places import kit
from afterwave.launch import readiness
from afterwave.launch.front_door import FrontDoor
from afterwave.launch.readiness import PARTS, ReadinessPart
from afterwave.presenter.home import qr_svg
from afterwave.widgets.home_labels import HOME, ON_HOME

pytestmark = [pytest.mark.browser, pytest.mark.prove]

LANGUAGES = ["en", "es", "ar"]
MAIN = ["choose", "ready", "paper", "practise", "lead", "after"]
CURE = "Start `afterwave present`, move the stage to the projector, press F11, then run this again with --projector."
# As they stand in widgets/home_paper.js.
SHEETS = ["slips", "run-sheet", "in-your-hand", "handouts", "support", "card", "feedback", "slides", "guide"]
SHEETS += ["references"]
PAGES = {
    "presenter": "http://127.0.0.1:8866/voila/render/presenter.ipynb?token=a",
    "facilitator": "http://127.0.0.1:8866/voila/render/facilitator.ipynb?token=a",
    "participants": "http://192.0.2.7:8000/",
}


def found(part: ReadinessPart) -> dict[str, Any]:
    """Return a part of the list, looked at: the support lines and the projector are not ready."""
    ok = part not in {"support", "projector"}
    checks = [
        {"name": name, "ok": ok, "found": f"{name} 192.0.2.7", "cure": "" if ok else CURE} for name in PARTS[part]
    ]
    return {
        "part": part,
        "looking": False,
        "checks": [] if part in {"phone", "slips"} else checks,
        "invited": "",
        "trouble": "",
    }


@pytest.fixture
def opened(mount: Callable[..., Page], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Page]:
    """Give a function that shows the front door in a language; `runs` with an evening of which a part died."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))

    def shown(code: str, *, runs: bool = False) -> Page:
        door = FrontDoor(f"sqlite:///{tmp_path / 's.sqlite'}", browser=False)
        told = door.answer({"do": "choose", "with": {"language": code, "country": "GB"}})
        state = json.loads(json.dumps({**told, "codes": {}, "ready": [found(part) for part in PARTS]}))
        if runs:
            state["jobs"] = {"lead": {"state": "running", "facts": PAGES, "told": "Voilà stopped unexpectedly."}}
            state |= {
                "parts": {"lead": {"pages": False, "phones": True}},
                "codes": {"lead": qr_svg(PAGES["participants"])},
            }
        speech = language(kit("content"), code)
        page = mount("home", state=state, language=code, direction=speech.direction, labels=speech.labels(HOME))
        page.set_viewport_size({"width": 1366, "height": 768})
        return page

    return shown


def steps(page: Page) -> list[Locator]:
    return page.locator(".aw-side button").all()


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("runs", [False, True], ids=["before", "while it runs"])
def test_axe_finds_nothing_wrong_with_any_step(opened: Callable[..., Page], code: str, runs: bool) -> None:
    page = opened(code, runs=runs)
    for step in steps(page) if not runs else steps(page)[4:6]:
        step.click()
        assert (step.inner_text(), axe.finds_in_both_schemes(page, ".aw")) == (step.inner_text(), {})


@pytest.mark.parametrize("after", [", which is taken", ".", "). Open it", "،", " too", ""])
def test_an_address_that_a_command_tells_leads_there_whatever_its_sentence_goes_on_with(
    opened: Callable[..., Page], after: str
) -> None:
    page, address = opened("en", runs=True), "http://192.0.2.7:8000/s/?a=1,2&b=3.5"
    steps(page)[4].click()
    told = {"lead": {"state": "running", "facts": PAGES, "told": f"Phones open {address}{after}\n"}}
    page.evaluate("(jobs) => model.kernelSays('state', { ...model.get('state'), jobs })", told)
    assert page.locator(".aw-tale a").get_attribute("href") == address


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_main_way_needs_no_scrolling_on_a_small_laptop(opened: Callable[..., Page], code: str) -> None:
    page = opened(code)
    for name, step in zip(MAIN, steps(page), strict=False):
        step.click()
        room = page.evaluate(
            "(({ scrollHeight, clientHeight }) => clientHeight - scrollHeight)(document.querySelector('.aw-home'))"
        )
        assert (name, min(room, 0)) == (name, 0)


def test_on_a_narrow_page_each_thing_to_make_ready_keeps_its_words_in_lines(opened: Callable[..., Page]) -> None:
    page = opened("en")
    page.set_viewport_size({"width": 390, "height": 844})
    steps(page)[1].click()
    heads = page.locator(".aw-checks li:visible > div:first-child").all()
    assert [head.inner_text() for head in heads if (head.bounding_box() or {"height": 0})["height"] > 60] == []


@pytest.mark.parametrize(
    ("step", "key", "job", "how"),
    [("On paper", "Make it", "print", "starting"), ("Practise", "End the practice", "practise", "ending")],
)
def test_a_key_whose_command_goes_on_keeps_the_keyboard_and_asks_no_more(
    opened: Callable[..., Page], step: str, key: str, job: str, how: str
) -> None:
    page = opened("en")
    begun = {job: {"state": "running", "facts": {}, "told": ""}} if how == "ending" else {}
    page.evaluate("(jobs) => model.kernelSays('state', { ...model.get('state'), jobs })", begun)
    page.get_by_role("button", name=step).first.click()
    page.get_by_role("button", name=key).focus()
    page.keyboard.press("Enter")
    told = {job: {"state": how, "facts": {}, "told": ""}}
    page.evaluate("(jobs) => model.kernelSays('state', { ...model.get('state'), jobs })", told)
    asked = page.evaluate("model.sent.length")
    assert page.evaluate("document.activeElement.textContent") == key
    page.keyboard.press("Enter")
    assert page.evaluate("model.sent.length") == asked


def test_a_screen_reader_hears_where_it_is_what_stands_there_and_what_each_key_does(
    opened: Callable[..., Page],
) -> None:
    page = opened("en", runs=True)
    steps(page)[1].click()
    heard = page.locator(".aw-home").aria_snapshot()
    for line in (
        '- region "The front door"',
        '- navigation "An evening, step by step"',
        '- navigation "Beside an evening"',
        '- heading "Make ready" [level=2]',
        '- combobox "Country, for its support lines"',
        '- list "Make ready"',
        "Support lines not yet",
        "- 'button \"Try again: Support lines\"'",
        '- checkbox "The stage is open on the projector, and fills it"',
        '- checkbox "A colleague looks after the room while I lead"',
        '- checkbox "There is a quiet room next door"',
        "- 'button \"Try with a phone: A first phone\"'",
        "- 'button \"Next: On paper\"'",
    ):
        assert line in heard
    assert page.evaluate("document.activeElement.textContent") == "Make ready"
    assert [step.get_attribute("aria-current") for step in steps(page)[:3]] == [None, "step", None]
    live = page.locator(".aw-checks li [aria-live=polite][aria-atomic=true]")
    assert live.all_inner_texts()[1].split("\n") == ["Support lines", "not yet"]
    steps(page)[4].click()
    heard = page.locator(".aw-home").aria_snapshot()
    for line in (
        '- link "Stage, for the projector"',
        "Stage and console does not answer",
        "- 'button \"Start it again: The pages for phones\"'",
    ):
        assert line in heard


def test_the_whole_way_goes_by_keyboard(opened: Callable[..., Page]) -> None:
    page = opened("en")
    page.locator(".aw-side button").first.focus()
    for name in ("Make ready", "On paper", "Practise", "Lead", "Afterwards"):
        page.locator(".aw-onward button").focus()
        page.keyboard.press("Enter")
        assert page.evaluate("[document.activeElement.tagName, document.activeElement.textContent]") == ["H2", name]
    assert page.evaluate("model.sent") == []


def test_whoever_goes_back_to_the_kits_own_workshop_sees_it_chosen(opened: Callable[..., Page]) -> None:
    page = opened("en")
    whose = page.get_by_label("Workshop", exact=True)
    folder = page.get_by_label("The folder of your workshop")
    state = "{ ...model.get('state'), choice: { ...model.get('state').choice, content } }"
    tell = f"(content) => model.kernelSays('state', {state})"
    page.evaluate(tell, "/home/ana/mine")
    before = whose.input_value(), folder.is_visible()
    whose.select_option("")
    page.evaluate(tell, "/home/ana/mine")  # an answer to what was asked before
    page.evaluate(tell, "")
    assert (before, (whose.input_value(), folder.is_visible())) == (("own", True), ("", False))


@pytest.mark.clocked
def test_an_answer_to_an_earlier_choice_undoes_no_later_one(opened: Callable[..., Page]) -> None:
    page = opened("en")
    page.clock.install()
    when = page.get_by_label("When", exact=True)
    state = "{ ...model.get('state'), choice: { ...model.get('state').choice, spoken, when } }"

    def tell(spoken: str, when: str) -> None:
        page.evaluate(f"([spoken, when]) => model.kernelSays('state', {state})", [spoken, when])

    def shown() -> tuple[list[bool], str]:
        return [box.is_checked() for box in boxes], when.input_value()

    boxes = [page.locator(f".aw-tongues input[value={code}]") for code in ("es", "ar")]
    for box in boxes:
        box.check()
    when.select_option("day")
    when.select_option("evening")
    tell("es", "day")
    early = shown()
    tell("es,ar", "evening")
    tell("ar", "")  # another window's choice
    later = shown()
    boxes[0].check()
    when.select_option("day")
    page.clock.run_for(5_000)  # and the program tells of neither
    assert [early, later, shown()] == [([True, True], "evening"), ([False, True], ""), ([False, True], "")]


def test_slips_in_peoples_hands_are_not_put_out_of_use_unasked(opened: Callable[..., Page]) -> None:
    page = opened("en")
    steps(page)[2].click()
    warned, how_many = page.get_by_text("14 slips are made already."), page.get_by_label("How many people")
    before = warned.is_visible(), page.get_by_role("button", name="Make it").is_visible(), how_many.input_value()
    told = "(said) => model.kernelSays('state', { ...model.get('state'), ...said })"
    state = page.evaluate("model.get('state')")
    printed = {"session": {**state["session"], "slips": 14}, "choice": {**state["choice"], "people": 9}}
    page.evaluate(told, printed)
    after = warned.is_visible(), page.get_by_role("button", name="Make new ones").is_visible(), how_many.input_value()
    page.get_by_label("What to print").select_option("run-sheet")
    assert (before, after, warned.is_visible(), page.get_by_role("button", name="Make it").is_visible()) == (
        *((False, True, "14"), (True, True, "9")),
        *(False, True),
    )


def test_slips_can_be_fetched_after_another_sheet_was_made_and_who_takes_them_is_told(
    opened: Callable[..., Page],
) -> None:
    page = opened("en")
    steps(page)[2].click()
    told = "(said) => model.kernelSays('state', { ...model.get('state'), ...said })"
    sheets = [{"number": number, "kind": kind, "name": f"{kind}.pdf"} for number, kind in ((7, "slips"), (8, "card"))]
    done = {"jobs": {"print": {"state": "done", "facts": {}, "told": ""}}}
    links = []
    for paper in sheets:
        page.evaluate(told, {**done, "paper": paper, "slips": sheets[0]})
        sent = f"{{ paper: {paper['number']} }}, [1, 2].map(() => new DataView(new ArrayBuffer(4)))"
        page.evaluate(f"model.tell('msg:custom', {sent})")
        page.evaluate("model.tell('msg:custom', { paper: 7 }, [1, 2].map(() => new DataView(new ArrayBuffer(4))))")
        links.append([link.get_attribute("download") for link in page.locator(".aw-step a[download]:visible").all()])
    assert links == [["slips.pdf"], ["card.pdf", "slips.pdf"]]
    with page.expect_download():
        page.locator(".aw-step a[download='slips.pdf']").click()
    asked = [one for one in page.evaluate("model.sent") if one.get("do") == "fetched"]
    assert asked == [{"do": "fetched", "with": {"number": 7}}]


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("kept", [[], ["/home/ana/kept/pictures-2026-11-29.json"]], ids=["nothing", "a picture"])
def test_nothing_is_kept_is_said_only_where_no_picture_is(
    opened: Callable[..., Page], code: str, kept: list[str]
) -> None:
    page = opened(code)
    page.evaluate("(pictures) => model.kernelSays('state', { ...model.get('state'), pictures })", kept)
    steps(page)[5].click()
    said, say = page.locator(".aw-step").inner_text(), language(kit("content"), code).say
    nothing, no_session = say(ON_HOME["after_none"]), say(ON_HOME["after_no_session"])
    assert [nothing in said, no_session in said, *(path in said for path in kept)] == (
        [True, False] if not kept else [False, True, True]
    )


def test_the_keyboard_stays_where_a_session_was_forgotten(opened: Callable[..., Page]) -> None:
    page = opened("en")
    tell = "(facts) => model.kernelSays('state', { ...model.get('state'), ...facts })"
    page.evaluate(tell, {"session": {"begun": True, "ended": True, "kept": True}})
    steps(page)[5].click()
    page.get_by_role("button", name=HOME["do_forget"]).click()
    page.get_by_role("button", name=HOME["do_forget_yes"]).click()
    gone = {"state": "done", "facts": {}, "told": "Destroyed."}
    page.evaluate(tell, {"session": {"begun": False, "ended": False, "kept": False}, "jobs": {"forget": gone}})
    assert page.evaluate("document.activeElement.textContent") == "Destroyed."


def test_kept_pictures_are_deleted_after_one_question_about_the_files_that_stand_there(
    opened: Callable[..., Page],
) -> None:
    page, kept = opened("en"), [f"/home/ana/kept/pictures-2026-11-{day}.json" for day in (28, 29)]
    tell = "(pictures) => model.kernelSays('state', { ...model.get('state'), pictures })"
    key = page.locator(".aw-step").get_by_role("button", name=re.compile("elete"))
    page.evaluate(tell, kept)
    steps(page)[5].click()
    key.click()
    assert page.evaluate("document.activeElement.textContent") == HOME["not_yet"]
    page.evaluate(tell, [*kept, "/home/ana/kept/pictures-2026-11-30.json"])
    assert (key.inner_text(), page.evaluate("model.sent")) == (HOME["pictures_delete"], [])
    key.click()
    page.evaluate(tell, [*kept, "/home/ana/kept/pictures-2026-11-30.json"])
    key.click()
    files = "\n".join([*kept, "/home/ana/kept/pictures-2026-11-30.json"])
    assert page.evaluate("model.sent") == [{"do": "delete_pictures", "with": {"files": files}}]
    page.evaluate(tell, [])
    assert page.evaluate("document.activeElement.textContent") == HOME["pictures_gone"]


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("job", ["lead", "poll"])
def test_an_evening_that_has_ended_says_so_and_its_program_is_stopped_wherever_that_is_read(
    opened: Callable[..., Page], code: str, job: str
) -> None:
    page, say = opened(code, runs=True), language(kit("content"), code).say
    page.evaluate(
        """(job) => {
          const { jobs, session, ...state } = model.get("state");
          model.kernelSays("state", { ...state, jobs: { [job]: jobs.lead }, session: { ...session, ended: true } });
        }""",
        job,
    )
    for step in ("lead" if job == "lead" else "poll", "after"):
        page.get_by_role("navigation").get_by_role("button", name=say(HOME[step]), exact=True).click()
        said = page.locator(".aw-step").inner_text()
        assert (say(ON_HOME["over_runs"]) in said, say(ON_HOME["runs"]) in said) == (True, False)
        page.locator(".aw-step").get_by_role("button", name=say(ON_HOME["stop_program"]), exact=True).click()
        assert page.evaluate("model.sent.at(-1)") == {"do": "end", "with": {"job": job}}


def test_an_evening_that_has_ended_in_another_window_is_said_to_be_stopped_there(opened: Callable[..., Page]) -> None:
    page = opened("en")
    page.evaluate(
        """(elsewhere) => {
          const { session, ...state } = model.get("state");
          model.kernelSays("state", { ...state, session: { ...session, ended: true, elsewhere } });
        }""",
        PAGES,
    )
    for step in steps(page)[4:6]:
        step.click()
        assert ON_HOME["over_elsewhere"] in page.locator(".aw-step").inner_text()


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_is_not_ready_names_a_step_of_this_page_and_no_command(opened: Callable[..., Page], code: str) -> None:
    missing = [
        readiness.content(2),
        readiness.support((), "", date(2026, 11, 29)),
        readiness.support((), "GB", date(2026, 11, 29)),
        readiness.disk(0),
        readiness.address("", reached=False, why="The port is taken."),
        readiness.address("http://192.0.2.7:8000/", reached=False),
        readiness.slips(8, "http://192.0.2.7:8001/", "http://192.0.2.7:8000/"),
    ]
    page, say = opened(code), language(kit("content"), code).say
    ready = [{**found(readiness.part_of(check.name)), "checks": [check.as_dict()]} for check in missing]
    steps(page)[1].click()
    for part, check in zip(ready, missing, strict=True):
        page.evaluate("(ready) => model.kernelSays('state', { ...model.get('state'), ready })", [part])
        said = page.locator('li[data-how="not"]', has_text=say(HOME[f"part_{part['part']}"])).inner_text()
        assert (check.found in said, [word for word in ("`", "--", "run this") if word in said]) == (True, [])
        assert len(said.split("\n")) > len(("the part's name", "how it stands", "what was found", "its key"))
    vouched = [readiness.projector(seen=False), readiness.colleague(there=False), readiness.quiet_room(there=False)]
    ready = [{**found(readiness.part_of(check.name)), "checks": [check.as_dict()]} for check in vouched]
    for part, cure in zip(ready, ("cure_projector", "cure_colleague", "cure_room"), strict=True):
        page.evaluate("(ready) => model.kernelSays('state', { ...model.get('state'), ready })", [part])
        assert say(ON_HOME[cure], step=say(HOME["lead"])) in page.locator(".aw-step").inner_text()


@pytest.mark.parametrize("code", LANGUAGES)
def test_on_paper_says_which_sheets_an_evening_counts_on_by_their_names_in_the_list(
    opened: Callable[..., Page], code: str
) -> None:
    page = opened(code)
    steps(page)[2].click()
    listed = page.locator(".aw-step option").all_inner_texts()
    said = page.locator(".aw-step p").nth(1).inner_text()
    named = [kind for kind, words in zip(SHEETS, listed, strict=True) if words in said]
    assert named == ["run-sheet", "in-your-hand", "support", "card"]


def test_the_tabs_title_follows_the_language_that_is_chosen(opened: Callable[..., Page], tmp_path: Path) -> None:
    page, door = opened("es"), FrontDoor(f"sqlite:///{tmp_path / 's.sqlite'}", browser=False)
    titles = [page.title()]
    for code in ("ar", "en"):
        tab = door.answer({"do": "choose", "with": {"language": code}})["tab"]
        page.evaluate("(tab) => model.kernelSays('state', { ...model.get('state'), tab })", tab)
        titles.append(page.title())
    assert titles == ["Notas de la tarde", "ملاحظات المساء", "Evening notes"]


def test_back_from_support_finds_the_step_that_somebody_was_at(opened: Callable[..., Page]) -> None:
    page = opened("en")
    steps(page)[1].click()
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    assert (address.rpartition("#")[2], page.url) == ("ready", address)


@pytest.mark.parametrize(("step", "job"), [("lead", "lead"), ("poll", "poll")])
def test_a_practice_that_makes_room_for_an_evening_is_said_to_before_and_after(
    opened: Callable[..., Page], step: str, job: str
) -> None:
    page = opened("en")
    page.get_by_role("navigation").get_by_role("button", name=HOME[step], exact=True).click()
    tell = "(facts) => model.kernelSays('state', { ...model.get('state'), ...facts })"
    runs = {"state": "running", "facts": PAGES, "told": ""}
    page.evaluate(tell, {"jobs": {"practise": runs}})
    assert page.get_by_role("status").all_inner_texts()[0] == HOME["practice_ends"]
    begun = {"practise": {**runs, "state": "ending"}, job: {**runs, "state": "starting"}}
    page.evaluate(tell, {"jobs": begun, "ended_for": job})
    assert page.get_by_role("status").all_inner_texts()[0] == HOME["practice_ended"]
    page.evaluate(tell, {"jobs": {job: runs}, "ended_for": ""})
    assert page.locator(".aw-step > div > p[role=status]:visible").count() == 0


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_number_of_people_that_cannot_be_is_refused_in_words_and_stays_to_be_mended(
    opened: Callable[..., Page], code: str
) -> None:
    page, say = opened(code), language(kit("content"), code).say
    field, alert = page.get_by_label(say(ON_HOME["how_many"])), page.locator(".aw-step [role=alert]:visible")
    before = page.evaluate("model.sent.length")
    field.fill("10001")
    field.press("Tab")
    page.evaluate("model.kernelSays('state', { ...model.get('state') })")
    assert [alert.inner_text(), field.input_value(), page.evaluate("model.sent.length")] == [
        say(ON_HOME["how_many_wrong"], most=10_000),
        "10001",
        before,
    ]
    field.fill("40")
    field.press("Tab")
    assert [alert.count(), page.evaluate("model.sent.at(-1)")] == [0, {"do": "choose", "with": {"people": "40"}}]
    minutes = page.get_by_label(say(ON_HOME["minutes"]), exact=True)
    for typed in ("5", "", "20.5"):
        minutes.fill(typed)
        minutes.press("Tab")
        page.evaluate("model.kernelSays('state', { ...model.get('state') })")
        said = [alert.inner_text(), minutes.input_value(), page.evaluate("model.sent.at(-1).with.minutes")]
        assert said == [say(ON_HOME["figure_wrong"], least=20, most=300), typed, None]


def test_a_practice_takes_what_its_command_takes_and_says_what_it_does_not(opened: Callable[..., Page]) -> None:
    page = opened("en")
    steps(page)[3].click()
    people, minutes = page.get_by_label(ON_HOME["people"]), page.get_by_label(ON_HOME["lasts"])
    asked = {name: get_args(option)[1] for name, option in (("people", rehearse.People), ("lasts", rehearse.Duration))}
    most = [asked["people"].max, asked["lasts"].max]
    assert [people.get_attribute("max"), minutes.get_attribute("max")] == [str(each) for each in most]
    people.fill("2001")
    page.get_by_role("button", name=ON_HOME["do_practise"]).click()
    refused = [page.locator(".aw-step [role=alert]:visible").inner_text(), page.evaluate("model.sent")]
    people.fill("2000")
    page.get_by_role("button", name=ON_HOME["do_practise"]).click()
    assert [refused, page.evaluate("model.sent.at(-1)")] == [
        ["Write a whole number in figures, from 1 to 2000.", []],
        {"do": "practise", "with": {"people": "2000", "minutes": "5"}},
    ]
