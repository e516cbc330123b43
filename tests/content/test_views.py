"""One table says which view shows which block, and asks each view for the function that draws it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from afterwave.content.blocks import KINDS
from afterwave.content.load import load
from afterwave.content.registry import HalfAdded, complete
from afterwave.content.views import OWN, TABLE, WORDS, View, all_drawn, blocks_for, kinds, reading_minutes, steps
from content_folder import Folder
from kit_workshop import kit_workshop

DRAWN_IN = {
    View.READER: {"presenter.reader": "WAYS in presenter/reader.py", "server.macros": "PAGE in server/macros.py"},
    View.STAGE: {
        "presenter.scenes": "STEPS in presenter/scenes.py",
        "widgets.stage": "STEPS in widgets/step.js",
        "server.macros": "FOLLOW in server/macros.py",
        "paper.slides": "BLOCKS in paper/slides.py",
    },
    View.HANDOUT: {"paper.handouts": "BLOCKS in paper/handouts.py"},
    View.RUN_SHEET: {"paper.run_sheet": "BLOCKS in paper/run_sheet.py"},
    View.GUIDE: {"content.cards": "ASKED in content/cards.py"},
    View.REFERENCES: {"paper.references": "paper/references.py"},
    View.CARD: {"paper.card": "paper/card.py"},
    View.CONSOLE: {"presenter.scenes": "BESIDE in presenter/scenes.py"},
}
"""Where each view is drawn: the module, and what it is called where a kind is missing there."""

ADDED = """
import sys
from importlib import import_module
for view, *modules in {asked!r}:
    for module in modules:
        for name in [name for name in sys.modules if name.startswith("afterwave")]:
            del sys.modules[name]
        views = import_module("afterwave.content.views")
        views.TABLE["unheard-of"] = {{view: views.OWN}}
        try:
            import_module("afterwave." + module)
        except Exception as error:
            print(error)
        else:
            print(module, "did not notice")
"""


def test_the_table_names_every_kind_of_block() -> None:
    assert set(TABLE) == set(KINDS)


def test_notes_are_shown_to_the_facilitator_and_never_on_the_stage() -> None:
    assert set(TABLE["notes"]) == {View.CONSOLE, View.RUN_SHEET, View.GUIDE}


@pytest.mark.parametrize("kind", [kind for kind, views in TABLE.items() if View.STAGE in views])
def test_the_console_knows_every_step_of_the_stage_so_that_notes_stay_with_theirs(kind: str) -> None:
    assert View.CONSOLE in TABLE[kind]


def test_the_stage_walks_through_slides_prompts_discussions_and_polls(folder: Folder) -> None:
    walk = steps(load(folder.path).section("brewing"))
    assert [block.kind for block in walk] == ["slide", "prompt", "discuss", "poll"]


def test_a_reader_sees_prose_and_evidence_and_no_slide(folder: Folder) -> None:
    seen = [block.kind for block in blocks_for(load(folder.path).section("brewing"), View.READER)]
    assert seen == ["prose", "prose", "evidence", "prompt", "discuss", "poll"]


def test_what_a_view_shows_as_words_alone_needs_no_function() -> None:
    assert "slide" in kinds(View.STAGE, WORDS)
    assert "slide" not in kinds(View.STAGE, OWN)
    all_drawn("here", View.STAGE, kinds(View.STAGE, OWN))


def test_a_table_that_lacks_a_kind_says_which_and_where() -> None:
    with pytest.raises(
        HalfAdded, match=r'^WAYS in reader\.py lacks "poll", "prose"\. The recipes in docs/architecture\.md'
    ) as found:
        complete("WAYS in reader.py", {"prompt": 1}, {"prompt", "prose", "poll"})
    assert found.value.missing == ("poll", "prose")


def test_a_table_that_draws_what_nobody_shows_says_so() -> None:
    with pytest.raises(HalfAdded, match='has "unheard-of", which nothing asks for'):
        all_drawn("here", View.HANDOUT, {*kinds(View.HANDOUT, OWN), "unheard-of"})


def test_a_kind_that_a_view_shows_and_nobody_draws_is_told_when_the_program_is_imported() -> None:
    asked = [(str(view), *modules) for view, modules in DRAWN_IN.items()]
    done = subprocess.run([sys.executable, "-c", ADDED.format(asked=asked)], capture_output=True, text=True, check=True)
    told = [line.partition(" lacks ")[0] for line in done.stdout.splitlines()]
    assert told == [where for modules in DRAWN_IN.values() for where in modules.values()]
    assert set(DRAWN_IN) == set(View)


def test_a_step_that_the_console_does_not_know_is_told_when_the_program_is_imported() -> None:
    code = (
        "from afterwave.content import views as v; v._notes_stay_with_their_step({'unheard-of': {v.View.STAGE: v.OWN}})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert 'HalfAdded: TABLE in content/views.py, for the console, lacks "unheard-of"' in done.stderr


def test_a_readers_minutes_are_those_of_reading_and_not_a_groups() -> None:
    read = {section.slug: reading_minutes(section) for section in kit_workshop().sections}
    words = sum(len(block.text.split()) for block in blocks_for(kit_workshop().section("care"), View.READER))
    assert (read["care"], min(read.values()) >= 1) == (-(-words // 200), True)
    assert sum(read.values()) < 60
