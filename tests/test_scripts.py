"""Every script that a browser gets is read by TypeScript, strictly, and by ESLint."""

from __future__ import annotations

import re
import shutil
from itertools import pairwise
from pathlib import Path

import pytest

from scripts import ROOT, linted, type_errors, unformatted

pytestmark = pytest.mark.lint

FOLDERS = ("src/afterwave/widgets", "src/afterwave/server/static", "share/jupyter/labextensions/afterwave/static")

_EXPORT = re.compile(r"export (?!default \{)")


def copied(folder: Path) -> None:
    """Lay the scripts into an empty folder, as they lie in the repository."""
    for name in FOLDERS:
        shutil.copytree(
            ROOT / name, folder / name, ignore=lambda _, files: [file for file in files if not file.endswith(".js")]
        )


def test_types_hold_in_every_script() -> None:
    assert type_errors(ROOT / "tsconfig.json") == {}


def test_a_name_that_is_not_there_is_found(tmp_path: Path) -> None:
    settings = (ROOT / "tsconfig.json").read_text("utf-8").replace("./.venv", str(ROOT / ".venv"))
    (tmp_path / "tsconfig.json").write_text(settings, "utf-8")
    (tmp_path / FOLDERS[0]).mkdir(parents=True)
    (tmp_path / FOLDERS[0] / "one.js").write_text(
        "export const one = (/** @type {string} */ text) => text.lenght;\nexport const two = (some) => some;\n", "utf-8"
    )
    errors = type_errors(tmp_path / "tsconfig.json")[f"{FOLDERS[0]}/one.js"]
    assert [re.findall(r"TS\d+", error)[0] for error in errors] == ["TS2551", "TS7006"]


def test_scripts_keep_the_linters_rules_and_functions_fit_a_screen(tmp_path: Path) -> None:
    copied(tmp_path)
    broken = [(name, *each) for name, found in linted(tmp_path, "rules.config.mjs", *FOLDERS).items() for each in found]
    assert broken == []


def test_every_script_is_written_as_the_formatter_writes_it(tmp_path: Path) -> None:
    assert unformatted(ROOT) == [], "run: make format"
    (tmp_path / FOLDERS[0]).mkdir(parents=True)
    (tmp_path / FOLDERS[0] / "one.js").write_text("export const one = 'two'\n", "utf-8")
    assert unformatted(tmp_path) == [f"{FOLDERS[0]}/one.js"]


def test_what_the_linter_forbids_is_found(tmp_path: Path) -> None:
    (tmp_path / "some").mkdir()
    (tmp_path / "some" / "one.js").write_text(
        "export function one() {\n" + "  one();\n" * 60 + "}\nconst unused = 1;\n", "utf-8"
    )
    found = linted(tmp_path, "rules.config.mjs", "some")
    assert sorted(str(rule) for rule, _ in found["some/one.js"]) == ["max-lines-per-function", "no-unused-vars"]


def test_everything_that_a_script_exports_says_in_a_comment_what_it_is() -> None:
    scripts = [script for folder in FOLDERS for script in sorted((ROOT / folder).glob("*.js"))]
    lines = [
        (script.name, *pair) for script in scripts for pair in pairwise(["", *script.read_text("utf-8").split("\n")])
    ]
    assert [
        f"{name}: {line}" for name, before, line in lines if _EXPORT.match(line) and not before.endswith("*/")
    ] == []
