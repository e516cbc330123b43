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

PAGE = ROOT / "docs/architecture.md"
PLACE = re.compile(r"^(?:#|//|/\*) (?P<file>src/\S+?)(?:, (?P<where>above|in|at the end)(?: (?P<name>\w+))?)?(?: \*/)?\n")


def follow(recipe: Fence, copy: Path) -> None:
    """Do what a block of code says in its first line: above a name, in a table, at the end of a file, or as a file of its own."""
    place = PLACE.match(recipe.text)
    assert place, recipe.text
    file, text = copy / place["file"], recipe.text[place.end() :]
    if place["where"] is None:
        assert not file.exists()
        file.write_text(text)
        return
    before = file.read_text("utf-8")
    name = place["name"]
    at = len(before) if name is None else re.search(rf"^{name}\b.*\n", before, re.MULTILINE)
    where = at if isinstance(at, int) else (at.end() if place["where"] == "in" else at.start()) if at else -1
    assert where >= 0, f"{file} has no {name}"
    file.write_text(f"{before[:where]}{text}\n{before[where:]}" if place["where"] == "above" else before[:where] + text + before[where:])


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Give a copy of the kit that a recipe may be followed on."""
    for folder in ("src", "content", "share", "notebooks", "facilitator_guide"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def run(copy: Path, *args: str) -> subprocess.CompletedProcess[str]:
    there = {**os.environ, "PYTHONPATH": str(copy / "src")}
    return subprocess.run([sys.executable, *args], cwd=copy, env=there, capture_output=True, text=True, check=False)


def python(copy: Path, *args: str) -> str:
    done = run(copy, *args)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_recipe_for_a_block_gives_one_that_pages_and_stage_show(copy: Path) -> None:
    for fence in fences(PAGE):
        if fence.language == "python" and "uote" in fence.text:
            follow(fence, copy)
    (written,) = [fence.text for fence in fences(PAGE) if fence.language == "markdown"]
    with (copy / "content/en/closing.md").open("a") as section:
        section.write(f"\n{written}")
    assert "no mistakes" in python(copy, "-m", "afterwave", "check")
    python(copy, "-m", "afterwave", "site", "pages")
    assert "First tea, then talk." in (copy / "pages/en/read/closing.html").read_text("utf-8")
    code = "from afterwave.content.load import load; from afterwave.content.views import steps; from pathlib import Path\n"
    code += "print([block.kind for block in steps(load(Path('content')).section('closing'))])"
    assert "quote" in python(copy, "-c", code)


def test_a_block_made_by_the_recipe_tells_its_author_what_is_missing(copy: Path) -> None:
    for fence in fences(PAGE):
        if fence.language == "python" and "uote" in fence.text:
            follow(fence, copy)
    with (copy / "content/en/closing.md").open("a") as section:
        section.write("\n:::{quote} a-cup\nFirst tea.\n:::\n")
    code = "from afterwave.content.load import load; from pathlib import Path; load(Path('content'))"
    done = run(copy, "-c", code)
    assert re.search(r"closing\.md:\d+: quote \"a-cup\".*by", done.stderr)


def test_the_recipe_for_a_widget_gives_one_that_notebooks_and_phones_can_load(copy: Path) -> None:
    for fence in fences(PAGE):
        if "andle" in fence.text:
            follow(fence, copy)
    named = [
        ("server/assets.py", 'WIDGETS = ("', 'WIDGETS = ("candle", "'),
        ("widgets/words.py", '    "card": CARD,\n', '    "card": CARD,\n    "candle": CANDLE,\n'),
    ]
    for name, old, new in named:
        file = copy / "src/afterwave" / name
        assert old in file.read_text("utf-8")
        file.write_text(file.read_text("utf-8").replace(old, new, 1))
    code = "from afterwave.widgets.candle import Candle; one = Candle(); print(one.labels['lit'], 'render' in str(one._esm), 'aw-candle' in str(one._css))"
    assert python(copy, "-c", code).strip() == "A candle is lit. True True"
    python(copy, "-m", "afterwave", "site", "pages")
    assert any("aw-candle" in file.read_text("utf-8") for file in (copy / "pages").rglob("candle*.js"))


def test_the_recipe_for_a_language_gives_pages_in_it_and_english_where_words_are_missing(copy: Path) -> None:
    (title,) = [fence.text for fence in fences(PAGE) if fence.language == "yaml"]
    (copy / "content/pl").mkdir()
    (step,) = [fence.text for fence in fences(PAGE) if fence.text.startswith("cp ")]
    subprocess.run(["sh", "-c", step], cwd=copy, check=True)
    (copy / "content/pl/workshop.yaml").write_text(title, "utf-8")
    head = copy / "content/workshop.yaml"
    head.write_text(re.sub(r"languages: \[(.*?)\]", r"languages: [\1, pl]", head.read_text("utf-8")), "utf-8")
    assert "no mistakes" in python(copy, "-m", "afterwave", "check", "--language", "pl")
    python(copy, "-m", "afterwave", "site", "pages")
    page = (copy / "pages/pl/index.html").read_text("utf-8")
    assert '<html lang="pl" dir="ltr">' in page
    assert "<title>Notatki</title>" in page
    assert "Polski" in (copy / "pages/en/index.html").read_text("utf-8")


def test_every_file_that_the_architecture_names_is_there() -> None:
    named = set(re.findall(r"`((?:content|poll|session|server|presenter|widgets|paper|tests)/[\w./]+)`", PAGE.read_text("utf-8")))
    made = {"content/pl/workshop.yaml", "content/en"}
    places = [ROOT / "src/afterwave", ROOT]
    assert [name for name in sorted(named - made) if not any((place / name).exists() or (place / f"{name}.py").exists() for place in places)] == []
