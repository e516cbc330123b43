"""Where the scripts that browsers get lie, and the tools of Node that read them."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from afterwave.content.places import kit

ROOT = kit("content").parent
TOOLS = ROOT / ".venv/browsers/node_modules"
SETTINGS = Path(__file__).parent / "browsers"
_ERROR = re.compile(r"^(?P<file>[^\s(]+)\((?P<place>\d+,\d+)\): error (?P<words>.*)$", re.MULTILINE)


def tool(path: str) -> Path:
    """Return a tool of Node by its path below `node_modules`; where there is none the test is skipped, but not in
    `.ci/run`.
    """
    if shutil.which("node") is None or not (TOOLS / path).exists():
        if os.environ.get("AFTERWAVE_SCRIPTS") == "needed":
            pytest.fail(f"no Node, or no {path}: `make lint` installs it where npm is")
        pytest.skip("no Node, or no linter: `make lint` installs it where npm is, and these tests run")
    return TOOLS / path


def type_errors(project: Path) -> dict[str, list[str]]:
    """Return what TypeScript says of the scripts that a `tsconfig.json` names, by the file's name; what it says of no
    file stands under ''.
    """
    call: list[str | Path] = ["node", tool("typescript/bin/tsc"), "--project", project, "--pretty", "false"]
    done = subprocess.run(call, cwd=project.parent, capture_output=True, text=True, check=False)
    found: dict[str, list[str]] = {}
    for error in _ERROR.finditer(done.stdout):
        found.setdefault(error["file"], []).append(f"{error['place']}: {error['words']}")
    if done.returncode and not found:
        found[""] = [done.stdout + done.stderr]
    return found


def linted(folder: Path, settings: str, *files: str) -> dict[str, list[tuple[str | None, str]]]:
    """Return the rules that scripts of a folder break, each with its words, by the file's name; None stands for what is
    no JavaScript of the year asked for.
    """
    eslint = tool("eslint/bin/eslint.js")
    shutil.copy(SETTINGS / settings, folder)
    (folder / "node_modules").symlink_to(TOOLS)
    call: list[str | Path] = [
        "node",
        eslint,
        "-c",
        settings,
        "--format",
        "json",
        "--no-inline-config",
        "--no-ignore",
        *files,
    ]
    done = subprocess.run(call, cwd=folder, capture_output=True, text=True, check=False)
    assert done.stdout, done.stderr
    return {
        str(Path(one["filePath"]).relative_to(folder.resolve())): [
            (each["ruleId"], each["message"]) for each in one["messages"]
        ]
        for one in json.loads(done.stdout)
    }


def unformatted(folder: Path) -> list[str]:
    """Return the scripts of a folder that the formatter would write another way."""
    call: list[str | Path] = [
        "node",
        tool("prettier/bin/prettier.cjs"),
        "--config",
        ROOT / ".prettierrc.json",
        "--list-different",
        "{src,share}/**/*.js",
    ]
    done = subprocess.run(call, cwd=folder, capture_output=True, text=True, check=False)
    assert not done.stderr, done.stderr
    return done.stdout.split()
