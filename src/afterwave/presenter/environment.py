"""What a notebook wakes up in: which workshop, which session, and where the phones are.

The launcher says it all in the environment. A notebook opened alone finds nothing there and gets a session of its own
to practise on.
"""

from __future__ import annotations

import atexit
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import segno

from afterwave.content.language import own_name
from afterwave.content.load import load
from afterwave.content.places import kit
from afterwave.content.workshop import Workshop
from afterwave.locks import is_locked, locked
from afterwave.message import Say
from afterwave.session.home import AFTERWARDS, BESIDE, CONTENT, COUNTRY, DATABASE, LANGUAGE, LISTENING, PARTICIPANTS
from afterwave.session.networks import nearby
from afterwave.session.occasion import as_held
from afterwave.session.session import Session
from afterwave.session.state import State
from afterwave.temporary import PRACTISES, sweep
from afterwave.widgets.labels import LABELS

ASKED = "VOILA_REQUEST_URL"
"""Where Voilà tells a kernel which address its page was asked for at."""
QUERY, PRACTICE = "QUERY_STRING", "practice=1"
"""Where it tells what stood behind that address, and what stands there where an evening is to be left alone."""


@dataclass(frozen=True)
class Environment:
    """A workshop, its session, and the participants' address ("" where there is none); `practice` when no phones are
    connected.

    `listening` is where the phones' server listens, if phones open one of this machine's own addresses, else "".
    """

    workshop: Workshop
    session: Session
    address: str
    practice: bool
    listening: str = ""
    afterwards: str = ""
    """The way to the program that prints and forgets once the evening has ended, "" where there is none."""

    @property
    def channel(self) -> str:
        """Return the name on which this session's windows talk within one browser; it says nothing about where the
        database is.
        """
        return f"afterwave-{hashlib.sha256(self.session.url.encode()).hexdigest()[:12]}"

    def speech(self, labels: Callable[[Mapping[str, Mapping[str, str]]], dict[str, str]]) -> dict[str, Any]:
        """Return what a dashboard is told of the language: its letters, its direction, and the `labels` made of its
        words.
        """
        speech = self.workshop.speech
        translations = {widget: speech.labels(words) for widget, words in LABELS.items()}
        return {"language": speech.code, "direction": speech.direction, "labels": labels(translations)}

    @property
    def say(self) -> Say:
        """Return what gives a sentence in the workshop's language."""
        return self.workshop.speech.say

    def address_now(self, state: State) -> str:
        """Return the address that phones open now: the one chosen on the console, where there was something to
        choose.
        """
        return state.reached if self.listening and state.reached else self.address

    def near_addresses(self) -> tuple[str, ...]:
        """Return the addresses of this machine at which phones may open the session; none where it is reached in
        another way.
        """
        return nearby(self.address, self.listening) if self.address else ()

    def join(self, address: str) -> dict[str, str]:
        """Return an address to type, its QR code as SVG, and the languages in which phones open where there are
        several; empty strings for none.
        """
        if not address:
            return {"url": "", "short": "", "qr": "", "tongues": ""}
        spoken = self.workshop.languages
        tongues = " · ".join(map(own_name, spoken)) if len(spoken) > 1 else ""
        # A Micro QR code would be smaller, and few phones read one.
        code = segno.make(address, micro=False, error="m").svg_inline(border=2, scale=4, omitsize=True)
        return {
            "url": address,
            "short": address.rsplit("://", maxsplit=1)[-1].rstrip("/"),
            "qr": code,
            "tongues": tongues,
        }


def open_environment(environ: Mapping[str, str] = os.environ) -> Environment:
    """Return what the environment names; raise `ContentError`, `NewerDatabase`, `Unwritable` or `DatabaseAway` where
    that cannot be opened.
    """
    workshop = workshop_here(environ)
    database = "" if PRACTICE in environ.get(QUERY, "").split("&") else environ.get(DATABASE, "")
    url = database or practice_database()
    session = Session.open(url, first=workshop.sections[0].slug, language=workshop.language, length=workshop.length)
    names = (PARTICIPANTS, LISTENING, AFTERWARDS)
    # A practice takes nothing of the evening that runs beside it: its phones are not to hear of it.
    address, listening, afterwards = (environ.get(name, "") if database else "" for name in names)
    address = address or (_address_beside(environ) if database else "")
    workshop = as_held(workshop, session.state())
    return Environment(workshop, session, address, practice=not database, listening=listening, afterwards=afterwards)


def _address_beside(environ: Mapping[str, str]) -> str:
    """Return the phones' address on the server that shows this notebook, at the host at which the facilitator's own
    browser reached it; "" elsewhere.
    """
    path, page = environ.get(BESIDE, ""), urlsplit(environ.get(ASKED, ""))
    return page._replace(path=path, query="", fragment="").geturl() if path and page.netloc else ""


def workshop_here(environ: Mapping[str, str] = os.environ) -> Workshop:
    """Return the workshop, language and country that the environment names, or the kit's own and its first; raise
    `ContentError` where it has mistakes.
    """
    folder = environ.get(CONTENT, "")
    return load(Path(folder) if folder else kit("content"), environ.get(LANGUAGE, ""), environ.get(COUNTRY, ""))


def practice_database() -> str:
    """Return the URL of a throw-away database, the same for all kernels of one Jupyter server, so that stage and
    console practise together.
    """
    try:
        lock = _hold_practice()
    except FileNotFoundError:  # a kernel that begins beside this one has just swept it away
        lock = _hold_practice()
    sweep()  # a kernel that was killed left what was said in it; this one's folder is held by now
    return f"sqlite:///{lock.with_name('session.sqlite')}"


def _hold_practice() -> Path:
    """Return the file that this kernel holds in the practice folder."""
    # All kernels of a Jupyter server are its children.
    folder = Path(tempfile.gettempdir()) / f"afterwave-practice-{os.getppid()}"
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        if not _ours(folder):
            folder = Path(tempfile.mkdtemp(prefix="afterwave-practice-"))
    lock = folder / f"{os.getpid()}{PRACTISES}"
    handle = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
    locked(handle)
    atexit.register(_leave, lock, handle)
    return lock


def _leave(held: Path, handle: int) -> None:
    """Let go of a practice folder, and delete it where no other kernel practises in it."""
    os.close(handle)
    held.unlink(missing_ok=True)
    if not any(map(is_locked, held.parent.glob(f"*{PRACTISES}"))):
        shutil.rmtree(held.parent, ignore_errors=True)


def _ours(folder: Path) -> bool:
    """Return whether a folder found under a guessable name is a folder of this person's own, and nobody's trap."""
    status = folder.lstat()
    mine = not hasattr(os, "getuid") or status.st_uid == os.getuid()
    return mine and folder.is_dir() and not folder.is_symlink()
