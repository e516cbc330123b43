"""The tree that CONTRIBUTING draws is the tree that is there, and the floors that the docs tell of hold for imports."""

import re
import tomllib
from collections.abc import Iterable

from afterwave.content.places import kit

ROOT = kit("content").parent
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
TREE = CONTRIBUTING.split("src/afterwave/\n", 1)[1].split("tests/", 1)[0]
DRAWN = {line.split()[0].rstrip("/") for line in TREE.splitlines() if re.match(r"  \S", line)}


def test_every_room_is_drawn_and_no_room_that_is_not_there() -> None:
    package = ROOT / "src" / "afterwave"
    there = {folder.name for folder in package.iterdir() if folder.is_dir() and not folder.name.startswith("__")}
    assert {name for name in DRAWN if not name.endswith(".py")} == there


def test_every_module_that_is_drawn_is_there() -> None:
    package = ROOT / "src" / "afterwave"
    assert [name for name in DRAWN if name.endswith(".py") and not (package / name).is_file()] == []


def floors(lines: Iterable[str]) -> list[set[str]]:
    """Return the rooms on each floor; neighbours may be named in any order."""
    return [set(re.findall(r"\w+", line)) for line in lines]


FLOORS = floors(
    tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"][0]["layers"]
)


def test_the_picture_of_the_floors_is_what_imports_are_held_to() -> None:
    page = (ROOT / "docs/architecture.md").read_text("utf-8")
    picture = page.split("`lint-imports` proves it:\n\n```\n")[1].split("```")[0]
    assert floors(picture.splitlines()) == FLOORS


def test_the_floors_that_contributing_names_are_what_imports_are_held_to() -> None:
    named = CONTRIBUTING.split("`lint-imports` holds them there: ")[1].split(".")[0]
    assert floors(named.split(" > ")) == FLOORS
