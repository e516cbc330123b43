"""A poll of one's own: from a form to a file that `afterwave poll --file` takes, with the mistakes that content has."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from afterwave.content.places import EXAMPLE
from afterwave.errors import UnfitPoll
from afterwave.launch.choices import Choice
from afterwave.launch.evening_lock import hold_evening
from afterwave.launch.front_door import FrontDoor
from afterwave.launch.opening import session_at
from afterwave.launch.own_polls import BadForm, delete_poll, listed_polls, write_poll
from afterwave.launch.polls_alone import polls_alone
from afterwave.refusals import CannotWrite
from afterwave.session.own import FEW, MARKED, TWICE, UNWRITTEN

DRINKS = {"question": "What shall we drink?", "kind": "pick-one", "options": "Tea\n\n  Water \nNothing: thank you #1\n"}


@pytest.fixture
def door(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FrontDoor]:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr("afterwave.launch.front_door.last_choice", lambda: Choice(content=str(EXAMPLE)))
    front = FrontDoor(f"sqlite:///{tmp_path / 's.sqlite'}", browser=False)
    yield front
    front.stop()


def test_a_form_becomes_a_file_that_the_command_takes(tmp_path: Path) -> None:
    path = write_poll(DRINKS, tmp_path, content=EXAMPLE)
    with polls_alone(EXAMPLE, "", path) as workshop:
        (poll,) = workshop.polls.values()
    assert (path.name, poll.id, poll.kind) == ("what-shall-we-drink.yaml", "what-shall-we-drink", "pick-one")
    assert list(poll.labels().values()) == ["Tea", "Water", "Nothing: thank you #1"]


@pytest.mark.parametrize("question", ["ماذا نشرب؟", "?", "no", "2026", "yes: #1 {a}", "¿Café o té? 🍵", "a" * 300])
def test_any_words_make_a_poll_and_come_back_as_they_were_written(question: str, tmp_path: Path) -> None:
    path = write_poll(
        {"question": question, "kind": "scale", "options": "1\n2\nقليل\nكثير\nyes\n- no\nYes!"},
        tmp_path,
        content=EXAMPLE,
    )
    (entry,) = listed_polls(tmp_path)
    assert entry["questions"] == [question]
    assert entry["options"] == ["1", "2", "قليل", "كثير", "yes", "- no", "Yes!"]
    assert entry["path"] == str(path)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"options": "Tea"}, FEW),
        ({"options": "Tea\nWater\nTea"}, TWICE.format(number=3)),
        ({"question": "", "options": ""}, f"{UNWRITTEN} {FEW}"),
        ({"question": "Tea <b>now</b>?"}, MARKED),
        ({"kind": "rank"}, "what-shall-we-drink: kind"),
    ],
)
def test_a_form_with_mistakes_is_told_of_all_of_them_and_writes_nothing(
    changed: dict[str, str], told: str, tmp_path: Path
) -> None:
    with pytest.raises((BadForm, UnfitPoll)) as refused:
        write_poll({**DRINKS, **changed}, tmp_path, content=EXAMPLE)
    assert str(refused.value).startswith(told)
    assert list(tmp_path.iterdir()) == []


def test_a_page_hears_in_its_language_what_its_form_lacks(door: FrontDoor) -> None:
    door.answer({"do": "choose", "with": {"content": "", "language": "es"}})
    told = door.answer({"do": "save_poll", "with": {"question": "", "kind": "scale", "options": "Té"}})
    assert told["refusals"]["save_poll"] == [door.say(UNWRITTEN), door.say(FEW)] != [UNWRITTEN, FEW]


def test_a_second_poll_with_the_same_question_is_kept_beside_the_first(tmp_path: Path) -> None:
    assert [write_poll(DRINKS, tmp_path, content=EXAMPLE).name for _ in range(2)] == [
        "what-shall-we-drink.yaml",
        "what-shall-we-drink-2.yaml",
    ]


def test_a_poll_that_is_changed_keeps_its_file_its_hint_and_the_ids_of_what_stayed(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(
        "own:\n  kind: pick-any\n  question: Q\n  hint: H\n  options:\n  - {id: x, label: Tea}\n  - {id: y, label: "
        "Milk}\n"
    )
    write_poll({**DRINKS, "options": "Tea\nX"}, tmp_path, "mine.yaml", content=EXAMPLE)
    with polls_alone(EXAMPLE, "", file) as workshop:
        poll = workshop.poll("own")
    assert (poll.hint, poll.question, poll.labels()) == ("H", DRINKS["question"], {"x": "Tea", "x-2": "X"})
    assert [path.name for path in tmp_path.iterdir()] == ["mine.yaml"]


def test_a_name_from_the_page_reaches_no_file_outside_the_folder(door: FrontDoor, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text("own:\n  kind: scale\n  question: Q\n  options: [{id: a, label: A}, {id: b, label: B}]\n")
    before = other.read_bytes()
    door.answer({"do": "save_poll", "with": {**DRINKS, "over": "../../../other.yaml"}})
    door.answer({"do": "poll", "with": {"name": "../../../other.yaml"}})
    assert (other.read_bytes(), list(door.jobs)) == (before, [])


def test_the_list_names_files_with_polls_and_those_that_cannot_be_read(tmp_path: Path) -> None:
    write_poll(DRINKS, tmp_path, content=EXAMPLE)
    (tmp_path / "broken.yaml").write_text("a: [")
    (tmp_path / "letter.yaml").write_text("dear: somebody\n")
    (tmp_path / "notes.txt").write_text("x")
    found = {entry["name"]: entry["questions"] for entry in listed_polls(tmp_path)}
    assert found == {"broken.yaml": [], "what-shall-we-drink.yaml": ["What shall we drink?"]}


def test_a_folder_that_takes_no_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotWrite):
        write_poll(DRINKS, tmp_path / "file" / "polls", content=EXAMPLE)


def test_the_front_door_keeps_polls_where_it_was_told_to(door: FrontDoor, tmp_path: Path) -> None:
    door.answer({"do": "polls", "with": {"folder": f" {tmp_path / 'mine'} "}})
    refused = door.answer({"do": "save_poll", "with": {**DRINKS, "options": ""}})
    assert (refused["polls"]["saved"], len(refused["refusals"]["save_poll"])) == (0, 1)
    told = door.answer({"do": "save_poll", "with": DRINKS})
    assert (told["refusals"], told["polls"]["saved"], told["polls"]["last"]) == ({}, 1, "what-shall-we-drink.yaml")
    assert [entry["path"] for entry in told["polls"]["files"]] == [str(tmp_path / "mine" / "what-shall-we-drink.yaml")]


def begun(door: FrontDoor, monkeypatch: pytest.MonkeyPatch, *, already: bool = False) -> list[tuple[str, ...]]:
    """Let each command of a front door be ready at once, and return them as they come."""
    run: list[tuple[str, ...]] = []
    address = "http://127.0.0.1:1/"
    told = {"presenter": address, "facilitator": address, "participants": address, "already": already}

    def start(*words: str, ready: Callable[[dict[str, object]], None] | None = None) -> None:
        run.append(words)
        if ready:
            ready({**told})

    monkeypatch.setattr(door, "run", start)
    return run


def test_a_poll_runs_by_its_file_which_is_remembered_for_what_is_printed_and_kept(
    door: FrontDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = begun(door, monkeypatch)
    file = door.answer({"do": "save_poll", "with": DRINKS})["polls"]["files"][0]["path"]
    asks: list[dict[str, object]] = [
        {"do": "poll", "with": {"name": Path(file).name, "new": True}},
        {"do": "print", "with": {"kind": "summary"}},
        {"do": "forget"},
        {"do": "lead", "with": {"new": True}},
        {"do": "forget"},
    ]
    for asked in asks:
        door.answer(asked)
    named = [words[words.index("--file") + 1] if "--file" in words else "" for words in run]
    assert ([words[0] for words in run], named) == (
        ["poll", "print", "forget", "lead", "forget"],
        [file, file, file, "", ""],
    )
    assert "--new" in run[0]


def test_a_poll_is_deleted_and_no_other_file_is(tmp_path: Path) -> None:
    path = write_poll(DRINKS, tmp_path / "polls", content=EXAMPLE)
    other = tmp_path / "polls" / "notes.txt"
    other.write_text("mine", "utf-8")
    for name in ("notes.txt", "../polls/notes.txt", str(other), "gone.yaml", path.name, path.name):
        delete_poll(name, tmp_path / "polls")
    assert (path.exists(), other.read_text("utf-8")) == (False, "mine")


def test_a_poll_that_the_session_asked_is_kept_until_the_session_is_forgotten(
    door: FrontDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    door.answer({"do": "save_poll", "with": DRINKS})
    (entry,) = door.facts()["polls"]["files"]
    door.choose({"file": entry["path"]})
    workshop = door.workshop()
    assert workshop is not None
    with closing(session_at(door.url, workshop)) as session:
        session.go(workshop.sections[0].slug)
    told = door.answer({"do": "delete_poll", "with": {"name": entry["name"]}})
    assert "Forget the session" in told["refusals"]["delete_poll"][0]
    told = door.answer({"do": "save_poll", "with": {**DRINKS, "question": "Another?", "over": entry["name"]}})
    assert (told["refusals"]["save_poll"], told["polls"]["files"]) == (told["refusals"]["delete_poll"], [entry])
    monkeypatch.setattr(FrontDoor, "language", "es")
    refused = door.answer({"do": "delete_poll", "with": {"name": entry["name"]}})["refusals"]
    assert refused["delete_poll"][0].endswith("Borra antes la sesión, en «Después».")
    assert Path(entry["path"]).exists()
    door.choose({"file": ""})
    assert door.answer({"do": "delete_poll", "with": {"name": entry["name"]}})["polls"]["files"] == []


def test_each_poll_that_a_session_asked_is_kept_and_no_other(door: FrontDoor) -> None:
    for question in ("First?", "Second?", "Never asked?"):
        door.answer({"do": "save_poll", "with": {**DRINKS, "question": question}})
    first, never, second = door.facts()["polls"]["files"]
    door.choose({"file": second["path"]})  # the first one ran before it
    workshop = door.workshop()
    assert workshop is not None
    with closing(session_at(door.url, workshop)) as session:
        for entry in (first, second):
            with polls_alone(EXAMPLE, "", Path(entry["path"])) as alone:
                session.store.open(next(iter(alone.polls.values())))
    for entry in (first, second, never):
        door.answer({"do": "delete_poll", "with": {"name": entry["name"]}})
    assert door.facts()["polls"]["files"] == [first, second]


class Runs:
    """Stands for a poll that runs, and that nobody has opened yet."""

    state, alive, facts = "running", True, dict[str, str]()

    def as_dict(self) -> dict[str, object]:
        return {"state": self.state, "facts": self.facts, "told": ""}

    def stop(self) -> None:
        pass

    end = stop


def test_a_poll_that_runs_is_kept_before_anybody_opened_it(door: FrontDoor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "start_job", lambda *_, **__: Runs())
    for form in (DRINKS, {**DRINKS, "question": "Another?"}):
        door.answer({"do": "save_poll", "with": form})
    another, drinks = (entry["name"] for entry in door.facts()["polls"]["files"])
    door.answer({"do": "poll", "with": {"name": drinks}})
    # Another page's press starts nothing while this one runs.
    door.answer({"do": "poll", "with": {"name": another}})
    before = door.facts()["polls"]["files"]
    for asked in (
        {"do": "delete_poll", "with": {"name": drinks}},
        {"do": "save_poll", "with": {**DRINKS, "over": drinks}},
    ):
        told = door.answer(asked)
        assert ("Forget the session" in told["refusals"][asked["do"]][0], told["polls"]["files"]) == (True, before)
    monkeypatch.setattr(Runs, "alive", False)
    told = door.answer({"do": "delete_poll", "with": {"name": drinks}})
    assert [entry["name"] for entry in told["polls"]["files"]] == [another]


def test_a_poll_that_a_terminal_runs_is_kept_as_long(door: FrontDoor) -> None:
    door.answer({"do": "save_poll", "with": DRINKS})
    (entry,) = door.facts()["polls"]["files"]
    asked = {"do": "delete_poll", "with": {"name": entry["name"]}}
    with hold_evening(door.url) as told:
        told({"participants": "http://192.0.2.1/", "content": str(Path(entry["path"]).resolve())})
        assert "Forget the session" in door.answer(asked)["refusals"]["delete_poll"][0]
    assert door.answer(asked)["polls"]["files"] == []


@pytest.mark.parametrize(("new", "already"), [(False, False), (True, True)])
def test_an_evening_that_goes_on_with_a_session_keeps_the_words_of_its_poll(
    new: bool, already: bool, door: FrontDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    door.answer({"do": "save_poll", "with": DRINKS})
    (entry,) = door.facts()["polls"]["files"]
    door.choose({"file": entry["path"]})
    workshop = door.workshop()
    assert workshop is not None
    with closing(session_at(door.url, workshop)) as session:
        session.go(workshop.sections[0].slug)
    begun(door, monkeypatch, already=already)
    told = door.answer({"do": "lead", "with": {"new": new}})
    assert told["choice"]["file"] == entry["path"]


def test_an_evening_that_is_refused_leaves_the_session_the_words_of_its_poll(
    door: FrontDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    door.answer({"do": "save_poll", "with": DRINKS})
    (entry,) = door.facts()["polls"]["files"]
    door.choose({"file": entry["path"]})
    monkeypatch.setattr(door, "run", lambda *_, **__: None)
    assert door.answer({"do": "lead", "with": {"new": True}})["choice"]["file"] == entry["path"]
