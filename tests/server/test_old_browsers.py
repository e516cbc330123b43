"""The scripts that phones and the static site get ask nothing of a browser that the oldest ones in docs/phones.md
lack.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from afterwave.content.places import kit
from afterwave.server.assets import LAZY, SCRIPTS, WIDGETS, assets
from afterwave.server.site.build import build
from kit_workshop import kit_workshop
from scripts import SETTINGS, linted

PLANTED = {
    "AbortSignal.timeout(5)": "no-restricted-properties",
    "structuredClone({})": "compat/compat",
    "[1].toSorted()": "compat/compat",
    "class A { static { using x = 1; } }": None,
}


def found(scripts: Path) -> dict[str, list[str | None]]:
    """Return the rules that each script of a folder breaks, by its name; None stands for words that the language did
    not have yet.
    """
    return {
        Path(name).name: [rule for rule, _ in broken]
        for name, broken in linted(scripts, "eslint.config.mjs", "shipped").items()
    }


@pytest.mark.lint
def test_no_shipped_script_needs_more_than_the_oldest_browsers_have(tmp_path: Path) -> None:
    workshop, shipped = kit_workshop(), tmp_path / "shipped"
    build(workshop, tmp_path / "site")
    files = assets([workshop])
    shipped.mkdir()
    for name in (*SCRIPTS, *LAZY, *WIDGETS):
        (shipped / f"{name}.js").write_text(files.text(f"{name}.js"), "utf-8")
    for number, script in enumerate((tmp_path / "site").rglob("*.js")):
        (shipped / f"site-{number}-{script.name}").write_bytes(script.read_bytes())
    broken = found(tmp_path)
    assert len(broken) > len(SCRIPTS) + len(LAZY) + len(WIDGETS)
    assert {name: rules for name, rules in broken.items() if rules} == {}


@pytest.mark.lint
def test_what_an_old_browser_lacks_is_found(tmp_path: Path) -> None:
    (tmp_path / "shipped").mkdir()
    for number, script in enumerate(PLANTED):
        (tmp_path / "shipped" / f"{number}.js").write_text(script, "utf-8")
    assert found(tmp_path) == {f"{number}.js": [rule] for number, rule in enumerate(PLANTED.values())}


def test_the_page_on_browsers_names_the_oldest_that_scripts_are_held_to() -> None:
    held = dict(re.findall(r'"(safari|chrome|firefox) ([\d.]+)"', (SETTINGS / "eslint.config.mjs").read_text("utf-8")))
    said = (kit("content").parent / "docs/phones.md").read_text("utf-8")
    assert f"Safari {held['safari']}, Chrome {held['chrome']} and Firefox {held['firefox']}" in said
