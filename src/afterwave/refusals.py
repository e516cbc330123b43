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

    host: str
    port: int
    sentence: ClassVar[Message] = (
        "Port {port} on {host} is taken by another program. Close it, or choose another with --port."
    )


class CannotTell(AfterwaveError):
    """What a command says is kept in a file for which there is no room, or by what takes nothing more."""

    reason: str
    phrases: ClassVar[tuple[str, ...]] = ("reason",)
    sentence: ClassVar[Message] = (
        "What this command says could not be written: {reason}. What it was to do may be done. Look before you ask for "
        "it again."
    )


class CannotKeep(AfterwaveError):
    """What a command keeps only while it runs cannot be written."""

    reason: str
    phrases: ClassVar[tuple[str, ...]] = ("reason",)
    sentence: ClassVar[Message] = (
        "What this command keeps for a while could not be written: {reason}. Make room on the disk, and ask for it "
        "again."
    )


class AlreadyRunning(AfterwaveError):
    """An evening of this session runs already."""

    addresses: dict[str, str]
    """Where its pages are; nothing of one that is only just starting."""
    sentence: ClassVar[Message] = (
        "This session runs already, in another window; nothing of it was changed. End it there first (hold Ctrl and "
        "press C), or name another --database to run a second one."
    )


class StillStarting(AlreadyRunning):
    """An evening of this session is only just starting; it has no pages yet."""

    sentence: ClassVar[Message] = (
        "This session is only just starting, in another window. Wait there; on a slow computer it takes a minute or "
        "two."
    )


def already_running(addresses: dict[str, str]) -> AlreadyRunning:
    """Return the refusal of what would begin a second evening: of one that has no pages yet, nobody is told to end
    it.
    """
    return AlreadyRunning(addresses) if addresses else StillStarting(addresses)


class AnotherRuns(AfterwaveError):
    """An evening of this session runs already, with another workshop or in another language than was asked for."""

    content: str
    language: str
    sentence: ClassVar[Message] = (
        "Another evening runs already in this session: {content}, in the language {language}. What you named was not "
        "used, and nothing was changed. End that evening first (hold Ctrl and press C in its window), or name another "
        "--database to run a second one."
    )


class PortForbidden(AfterwaveError):
    """The system gives a port only to programs with more rights."""

    host: str
    port: int
    sentence: ClassVar[Message] = (
        "Port {port} on {host} needs rights that you do not have on this machine. Choose one from 1024 on with --port."
    )


class NoSuchHost(AfterwaveError):
    """The kit was to listen at an address that this machine does not have."""

    host: str
    sentence: ClassVar[Message] = (
        "{host} is no address of this machine. Leave --host out for every network it is in, or name one of its own."
    )


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


class NotOurs(AfterwaveError):
    """A folder that is to be written holds files that the kit did not make."""

    path: Path
    sentence: ClassVar[Message] = (
        "The folder {path} holds other files, and none of them is touched. Name an empty folder, a new one, or one "
        "with an earlier site."
    )


class NotEmpty(AfterwaveError):
    """A folder that is to begin a workshop holds files already."""

    path: Path
    sentence: ClassVar[Message] = (
        "The folder {path} holds other files, and none of them is touched. Name a new folder, or an empty one."
    )


class CannotWrite(AfterwaveError):
    """A file or folder that was to be made cannot be."""

    path: Path
    reason: str
    """In the kit's words, or in the system's where it has none."""
    sentence: ClassVar[Message] = "{path} cannot be written ({reason}). Name another place."
    phrases = ("reason",)


class NothingOpens(AfterwaveError):
    """A file was to be opened in an editor, and this system names none."""

    path: Path
    sentence: ClassVar[Message] = (
        "This machine names no editor that could open {path}. Open it yourself, in any editor for plain text."
    )


class NothingShows(AfterwaveError):
    """A folder was to be shown, and this system names nothing that shows one."""

    path: Path
    sentence: ClassVar[Message] = "This machine names no program that could show {path}. Look for the folder yourself."


class NotAsked(AfterwaveError):
    """Something that cannot be undone was to be done where nobody can be asked."""

    what: Message
    """What was to be done, as a sentence that follows on "This"."""
    otherwise: Message
    """What to do instead."""
    phrases = ("what", "otherwise")
    sentence: ClassVar[Message] = "This {what}, and there is no terminal to ask in. Nothing was done. {otherwise}"


class StillEnglish(AfterwaveError):
    """A file was to be marked as translated, and still says what the English says, word by word."""

    path: Path
    sentence: ClassVar[Message] = "{path} is still the English text. Write it in its language, and say so then."


class NotATranslation(AfterwaveError):
    """A file was to be marked as translated, and it is no translation of anything."""

    path: Path
    sentence: ClassVar[Message] = (
        "{path} is not a translation: no English file has its name. Name a .md or .yaml file in a language's folder."
    )


class NoWheel(AfterwaveError):
    """A package was to be gathered for a machine for which nobody has built it."""

    package: str
    machine: str
    sentence: ClassVar[Message] = (
        "{package} is not built for {machine}, or not where pip looks. What has arrived is kept. Name the machines "
        "and Pythons to gather for with --machine and --python."
    )


class NothingFetched(AfterwaveError):
    """The packages that were to be gathered do not arrive."""

    last: str
    """What pip said last."""
    sentence: ClassVar[Message] = (
        "The packages do not arrive. Look whether this machine is online (a mirror or a proxy stands in pip's own "
        "settings), then type this again: what has arrived is kept.\n{last}"
    )

    def message(self, say: Say = english) -> str:
        """Return the sentence in a language, and under it what pip said, if anything."""
        return super().message(say).rstrip()


class NoProgram(AfterwaveError):
    """The machine starts no more programs, as when its memory is short."""

    reason: str
    """In the system's words."""
    sentence: ClassVar[Message] = (
        "This machine cannot start another program now ({reason}). Close what you do not need, and try again."
    )


class NoRoom(AfterwaveError):
    """The disk has no room for what was to be gathered."""

    path: Path
    wanted: int
    """Bytes, about."""
    sentence: ClassVar[Message] = (
        "The disk of {path} has no room for the packages: about {megabytes} MB are wanted. Free some, or name "
        "another folder, then type this again: what has arrived is kept. Fewer machines and Pythons (--machine, "
        "--python) want less."
    )

    def __post_init__(self) -> None:
        """Count in what people count in."""
        self.megabytes = self.wanted // 1_000_000


class NoPip(AfterwaveError):
    """What fetches packages is not there."""

    sentence: ClassVar[Message] = (
        "pip, which fetches the packages, is missing here. On Debian or Ubuntu: sudo apt install python3-venv. "
        "Elsewhere: python -m ensurepip."
    )


class NoAddress(AfterwaveError):
    """A rehearsal was sent to something that is no web address."""

    base: str
    sentence: ClassVar[Message] = (
        '"{base}" is no address of a participants\' server. Give one such as http://127.0.0.1:8000/ with --join.'
    )
