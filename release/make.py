"""`make release`: what is handed out, made from the last commit into `dist`, and looked at before it goes out.

An sdist, a wheel, the archive that people unpack, a list of its parts (CycloneDX), and everything's checksums. All is
made twice, and the bytes are the same; `twine check` reads the metadata; and the archive is unpacked in an empty folder
and started there, by another account where this is root's, which fetches packages from wherever pip is set up to
look (`--untried` leaves that out).
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path

from release.parts import bill

ROOT = Path(__file__).resolve().parents[1]
DIST = ROOT / "dist"
UNSHIPPED = (".ci", ".git")
"""Beginnings of what a clone holds and an archive does not."""
NOBODY = 65534
"""The account that owns nothing, and its group, on Linux."""


class NotReleased(Exception):
    """Something is not as it goes out; says what."""


def epoch() -> int:
    """Return the moment that everything is dated to: SOURCE_DATE_EPOCH, or that of the last commit."""
    return int(os.environ.get("SOURCE_DATE_EPOCH") or _git("log", "-1", "--format=%ct"))


def made(folder: Path, moment: int) -> dict[str, str]:
    """Make everything in a folder from the last commit, and return each file's SHA-256 by its name."""
    with tempfile.TemporaryDirectory() as scratch:
        source = Path(scratch)
        with tarfile.open(fileobj=io.BytesIO(_git_bytes("archive", "HEAD"))) as commit:
            commit.extractall(source, filter="data")
        call = [
            sys.executable,
            "-m",
            "hatchling",
            "build",
            "--directory",
            str(folder),
            "--target",
            "sdist",
            "--target",
            "wheel",
        ]
        # A compiled module beside hatch_build.py would be handed out, with its moment and this machine's folders in it.
        env = {**os.environ, "SOURCE_DATE_EPOCH": str(moment), "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run(call, cwd=source, env=env, capture_output=True, text=True, check=False)
        if done.returncode:
            raise NotReleased(done.stdout + done.stderr)
        (wheel,) = folder.glob("*.whl")
        name = "-".join(wheel.name.split("-")[:2])
        archive(source, folder / f"{name}.zip", moment)
        parts = json.dumps(
            bill(wheel, (source / "constraints.txt").read_text("utf-8"), moment), indent=1, ensure_ascii=False
        )
        (folder / f"{name}.cdx.json").write_text(parts + "\n", "utf-8")
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def archive(source: Path, into: Path, moment: int) -> None:
    """Write the archive that people unpack: one folder, dated to the moment, and what is double-clicked a program."""
    date = time.gmtime(max(moment, 315532800))[:6]  # a zip's time begins in 1980
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as out:
        for path in sorted(path for path in source.rglob("*") if path.is_file()):
            name = path.relative_to(source).as_posix()
            if name.startswith(UNSHIPPED):
                continue
            entry = zipfile.ZipInfo(f"{into.stem}/{name}", date)
            entry.create_system = 3  # the rights below are read as Unix has them, wherever it was made
            entry.external_attr = (0o100755 if os.access(path, os.X_OK) else 0o100644) << 16
            out.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED, 9)


@dataclass(frozen=True)
class Stranger:
    """Who tries an archive: the words that turn a call into theirs, a Python that they may run, and who they are."""

    words: tuple[str, ...]
    python: str
    name: str


def stranger() -> Stranger:
    """Return another account of this machine, with no rights in it, where we may turn into it; else ourselves."""
    ourselves = "ourselves: turning into another account takes root's rights, and Debian's setpriv"
    turning = shutil.which("setpriv")
    if turning is None or os.name == "nt" or os.geteuid() != 0:
        return Stranger((), sys.executable, ourselves)
    words = (turning, f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups")
    ask = "import ensurepip, sys; sys.exit(sys.version_info < (3, 11))"
    for python in (sys.executable, "/usr/bin/python3", "/usr/local/bin/python3"):
        call = [
            *words,
            "sh",
            "-c",
            'exec "$0" "$@"',
            python,
            "-I",
            "-c",
            ask,
        ]  # setpriv itself may still do what root may
        if subprocess.run(call, cwd="/", capture_output=True, check=False).returncode == 0:
            return Stranger(words, python, "another account, which has no rights here")
    return Stranger((), sys.executable, "ourselves: another account finds no Python here that it may run")


def tried(archive_: Path, who: Stranger) -> str:
    """Unpack an archive in an empty folder, let somebody start it there with nothing of ours around it, and return
    what it said.
    """
    with tempfile.TemporaryDirectory() as scratch:
        empty = Path(scratch, "an empty folder")
        empty.mkdir()
        shutil.unpack_archive(archive_, empty)
        start = next(empty.iterdir()) / "start.sh"
        if who.words:
            for path in (Path(scratch), *Path(scratch).rglob("*")):
                os.chown(path, NOBODY, NOBODY)
        env = {"HOME": scratch, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "AFTERWAVE_PYTHON": who.python}
        env |= {name: value for name, value in os.environ.items() if name.startswith("PIP_")}
        call = [*who.words, "sh", str(start), "check"]
        done = subprocess.run(
            call, env=env, cwd="/", stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )
    if done.returncode:
        raise NotReleased(f"The archive does not start:\n{done.stdout}{done.stderr}")
    return done.stdout.strip().splitlines()[-1]


def checked(folder: Path) -> None:
    """Let twine read the metadata; raise `NotReleased` with what it finds."""
    call = [
        sys.executable,
        "-m",
        "twine",
        "check",
        "--strict",
        *map(str, [*folder.glob("*.whl"), *folder.glob("*.tar.gz")]),
    ]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NotReleased(done.stdout + done.stderr)


def release(dist: Path, *, untried: bool = False) -> dict[str, str]:
    """Make, compare, check and try everything, lay it into a folder, and return each file's SHA-256 by its name."""
    moment = epoch()
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        sums, again = made(Path(one), moment), made(Path(other), moment)
        if unlike := [name for name in sums | again if sums.get(name) != again.get(name)]:
            raise NotReleased(f"Made twice, these are not the same: {', '.join(unlike)}")
        checked(Path(one))
        if not untried:
            who = stranger()
            print(f"Trying the archive in an empty folder, as {who.name}. This takes a few minutes.", flush=True)
            print(tried(next(Path(one).glob("*.zip")), who))
        shutil.rmtree(dist, ignore_errors=True)
        dist.mkdir(parents=True)  # with the rights that a new folder has here, and a temporary one has not
        for path in Path(one).iterdir():
            shutil.copy(path, dist)
    (dist / "SHA256SUMS").write_text("".join(f"{mark}  {name}\n" for name, mark in sums.items()), "utf-8")
    return sums


def _git_bytes(*words: str) -> bytes:
    done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, check=False)  # noqa: S607 - whichever git is there
    if done.returncode:
        raise NotReleased(f"A release is made from a clone, with git: {done.stderr.decode(errors='replace').strip()}")
    return done.stdout


def _git(*words: str) -> str:
    return _git_bytes(*words).decode().strip()


def main() -> int:
    """Release, tell what lies where, and return an exit status."""
    try:
        sums = release(DIST, untried="--untried" in sys.argv[1:])
    except NotReleased as reason:
        print(reason, file=sys.stderr)
        return 1
    print("\n".join([f"In {DIST.name}, twice the same bytes:", *(f"  {name}" for name in sums), "  SHA256SUMS"]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
