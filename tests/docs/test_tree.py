"""The tree that CONTRIBUTING draws is the tree that is there."""

import re

from afterwave.content.places import kit

ROOT = kit("content").parent
TREE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("src/afterwave/\n", 1)[1].split("tests/", 1)[0]
DRAWN = {line.split()[0].rstrip("/") for line in TREE.splitlines() if re.match(r"  \S", line)}


def test_every_room_is_drawn_and_no_room_that_is_not_there() -> None:
    package = ROOT / "src" / "afterwave"
    there = {folder.name for folder in package.iterdir() if folder.is_dir() and not folder.name.startswith("__")}
    assert {name for name in DRAWN if not name.endswith(".py")} == there


def test_every_module_that_is_drawn_is_there() -> None:
    package = ROOT / "src" / "afterwave"
    assert [name for name in DRAWN if name.endswith(".py") and not (package / name).is_file()] == []
