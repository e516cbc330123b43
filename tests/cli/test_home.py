"""The front door: what it remembers, what it refuses in the terminal's words, and an evening that is led from it
alone.
"""

from __future__ import annotations

import json
import math
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, ClassVar

import psutil
import pytest
from playwright.sync_api import Page
from typer.testing import CliRunner

from afterwave.cli.main import app
from afterwave.content.workshop import Workshop
from afterwave.errors import UnknownRequest
from afterwave.launch.choices import Choice, file, last_choice
from afterwave.launch.evening_lock import hold_evening
from afterwave.launch.front_door import FrontDoor
from afterwave.launch.kept_pictures import pictures_of
from afterwave.launch.opening import session_at
from afterwave.presenter.line import ProgramLine
from afterwave.refusals import AlreadyRunning, StillStarting
from afterwave.session.home import FRONT_DOOR
from afterwave.widgets.wire_readers import FrontDoorState
from evening_process import listed, until
from front_door import front_door, gone
from presenter.test_wire_types import refused
from widgets.browser import chromium, page

__all__ = ["chromium", "page"]

OPEN = ("home", "--no-browser", "--json")


@pytest.fixture
def door(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FrontDoor]:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    front = FrontDoor(f"sqlite:///{tmp_path / 's.sqlite'}", browser=False)
    yield front
    front.stop()


@pytest.fixture
def bodily(door: FrontDoor) -> None:
    """Let a session be kept, at its second section."""
    workshop = door.workshop()
    assert workshop is not None
    with closing(session_at(door.url, workshop)) as session:
        session.go("body")


def test_without_a_word_the_front_door_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("afterwave.cli.home.home", lambda **asked: opened.append(asked["database"]))
    monkeypatch.setenv("AFTERWAVE_DATABASE", "sqlite:///here")
    assert (CliRunner().invoke(app, []).exit_code, opened) == (0, ["sqlite:///here"])


def test_who_double_clicks_twice_is_led_to_the_first_as_soon_as_it_is_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url, opened = f"sqlite:///{tmp_path / 's.sqlite'}", list[str]()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("AFTERWAVE_STARTS_IN", "es")
    monkeypatch.setattr("afterwave.cli.home.open_pages", opened.append)
    with hold_evening(f"the front door of {url}") as tell:
        monkeypatch.setattr("afterwave.cli.home.time.sleep", lambda _seconds: tell({"home": "http://127.0.0.1:1/"}))
        done = CliRunner().invoke(app, ["home", "--database", url])
    assert (done.exit_code, opened) == (0, ["http://127.0.0.1:1/"])
    assert "Ya está abierto, en otra ventana." in " ".join(done.stdout.split())


def test_a_front_door_that_never_opens_is_not_waited_for_without_an_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{tmp_path / 's.sqlite'}"
    monkeypatch.setattr("afterwave.cli.home.time.sleep", lambda _seconds: None)
    with hold_evening(f"the front door of {url}"):
        done = CliRunner().invoke(app, ["home", "--database", url])
    assert isinstance(done.exception, StillStarting)


class EagerNotebooks:
    """Stands for Voilà with a kernel that asks the front door at once, before Voilà has said that it is ready."""

    languages: ClassVar[list[str]] = []

    def __init__(self, _workshop: Workshop, env: dict[str, str], **_how: object) -> None:
        self._way = env[FRONT_DOOR]

    def start(self) -> None:
        ProgramLine(self._way).ask({"do": "look"})
        raise KeyboardInterrupt

    def carry(self, workshop: Workshop) -> None:
        self.languages.append(workshop.language)

    def stop(self) -> None:
        pass


def test_a_kernel_that_asks_at_once_has_the_pages_laid_out_for_what_was_chosen(
    door: FrontDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    door.answer({"do": "choose", "with": {"language": "es"}})
    monkeypatch.setattr("afterwave.cli.home.Notebooks", EagerNotebooks)
    monkeypatch.setattr("signal.signal", lambda *_: None)
    CliRunner().invoke(app, ["home", "--no-browser", "--database", door.url])
    assert EagerNotebooks.languages == ["es"]


@pytest.mark.parametrize(("asked", "language"), [("es", "es"), ("fr", "en"), ("", "en")])
def test_the_very_first_time_it_speaks_as_the_system_that_was_double_clicked_on(
    door: FrontDoor, monkeypatch: pytest.MonkeyPatch, asked: str, language: str
) -> None:
    monkeypatch.setenv("AFTERWAVE_STARTS_IN", asked)
    monkeypatch.setattr("locale.getlocale", lambda: ("Spanish_Mexico", "1252"))  # as Windows has it
    file().unlink(missing_ok=True)
    assert FrontDoor(door.url, browser=False).language == language


def test_help_is_still_help() -> None:
    told = CliRunner().invoke(app, ["--help"])
    assert (told.exit_code, "afterwave [OPTIONS] COMMAND" in told.stdout) == (0, True)


def test_its_page_is_told_what_is_declared(door: FrontDoor) -> None:
    asked: list[dict[str, Any]] = [
        {"do": "look"},
        {"do": "choose", "with": {"content": "/nowhere"}},
        {"do": "choose", "with": {"content": ""}},
    ]
    told = [json.loads(json.dumps(door.answer(each))) for each in asked]
    door.answer({"do": "print", "with": {"kind": "card"}})
    until(lambda: not door.jobs["print"].alive, 60)
    told.append(json.loads(json.dumps(door.facts())))
    assert [list(refused(FrontDoorState, {**each, "codes": {}})) for each in told] == [[]] * 4
    assert [bool(told[1]["refusals"]), told[3]["paper"]["kind"]] == [True, "card"]


@pytest.mark.parametrize(
    ("code", "in_order"),
    [("es", ["Líbano", "Marruecos", "México", "Países Bajos", "Paraguay"]), ("ar", ["إسبانيا", "البرازيل", "ألمانيا"])],
)
def test_countries_stand_where_a_reader_of_the_language_looks_for_them(
    door: FrontDoor, code: str, in_order: list[str]
) -> None:
    names = [name for _, name in door.answer({"do": "choose", "with": {"language": code}})["countries"]]
    assert [name for name in names if name in in_order] == in_order


def test_what_was_chosen_is_chosen_the_next_time(door: FrontDoor) -> None:
    door.answer({"do": "choose", "with": {"language": "es", "minutes": "45", "host": "192.168.1.20"}})
    again = FrontDoor(door.url, browser=False)
    assert again.choice == Choice(language="es", minutes=45, host="192.168.1.20")
    assert again.facts()["language"] == "es"


def test_the_pages_beside_it_are_laid_out_for_what_was_chosen_and_for_nothing_else(door: FrontDoor) -> None:
    carried: list[tuple[str, str]] = []
    door.carry = lambda workshop: carried.append((workshop.language, workshop.country))
    for chosen in ({"language": "es"}, {"language": "es"}, {"country": "GB"}, {"content": "/nowhere"}):
        door.answer({"do": "choose", "with": chosen})
        door.answer({"do": "look"})
    assert carried == [("es", ""), ("es", "GB")]


@pytest.mark.parametrize("minutes", ["", "many", None, "1e3"])
def test_minutes_that_are_none_leave_those_that_were_chosen(door: FrontDoor, minutes: str | None) -> None:
    assert door.answer({"do": "choose", "with": {"minutes": minutes}})["choice"]["minutes"] == 90


def test_how_many_when_and_where_are_asked_once_and_said_to_every_command(
    door: FrontDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = door.answer({"do": "choose", "with": {"people": "4", "when": "day", "where": "online", "spoken": "es,ar"}})
    assert [told["choice"][name] for name in ("people", "when", "where", "spoken")] == [4, "day", "online", "es,ar"]
    assert told["unasked"][0] == "How are you, as you arrive?"
    run: dict[str, list[str]] = {}
    monkeypatch.setattr(door, "run", lambda name, *words, **_: run.update({name: list(words)}))
    door.answer({"do": "lead"})
    said = ["--people", "4", "--when", "day", "--where", "online", "--spoken", "es,ar"]
    assert [one in run["lead"] for one in said] == [True] * 8
    for kind in ("run-sheet", "slides"):
        door.answer({"do": "print", "with": {"kind": kind}})
        assert [one in run["print"] for one in said[:6]] == [True] * 6
    assert last_choice().occasion_options() == said
    told = door.answer({"do": "choose", "with": {"people": "0", "when": "", "where": "the moon", "spoken": ""}})
    assert (told["unasked"], last_choice().occasion_options()) == ([], ["--where", "online"])


@pytest.mark.parametrize(
    "nonsense", [None, {}, {"people": "", "minutes": "5"}, {"people": [], "minutes": "5"}], ids=str
)
def test_what_a_page_should_not_send_is_said_there_and_ends_nothing(door: FrontDoor, nonsense: object) -> None:
    told = door.answer({"do": "practise", "with": nonsense})
    assert (told["refusals"]["practise"], told["jobs"]) == ([UnknownRequest.sentence], {})


@pytest.mark.parametrize(
    "act", [("choose", "content"), ("choose", "minutes"), ("polls", "folder"), ("check", "folder")]
)
@pytest.mark.parametrize("nonsense", ["\0", "\ud800", "x" * 5000, math.inf], ids=["nul", "half", "long", "infinity"])
def test_no_folder_that_can_be_typed_keeps_the_front_door_from_telling(
    door: FrontDoor, act: tuple[str, str], nonsense: object
) -> None:
    do, field = act
    door.answer({"do": do, "with": {field: nonsense}})
    assert FrontDoor(door.url, browser=False).answer({"do": "look"})["languages"] is not None


def test_a_folder_with_mistakes_is_refused_as_on_the_terminal(door: FrontDoor, tmp_path: Path) -> None:
    told = door.answer({"do": "choose", "with": {"content": str(tmp_path / "none")}})
    done = CliRunner().invoke(app, ["check", str(tmp_path / "none"), "--json"])
    assert len(told["refusals"]["choose"]) == 1
    assert "workshop.yaml:1: the file cannot be read" in told["refusals"]["choose"][0]
    assert "the file cannot be read" in done.stdout
    assert door.answer({"do": "choose", "with": {"content": ""}})["refusals"] == {}


def test_a_language_that_the_workshop_lacks_gives_way_to_its_first(door: FrontDoor) -> None:
    assert door.answer({"do": "choose", "with": {"language": "xx"}})["choice"]["language"] == "en"


def test_what_a_command_refuses_stands_there_in_its_own_words(door: FrontDoor, tmp_path: Path) -> None:
    door.run("lead", "present", "--no-browser", "--json", "--content", str(tmp_path / "none"))
    until(lambda: not door.jobs["lead"].alive, 30)
    told = door.facts()["jobs"]["lead"]
    typed = CliRunner().invoke(app, ["present", "--no-browser", "--content", str(tmp_path / "none")])
    assert (told["state"], told["told"]) == ("refused", str(typed.exception))


def test_a_page_that_asks_for_something_unknown_is_told_how_things_stand(door: FrontDoor) -> None:
    assert door.answer({"do": "format", "with": {"disk": "c"}})["jobs"] == {}


@pytest.mark.prove
def test_a_sheet_is_made_and_goes_with_the_front_door(door: FrontDoor) -> None:
    door.answer({"do": "print", "with": {"kind": "card"}})
    until(lambda: not door.jobs["print"].alive, 60)
    paper = door.facts()["paper"]
    assert (paper["name"], Path(paper["path"]).read_bytes()[:5]) == ("card.pdf", b"%PDF-")
    assert Path(paper["first"]).read_bytes()[:4] == b"<svg"
    door.stop()
    assert not Path(paper["path"]).parent.exists()


def made(door: FrontDoor, kind: str) -> dict[str, Any]:
    """Return what the page is told once a sheet was made."""
    door.answer({"do": "print", "with": {"kind": kind, "count": 9}})
    until(lambda: not door.jobs["print"].alive, 60)
    return door.facts()


def printed(door: FrontDoor) -> str | None:
    workshop = door.workshop()
    assert workshop is not None
    with closing(session_at(door.url, workshop)) as session:
        return session.state().printed


def test_slips_are_printed_only_once_somebody_has_fetched_their_sheet(door: FrontDoor) -> None:
    first = made(door, "slips")["slips"]
    after = made(door, "card")
    assert (after["paper"]["kind"], after["slips"], printed(door)) == ("card", first, None)
    assert Path(first["path"]).read_bytes()[:5] == b"%PDF-"
    door.answer({"do": "fetched", "with": {"number": after["paper"]["number"]}})
    assert printed(door) is None
    door.answer({"do": "fetched", "with": {"number": first["number"]}})
    assert str(printed(door)).startswith("http://")


def test_slips_that_no_longer_count_are_not_offered_again(door: FrontDoor) -> None:
    first, second = made(door, "slips")["slips"], made(door, "slips")["slips"]
    assert (first["number"] == second["number"], Path(first["path"]).exists()) == (False, False)
    door.answer({"do": "fetched", "with": {"number": first["number"]}})
    assert (printed(door), second["kind"]) == (None, "slips")
    door.answer({"do": "forget"})
    until(lambda: not door.jobs["forget"].alive, 60)
    assert door.facts()["slips"] == {}


@pytest.mark.prove
def test_a_session_is_forgotten_as_the_command_forgets_it(door: FrontDoor) -> None:
    workshop = door.workshop()
    assert workshop is not None
    with closing(session_at(door.url, workshop)) as session:
        session.go("body")
    assert door.facts()["session"]["kept"]
    door.answer({"do": "forget"})
    until(lambda: not door.jobs["forget"].alive, 60)
    told = door.facts()
    assert (told["jobs"]["forget"]["state"], told["session"]["kept"]) == ("done", False)
    assert told["jobs"]["forget"]["told"].startswith("Nothing had been shown, so nothing is kept. Destroyed:")


def test_the_pictures_that_a_forgotten_session_left_are_named_as_long_as_they_are_there(door: FrontDoor) -> None:
    before = door.facts()["pictures"]
    left = pictures_of(None)
    second = left.with_stem(f"{left.stem}-2")
    for written in (left, second, left.with_name("notes.txt")):
        written.write_text("[]")
    told = door.facts()["pictures"]
    left.unlink()
    assert (before, told) == ([], [str(left), str(second)])
    assert door.facts()["pictures"] == told[1:]


@pytest.mark.usefixtures("bodily")
def test_an_evening_that_another_window_begins_and_ends_is_heard_of_without_a_press(door: FrontDoor) -> None:
    # Three looks, of which there is one every two seconds.
    pages = {"presenter": "http://127.0.0.1:1/", "facilitator": "http://127.0.0.1:2/", "participants": ""}
    assert (door.facts()["session"]["elsewhere"], door.facts()["session"]["kept"]) == ({}, True)
    with hold_evening(door.url) as tell:
        tell(pages)
        until(lambda: bool(door.facts()["session"]["elsewhere"]), 10)
    until(lambda: not door.facts()["session"]["elsewhere"], 10)
    Path(door.url.removeprefix("sqlite:///")).unlink()
    until(lambda: not door.facts()["session"].get("kept"), 10)


@pytest.mark.usefixtures("bodily")
def test_no_session_is_forgotten_whose_evening_runs_in_another_window(door: FrontDoor) -> None:
    assert door.facts()["session"]["kept"]
    with hold_evening(door.url):
        told = door.answer({"do": "forget"})
    assert (told["refusals"]["forget"], list(door.jobs)) == ([AlreadyRunning({}).message(door.say)], [])


@pytest.mark.usefixtures("bodily")
@pytest.mark.parametrize(("already", "reached"), [(True, None), (False, "http://192.0.2.2:8000/")])
def test_phones_are_led_to_the_chosen_address_of_an_evening_that_was_begun_here_alone(
    already: bool, reached: str | None, door: FrontDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("afterwave.launch.front_door.nearby", lambda *_: ("http://192.0.2.2:8000/",))
    door.choose({"host": "192.0.2.2"})
    told = {"presenter": "", "facilitator": "", "participants": "http://127.0.0.1:8000/", "already": already}
    door.show_evening(told)
    workshop = door.workshop()
    assert workshop is not None
    with closing(session_at(door.url, workshop)) as session:
        assert session.state().reached == reached
    assert told["participants"] == (reached or "http://127.0.0.1:8000/")


class Runs:
    """Stands for an evening that runs: no command of it begins or ends while a test looks."""

    state, alive, facts = "running", True, dict[str, str]()

    def as_dict(self) -> dict[str, Any]:
        return {"state": self.state, "facts": self.facts, "told": ""}

    def end(self) -> None:
        pass

    stop = end


def test_an_evening_that_is_ended_on_its_console_has_ended_here_too(
    door: FrontDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    workshop = door.workshop()
    assert workshop is not None
    monkeypatch.setitem(door.jobs, "lead", Runs())
    with closing(session_at(door.url, workshop)) as session:
        session.go("body")
        before = door.facts()["session"]
        session.end()
    assert (before["begun"], before["ended"]) == (True, False)
    until(lambda: door.facts()["session"]["ended"], 10)


@pytest.mark.prove
def test_what_preflight_finds_fills_a_list_with_cures_and_leaves_the_phone_for_later(door: FrontDoor) -> None:
    door.answer({"do": "preflight", "with": {"projector": True}})
    until(lambda: not any(part["looking"] for part in door.facts()["ready"]), 60)
    found = {part["part"]: part["checks"] for part in door.facts()["ready"]}
    assert [part for part, checks in found.items() if not checks] == ["phone", "slips"]
    assert found["projector"][0]["ok"]
    assert (found["support"][0]["ok"], found["support"][0]["found"]) == (False, "no country was named")
    assert found["support"][0]["cure"] == "Name where the evening is, such as --country GB."
    assert list(refused(FrontDoorState, {**json.loads(json.dumps(door.facts())), "codes": {}})) == []


def beside(page: Page, name: str, file: str) -> str:
    """Return in which language the page behind a link is that stands around the front door's own words."""
    way = page.get_by_role("link", name=name, exact=True)
    assert file in (way.get_attribute("href") or "")
    opened = page.context.new_page()  # as a browser opens it, which may have kept an earlier one
    opened.goto(way.evaluate("way => way.href"))
    found = opened.evaluate("document.documentElement.lang")
    opened.close()
    return str(found)


@pytest.mark.browser
@pytest.mark.prove
def test_an_evening_is_chosen_led_and_ended_without_a_terminal(page: Page, tmp_path: Path) -> None:
    with front_door(tmp_path, *OPEN) as door:
        page.goto(door.address)
        page.get_by_label("Minutes").fill("45", timeout=60_000)
        page.get_by_label("Minutes").press("Tab")
        assert beside(page, "Support", "support.html") == "en"
        page.get_by_label("Language").select_option("es")
        page.get_by_role("button", name="Guiar", exact=True).click(timeout=30_000)
        page.get_by_role("navigation", name="Salida rápida").get_by_role("link", name="Apoyo", exact=True).wait_for()
        assert (beside(page, "Apoyo", "support.html"), beside(page, "Salir de esta página", "exit.html")) == (
            "es",
            "es",
        )
        assert page.evaluate("document.activeElement.textContent") == "Guiar"
        page.get_by_role("button", name="Empezar el encuentro").click()
        stage = page.get_by_role("link", name="Pantalla de la sala")
        stage.wait_for(timeout=90_000)
        phones = page.locator(".aw-phones bdi").inner_text()
        assert page.locator(".aw-code svg").count() == 1
        assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
        assert 'lang="es"' in urllib.request.urlopen(phones).read().decode()
        for way in ("voila/render/home.ipynb", "home.ipynb", "api/kernels", "voila/"):
            with pytest.raises(urllib.error.HTTPError, match="404"):
                urllib.request.urlopen(f"{phones}{way}")
        page.get_by_role("button", name="Terminar", exact=True).click()
        page.get_by_role("button", name=re.compile("Empezar el encuentro|Seguir")).wait_for(timeout=60_000)
        until(lambda: not any("serve" in listed(one) for one in door.family()), 30)
        page.get_by_role("button", name="Después", exact=True).click()
        page.get_by_text("No se guarda nada").wait_for(timeout=60_000)
        page.goto("about:blank")  # a page whose server ends complains


@pytest.mark.prove
def test_everything_it_started_goes_with_it_even_when_it_is_killed(tmp_path: Path) -> None:
    with front_door(tmp_path, *OPEN) as opened:
        family = until(opened.family)
        opened.process.send_signal(signal.SIGKILL)
        until(lambda: gone(family), 60)


@pytest.mark.prove
def test_a_job_ends_when_whoever_began_it_is_killed(tmp_path: Path) -> None:
    begin = (
        "import sys; from afterwave.launch.jobs import Job\n"
        "def ready(_): print(flush=True)\n"
        f"job = Job(['serve', '--host', '127.0.0.1', '--json', '--database', 'sqlite:///{tmp_path / 's.sqlite'}'], "
        f"env={{}}, ready=ready)\n"
        "print(job._process.pid, flush=True); sys.stdin.read()"
    )
    process = subprocess.Popen([sys.executable, "-c", begin], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        job = psutil.Process(int(process.stdout.readline()))
        process.stdout.readline()
        family = [job, *job.children(recursive=True)]
    finally:
        process.kill()
        process.communicate()
    until(lambda: gone(family), 30)
