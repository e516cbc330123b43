"""One evening for each session: whoever starts a second one is told where the first one's pages are."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from platformdirs import user_data_path

from afterwave.errors import AfterwaveError
from afterwave.locks import FAR, locked
from afterwave.refusals import already_running
from afterwave.session.home import database_file
from afterwave.session.session import Session

HELD = ("content", "language")
"""What stands beside the addresses of an evening that runs: what it shows, and in which language."""


@contextmanager
def hold_evening(url: str) -> Iterator[Callable[[Mapping[str, str]], None]]:
    """Hold a session's evening while the block runs, and give what writes where its pages are; raise `Running` where
    another one holds it.

    The file is for its owner alone, for it holds the key to stage and console, and goes with the evening. The system
    lets go of it however we end.
    """
    file = _file(url)
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)  # an account's first evening may be on a server
        handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        yield lambda _addresses: None  # where nothing can be written, the evening runs all the same
        return
    try:
        if not locked(handle, at=FAR):
            raise already_running(_read(file))
        try:
            yield lambda addresses: _write(handle, addresses)
        finally:  # also where the evening is told to end, or fails
            # Emptied before it goes: Windows deletes no file that is open, and what is left there must lead nobody on.
            os.ftruncate(handle, 0)
            with suppress(OSError):
                file.unlink()
    finally:
        os.close(handle)


def evening_pages(url: str) -> dict[str, str] | None:
    """Return where the pages of this session's evening are, nothing of an evening that is only just starting, and None
    where none runs.
    """
    try:
        handle = os.open(_file(url), os.O_RDWR)
    except OSError:
        return None
    try:
        found = None if locked(handle, at=FAR) else _read(_file(url))
    finally:
        os.close(handle)
    return found and {name: value for name, value in found.items() if name not in HELD}


def evening_facts(url: str) -> dict[str, str]:
    """Return the folder or file that this session's evening shows, and its language, as far as it said so."""
    return {name: value for name, value in _read(_file(url)).items() if name in HELD}


def phones_address(url: str, found: Mapping[str, str]) -> str:
    """Return the address that phones open in an evening that runs: the one chosen on its console since, or what the
    evening began with.
    """
    try:
        with closing(Session.open(url)) as session:
            return session.state().reached or found["participants"]
    except AfterwaveError:
        return found["participants"]


def _file(url: str) -> Path:
    """Return the file beside a session's database that says so, or one in the user's data folder for a database that is
    no file here.
    """
    if file := database_file(url):
        return file.with_name(f"{file.name}.evening")
    # A URL has letters that no file's name has, and may hold a password.
    return user_data_path("afterwave", appauthor=False) / f"{hashlib.sha256(url.encode()).hexdigest()[:12]}.evening"


def _read(file: Path) -> dict[str, str]:
    try:
        addresses = json.loads(file.read_text("utf-8") or "{}")
    except (OSError, ValueError):
        return {}
    return {str(name): str(value) for name, value in addresses.items()} if isinstance(addresses, dict) else {}


def _write(handle: int, addresses: Mapping[str, str]) -> None:
    # Through the handle that holds the lock: a new file in its place would be held by nobody.
    os.lseek(handle, 0, os.SEEK_SET)
    os.ftruncate(handle, 0)
    # On a full disk the evening runs all the same; a second command is told that it does, and not where.
    with suppress(OSError):
        os.write(handle, json.dumps(dict(addresses)).encode())
