"""Sets the kit up in its own folder, the first time, and opens it: what Start.bat, Start.command and start.sh run once
they have found a Python.

Only the standard library is here: nothing is installed yet. All that it makes lies in `.afterwave` beside the README;
deleting the folder undoes it. The kit itself runs from `src`, so that a newer one, unpacked over it, is there at once,
and a folder's letters matter to nobody. In a folder that `afterwave pack` made there is no `src`, and the kit is one of
the packages.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(
    0, str(Path(__file__).resolve().parent)
)  # isolated, Python looks for nothing beside a program by itself
from failing import CannotStart, has_room, unfetched, unwritten
from progress import Progress, told
from speech import refuse, say, tell, titled

ROOT = Path(__file__).resolve().parents[2]
MADE = ROOT / ".afterwave"
READY = MADE / "ready"
BESIDE = ROOT / "packages"
KIT = ROOT / "src" / "afterwave"
PARTS = ("constraints.txt", "content", "notebooks", "share/jupyter", "src/afterwave/widgets")
"""What an unpacked kit runs on, in the order of its archive, besides what runs this."""
OPENS = "home"
"""The command that a start opens."""
SLIM = MADE / "slim"
"""Lies there where the install is a slim one: without what an evening does without. `--slim` and `--whole` choose."""
NEEDS = (3, 11)
TRIES = 3
WINDOWS = os.name == "nt"
INCOMPLETE = (
    "A part of Python is missing. On Debian, Ubuntu or Raspberry Pi OS, type this in a terminal, then start again:\n   "
    " {command}"
)
NEVER_SLIM = "A folder of packages is whole. A slim install is made from the archive."
IN_PART = "Only a part of the kit is here. Unpack the whole archive, or copy the whole folder, and start there."
BESIDE_IT = "Setting up afterwave in this folder, from the packages beside it. It takes a few minutes."
ONLINE = "Setting up afterwave in this folder. This needs the internet, this once, and takes a few minutes."


def python_of(venv: Path, *, windows: bool = WINDOWS) -> Path:
    """Return where a virtual environment has its Python."""
    return venv / "Scripts" / "python.exe" if windows else venv / "bin" / "python"


def wanted() -> list[str]:
    """Return what is to be installed: what the kit depends on, as pyproject.toml says it, or the kit where it is a
    package itself.
    """
    if not KIT.is_dir():
        return ["afterwave"]
    if SLIM.is_file():
        lines = (ROOT / "slim.txt").read_text("utf-8").splitlines()
        return [line for line in lines if line and not line.startswith(("#", "-"))]
    import tomllib  # noqa: PLC0415 - an older Python runs this file as well, to be told that it is too old

    return list(tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"])


def held() -> str:
    """Return what the packages are held to: the constraints of the kit that is here, or the kit's own wheels, whose
    metadata say the rest.
    """
    if KIT.is_dir():
        return (ROOT / "constraints.txt").read_text("utf-8")
    return "\n".join(hashlib.sha256(wheel.read_bytes()).hexdigest() for wheel in sorted(BESIDE.glob("afterwave-*.whl")))


def fingerprint(python: Path) -> str:
    """Return what a finished setup is known by: what was installed, and for which Python; "" where that Python does not
    run, as in a moved or half-made one.
    """
    ask = "import sys, pip; print(sys.version_info[:2])"
    try:
        done = subprocess.run([python, "-I", "-c", ask], capture_output=True, text=True, check=False)  # noqa: S603 - our own
    except OSError:
        return ""
    told = "\n".join([*wanted(), held(), done.stdout.strip()])
    return hashlib.sha256(told.encode()).hexdigest() if done.returncode == 0 else ""


def is_ready() -> bool:
    """Return whether it was set up to the end, for what the kit depends on today: the note is written last of all."""
    known = fingerprint(python_of(MADE / "venv")) if READY.is_file() else ""
    return bool(known) and (
        READY.read_text("utf-8") == known or not (KIT.is_dir() or held())
    )  # packages that were cleared away are not missed


def own_environment() -> dict[str, str]:
    """Return the environment without what would lead Python or pip elsewhere, out of the kit's folder."""
    astray = {"PYTHONHOME", "PYTHONPATH", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "VIRTUAL_ENV"}
    return {name: value for name, value in os.environ.items() if name.upper() not in astray} | {"PIP_USER": "0"}


def make_venv() -> Path:
    """Make the virtual environment anew, whatever lies there half made, and return its Python."""
    venv = MADE / "venv"
    if os.pathsep in str(ROOT):
        raise CannotStart(
            say(
                "This folder cannot hold a Python, because of the “{mark}” in its path. Give it another name.",
                mark=os.pathsep,
            )
        )
    if venv.exists():
        shutil.rmtree(venv)
    call = [sys.executable, "-I", "-m", "venv", str(venv)]
    done = subprocess.run(call, env=own_environment(), capture_output=True, text=True, check=False)  # noqa: S603 - our own Python
    if done.returncode == 0:
        return python_of(venv)
    if "ensurepip" in done.stdout + done.stderr:
        apt = f"sudo apt install python{sys.version_info[0]}.{sys.version_info[1]}-venv"
        raise CannotStart(say(INCOMPLETE, command=apt))
    raise CannotStart(
        say("Python could not make a folder of its own:\n{error}", error=(done.stderr or done.stdout).strip())
    )


def installing(python: Path, needs: Path) -> list[str]:
    """Return the call that installs what is needed: from the packages laid beside the kit, or else from where pip is
    set up to look.
    """
    call = [
        str(python),
        "-I",
        "-m",
        "pip",
        "install",
        "--disable-pip-version-check",
        "--no-input",
        "--only-binary",
        ":all:",
        "--requirement",
        str(needs),
    ]
    if any(BESIDE.glob("*.whl")):
        return [*call, "--no-cache-dir", "--no-index", "--find-links", BESIDE.as_uri()]
    return [*call, "--cache-dir", str(MADE / "downloads"), "--constraint", str(ROOT / "constraints.txt")]


def install(python: Path) -> None:
    """Install what the kit depends on; a download that breaks off is tried again, and what has arrived is kept."""
    needs, log, beside = MADE / "needs.txt", MADE / "setup.log", any(BESIDE.glob("*.whl"))
    needs.write_text("\n".join(wanted()) + "\n", "utf-8")
    for tried in range(1, TRIES + 1):
        with log.open("w", encoding="utf-8") as written, Progress(MADE / "venv") as progress:
            code = _run(installing(python, needs), written, progress)
        if code == 0:
            return
        reason = unfetched(log.read_text("utf-8"), beside=beside, slim=SLIM.is_file())
        if beside or tried == TRIES or reason.lasting:
            raise reason
        tell("It broke off. Trying again, from where it was.")


def _run(call: list[str], log: object, progress: Progress) -> int:
    with subprocess.Popen(  # noqa: S603 - pip, with arguments of our own
        call,
        env=own_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    ) as pip:
        assert pip.stdout is not None  # noqa: S101 - it is a pipe

        def lines() -> Iterator[str]:
            for line in pip.stdout or ():
                print(line, end="", file=log, flush=True)  # type: ignore[call-overload]
                yield line

        told(lines(), progress)
    return pip.returncode


def lead_to_the_kit(python: Path) -> None:
    """Let the environment's Python find the kit in `src`, by a way relative to where it is written.

    A whole path would be read in Windows' own encoding before Python 3.13, and lost where a folder is called *für den
    Abend*.
    """
    ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
    done = subprocess.run([python, "-I", "-X", "utf8", "-c", ask], capture_output=True, encoding="utf-8", check=True)  # noqa: S603 - our own
    packages = Path(done.stdout.rstrip("\r\n")).resolve()
    (packages / "afterwave.pth").write_text(os.path.relpath(ROOT / "src", packages) + "\n", "ascii")


def locked(handle: int) -> bool:
    """Return whether an open file's lock is ours now; the system lets go of it however we end."""
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - Windows' own

            os.lseek(handle, 0, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - every other system's

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


@contextmanager
def alone() -> Iterator[None]:
    """Let one start at a time set up: who double-clicks twice waits for the first."""
    MADE.mkdir(exist_ok=True)
    handle = os.open(MADE / "lock", os.O_RDWR | os.O_CREAT)
    try:
        if not locked(handle):
            tell("Another window is setting it up. This one waits for it.")
            while not locked(handle):
                time.sleep(1)
        yield
    finally:
        os.close(handle)


def in_part() -> bool:
    """Return whether the archive was unpacked, or the folder copied, in part."""
    if (ROOT / "src").is_dir():
        return not all((ROOT / part).exists() for part in PARTS)
    return not held()  # nothing is called afterwave elsewhere that we know of


def set_up() -> None:
    """Make all that is needed, and note at the very end that it is whole."""
    if in_part():
        raise CannotStart(say(IN_PART))
    has_room(ROOT, MADE, slim=SLIM.is_file())
    tell(BESIDE_IT if any(BESIDE.glob("*.whl")) else ONLINE)
    READY.unlink(missing_ok=True)
    python = make_venv()
    install(python)
    if KIT.is_dir():
        lead_to_the_kit(python)
    half = READY.with_suffix(".half")
    half.write_text(fingerprint(python), "utf-8")
    half.replace(READY)
    shutil.rmtree(MADE / "downloads", ignore_errors=True)


def chosen(*, slim: bool) -> None:
    """Keep the choice between a slim install and the whole one, for every start from now on."""
    if slim and not KIT.is_dir():
        raise CannotStart(say(NEVER_SLIM))
    with alone():
        if slim:
            SLIM.touch()
        else:
            SLIM.unlink(missing_ok=True)


def open_kit(arguments: list[str]) -> int:
    """Open the kit, and return how it ended."""
    python = str(python_of(MADE / "venv"))
    env = own_environment() | {"PYTHONSAFEPATH": "1"}
    call = [python, "-m", "afterwave", *(arguments or [OPENS])]
    if not WINDOWS:
        sys.stdout.flush()
        os.execve(python, call, env)  # noqa: S606 - one process, so that Ctrl+C and a closed window reach the kit itself
    with subprocess.Popen(call, env=env) as kit:  # noqa: S603 - our own
        while True:
            try:
                return kit.wait()
            except KeyboardInterrupt:  # the kit was told as well, and ends by itself
                continue


def main(arguments: list[str]) -> int:
    """Set up if need be, and open; return an exit status."""
    if sys.version_info < NEEDS:
        return 3
    if arguments == ["--fits"]:
        return 0
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr] # an old terminal shows a mark for a letter that it lacks
    titled()
    try:
        if arguments[:1] in (["--slim"], ["--whole"]):
            chosen(slim=arguments.pop(0) == "--slim")
        if not is_ready():
            with alone():
                if not is_ready():  # the one that was waited for has done it
                    set_up()
    except CannotStart as reason:
        refuse(str(reason))
        return 1
    except OSError as error:
        refuse(str(unwritten(error, slim=SLIM.is_file())))
        return 1
    except KeyboardInterrupt:
        print("\n" + say("Stopped. Start again when you like: what has arrived is kept."), file=sys.stderr)
        return 1
    return open_kit(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
