"""One table says which view shows which block."""

from __future__ import annotations

import pytest

from afterwave.content.blocks import DIRECTIVES
from afterwave.content.load import load
from afterwave.content.views import TABLE, View, shown, steps
from content_folder import Folder


def test_the_table_names_every_kind_of_block() -> None:
    assert set(TABLE) == {*DIRECTIVES, "prose"}


def test_notes_are_shown_to_the_facilitator_and_never_on_the_stage() -> None:
    assert set(TABLE["notes"]) == {View.CONSOLE, View.PRINT}


@pytest.mark.parametrize("kind", [kind for kind, views in TABLE.items() if View.STAGE in views and kind != "card-builder"])
def test_the_console_knows_every_step_of_the_stage_so_that_notes_stay_with_theirs(kind: str) -> None:
    assert View.CONSOLE in TABLE[kind]


def test_the_stage_walks_through_slides_prompts_discussions_and_polls(folder: Folder) -> None:
    walk = steps(load(folder.path).section("brewing"))
    assert [block.kind for block in walk] == ["slide", "prompt", "discuss", "poll"]


def test_a_reader_sees_prose_and_evidence_and_no_slide(folder: Folder) -> None:
    kinds = [block.kind for block, _ in shown(load(folder.path).section("brewing"), View.READER)]
    assert kinds == ["prose", "prose", "evidence", "prompt", "discuss", "poll"]
