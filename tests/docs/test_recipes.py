"""The recipes of docs/architecture.md, followed to the letter on a copy of the kit."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from docs_text import ROOT, Fence, fences
from enumeration import daily

PAGE = ROOT / "docs/architecture.md"
PLACE = re.compile(
    r"^(?:#|//|/\*|\{#) (?P<file>src/\S+?)(?:, (?P<where>above|in|at the end)(?: (?P<name>[\w-]+))?(?P<instead> "
    r"instead)?)?(?: (?:\*/|#\}))?\n"
)


def follow(recipe: Fence, copy: Path) -> None:
    """Do what a block of code says in its first line: above a name, in a table, at the end of a file, or as a file of
    its own.

    What stands in a table "instead" takes the place of the line that begins with the same word.
    """
    place = PLACE.match(recipe.text)
    assert place, recipe.text
    file, text = copy / place["file"], recipe.text[place.end() :]
    if place["where"] is None:
        assert not file.exists()
        file.write_text(text)
        return
    before = file.read_text("utf-8")
    if place["instead"]:
        first = re.escape(text.split(":")[0])
        assert re.search(rf"^{first}:.*\n", before, re.MULTILINE), first
        before = re.sub(rf"^{first}:.*\n", "", before, flags=re.MULTILINE)
    name = place["name"]
    at = len(before) if name is None else re.search(rf"^ *(?:export )?(?:const )?{name}\b.*\n", before, re.MULTILINE)
    where = at if isinstance(at, int) else (at.end() if place["where"] == "in" else at.start()) if at else -1
    assert where >= 0, f"{file} has no {name}"
    file.write_text(
        f"{before[:where]}{text}\n{before[where:]}"
        if place["where"] == "above"
        else before[:where] + text + before[where:]
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Give a copy of the kit that a recipe may be followed on.

    What Python has compiled comes along, with its times: of each copy, it compiles only what a recipe changes.
    """
    for folder in ("src", "content", "share", "notebooks", "facilitator_guide"):
        # Not what another test is just compiling, which gets its name when it is whole.
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("*.pyc.*"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def run(copy: Path, *args: str) -> subprocess.CompletedProcess[str]:
    there = {**os.environ, "PYTHONPATH": str(copy / "src")}
    return subprocess.run([sys.executable, *args], cwd=copy, env=there, capture_output=True, text=True, check=False)


def python(copy: Path, *args: str) -> str:
    done = run(copy, *args)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


QUOTE = [fence for fence in fences(PAGE) if "uote" in fence.text and fence.language != "markdown"]
(SPLIT,) = [place for place, fence in enumerate(QUOTE) if "instead" in fence.text.partition("\n")[0]]

SHOWN = """
from pathlib import Path
from jinja2 import ChainableUndefined
from afterwave.content.load import load
from afterwave.content.views import View, blocks_for, steps
from afterwave.paper.handouts import handouts
from afterwave.paper.run_sheet import run_sheet
from afterwave.paper.slides import slides
from afterwave.presenter.reader import Reader
from afterwave.presenter.scenes import console_sections, stage_sections
from afterwave.server.templating import templates
from afterwave.session.state import State
from afterwave.widgets.console import Console
from afterwave.widgets.stage import Stage

workshop = load(Path("content"))
section = workshop.section("closing")
workshop = workshop.model_copy(update={"sections": (section,)})  # the others take their time
(block,) = [block for block in steps(section) if block.kind == "quote"]
page = templates(workshop)
page.undefined = ChainableUndefined  # a page's other facts are none of this test's
facts = {"workshop": workshop, "url": lambda *_, **__: "#", "asset": str}
facts |= {"alone": False, "shared_origin": False, "box": False, "editions": {}}
facts |= {"state": {"ended": False, "calm": False}, "status": None, "picture": None}
facts |= {"here": "", "section": section, "step": block}
facts |= {"blocks": blocks_for(section, View.READER), "before": None, "after": None}
seen = {
    "page": page.get_template("read.html").render(facts),
    "notebook": Reader(workshop, section)._view(block).data,
    "phone": page.get_template("follow.html").render(facts),
    "stage": str(stage_sections(workshop)),
    "console": str(console_sections(workshop)),
    "handout": str(handouts(workshop).facts),
    "slides": str(slides(workshop).facts),
    "run sheet": str(run_sheet(workshop, 150).facts),
}
print(*(name for name, words in seen.items() if "First tea, then talk." in words), sep=", ")
print(*(name for name, words in seen.items() if "an old neighbour" in words), sep=", ")
print("step.by" in str(Stage._esm), "step.by" in str(Console._esm))
"""


def write_a_quote(copy: Path) -> str:
    """Write the recipe's quotation into the last section of the copy, and return what was written."""
    (written,) = [fence.text for fence in fences(PAGE) if fence.language == "markdown"]
    with (copy / "content/en/closing.md").open("a") as section:
        section.write(f"\n{written}")
    return written


def test_the_recipe_for_a_block_of_words_gives_one_that_every_view_shows(copy: Path) -> None:
    for fence in QUOTE[:SPLIT]:
        follow(fence, copy)
    write_a_quote(copy)
    shown, named, drawn = python(copy, "-c", SHOWN).splitlines()
    assert (shown, named, drawn) == ("page, notebook, phone, stage, console, slides, run sheet", "", "False False")


def test_a_block_made_by_the_recipe_tells_its_author_what_is_missing(copy: Path) -> None:
    for fence in QUOTE[:SPLIT]:
        follow(fence, copy)
    with (copy / "content/en/closing.md").open("a") as section:
        section.write("\n:::{quote} a-cup\nFirst tea.\n:::\n")
    code = "from afterwave.content.load import load; from pathlib import Path; load(Path('content'))"
    done = run(copy, "-c", code)
    assert re.search(r"closing\.md:\d+: quote \"a-cup\".*by", done.stderr)


@pytest.mark.prove
def test_the_recipe_for_a_block_of_its_own_gives_one_that_every_view_draws(copy: Path) -> None:
    for fence in QUOTE:
        follow(fence, copy)
    write_a_quote(copy)
    shown, named, drawn = python(copy, "-c", SHOWN).splitlines()
    everywhere = "page, notebook, phone, stage, console, handout, slides"
    assert (shown, named, drawn) == (f"{everywhere}, run sheet", everywhere, "True True")


LEAN = [fence for fence in fences(PAGE) if "lean" in fence.text]

EVENING = """
import sys
from pathlib import Path
sys.path[:0] = TESTS

from afterwave.content.load import load
from afterwave.poll.errors import BadBallot
from afterwave.paper.summary import markdown
from afterwave.poll.ballot import cast
from afterwave.poll.disclosure import coarser, floor
from afterwave.poll.engine import connect
from afterwave.poll.store import Store
from afterwave.poll.tickets import issue
from afterwave.presenter.console import outlook_words
from afterwave.presenter.scenes import polls
from afterwave.rehearsal.temperament import temperaments
from afterwave.rehearsal.wire import Form
from afterwave.server.ballots import picture_of
from afterwave.server.templating import templates
from test_certainty import certainties, ours

workshop = load(Path("content"))
poll = workshop.poll("mood")
page = templates(workshop)

store = Store(connect("sqlite:///" + str(Path("evening.db").resolve())))
store.prepare()
status = store.open(poll, people=12)
form = Form(page.get_template("forms.html").module.one(poll))
print("form", form.options, form.many)
people = temperaments(40, 7, 60)
chosen = [person.chooses("mood", form.options, many=form.many) for person in people]
print("rehearsal", {len(options) for options in chosen})
try:
    cast(poll, "t", ["low", "high"])
except BadBallot as error:
    print("cast", error)
answers = ["low"] * 2 + ["calm"] * 4 + ["high"] * 6
ballots = [cast(poll, issue(store.ticket_key, poll.id), [option]) for option in answers]
print("counted", {outcome.name for outcome in store.commit(ballots)})
store.close(poll.id)
status = store.reveal(poll.id)
print("outlook", outlook_words("lean", 12, 2))
print("release", [(cell.options, cell.band, cell.count) for cell in status.release.shown])
print("stage", polls(workshop, {"mood": status})["mood"]["release"]["shown"][0]["labels"])
drawn = page.get_template("parts.html").module.drawn(picture_of(poll, status))
print("phone", "6 together" in drawn, drawn.count('class="tide'))
print("paper", [line for line in markdown(workshop, {"mood": status}).splitlines() if line.startswith("- ")])
print("beside", coarser(status.release, status.release)[0] == status.release)
groups = [(insiders, n) for insiders in (1, 2) for n in range(floor(insiders), 11)]
certain = [certainties(ours("lean", n, insiders), n, 3, insiders) for insiders, n in groups]
print("certain", sum(certain, []))
"""

MOOD = """
mood:
  kind: lean
  question: How is it now?
  options: [{id: low, label: Low}, {id: calm, label: Calm}, {id: high, label: High}]
"""


@pytest.mark.prove
def test_the_recipe_for_a_kind_of_poll_gives_one_that_is_cast_released_drawn_and_rehearsed(copy: Path) -> None:
    for fence in LEAN:
        follow(fence, copy)
    with (copy / "content/en/polls.yaml").open("a") as asked:
        asked.write(MOOD)
    assert "lean" in (copy / "src/afterwave/example/en/polls.yaml").read_text("utf-8")
    told = python(copy, "-c", EVENING.replace("TESTS", repr([str(ROOT / "tests" / "poll"), str(ROOT / "tests")])))
    assert told.splitlines() == [
        "form ['low', 'calm', 'high'] False",
        "rehearsal {1}",
        'cast The poll "mood" takes exactly one choice.',
        "counted {'COUNTED'}",
        "outlook If all 12 answer: how many lean to either end, where each end has 4 to 8 people.",
        "release [(('low', 'calm'), 'pooled', 6), (('high',), 'exact', 6)]",
        "stage ['Low', 'Calm']",
        "phone True 2",
        "paper ['- Low or Calm: 6 together', '- High: 6']",
        "beside True",
        "certain []",
    ]


HALVES = {
    2: 'RULES in poll/disclosure.py lacks "lean"',
    4: 'widgets/own_labels.py lacks "poll_kind_lean"',
    5: 'widgets/screen_labels.py lacks "outlook_lean"',
}
"""How many of the recipe's steps were done, and what is told then."""


@pytest.mark.parametrize("done", daily(HALVES, [2]))
def test_a_kind_of_poll_added_by_half_is_told_before_anything_opens(copy: Path, done: int) -> None:
    for fence in LEAN[:done]:
        follow(fence, copy)
    opened = run(copy, "-m", "afterwave", "poll", "--database", f"sqlite:///{copy}/evening.db", "open", "care")
    assert (HALVES[done] in opened.stderr, "Traceback" in opened.stderr, opened.returncode) == (True, False, 1)
    assert not (copy / "evening.db").exists()


# Seconds: the copy's own code is read, not the kit's, so that each of its two commands begins cold; one makes a site.
@pytest.mark.prove
def test_the_recipe_for_a_widget_gives_one_that_notebooks_and_phones_can_load(copy: Path) -> None:
    for fence in fences(PAGE):
        if "andle" in fence.text:
            follow(fence, copy)
    named = [
        ("server/assets.py", 'WIDGETS = ("', 'WIDGETS = ("candle", "'),
        ("widgets/reader_labels.py", '    "card": CARD,\n', '    "card": CARD,\n    "candle": CANDLE,\n'),
    ]
    for name, old, new in named:
        file = copy / "src/afterwave" / name
        assert old in file.read_text("utf-8")
        file.write_text(file.read_text("utf-8").replace(old, new, 1))
    code = (
        "from afterwave.widgets.candle import Candle; one = Candle(); print(one.labels['lit'], 'render' in "
        "str(one._esm), 'aw-candle' in str(one._css))"
    )
    assert python(copy, "-c", code).strip() == "A candle is lit. True True"
    python(copy, "-m", "afterwave", "site", "pages")
    assert any("aw-candle" in file.read_text("utf-8") for file in (copy / "pages").rglob("candle*.js"))


KINDS = """
from collections import Counter
from pathlib import Path
from afterwave.content.cards import notes_of
from afterwave.content.load import load
workshop = load(Path("content"), "pl")
print(dict(Counter(note for section in workshop.sections for _, note, _ in notes_of(section, workshop.speech))))
"""


def name_the_parts(folder: Path, names: dict[str, str]) -> None:
    """Translate what begins the parts of the facilitator's notes, in a language's catalogue and in its sections."""
    catalogue = folder / "messages.po"
    for english, words in names.items():
        message = f'msgid "{english}"\nmsgstr "'
        assert f'{message}"' in catalogue.read_text("utf-8")
        catalogue.write_text(catalogue.read_text("utf-8").replace(f'{message}"', f'{message}{words}"'), "utf-8")
        for section in folder.glob("*.md"):
            section.write_text(section.read_text("utf-8").replace(f"**{english}.**", f"**{words}.**"), "utf-8")


# Seconds: six commands of the copy's own code, each begun cold, and one of them makes a site in all its languages.
@pytest.mark.prove
def test_the_recipe_for_a_language_gives_pages_in_it_and_english_where_words_are_missing(copy: Path) -> None:
    (title,) = [fence.text for fence in fences(PAGE) if fence.language == "yaml"]
    (copy / "content/pl").mkdir()
    (step,) = [fence.text for fence in fences(PAGE) if fence.text.startswith("cp ")]
    subprocess.run(["sh", "-c", step], cwd=copy, check=True)
    (copy / "content/pl/workshop.yaml").write_text(title, "utf-8")
    head = copy / "content/workshop.yaml"
    head.write_text(re.sub(r"languages: \[(.*?)\]", r"languages: [\1, pl]", head.read_text("utf-8")), "utf-8")
    (command,) = [fence.text for fence in fences(PAGE) if fence.text.startswith("afterwave check --messages")]
    python(copy, "-m", *command.split())
    assert "no mistakes" in python(copy, "-m", "afterwave", "check", "--language", "pl")
    in_english = python(copy, "-c", KINDS)
    name_the_parts(
        copy / "content/pl",
        {
            "Purpose": "Cel",
            "Say": "Powiedz",
            "Ask": "Zapytaj",
            "Watch for": "Uważaj na",
            "Include everyone": "Dla każdego",
        },
    )
    name_the_parts(copy / "content/pl", {"Instead": "Zamiast tego", "If short": "Gdy brak czasu"})
    assert "no mistakes" in python(copy, "-m", "afterwave", "check", "--language", "pl")
    assert (python(copy, "-c", KINDS), in_english.count(":")) == (in_english, 7)
    python(copy, "-m", "afterwave", "site", "pages")
    page = (copy / "pages/pl/index.html").read_text("utf-8")
    assert '<html lang="pl" dir="ltr">' in page
    assert "<title>Notatki</title>" in page
    assert "Polski" in (copy / "pages/en/index.html").read_text("utf-8")


def test_every_file_that_the_architecture_names_is_there() -> None:
    named = set(re.findall(r"`((?:[a-z]+)/[\w./]+)`", PAGE.read_text("utf-8")))
    made = {"content/pl/workshop.yaml", "content/pl/messages.po", "content/en"}
    places = [ROOT / "src/afterwave", ROOT]
    assert [
        name
        for name in sorted(named - made)
        if not any((place / name).exists() or (place / f"{name}.py").exists() for place in places)
    ] == []
