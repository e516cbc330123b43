"""A start speaks the language of the system, as far as each shell can know it, and every terminal can show what it
says.
"""

from __future__ import annotations

import io
import json
import os
import re
import string
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from docs_text import ROOT

SAID = json.loads((ROOT / "share/start/words.json").read_text("utf-8"))
TOOLS = ("sh", "dirname", "uname", "sed")
NONE = {
    "en": "finds none on this machine",
    "es": "no lo encuentra en este equipo",
    "ar": "ولا يجده على هذا الجهاز",
}


def sentences() -> set[str]:
    """Return every sentence that the start's program says, as it stands in its own text."""
    source = "\n".join(path.read_text("utf-8") for path in (ROOT / "share/start").glob("*.py"))
    called = re.findall(r'(?:say|tell)\(\s*"((?:[^"\\]|\\.)*)"', source)
    named = re.findall(r"^[A-Z_]+ = (\([^)]*\)|\"(?:[^\"\\]|\\.)*\")$", source, re.MULTILINE)
    joined = ["".join(re.findall(r'"((?:[^"\\]|\\.)*)"', one)) for one in named]
    return {one.replace("\\n", "\n") for one in [*called, *joined] if " " in one}


def fields(sentence: str) -> set[str]:
    """Return the names that a sentence has places for."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("language", ["es", "ar"])
def test_every_sentence_of_a_start_is_said_in_each_language_with_the_same_facts(language: str) -> None:
    said = SAID[language]
    assert len(said) > 10
    assert set(said) == sentences()
    assert [one for one in said if fields(one) != fields(said[one])] == []
    assert [one for one, other in said.items() if one.count("\n") != other.count("\n")] == []


def no_python(folder: Path, tmp_path: Path, **env: str) -> str:
    """Return what the script says where there is no Python, for a system with these settings."""
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in TOOLS:
        (tools / name).symlink_to(f"/bin/{name}" if Path(f"/bin/{name}").exists() else f"/usr/bin/{name}")
    for name in [name for name in env if name.startswith("tool_")]:
        tool = tools / name.removeprefix("tool_")
        tool.unlink(missing_ok=True)
        tool.write_text(f"#!/bin/sh\n{env.pop(name)}\n", "utf-8")
        tool.chmod(0o755)
    script = folder / "start.sh"
    asked = re.sub(r"(?s)for python in .*?; do", "for python in python3; do", script.read_text("utf-8"))
    script.write_text(asked, "utf-8")
    call = ["/bin/sh", str(script)]
    settings = {"PATH": str(tools), **env}
    done = subprocess.run(call, env=settings, capture_output=True, check=False, stdin=subprocess.DEVNULL)
    assert (done.returncode, done.stderr) == (1, b"")
    return done.stdout.decode()


@pytest.mark.parametrize(
    ("settings", "language"),
    [
        ({"LANG": "es_MX.UTF-8"}, "es"),
        ({"LANG": "ar_EG.utf8"}, "ar"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LANGUAGE": "ar:es"}, "ar"),
        ({"LANG": "C.UTF-8", "LANGUAGE": "ar:es"}, "en"),
        ({"LANG": "es_ES.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, "en"),
        ({"LANG": "es_ES.UTF-8", "LC_ALL": "ar_SY.UTF-8"}, "ar"),
        ({"LANG": "es_ES"}, "en"),  # a terminal of Latin letters in an encoding of their own
        ({"LANG": "en_GB.UTF-8", "AFTERWAVE_LANGUAGE": "es"}, "es"),
        ({}, "en"),
    ],
)
def test_where_there_is_no_python_linux_is_told_so_in_its_own_language(
    unpacked: Path, tmp_path: Path, settings: dict[str, str], language: str
) -> None:
    said = no_python(unpacked, tmp_path, **settings)
    assert NONE[language] in said
    assert "sudo apt install python3 python3-venv" in said


@pytest.mark.parametrize("language", ["es", "ar", "en"])
def test_a_mac_is_asked_for_its_language_whatever_its_terminal_says(
    unpacked: Path, tmp_path: Path, language: str
) -> None:
    listed = f'printf \'(\\n    "{language}-001",\\n    "en-US"\\n)\\n\''
    said = no_python(unpacked, tmp_path, LANG="C", tool_uname="echo Darwin", tool_defaults=listed)
    assert NONE[language] in said
    assert "python.org" in said


def speech_in(language: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Return the words of a start, in a language."""
    monkeypatch.syspath_prepend(str(ROOT / "share/start"))
    monkeypatch.delitem(sys.modules, "speech", raising=False)  # another test's, out of a copy of the kit
    import speech  # noqa: PLC0415 - it lies on no path of the tests

    monkeypatch.setattr(speech, "SPOKEN", language)
    return speech  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("language", "encoding", "spoken"),
    [
        ("es", "utf-8", True),
        ("es", "cp850", True),
        ("ar", "utf-8", True),
        ("ar", "cp1252", False),
        ("es", "ascii", False),
    ],
)
def test_a_terminal_without_the_letters_is_spoken_to_in_english(
    language: str, encoding: str, spoken: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    speech, english = (
        speech_in(language, monkeypatch),
        next(one for one in SAID[language] if one.startswith("Only a part")),
    )
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding=encoding))
    assert speech.say(english) == (SAID[language][english] if spoken else english)


def test_windows_says_arabic_with_the_english_after_it_and_refuses_in_a_window_that_reads_from_the_right(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    speech, english = speech_in("ar", monkeypatch), "It broke off. Trying again, from where it was."
    monkeypatch.setattr(speech, "WINDOWS", True)
    speech.tell(english)
    assert capsys.readouterr().out == f"{SAID['ar'][english]}\n{english}\n"
    shown: list[Any] = []
    box = type("Box", (), {"MessageBoxW": staticmethod(lambda *told: shown.append(told))})
    library = type("Library", (), {"windll": type("Windll", (), {"user32": box})})
    monkeypatch.setitem(sys.modules, "ctypes", library)
    monkeypatch.setattr(speech.sys, "platform", "win32")
    speech.refuse("لا")
    assert [(told[1], bool(told[3] & 0x00100000)) for told in shown] == [("لا", True)]


def test_words_that_are_missing_around_an_older_copy_leave_the_english(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    speech = speech_in("es", monkeypatch)
    monkeypatch.setattr(speech, "WORDS", tmp_path / "words.json")
    assert speech.say("1 of 2. Packages found: {count}", count=3) == "1 of 2. Packages found: 3"


class Words(HTMLParser):
    """What the page says, by language."""

    def __init__(self) -> None:
        super().__init__()
        self.said: dict[str, str] = {}
        self.asked: list[str] = []
        self._in = "en"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = dict(attrs)
        if tag == "section":
            self._in = facts.get("lang") or "en"
        self.asked += [str(facts[name]) for name in ("src", "srcset") if name in facts] + ["link"] * (tag == "link")

    def handle_data(self, data: str) -> None:
        self.said[self._in] = self.said.get(self._in, "") + data


def test_the_page_for_windows_says_it_in_every_language_and_asks_nobody() -> None:
    page = Words()
    page.feed((ROOT / "share/start/python.html").read_text("utf-8"))
    assert set(page.said) == {"en", "es", "ar"}
    assert [one for one in page.said.values() if "Python" not in one or "Start.bat" not in one] == []
    assert page.asked == []


@pytest.mark.parametrize("language", ["es", "ar"])
def test_the_words_for_windows_are_plain_text_that_its_window_prints_as_it_stands(language: str) -> None:
    words = (ROOT / f"share/start/python.{language}.txt").read_text("utf-8")
    assert NONE[language] in words
    assert "python.org" in words
    assert not words.startswith("\ufeff")
    assert max(map(len, words.splitlines())) < 80


def test_no_line_of_a_start_is_broken_inside_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    speech, columns = speech_in("en", monkeypatch), 40
    monkeypatch.setattr("shutil.get_terminal_size", lambda: os.terminal_size((columns, 24)))
    told, typed = (
        "Setting up afterwave in this folder. It takes a few minutes.",
        f"    sudo apt install {'python3 ' * 5}",
    )
    lines = speech.folded(f"{told}\n{typed}").split("\n")
    assert max(map(len, lines[:2])) <= columns
    assert " ".join(lines[:2]) == told
    assert lines[2:] == [typed]  # a command is copied in one piece
