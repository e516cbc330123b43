"""`make bundle`: a folder with a Python of its own, for who has none: unpacked, double-clicked, and nothing is fetched.

For the system that it is made on, PyInstaller wraps that Python; a Mac's is made on a Mac. For Windows it is made on
any system: packages are resolved for it, and laid beside python.org's embeddable archive, which the builder brings:
`make bundle ARGS="--windows python-3.12.10-embed-amd64.zip"`. `--slim` leaves out what an evening does without.
"""

from __future__ import annotations

import argparse
import platform
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from release.make import NotReleased, archive, epoch

from afterwave import __version__
from afterwave.errors import AfterwaveError
from afterwave.packing.kit_wheel import own_wheel

ROOT = Path(__file__).resolve().parents[1]
BUNDLES = ROOT / "bundles"
OURS = ROOT / "release/bundled"
MACHINES = {0x8664: ("x64", "x86_64-pc-windows-msvc"), 0xAA64: ("arm64", "aarch64-pc-windows-msvc")}
"""A Windows program's own mark for the machine that it is for: what we call it, and what uv does."""
UNWANTED = {"distutils", "ensurepip", "idlelib", "lib2to3", "test", "tkinter", "turtle", "turtledemo"}
"""Parts of Python that nothing of ours uses: windows, and what installs."""
JOKES = {"antigravity", "this"}
"""Parts of it that speak, or open a page, as they are imported."""
WHERE = "python.org: Downloads, Windows, “Windows embeddable package”"


@dataclass(frozen=True)
class Embeddable:
    """python.org's archive of a Python that needs no installer: its version, as 3.12, and the machine it is for."""

    archive: Path
    version: str
    machine: str
    platform: str


def embeddable(path: Path) -> Embeddable:
    """Return what an archive is, read from what it holds; raise `NotReleased`, which says where to get one."""
    if not path.is_file():
        raise NotReleased(f"{path} is not there. A folder for Windows wants a Python for it: {WHERE}. Name its file.")
    try:
        with zipfile.ZipFile(path) as opened:
            settings = [found for name in opened.namelist() if (found := re.fullmatch(r"python(\d)(\d+)\._pth", name))]
            if not settings or "python.exe" not in opened.namelist():
                raise NotReleased(f"{path} is another archive than the one that is wanted: {WHERE}.")
            mark = machine_of(opened.read("python.exe"))
    except zipfile.BadZipFile as error:
        raise NotReleased(
            f"{path} cannot be unpacked: it came over in part, or is no archive. Fetch it again."
        ) from error
    major, minor = settings[0].groups()
    if mark not in MACHINES:
        raise NotReleased(f"{path} is for a machine of 32 bits. Take the one for 64 bits, or for ARM64.")
    if (int(major), int(minor)) < (3, 11):
        raise NotReleased(f"{path} is Python {major}.{minor}, and the kit needs 3.11 or newer.")
    return Embeddable(path, f"{major}.{minor}", *MACHINES[mark])


def machine_of(program: bytes) -> int:
    """Return the mark of the machine that a Windows program is for; 0 where it is no such program."""
    if program[:2] != b"MZ" or len(program) < 64:  # noqa: PLR2004 - the old header's length
        return 0
    (at,) = struct.unpack_from("<I", program, 60)
    if program[at : at + 4] != b"PE\0\0":
        return 0
    (mark,) = struct.unpack_from("<H", program, at + 4)
    return int(mark)


def packages(into: Path, wheel: Path, *, slim: bool, where: tuple[str, ...]) -> None:
    """Install the kit's wheel and all that it needs into a folder, for the Python and system that `where` tells."""
    uv = _uv()
    call = [uv, "pip", "install", "--quiet", "--target", str(into), "--only-binary", ":all:", "--link-mode", "copy"]
    call += [*where, "--constraint", str(ROOT / "constraints.txt")]
    if slim:
        _run([*call, "--requirement", str(ROOT / "slim.txt")])
        _run([*call, "--no-deps", str(wheel)])
    else:
        _run([*call, str(wheel)])


def standard() -> list[str]:
    """Return every part of this Python's own library that can be imported here, and is not unwanted."""
    return sorted(
        name
        for name in sys.stdlib_module_names
        if name not in UNWANTED | JOKES and not name.startswith("_") and find_spec(name) is not None
    )


def wrapped(into: Path) -> None:
    """Let PyInstaller lay this very Python, with all of its own library, into a folder `runtime`."""
    if find_spec("PyInstaller") is None:
        raise NotReleased("PyInstaller, which wraps this machine's Python, is not here: make bundle brings it.")
    library = [word for name in standard() for word in ("--collect-submodules", name, "--hidden-import", name)]
    away = [word for name in sorted(UNWANTED | JOKES) for word in ("--exclude-module", name)]
    with tempfile.TemporaryDirectory() as scratch:
        call = [sys.executable, "-m", "PyInstaller", "--onedir", "--name", "python", "--noconfirm", "--console"]
        call += ["--log-level", "ERROR", "--distpath", scratch, "--workpath", f"{scratch}/work", "--specpath", scratch]
        _run([*call, *library, *away, str(OURS / "python.py")])
        shutil.copytree(Path(scratch, "python"), into / "runtime", symlinks=True)


def for_here(folder: Path, wheel: Path, *, slim: bool) -> None:
    """Fill a folder for the system and machine that this runs on."""
    wrapped(folder)
    packages(folder / "site", wheel, slim=slim, where=("--python", sys.executable))
    start = "Start.command" if sys.platform == "darwin" else "Start.desktop"
    for source in (OURS / "start.sh", ROOT / start):
        shutil.copy2(source, folder)


def for_windows(folder: Path, wheel: Path, python: Embeddable, *, slim: bool) -> None:
    """Fill a folder for Windows: the embeddable Python, packages for it, and what Jupyter looks for beside it."""
    runtime = folder / "runtime"
    with zipfile.ZipFile(python.archive) as opened:
        opened.extractall(runtime)
    where = ("--python-platform", python.platform, "--python-version", python.version)
    installed = runtime / "Lib/site-packages"
    packages(installed, wheel, slim=slim, where=where)
    for name in ("share", "etc"):  # Jupyter looks for them beside the Python
        if (installed / name).is_dir():
            (installed / name).replace(runtime / name)
    (settings,) = runtime.glob("python*._pth")
    library = next(line for line in settings.read_text("utf-8").splitlines() if line.endswith(".zip"))
    settings.write_text(f"{library}\n.\nLib\\site-packages\nimport site\n", "utf-8")
    shutil.copy2(OURS / "Start.bat", folder)


def tried(folder: Path) -> str:
    """Let the folder's own Python check the kit's content, with nothing of ours around it, and return what it said."""
    with tempfile.TemporaryDirectory() as home:
        env = {"HOME": home, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
        call = ["sh", str(folder / "start.sh"), "check"]
        done = subprocess.run(call, env=env, cwd="/", capture_output=True, text=True, check=False)
    if done.returncode:
        raise NotReleased(f"The bundle does not start:\n{done.stdout}{done.stderr}")
    return done.stdout.strip().splitlines()[-1]


def bundle(into: Path, windows: Path | None, *, slim: bool = False) -> Path:
    """Make a bundle and its archive in a folder, and return the bundle."""
    python = embeddable(windows) if windows else None
    system = f"windows-{python.machine}" if python else f"{platform.system().lower()}-{platform.machine().lower()}"
    folder = into / f"afterwave-{__version__}-{system}{'-slim' if slim else ''}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as scratch:
        wheel = own_wheel(Path(scratch), lambda _name: None)
        if python:
            for_windows(folder, wheel, python, slim=slim)
        else:
            for_here(folder, wheel, slim=slim)
            print(tried(folder))
    for cache in list(folder.rglob("__pycache__")):
        shutil.rmtree(cache)
    archive(folder, folder.with_name(f"{folder.name}.zip"), epoch())
    return folder


def _uv() -> str:
    if find_spec("uv") is None:
        raise NotReleased("uv, which resolves packages for any system, is not here: make bundle brings it.")
    from uv import find_uv_bin  # noqa: PLC0415 - asked for above

    return str(find_uv_bin())


def _run(call: list[str]) -> None:
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NotReleased(done.stdout + done.stderr)


def main(words: list[str]) -> int:
    """Make what was asked for, tell where it is and how large, and return an exit status."""
    asked = argparse.ArgumentParser(prog="make bundle", description="A folder with a Python of its own.")
    asked.add_argument("--windows", type=Path, metavar="ARCHIVE", help=f"for Windows, with this archive of {WHERE}")
    asked.add_argument("--slim", action="store_true", help="without what an evening does without")
    chosen = asked.parse_args(words)
    try:
        folder = bundle(BUNDLES, chosen.windows, slim=chosen.slim)
    except (NotReleased, AfterwaveError) as reason:
        print(reason, file=sys.stderr)
        return 1
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) // 1_000_000
    packed = folder.with_name(f"{folder.name}.zip").stat().st_size // 1_000_000
    print(f"{folder.relative_to(ROOT)}: {size} MB; its archive: {packed} MB.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
