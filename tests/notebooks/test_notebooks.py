"""The notebooks are thin, hold what the content says now, and nothing of the machine that ran them."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from afterwave.content.places import kit
from afterwave.making.notebooks import dashboard, reader
from kit_workshop import kit_workshop

NOTEBOOKS = kit("notebooks")
WORKSHOP = kit_workshop()
SLUGS = [section.slug for section in WORKSHOP.sections]
ALL = [*SLUGS, "presenter", "facilitator", "home", "attack-your-own-poll", "support"]


def cells(name: str) -> list[dict[str, Any]]:
    cells: list[dict[str, Any]] = json.loads((NOTEBOOKS / f"{name}.ipynb").read_text("utf-8"))["cells"]
    return cells


def nbval(path: Path) -> subprocess.CompletedProcess[str]:
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "--nbval",
        "--nbval-current-env",
        str(path),
    ]
    env = {**os.environ, "PYTHONPATH": str(NOTEBOOKS.parent / "src")}
    return subprocess.run(command, cwd=NOTEBOOKS.parent, env=env, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("slug", SLUGS)
def test_a_notebook_names_every_block_a_reader_sees_in_order(slug: str) -> None:
    fresh = reader(WORKSHOP, WORKSHOP.section(slug))
    wanted = [(cell["id"], cell["source"]) for cell in fresh["cells"]]
    found = [(cell["id"], "".join(cell["source"])) for cell in cells(slug)]
    assert found == wanted, "run: make notebooks"


@pytest.mark.parametrize(("name", "kind"), [("presenter", "stage"), ("facilitator", "console"), ("home", "home")])
def test_a_dashboard_is_one_cell_of_code(name: str, kind: str) -> None:
    assert [cell["id"] for cell in cells(name)] == [cell["id"] for cell in dashboard(WORKSHOP, kind, "")["cells"]]


@pytest.mark.parametrize("name", ALL)
def test_code_is_collapsed_and_its_output_is_stored_for_nbval_to_compare(name: str) -> None:
    for cell in cells(name):
        if cell["cell_type"] == "code":
            assert cell["metadata"]["jupyter"] == {"source_hidden": True}
            assert cell["execution_count"]
            assert cell["outputs"]


def test_the_chart_is_stored_as_tables_and_as_words_without_markdowns_signs() -> None:
    (chart,) = [cell["outputs"][0]["data"] for cell in cells("opening") if cell["id"] == "chart-in-surveys"]
    assert "|---|---|" in "".join(chart["text/markdown"])
    assert not re.search(r"\||\*\*", "".join(chart["text/plain"]))
    assert "Women students: 222. " in "".join(chart["text/plain"])


@pytest.mark.parametrize("name", ALL)
def test_nothing_of_a_machine_or_of_a_widget_is_stored(name: str) -> None:
    text = (NOTEBOOKS / f"{name}.ipynb").read_text("utf-8")
    assert not re.search(r"0x[0-9a-f]{6}|/home/|/tmp/|ipykernel_|widget-view|widget-state|127\.0\.0\.1|https?://", text)


@pytest.mark.parametrize("name", ALL)
def test_the_title_in_a_browsers_history_is_discreet(name: str) -> None:
    metadata = json.loads((NOTEBOOKS / f"{name}.ipynb").read_text("utf-8"))["metadata"]
    assert metadata["title"] == WORKSHOP.discreet_title


@pytest.mark.parametrize("name", ALL)
def test_voila_is_told_the_template_that_asks_no_other_host(name: str) -> None:
    assert json.loads((NOTEBOOKS / f"{name}.ipynb").read_text("utf-8"))["metadata"]["voila"] == {
        "template": "afterwave"
    }


def test_the_ways_lead_from_each_section_to_its_neighbours() -> None:
    ways = {slug: re.findall(r"\((\w+)\.ipynb\)", "".join(cells(slug)[-1]["source"])) for slug in SLUGS}
    around = [None, *SLUGS, None]
    assert ways == {
        slug: [beside for beside in (around[place], around[place + 2]) if beside] for place, slug in enumerate(SLUGS)
    }


# Seconds: nbval is another pytest, with a kernel, and both begin cold.
@pytest.mark.prove
def test_nbval_really_compares_a_stored_output(tmp_path: Path) -> None:
    spoiled = tmp_path / "voice.ipynb"
    shutil.copy(NOTEBOOKS / "voice.ipynb", spoiled)
    told = json.loads(spoiled.read_text("utf-8"))
    prose = next(cell for cell in told["cells"] if "aw-prose" in cell["metadata"].get("tags", []))
    prose["outputs"][0]["data"]["text/markdown"][0] = "Something else.\n"
    spoiled.write_text(json.dumps(told), encoding="utf-8")
    ran = nbval(spoiled)
    assert [ran.returncode, "1 failed" in ran.stdout, "mismatch 'text/markdown'" in ran.stdout] == [1, True, True]
