"""Start.bat under Wine's cmd, as far as that reads and branches as Windows' own: languages, letters of paths, and who
is found.
"""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from docs_text import ROOT
from evening_process import until

NAME = "Ana's Übung & fertig! (1)"
"""Every letter that has broken a batch file but the percent sign, which Wine 8 reads a second time and Windows does
not.
"""
SUCCEEDS, FAILS = "lodctr.exe", "hostname.exe"
"""Programs of Wine's own that end well and badly, whatever they are asked: they stand for Pythons that fit and do
not.
"""
LANGUAGES = {
    "es-ES": ("no lo encuentra en este equipo", "haz doble clic en la carpeta nueva", "Está en python.org"),
    "ar-EG": ("ولا يجده على هذا الجهاز", "double-click in the new folder", "finds none on this machine"),
    "en-GB": ("finds none on this machine", "double-click in the new folder", "Get it from python.org"),
}
"""What is said without a Python, what without the rest of the kit, and what besides the former."""


class Machine:
    """A machine with Wine in the place of Windows."""

    def __init__(self, folder: Path) -> None:
        """Set it up in a folder, with a browser that only writes down what it is to open."""
        self.folder, self.opened, tools = folder, folder / "opened", folder / "tools"
        tools.mkdir()
        (tools / "xdg-open").write_text(f'#!/bin/sh\nprintf "%s\\n" "$1" >>"{self.opened}"\n')
        (tools / "xdg-open").chmod(0o755)
        drive = folder / "prefix"
        self.env = {**os.environ, "WINEPREFIX": str(drive), "WINEDEBUG": "-all", "LC_ALL": "C.UTF-8", "DISPLAY": ""}
        self.env["PATH"] = f"{tools}{os.pathsep}{os.environ['PATH']}"
        self.env.pop("AFTERWAVE_LANGUAGE", None)
        self.run("wineboot", "--init")
        self.programs = drive / "drive_c/windows/system32"

    def run(self, *words: str, folder: Path | None = None, **env: str) -> subprocess.CompletedProcess[str]:
        """Run a program of Windows, and wait until it ends."""
        call = ["wine", *words]
        return subprocess.run(
            call,
            cwd=folder or self.folder,
            env={**self.env, **env},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            check=False,
            timeout=300,
        )

    def speaks(self, language: str) -> None:
        """Choose the language of Windows' words."""
        key, kind = r"HKCU\Control Panel\Desktop", "REG_MULTI_SZ"
        done = self.run("reg", "add", key, "/v", "PreferredUILanguages", "/t", kind, "/d", language, "/f")
        assert done.returncode == 0

    def double_click(self, folder: Path, **env: str) -> tuple[int, str]:
        """Start what lies in a folder, and return how it ended and what it said."""
        done = self.run("cmd", "/c", r".\Start.bat", folder=folder, **env)
        return done.returncode, done.stdout


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    if shutil.which("wine") is None:
        pytest.skip("no Wine here (Debian: wine wine64)")
    here = Machine(tmp_path_factory.mktemp("windows"))
    if not (here.programs / SUCCEEDS).is_file():
        pytest.skip("this Wine cannot set a machine up here")
    yield here
    here.run("wineboot", "--kill")


def kit_in(folder: Path) -> Path:
    """Lay an unpacked kit's start into a folder of a troublesome name."""
    there = folder / NAME
    (there / "share").mkdir(parents=True)
    shutil.copytree(ROOT / "share/start", there / "share/start", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "Start.bat", there)
    return there


@pytest.mark.prove
def test_without_a_python_windows_is_told_so_in_its_language_and_shown_a_page(machine: Machine, tmp_path: Path) -> None:
    there, alone = kit_in(tmp_path), tmp_path / "alone"
    alone.mkdir()
    shutil.copy(ROOT / "Start.bat", alone)
    for language, (none, part, besides) in LANGUAGES.items():
        machine.speaks(language)
        machine.opened.unlink(missing_ok=True)
        code, said = machine.double_click(there)
        assert (code, none in said, besides in said) == (1, True, True), said
        until(
            lambda: machine.opened.is_file() and "/share/start/python.html" in machine.opened.read_text(), seconds=120
        )  # it waits for no browser
        code, said = machine.double_click(alone)
        assert (code, part in said) == (1, True), said


def page_of(text: str, label: str) -> str:
    """Return what a label of a batch file writes into a page, as cmd takes it."""
    (line,) = re.findall(rf"(?ms)^:{label}$.*?\.html\" echo ([^\n]*)$", text.replace("\r\n", "\n"))
    return str(line).replace("^", "")


@pytest.mark.parametrize("batch", ["Start.bat", "release/bundled/Start.bat"])
@pytest.mark.parametrize(("label", "words"), [("notunpacked", "استخراج الكل"), ("nofolder", "انسخوه إلى قرصكم")])
def test_half_an_archive_is_told_in_arabic_on_a_page_that_is_read_from_the_right(
    batch: str, label: str, words: str
) -> None:
    line = page_of((ROOT / batch).read_text("ascii"), label)
    assert "dir=rtl" in line
    assert words in html.unescape(line)
    assert '"' not in line  # in which cmd would take no letter back


@pytest.mark.prove
@pytest.mark.parametrize("batch", ["Start.bat", "release/bundled/Start.bat"])
def test_half_an_archive_opens_that_page_where_windows_speaks_arabic_and_no_other(
    machine: Machine, tmp_path: Path, batch: str
) -> None:
    alone = tmp_path / NAME
    alone.mkdir()
    kept = "\n".join(line for line in (ROOT / batch).read_text("ascii").splitlines() if '.html" del ' not in line)
    (alone / "Start.bat").write_text(kept + "\n", "ascii", newline="\r\n")
    drive, wanted = Path(machine.env["WINEPREFIX"]), page_of(kept, "notunpacked")
    for language, (_, part, _) in LANGUAGES.items():
        machine.speaks(language)
        machine.opened.unlink(missing_ok=True)
        code, said = machine.double_click(alone)
        pages = list(drive.rglob("afterwave.html"))
        assert (code, part in said, len(pages)) == (1, True, int(language == "ar-EG")), said
        for page in pages:
            assert page.read_text("ascii").strip() == wanted
            until(lambda: machine.opened.is_file() and "/afterwave.html" in machine.opened.read_text(), seconds=120)
            page.unlink()


@pytest.mark.prove
def test_the_first_python_that_fits_is_taken(machine: Machine, tmp_path: Path) -> None:
    # That of an installer which nobody told the path is looked for by a `for /d` over two folders, which Wine 8 does
    # not go through.
    there, path = kit_in(tmp_path), tmp_path / "path"
    path.mkdir()

    def start(**pythons: str) -> tuple[int, str]:
        for name, program in pythons.items():
            shutil.copy(machine.programs / program, path / f"{name}.exe")
        return machine.double_click(there, WINEPATH=f"Z:{path}".replace("/", "\\"))

    assert start(py=SUCCEEDS) == (0, "")
    assert start(py=FAILS, python=SUCCEEDS) == (0, "")
    code, said = start(python=FAILS)
    assert (code, "python.org" in said) == (1, True)
