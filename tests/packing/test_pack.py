"""`afterwave pack`: wheels for a named system, from wherever pip looks, and what is double-clicked, in one folder that
goes on from where it was.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from importlib.metadata import PathDistribution
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace
from typing import NoReturn

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import parse_wheel_filename

from afterwave.cli.main import app
from afterwave.content.places import kit
from afterwave.packing import closure, kit_wheel, pip, stick
from afterwave.packing.systems import Machine, System, Target, targets
from afterwave.refusals import NoPip, NoRoom, NotEmpty, NothingFetched, NoWheel
from wheels import write_wheel


def ignore(_what: str) -> None:
    """Hear nothing."""


def names(wheels: set[Path]) -> set[str]:
    return {parse_wheel_filename(path.name)[0] for path in wheels}


def laid_from(index: Path, folder: Path) -> closure.Fetch:
    """Return what lays wheels into a folder as pip would, without a process for it."""

    def fetch(wanted: list[str], target: Target) -> None:
        for requirement in map(Requirement, wanted):
            found = closure.find_wheel(index, requirement.name, requirement.specifier, target)
            assert found is not None, (requirement, target)
            shutil.copy(found, folder)

    return fetch


EVERYWHERE = {"common", "lavish", "colourthing", "built"}


@pytest.mark.parametrize(
    ("target", "besides", "built"),
    [
        (Target("windows", Machine.X64, "3.11"), {"windowsthing", "oldthing"}, "cp311-cp311-win_amd64"),
        (Target("windows", Machine.X64, "3.12"), {"windowsthing"}, "cp312-cp312-win_amd64"),
        (Target("macos", Machine.ARM64, "3.12"), set(), "cp312-cp312-macosx_11_0_arm64"),
        (Target("macos", Machine.X64, "3.12"), {"posixthing"}, "cp312-cp312-macosx_10_12_x86_64"),
        (
            Target("linux", Machine.X64, "3.11"),
            {"posixthing", "oldthing"},
            "cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64",
        ),
        (Target("linux", Machine.ARM64, "3.12"), {"posixthing"}, "cp312-cp312-manylinux_2_28_aarch64"),
    ],
    ids=lambda part: (
        str(part) if isinstance(part, Target) else ""
    ),  # a set has no order of its own, and two workers would name it two ways
)
def test_each_system_gets_what_its_own_markers_ask_for(
    index: Path, tmp_path: Path, target: Target, besides: set[str], built: str
) -> None:
    folder = tmp_path / "packages"
    folder.mkdir()
    root = write_wheel(tmp_path, "afterwave", requires=stick_needs())
    found = closure.closure(root, target, folder, closure.pins("common==1.0\nbuilt==1.5\n"), laid_from(index, folder))
    assert names(found) == EVERYWHERE | besides
    assert {path.name for path in found} >= {"common-1.0-py3-none-any.whl", f"built-1.5-{built}.whl"}


def stick_needs() -> list[str]:
    """Return what the small kit needs."""
    wheel: Path = vars(stick)["own_wheel"](Path.cwd(), ignore)  # as it is patched
    with zipfile.ZipFile(wheel) as opened:
        said = PathDistribution(zipfile.Path(opened, "afterwave-1.0.dist-info/")).requires or []
    wheel.unlink()
    return said


@pytest.mark.prove
def test_a_folder_is_filled_by_pip_and_a_second_time_nothing_is_fetched(
    index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # pip is started for each round of what is missing.
    assert index.is_dir()
    heard: list[str] = []
    folder, wanted = tmp_path / "a stick, für alle", targets("windows", pythons=("3.12",))
    made = stick.fill(folder, wanted, heard.append)
    assert names(made.all) == {"afterwave", "windowsthing"} | EVERYWHERE
    assert {path.parent for path in made.all} == {folder / "packages"}
    assert {
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.suffix != ".whl" and path.is_file()
    } == {
        "Start.bat",
        *(f"share/start/{path.name}" for path in (kit("share") / "start").iterdir() if path.is_file()),
    }
    assert "built, for Windows (x64), Python 3.12" in heard

    common = folder / "packages/common-1.0-py3-none-any.whl"
    common.write_bytes(common.read_bytes()[:-40])  # the stick was pulled out
    again: list[str] = []

    def fetched(wanted: list[str], *_args: object, **_how: object) -> None:
        again.extend(wanted)
        shutil.copy(index / common.name, common)

    monkeypatch.setattr(stick, "fetch", fetched)
    assert stick.fill(folder, wanted, ignore) == made
    assert again == ["common==1.0"]


def test_a_stick_for_several_systems_has_a_start_for_each(
    index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "stick"
    monkeypatch.setattr(
        stick, "fetch", lambda wanted, target, packages, **_how: laid_from(index, packages)(wanted, target)
    )
    systems: tuple[System, ...] = ("windows", "macos", "linux")
    for system in systems:
        stick.fill(folder, targets(system, pythons=("3.12",)), ignore)
    starts = {path.name for path in folder.iterdir() if path.is_file()}
    assert starts == {"Start.bat", "Start.command", "Start.desktop", "start.sh"}
    assert [name for name in starts if not os.access(folder / name, os.X_OK)] == []


@pytest.mark.prove
def test_a_package_that_nobody_built_for_the_machine_is_named_with_a_cure(index: Path, tmp_path: Path) -> None:
    assert index.is_dir()
    with pytest.raises(NoWheel, match=r"^built<?.*==1\.5.* is not built for Linux \(x64\), Python 3\.13.*--python"):
        stick.fill(tmp_path / "stick", targets("linux", (Machine.X64,), ("3.13",)), ignore)
    assert (tmp_path / "stick/packages/lavish-1.0-py3-none-any.whl").is_file() is False  # one call, which broke
    assert list((tmp_path / "stick/packages").glob(".*")) == []  # and left nothing of itself


@pytest.mark.prove
def test_a_machine_that_is_not_online_is_told_so(index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert index.is_dir()
    monkeypatch.delenv("PIP_NO_INDEX")
    for name, value in {"INDEX_URL": "http://127.0.0.1:1/simple", "RETRIES": "1", "FIND_LINKS": str(tmp_path)}.items():
        monkeypatch.setenv(f"PIP_{name}", value)
    with pytest.raises(NothingFetched, match="Look whether this machine is online"):
        stick.fill(tmp_path / "stick", targets("windows", pythons=("3.12",)), ignore)


def test_a_disk_without_room_is_told_before_and_in_the_middle(
    index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert index.is_dir()
    wanted = targets("windows", pythons=("3.12",))
    with monkeypatch.context() as full:
        full.setattr(shutil, "disk_usage", lambda _path: SimpleNamespace(free=1000))
        with pytest.raises(NoRoom, match=r"about \d+ MB are wanted"):
            stick.fill(tmp_path / "stick", wanted, ignore)
    monkeypatch.setattr(pip, "run", lambda *_: (1, ["ERROR: Could not install: [Errno 28] No space left on device"]))
    with pytest.raises(NoRoom):
        stick.fill(tmp_path / "stick", wanted, ignore)


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(NotEmpty):
        stick.fill(tmp_path, targets("windows"), ignore)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_an_unpacked_kit_gets_packages_and_keeps_its_own_starts(
    index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "kit"
    (folder / "share/start").mkdir(parents=True)
    for name in ("pyproject.toml", "Start.bat", "share/start/start.py", "README.md"):
        (folder / name).write_text("mine")
    monkeypatch.setattr(
        stick, "fetch", lambda wanted, target, packages, **_how: laid_from(index, packages)(wanted, target)
    )
    stick.fill(folder, targets("windows", pythons=("3.12",)), ignore)
    assert (folder / "Start.bat").read_text() == (folder / "share/start/start.py").read_text() == "mine"
    assert (folder / "packages/windowsthing-1.0-py3-none-any.whl").is_file()


def test_a_system_that_is_not_known_is_a_mistake_in_the_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        app(["pack", "--system", "beos", str(tmp_path / "stick")])
    said = capsys.readouterr().err
    assert (ended.value.code, all(name in said for name in ("windows", "macos", "linux"))) == (2, True), said
    with pytest.raises(SystemExit) as ended:
        app(["pack", "--system", "linux", "--python", "3.9", str(tmp_path / "stick")])
    assert (ended.value.code, "3.11, 3.12" in capsys.readouterr().err) == (2, True)
    assert not (tmp_path / "stick").exists()


def test_the_command_tells_what_it_made_and_moves_meanwhile(
    index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(
        stick, "fetch", lambda wanted, target, packages, **_how: laid_from(index, packages)(wanted, target)
    )
    call = ["pack", "--system", "macos", "--machine", "arm64", "--python", "3.12", str(tmp_path / "stick")]
    with pytest.raises(SystemExit):
        app([*call, "--json"])
    said = capsys.readouterr()
    assert json.loads(said.out)["packages"] == 5
    assert "1: afterwave" in said.err
    with pytest.raises(SystemExit):
        app(call)
    assert "is ready for macOS (arm64), Python 3.12: 5 packages" in capsys.readouterr().out


@pytest.mark.prove
def test_where_pip_is_missing_the_one_that_python_carries_does_it(monkeypatch: pytest.MonkeyPatch) -> None:
    find: Callable[[str], object] = find_spec
    monkeypatch.setattr(pip, "find_spec", lambda name: None if name == "pip" else find(name))
    if find("ensurepip"):
        done = subprocess.run([*pip.program(), "--version"], capture_output=True, text=True, check=False)
        assert done.stdout.startswith("pip "), done.stderr
    monkeypatch.setattr(pip, "find_spec", lambda _name: None)
    with pytest.raises(NoPip):
        pip.program()


def test_an_installed_kit_becomes_the_wheel_that_it_came_in(tmp_path: Path) -> None:
    info = "afterwave-1.0.dist-info/entry_points.txt"
    files = {
        "afterwave/__init__.py": "",
        "afterwave/kit/content/en/é.md": "Wärme\n",
        "afterwave-1.0.data/data/share/jupyter/x.json": "{}",
        info: "[console_scripts]\nafterwave = afterwave:run\n",
    }
    wheel = write_wheel(tmp_path, "afterwave", files=files)
    call = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--disable-pip-version-check"]
    subprocess.run([*call, "--ignore-installed", "--prefix", str(tmp_path / "there"), str(wheel)], check=True)
    (folder,) = (tmp_path / "there").rglob("afterwave-1.0.dist-info")
    (tmp_path / "again").mkdir()
    again = kit_wheel.packed_again(PathDistribution(folder), tmp_path / "again")
    assert held(again) == held(wheel)
    assert again.name == wheel.name


def held(wheel: Path) -> dict[str, bytes]:
    """Return what a wheel holds, its list of files as a set."""
    with zipfile.ZipFile(wheel) as opened:
        body = {name: opened.read(name) for name in opened.namelist()}
    return {name: b"\n".join(sorted(text.split())) if name.endswith("RECORD") else text for name, text in body.items()}


@pytest.mark.prove
def test_what_was_packed_here_is_set_up_with_a_double_click_and_without_internet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A virtual environment is made, with pip in it.
    def refuse(*_args: object, **_how: object) -> NoReturn:
        raise AssertionError

    module = "import sys\nprint('OPENED', sys.argv[1:], sys.prefix)\n"
    files = {"afterwave/__init__.py": "", "afterwave/__main__.py": module}
    monkeypatch.setattr(stick, "own_wheel", lambda folder, _hear: write_wheel(folder, "afterwave", files=files))
    monkeypatch.setattr(stick, "fetch", refuse)
    folder = tmp_path / "Übung & mehr"
    stick.fill(folder, targets("linux", (Machine.X64,), ("3.11",)), ignore)
    env = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    env |= {"PIP_INDEX_URL": "http://127.0.0.1:1/simple", "AFTERWAVE_PYTHON": sys.executable}
    call = ["sh", str(folder / "start.sh"), "check"]

    def start() -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            call, cwd="/", env=env, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
        )

    first = start()
    assert "from the packages beside it" in first.stdout
    assert f"OPENED ['check'] {folder / '.afterwave/venv'}" in first.stdout, first.stdout + first.stderr
    shutil.rmtree(folder / "packages")  # no longer needed
    assert start().stdout == f"OPENED ['check'] {folder / '.afterwave/venv'}\n"

    shutil.rmtree(folder / ".afterwave")
    assert "Only a part of the kit is here" in start().stderr


def test_the_kit_is_held_to_what_its_tests_passed_with() -> None:
    held = closure.pins((kit("share").parent / "constraints.txt").read_text("utf-8"))
    assert set(map(type, held.values())) == {SpecifierSet}
    assert {"jinja2", "pyyaml", "jupyter-server"} <= set(held)  # by the names that an index has for them
