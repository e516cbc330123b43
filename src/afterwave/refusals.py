"""What a command refuses for the sake of the machine it runs on: ports, hosts, files, and a terminal in which nobody
can be asked. The terminal says it in English, the front door in the language of its page.
"""

from __future__ import annotations

import platform
import sys
from pathlib import Path
from typing import ClassVar

from afterwave.errors import AfterwaveError
from afterwave.message import Message, Say, english


class PortTaken(AfterwaveError):
    """Another program already listens where the kit wanted to."""

    sentence: ClassVar[Message] = (
        "Port {port} on {host} is taken by another program. Close it, or choose another with --port."
    )

    def __init__(self, host: str, port: int) -> None:
        """Keep the address."""
        self.host, self.port = host, port
        super().__init__()


class AlreadyRunning(AfterwaveError):
    """An evening of this session runs already."""

    sentence: ClassVar[Message] = (
        "This session runs already, in another window; nothing of it was changed. End it there first (hold Ctrl and "
        "press C), or name another --database to run a second one."
    )

    def __init__(self, addresses: dict[str, str]) -> None:
        """Keep where its pages are; nothing of one that is only just starting."""
        self.addresses = addresses
        super().__init__()


class PortForbidden(AfterwaveError):
    """The system gives a port only to programs with more rights."""

    sentence: ClassVar[Message] = (
        "Port {port} on {host} needs rights that you do not have on this machine. Choose one from 1024 on with --port."
    )

    def __init__(self, host: str, port: int) -> None:
        """Keep the address."""
        self.host, self.port = host, port
        super().__init__()


class NoSuchHost(AfterwaveError):
    """The kit was to listen at an address that this machine does not have."""

    sentence: ClassVar[Message] = (
        "{host} is no address of this machine. Leave --host out for every network it is in, or name one of its own."
    )

    def __init__(self, host: str) -> None:
        """Keep the host that was named."""
        self.host = host
        super().__init__()


class NoTypesetter(AfterwaveError):
    """What sets PDFs is not installed: nobody builds it for this machine, or the install is a slim one."""

    sentence: ClassVar[Message] = (
        "Nothing can be printed here: Typst, which sets the pages, is not in this slim install. Add it: {command}."
    )
    unbuilt: ClassVar[Message] = (
        "Nothing can be printed here: Typst, which sets the pages, is not made for this kind of machine. Print them "
        "on "
        "another."
    )

    def __init__(self) -> None:
        """Say where it can be printed, or how it is added."""
        self.command = f"{sys.executable} -m pip install typst"
        super().__init__()

    def message(self, say: Say = english) -> str:
        """Return the sentence in a language: how it is added, where anybody builds it for this machine."""
        built = sys.platform != "win32" or platform.machine() != "ARM64"  # as pyproject.toml has it
        return super().message(say) if built else say(self.unbuilt)


class NoLab(AfterwaveError):
    """JupyterLab is not installed: the install is a slim one."""

    sentence: ClassVar[Message] = (
        "JupyterLab is not in this slim install. Add it: {command}. Without --lab, the workshop is read without it."
    )

    def __init__(self) -> None:
        """Say how it is added, and what goes without."""
        self.command = f"{sys.executable} -m pip install jupyterlab"
        super().__init__()


class NotOurs(AfterwaveError):
    """A folder that is to be written holds files that the kit did not make."""

    sentence: ClassVar[Message] = (
        "The folder {path} holds other files, and none of them is touched. Name an empty folder, a new one, or one "
        "with an earlier site."
    )

    def __init__(self, path: Path) -> None:
        """Keep the folder."""
        self.path = path
        super().__init__()


class NotEmpty(AfterwaveError):
    """A folder that is to begin a workshop holds files already."""

    sentence: ClassVar[Message] = (
        "The folder {path} holds other files, and none of them is touched. Name a new folder, or an empty one."
    )

    def __init__(self, path: Path) -> None:
        """Keep the folder."""
        self.path = path
        super().__init__()


class CannotWrite(AfterwaveError):
    """A file or folder that was to be made cannot be."""

    sentence: ClassVar[Message] = "{path} cannot be written ({reason}). Name another place."

    def __init__(self, path: Path, reason: str) -> None:
        """Keep the place, and why, in the system's words."""
        self.path, self.reason = path, reason
        super().__init__()


class NothingOpens(AfterwaveError):
    """A file was to be opened in an editor, and this system names none."""

    sentence: ClassVar[Message] = (
        "This machine names no editor that could open {path}. Open it yourself, in any editor for plain text."
    )

    def __init__(self, path: Path) -> None:
        """Keep the file."""
        self.path = path
        super().__init__()


class NotAsked(AfterwaveError):
    """Something that cannot be undone was to be done where nobody can be asked."""

    phrases = ("what", "otherwise")
    sentence: ClassVar[Message] = "This {what}, and there is no terminal to ask in. Nothing was done. {otherwise}"

    def __init__(self, what: Message, otherwise: Message) -> None:
        """Keep what was to be done, as a sentence that follows on "This", and what to do instead."""
        self.what, self.otherwise = what, otherwise
        super().__init__()


class StillEnglish(AfterwaveError):
    """A file was to be marked as translated, and still says what the English says, word by word."""

    sentence: ClassVar[Message] = "{path} is still the English text. Write it in its language, and say so then."

    def __init__(self, path: Path) -> None:
        """Keep the file."""
        self.path = path
        super().__init__()


class NotATranslation(AfterwaveError):
    """A file was to be marked as translated, and it is no translation of anything."""

    sentence: ClassVar[Message] = (
        "{path} is not a translation: no English file has its name. Name a .md or .yaml file in a language's folder."
    )

    def __init__(self, path: Path) -> None:
        """Keep the file."""
        self.path = path
        super().__init__()


class NoWheel(AfterwaveError):
    """A package was to be gathered for a machine for which nobody has built it."""

    sentence: ClassVar[Message] = (
        "{package} is not built for {machine}, or not where pip looks. What has arrived is kept. Name the machines "
        "and Pythons to gather for with --machine and --python."
    )

    def __init__(self, package: str, machine: str) -> None:
        """Keep the package, and the machine with its Python, in words."""
        self.package, self.machine = package, machine
        super().__init__()


class NothingFetched(AfterwaveError):
    """The packages that were to be gathered do not arrive."""

    sentence: ClassVar[Message] = (
        "The packages do not arrive. Look whether this machine is online (a mirror or a proxy stands in pip's own "
        "settings), then type this again: what has arrived is kept.\n{last}"
    )

    def __init__(self, last: str) -> None:
        """Keep what pip said last."""
        self.last = last
        super().__init__()

    def message(self, say: Say = english) -> str:
        """Return the sentence in a language, and under it what pip said, if anything."""
        return super().message(say).rstrip()


class NoRoom(AfterwaveError):
    """The disk has no room for what was to be gathered."""

    sentence: ClassVar[Message] = (
        "The disk of {path} has no room for the packages: about {megabytes} MB are wanted. Free some, or name "
        "another folder, then type this again: what has arrived is kept. Fewer machines and Pythons (--machine, "
        "--python) want less."
    )

    def __init__(self, path: Path, wanted: int) -> None:
        """Keep the folder, and how many bytes are wanted about."""
        self.path, self.wanted = path, wanted
        self.megabytes = wanted // 1_000_000
        super().__init__()


class NoPip(AfterwaveError):
    """What fetches packages is not there."""

    sentence: ClassVar[Message] = (
        "pip, which fetches the packages, is missing here. On Debian or Ubuntu: sudo apt install python3-venv. "
        "Elsewhere: python -m ensurepip."
    )

    def __init__(self) -> None:
        """Say how to get it."""
        super().__init__()


class NoAddress(AfterwaveError):
    """A rehearsal was sent to something that is no web address."""

    sentence: ClassVar[Message] = (
        '"{base}" is no address of a participants\' server. Give one such as http://127.0.0.1:8000/ with --join.'
    )

    def __init__(self, base: str) -> None:
        """Keep what was given."""
        self.base = base
        super().__init__()
