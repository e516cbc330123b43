"""A bundle's Python answers as the kit's own parts ask it, and a folder for Windows is whole or refused in words."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from release.make import NotReleased

from docs_text import ROOT
from release import bundle

PYTHON = ROOT / "release/bundled/python.py"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Give a folder of packages that holds one, whose module tells how it was run."""
    package = tmp_path / "site/afterwave"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("")
    told = "import sys\nprint(__name__, sys.argv[1:], sys.prefix, __file__)\n"
    (package / "__main__.py").write_text(told)
    (package / "part.py").write_text(told)
    return tmp_path / "site"


def asked(site: Path, *words: str) -> str:
    """Return what the bundle's Python says to these words."""
    env = {**os.environ, "AFTERWAVE_BUNDLED": str(site)}
    call = [sys.executable, "-I", str(PYTHON), *words]
    return subprocess.run(call, env=env, capture_output=True, text=True, check=True).stdout.strip()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "__main__ []"),
        (("-m", "afterwave", "check", "--json"), "__main__ ['check', '--json']"),
        (("-P", "-X", "utf8", "-m", "afterwave.part", "-f", "file"), "__main__ ['-f', 'file']"),
        (("-I", "-c", "import sys; print(__name__, sys.argv[1:], sys.prefix)", "a"), "__main__ ['a']"),
    ],
)
def test_a_bundles_python_runs_what_it_is_asked_for(site: Path, words: tuple[str, ...], told: str) -> None:
    said = asked(site, *words)
    assert said.startswith(told)
    assert str(site) in said


def test_a_bundles_python_runs_a_file_too(site: Path) -> None:
    assert asked(site, str(site / "afterwave/part.py"), "a").startswith("__main__ ['a']")


def test_what_the_kit_uses_of_pythons_own_library_goes_into_a_bundle() -> None:
    assert {"sqlite3", "ssl", "asyncio", "json", "zoneinfo", "ctypes", "runpy", "tomllib"} <= set(bundle.standard())
    assert set(bundle.standard()) & bundle.UNWANTED == set()


def windows_program(mark: int) -> bytes:
    """Return the first bytes of a Windows program for a machine."""
    return b"MZ" + bytes(58) + struct.pack("<I", 64) + b"PE\0\0" + struct.pack("<H", mark)


def archived(path: Path, *, mark: int = 0x8664, version: str = "312", also: tuple[str, ...] = ()) -> Path:
    """Write an archive as python.org's embeddable one is, and return it."""
    with zipfile.ZipFile(path, "w") as out:
        out.writestr("python.exe", windows_program(mark))
        out.writestr(f"python{version}._pth", f"python{version}.zip\r\n.\r\n\r\n#import site\r\n")
        for name in (f"python{version}.zip", f"python{version}.dll", *also):
            out.writestr(name, b"")
    return path


@pytest.mark.parametrize(
    ("made", "words"),
    [
        ("missing", "is not there.*python.org"),
        ("torn", "came over in part"),
        ("another", "another archive.*embeddable"),
        ("narrow", "32 bits"),
        ("old", "Python 3.9"),
    ],
)
def test_an_archive_that_does_not_do_is_refused_with_where_to_get_one(tmp_path: Path, made: str, words: str) -> None:
    path = tmp_path / "python.zip"
    if made == "torn":
        path.write_bytes(archived(path).read_bytes()[:-30])
    elif made == "another":
        with zipfile.ZipFile(path, "w") as out:
            out.writestr("readme.txt", b"")
    elif made != "missing":
        archived(path, mark=0x14C if made == "narrow" else 0x8664, version="39" if made == "old" else "312")
    with pytest.raises(NotReleased, match=words):
        bundle.bundle(tmp_path / "bundles", path)
    assert not (tmp_path / "bundles").exists()  # nothing half made is left


def test_an_archive_says_itself_which_python_it_is_and_for_which_machine(tmp_path: Path) -> None:
    found = bundle.embeddable(archived(tmp_path / "p.zip", mark=0xAA64, version="314"))
    assert (found.version, found.machine, found.platform) == ("3.14", "arm64", "aarch64-pc-windows-msvc")


def test_a_folder_for_windows_holds_a_python_that_finds_its_packages_and_what_is_double_clicked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[list[str]] = []

    def install(call: list[str]) -> None:
        calls.append(call)
        site = Path(call[call.index("--target") + 1])
        for name in ("afterwave/__main__.py", "share/jupyter/voila/templates/afterwave/conf.json", "etc/jupyter/one"):
            (site / name).parent.mkdir(parents=True, exist_ok=True)
            (site / name).write_text("")

    monkeypatch.setattr(bundle, "_run", install)
    monkeypatch.setattr(bundle, "own_wheel", lambda folder, _hear: folder / "afterwave.whl")
    monkeypatch.setattr(bundle, "epoch", lambda: 1_700_000_000)
    made = bundle.bundle(tmp_path, archived(tmp_path / "p.zip"), slim=True)
    runtime = made / "runtime"
    assert made.name.endswith("-windows-x64-slim")
    assert (runtime / "python312._pth").read_text().splitlines() == [
        "python312.zip",
        ".",
        "Lib\\site-packages",
        "import site",
    ]
    assert (runtime / "Lib/site-packages/afterwave/__main__.py").is_file()
    assert (runtime / "share/jupyter/voila/templates/afterwave/conf.json").is_file()
    assert (runtime / "etc/jupyter/one").is_file()
    first, second = calls
    assert first[first.index("--python-platform") + 1] == "x86_64-pc-windows-msvc"
    assert first[first.index("--python-version") + 1] == "3.12"
    assert (first[-1].endswith("slim.txt"), second[-2:]) == (True, ["--no-deps", second[-1]])
    with zipfile.ZipFile(made.with_name(f"{made.name}.zip")) as opened:
        assert f"{made.name}/Start.bat" in opened.namelist()


def test_what_is_double_clicked_in_a_bundle_runs_its_own_python(tmp_path: Path) -> None:
    folder = tmp_path / "Ana's Übung & 100% fertig! (1)"
    (folder / "runtime").mkdir(parents=True)
    shutil.copy2(bundle.OURS / "start.sh", folder)
    shutil.copy2(ROOT / "Start.command", folder)
    python = folder / "runtime/python"
    python.write_text('#!/bin/sh\necho "$@"\n')
    python.chmod(0o755)
    for script in ("start.sh", "Start.command"):
        done = subprocess.run([str(folder / script), "check"], cwd="/", capture_output=True, text=True, check=True)
        assert done.stdout == "-m afterwave check\n"


def test_the_batch_file_of_a_bundle_is_ascii_with_the_line_ends_that_windows_needs() -> None:
    batch = (bundle.OURS / "Start.bat").read_bytes()
    assert batch.isascii()
    assert batch.count(b"\n") == batch.count(b"\r\n") > 0


@pytest.mark.parametrize("missing", ["PyInstaller", "uv"])
def test_a_tool_that_is_missing_is_named_with_what_brings_it(
    tmp_path: Path, missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundle, "find_spec", lambda name: None if name == missing else object())
    wheel = tmp_path / "afterwave.whl"
    using = {
        "uv": lambda: bundle.packages(tmp_path, wheel, slim=False, where=()),
        "PyInstaller": lambda: bundle.wrapped(tmp_path),
    }
    with pytest.raises(NotReleased, match=f"{missing}.*make bundle brings it"):
        using[missing]()
