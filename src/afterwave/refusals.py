"""What a command refuses for the sake of the machine it runs on: ports, hosts, files, and a terminal in which nobody
can be asked.

Each is met where somebody types a command, and is told in English; what may be met in the room is in `errors`.
"""

from __future__ import annotations

import platform
import sys
from pathlib import Path

from afterwave.errors import AfterwaveError


class PortTaken(AfterwaveError):
    """Another program already listens where the kit wanted to."""

    def __init__(self, host: str, port: int) -> None:
        """Keep the address."""
        self.host, self.port = host, port
        super().__init__(f"Port {port} on {host} is taken by another program. Close it, or choose another with --port.")


class Running(AfterwaveError):
    """An evening of this session runs already."""

    def __init__(self, addresses: dict[str, str]) -> None:
        """Keep where its pages are; nothing of one that is only just starting."""
        self.addresses = addresses
        super().__init__(
            "This session runs already, in another window; nothing of it was changed. End it there first (hold Ctrl "
            "and press C), "
            "or name another --database to run a second one."
        )


class PortForbidden(AfterwaveError):
    """The system gives a port only to programs with more rights."""

    def __init__(self, host: str, port: int) -> None:
        """Keep the address."""
        self.host, self.port = host, port
        super().__init__(
            f"Port {port} on {host} needs rights that you do not have on this machine. Choose one from 1024 on "
            "with --port."
        )


class NoSuchHost(AfterwaveError):
    """The kit was to listen at an address that this machine does not have."""

    def __init__(self, host: str) -> None:
        """Keep the host that was named."""
        self.host = host
        super().__init__(
            f"{host} is no address of this machine. Leave --host out for every network it is in, or name one of "
            "its own."
        )


class NoTypesetter(AfterwaveError):
    """What sets PDFs is not installed: nobody builds it for this machine, or the install is a slim one."""

    def __init__(self) -> None:
        """Say where it can be printed, or how it is added."""
        built = sys.platform != "win32" or platform.machine() != "ARM64"  # as pyproject.toml has it
        super().__init__(
            "Nothing can be printed here: Typst, which sets the pages, "
            + (adding("typst") if built else "is not made for this kind of machine. Print them on another.")
        )


class NoLab(AfterwaveError):
    """JupyterLab is not installed: the install is a slim one."""

    def __init__(self) -> None:
        """Say how it is added, and what goes without."""
        super().__init__(f"JupyterLab {adding('jupyterlab')} Without --lab, the workshop is read without it.")


def adding(package: str) -> str:
    """Return the end of a sentence on what a slim install leaves out: it is not there, and a line adds it."""
    return f"is not in this slim install. Add it: {sys.executable} -m pip install {package}."


class NotOurs(AfterwaveError):
    """A folder that is to be written holds files that the kit did not make."""

    def __init__(self, path: Path) -> None:
        """Keep the folder."""
        self.path = path
        super().__init__(
            f"The folder {path} holds other files, and none of them is touched. Name an empty folder, a new one, "
            "or one with an earlier site."
        )


class NotEmpty(AfterwaveError):
    """A folder that is to begin a workshop holds files already."""

    def __init__(self, path: Path) -> None:
        """Keep the folder."""
        self.path = path
        super().__init__(
            f"The folder {path} holds other files, and none of them is touched. Name a new folder, or an empty one."
        )


class CannotWrite(AfterwaveError):
    """A file or folder that was to be made cannot be."""

    def __init__(self, path: Path, reason: str) -> None:
        """Keep the place."""
        self.path = path
        super().__init__(f"{path} cannot be written ({reason}). Name another place.")


class NothingOpens(AfterwaveError):
    """A file was to be opened in an editor, and this system names none."""

    def __init__(self, path: Path) -> None:
        """Keep the file."""
        self.path = path
        super().__init__(
            f"This machine names no editor that could open {path}. Open it yourself, in any editor for plain text."
        )


class NotAsked(AfterwaveError):
    """Something that cannot be undone was to be done where nobody can be asked."""

    def __init__(self, what: str, otherwise: str) -> None:
        """Keep what was to be done, as a sentence that follows on "This", and what to do instead."""
        super().__init__(f"This {what}, and there is no terminal to ask in. Nothing was done. {otherwise}")


class NotATranslation(AfterwaveError):
    """A file was to be marked as translated, and it is no translation of anything."""

    def __init__(self, path: Path) -> None:
        """Keep the file."""
        self.path = path
        super().__init__(
            f"{path} is not a translation: no English file has its name. Name a .md or .yaml file in a language's "
            "folder."
        )


class NoWheel(AfterwaveError):
    """A package was to be gathered for a machine for which nobody has built it."""

    def __init__(self, package: str, machine: str) -> None:
        """Keep the package, and the machine with its Python, in words."""
        self.package, self.machine = package, machine
        super().__init__(
            f"{package} is not built for {machine}, or not where pip looks. What has arrived is kept. "
            "Name the machines and Pythons to gather for with --machine and --python."
        )


class NothingFetched(AfterwaveError):
    """The packages that were to be gathered do not arrive."""

    def __init__(self, last: str) -> None:
        """Keep what pip said last."""
        self.last = last
        super().__init__(
            "The packages do not arrive. Look whether this machine is online (a mirror or a proxy stands in pip's own "
            "settings), "
            f"then type this again: what has arrived is kept.\n{last}".rstrip()
        )


class NoRoom(AfterwaveError):
    """The disk has no room for what was to be gathered."""

    def __init__(self, path: Path, wanted: int) -> None:
        """Keep the folder, and how many bytes are wanted about."""
        self.path, self.wanted = path, wanted
        super().__init__(
            f"The disk of {path} has no room for the packages: about {wanted // 1_000_000} MB are wanted. Free some, "
            "or name another folder, "
            "then type this again: what has arrived is kept. Fewer machines and Pythons (--machine, --python) want "
            "less."
        )


class NoPip(AfterwaveError):
    """What fetches packages is not there."""

    def __init__(self) -> None:
        """Say how to get it."""
        super().__init__(
            "pip, which fetches the packages, is missing here. On Debian or Ubuntu: sudo apt install python3-venv. "
            "Elsewhere: python -m ensurepip."
        )
