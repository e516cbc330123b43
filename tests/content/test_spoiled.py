"""Spoiled files and what is said of them, side by side in `spoiled.md`: a new case needs no Python."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from content_folder import FILES, Folder, written

FIXTURE = Path(__file__).with_name("spoiled.md")
CASE = re.compile(
    r"^## ([^\n]+)\n\nIn `([^\n]+)`:\n\n```diff\n(.*?)```\n\n```text\n(.*?)```$", re.DOTALL | re.MULTILINE
)
MORE = {
    "support.yaml": "- {country: GB, name: A listening line, number: 116 123, for: anyone}\n",
    "red-flags.yaml": "now: [You may hurt yourself.]\nsoon: [It hurts.]\n",
    "prevalence.yaml": (
        "p1: {who: cooks, n: 9, window: ever, measure: tea, percent: 3, source: potter1900, verified: true, chart: "
        "true}\n"
    ),
    "en/messages.po": """\
msgid ""
msgstr ""
"Language: en\\n"
"Plural-Forms: nplurals=2; plural=n != 1;\\n"

msgid "What is kept"
msgstr "What stays"

msgid "about {minutes} min"
msgstr "some {minutes} min"

msgid "{num} source"
msgid_plural "{num} sources"
msgstr[0] "one source"
msgstr[1] "{num} sources"

msgid "?|this list"
msgstr "? key|the list"
""",
}
TRANSLATED = {
    "workshop.yaml": FILES["workshop.yaml"].replace("[en]", "[en, pl]"),
    "pl/brewing.md": FILES["en/brewing.md"],
    "pl/polls.yaml": FILES["en/polls.yaml"],
}
CASES = [pytest.param(*case, id=title) for title, *case in CASE.findall(FIXTURE.read_text("utf-8"))]


def changed(folder: Folder, name: str, change: str) -> None:
    """Change a file as a diff says: `-` goes, `+` comes in its place; what has nothing to go is written whole."""
    old = "".join(f"{line[1:]}\n" for line in change.splitlines() if line.startswith("-"))
    new = "".join(f"{line[1:]}\n" for line in change.splitlines() if line.startswith("+"))
    if old:
        folder.replace(name, old, new)
    else:
        folder.write(name, new)


def as_windows_saves(folder: Path) -> None:
    """Give every file of a folder a byte order mark, and CRLF at the end of its lines."""
    for file in folder.rglob("*.*"):
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))


@pytest.mark.parametrize("saved", [lambda _: None, as_windows_saves], ids=["as written", "with CRLF and a BOM"])
@pytest.mark.parametrize(("name", "change", "said"), CASES)
def test_a_spoiled_file_is_told_in_these_words(
    tmp_path: Path, name: str, change: str, said: str, saved: Callable[[Path], None]
) -> None:
    language = "pl" if name.startswith("pl/") else ""
    folder = written(tmp_path / "content", FILES | MORE | (TRANSLATED if language else {}))
    changed(folder, name, change)
    saved(folder.path)
    assert (
        "\n".join(str(problem) for problem in folder.problems(language)).replace(f"{folder.path}/", "") + "\n" == said
    )


def test_every_case_in_the_fixture_is_read() -> None:
    assert len(CASES) == FIXTURE.read_text("utf-8").count("\n## ")
